/// JSON values of one request, as they arrive: JSON lines (`application/jsonl`, `application/x-ndjson`) or a JSON text sequence
/// (`application/json-seq`, RFC 7464).
///
/// Nothing is sent before the first value is asked for. A reader that takes its time slows the server down, where the transport can.
/// The stream ends where the response ends; where that is in the middle of a value, or the connection broke, it throws `streamCut`.
/// Otherwise it throws what a call that is no stream would throw. A value may be as large as `eventByteLimit` says.
///
/// A stream is for one loop, as ``EventStream`` is.
public struct JSONStream<Item: JSONDecodable & Sendable>: AsyncSequence, Sendable {
    /// A value.
    public typealias Element = Item
    /// Every error is of this type.
    public typealias Failure = APIError

    private let client: APIClient
    private let request: APIRequest
    private let options: ResolvedOptions
    private let reading: StreamReading<Item>
    private let isTaken = Locked(false)

    init(client: APIClient, request: APIRequest, options: ResolvedOptions, framing: JSONItemFraming) {
        self.client = client
        self.request = request
        self.options = options
        reading = .items(framing)
    }

    /// Begins to read.
    public func makeAsyncIterator() -> AsyncIterator {
        let isFirst = isTaken.withLock { isTaken in
            defer { isTaken = true }
            return !isTaken
        }
        let reader = EventReader(reading.framing, client: client, request: request, options: options, isSecond: !isFirst)
        return AsyncIterator(reader: reader, reading: reading)
    }

    /// Reads the values.
    public struct AsyncIterator: AsyncIteratorProtocol {
        /// Every error is of this type.
        public typealias Failure = APIError

        fileprivate let reader: EventReader
        fileprivate let reading: StreamReading<Item>

        /// The head of the response, nil before the first value was asked for.
        public var head: ResponseHead? { reader.head }

        /// The next value, nil at the end.
        public mutating func next() async throws(APIError) -> Item? {
            try await reading.next(from: reader)
        }
    }
}

extension JSONStream: CustomReflectable {
    /// The request, without secrets.
    public var customMirror: Mirror { Mirror(self, children: ["request": request]) }
}

extension JSONStream.AsyncIterator: CustomReflectable {
    /// Nothing: what is below has the request in it, with its credential.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
