/// The body of an answer as it arrives, in chunks of any size: for what is too large to be held in memory.
///
/// A reader that takes its time slows the server down, where the transport can. Leaving the loop, or letting go of the answer, ends the
/// request and closes its connection. It is for one loop: a second finds nothing.
public struct AnswerBytes: AsyncSequence, Sendable {
    /// A chunk.
    public typealias Element = [UInt8]
    /// Every error is of this type.
    public typealias Failure = APIError

    /// Status and header fields.
    public let head: ResponseHead
    private let unread: Locked<Unread?>

    /// Handed to one iterator alone, by the lock.
    private struct Unread: @unchecked Sendable {
        let reader: Reader
    }

    init(_ response: OpenResponse, trace: CallTrace) {
        head = response.head
        unread = Locked(Unread(reader: Reader(body: response.body, trace: trace)))
    }

    /// Begins to read.
    public func makeAsyncIterator() -> AsyncIterator {
        let unread = unread.withLock { unread in
            defer { unread = nil }
            return unread
        }
        return AsyncIterator(reader: unread?.reader)
    }

    /// Reads the chunks.
    public struct AsyncIterator: AsyncIteratorProtocol {
        /// Every error is of this type.
        public typealias Failure = APIError

        fileprivate let reader: Reader?

        /// The next chunk, nil at the end. Throws where the connection breaks before the body is complete.
        public mutating func next() async throws(APIError) -> [UInt8]? {
            try await reader?.next()
        }
    }

    fileprivate final class Reader {
        private let body: ExchangeReader
        private let trace: CallTrace
        private var isOver = false

        init(body: ExchangeReader, trace: CallTrace) {
            self.body = body
            self.trace = trace
        }

        /// Also where nobody began to read.
        deinit {
            if !isOver { trace.end(.abandoned) }
        }

        func next() async throws(APIError) -> [UInt8]? {
            guard !isOver else { return nil }
            do throws(APIError) {
                if let chunk = try await body.next() { return chunk }
                isOver = true
                trace.end(.completed(bytes: body.bytesRead))
                return nil
            } catch {
                isOver = true
                trace.end(.failed(error))
                throw error
            }
        }
    }
}

extension AnswerBytes: CustomReflectable {
    /// The status.
    public var customMirror: Mirror { Mirror(self, children: ["status": head.status]) }
}

extension AnswerBytes.AsyncIterator: CustomReflectable {
    /// Nothing: what is below has the request in it, with its credential.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
