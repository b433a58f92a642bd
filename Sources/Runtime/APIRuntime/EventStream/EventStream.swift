/// The events of one request, as they arrive.
///
/// Nothing is sent before the first event is asked for. A reader that takes its time slows the server down, where the transport can.
/// The stream ends at the response's end, or at an event whose data is `[DONE]`. It throws an `APIError`:
/// - what a call that is no stream would throw, for the request and the head of the response;
/// - `errorEvent` for an error that the server sends in the stream;
/// - `streamCut` where the connection broke, or the response ended before the event that the description marks as final.
///
/// After an error it has ended. Leaving the loop, or letting go of the iterator, ends the request and closes its connection.
///
/// A stream is for one loop: a second would send the request again, and perhaps have it paid for again. It throws `invalidRequest`
/// without sending anything; call the operation's method again where that is meant.
public struct EventStream<Event: StreamEvent>: AsyncSequence, Sendable {
    /// A typed event.
    public typealias Element = Event
    /// Every error is of this type.
    public typealias Failure = APIError

    private let client: APIClient
    private let request: APIRequest
    private let options: ResolvedOptions
    private let isTaken = Locked(false)

    init(client: APIClient, request: APIRequest, options: ResolvedOptions) {
        self.client = client
        self.request = request
        self.options = options
    }

    /// Begins to read.
    public func makeAsyncIterator() -> AsyncIterator {
        let isFirst = isTaken.withLock { isTaken in
            defer { isTaken = true }
            return !isTaken
        }
        return AsyncIterator(reader: EventReader(client: client, request: request, options: options, isSecond: !isFirst))
    }

    /// Reads the events.
    public struct AsyncIterator: AsyncIteratorProtocol {
        /// Every error is of this type.
        public typealias Failure = APIError

        fileprivate let reader: EventReader

        /// The head of the response, nil before the first event was asked for.
        public var head: ResponseHead? { reader.head }
        /// The id of the last event that had one, empty where none had.
        public var lastEventID: String { reader.lastEventID }
        /// How long the server wants clients to wait before they connect again, nil where it has not said.
        public var reconnectionTime: Duration? { reader.reconnectionTime }

        /// The next event, nil at the end.
        public mutating func next() async throws(APIError) -> Event? {
            guard let raw = try await reader.next(endsWithFinalEvent: !Event.finalEvents.isEmpty) else { return nil }
            do {
                let event = try Event(raw)
                if reader.validates {
                    let source = try? JSONDocument(parsing: raw.data).root
                    var check = source.map { Validator(source: $0) } ?? Validator()
                    event.validate(&check)
                    try check.finish()
                }
                if Event.finalEvents.contains(raw.type) { reader.sawFinalEvent() }
                return event
            } catch {
                throw reader.failure(error, in: raw)
            }
        }
    }
}
