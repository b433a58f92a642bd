/// The events of one request, as they arrive.
///
/// Nothing is sent before the first event is asked for. A reader that takes its time slows the server down, where the transport can.
/// The stream ends at the response's end, or at an event whose data is `[DONE]`. It throws an `APIError`:
/// - what a call that is no stream would throw, for the request and the head of the response;
/// - `errorEvent` for an error that the server sends in the stream;
/// - `streamCut` where the connection broke, or the response ended in the middle of an event, or before what ends such a stream: an
///   event that the description marks as final, or where each event is data alone and none is final, `[DONE]`.
///
/// After an error it has ended. Leaving the loop, or letting go of the iterator, ends the request and closes its connection.
///
/// A stream is for one loop: a second would send the request again, and perhaps have it paid for again. It throws `invalidRequest`
/// without sending anything; call the operation's method again where that is meant.
public struct EventStream<Event: Sendable>: AsyncSequence, Sendable {
    /// A typed event.
    public typealias Element = Event
    /// Every error is of this type.
    public typealias Failure = APIError

    private let client: APIClient
    private let request: APIRequest
    private let options: ResolvedOptions
    private var reading: StreamReading<Event>
    private let isTaken = Locked(false)

    init(client: APIClient, request: APIRequest, options: ResolvedOptions, reading: StreamReading<Event>) {
        self.client = client
        self.request = request
        self.options = options
        self.reading = reading
    }

    /// The same stream, complete wherever the response ends: for a server that sends neither a final event nor `[DONE]`.
    public func endingAnywhere() -> EventStream {
        var stream = self
        stream.reading.end = .anywhere
        return stream
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

    /// Reads the events.
    public struct AsyncIterator: AsyncIteratorProtocol {
        /// Every error is of this type.
        public typealias Failure = APIError

        fileprivate let reader: EventReader
        fileprivate let reading: StreamReading<Event>

        /// The head of the response, nil before the first event was asked for.
        public var head: ResponseHead? { reader.head }
        /// The id of the last event that had one, empty where none had.
        public var lastEventID: String { reader.lastEventID }
        /// How long the server wants clients to wait before they connect again, nil where it has not said.
        public var reconnectionTime: Duration? { reader.reconnectionTime }

        /// The next event, nil at the end.
        public mutating func next() async throws(APIError) -> Event? {
            try await reading.next(from: reader)
        }
    }
}

extension EventStream: CustomReflectable {
    /// The request, without secrets.
    public var customMirror: Mirror { Mirror(self, children: ["request": request]) }
}

extension EventStream.AsyncIterator: CustomReflectable {
    /// Nothing: what is below has the request in it, with its credential.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
