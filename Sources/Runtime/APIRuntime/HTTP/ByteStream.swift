/// Bytes that arrive, or are sent, in chunks of any size.
///
/// Each iteration starts the stream anew; whether that gives the same bytes again is for its maker to say. A response's body can be
/// iterated once.
public struct ByteStream: AsyncSequence, Sendable {
    /// A chunk.
    public typealias Element = [UInt8]

    private let start: @Sendable () -> () async throws -> [UInt8]?

    /// A stream from a function that is called at the start of each iteration, and gives one that is called for each chunk, until it
    /// returns nil or throws.
    public init(_ start: @escaping @Sendable () -> () async throws -> [UInt8]?) {
        self.start = start
    }

    /// The chunks of a sequence.
    public init<Chunks: AsyncSequence & Sendable>(_ chunks: Chunks) where Chunks.Element == [UInt8] {
        start = {
            var iterator = chunks.makeAsyncIterator()
            return { try await iterator.next() }
        }
    }

    /// A stream of one chunk, or of none where there are no bytes.
    public init(_ bytes: [UInt8]) {
        start = {
            var rest: [UInt8]? = bytes.isEmpty ? nil : bytes
            return {
                defer { rest = nil }
                return rest
            }
        }
    }

    /// Iterates over the chunks.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let nextChunk: () async throws -> [UInt8]?

        /// The next chunk, nil at the end.
        public mutating func next() async throws -> [UInt8]? {
            try await nextChunk()
        }
    }

    /// Starts the stream.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(nextChunk: start())
    }
}
