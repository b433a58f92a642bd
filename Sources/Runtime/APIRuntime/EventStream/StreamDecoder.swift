/// What the items of a stream are, and how they are told apart.
enum StreamFraming: Sendable {
    case events
    case items(JSONItemFraming)

    func accepts(_ type: MediaType?) -> Bool {
        switch self {
        case .events: type?.essence == "text/event-stream"
        case .items: type?.isJSONItems ?? false
        }
    }

    var name: String {
        switch self {
        case .events: "event stream"
        case .items: "stream of JSON values"
        }
    }
}

/// Turns the bytes of a stream into its items. A value of a stream of JSON is an event that has data alone.
struct StreamDecoder: Sendable {
    /// What is left when the bytes have ended.
    enum Rest {
        case nothing
        case item(ServerSentEvent)
        case piece
    }

    let framing: StreamFraming
    private var events: EventStreamDecoder
    private var items: JSONItemDecoder

    /// `joinsData` says that the data of each event is wanted in one array.
    init(_ framing: StreamFraming, limit: Int, joinsData: Bool) {
        self.framing = framing
        events = EventStreamDecoder(limit: limit, joinsData: joinsData)
        items = if case .items(let framing) = framing { JSONItemDecoder(framing, limit: limit) } else { JSONItemDecoder(.lines, limit: 0) }
    }

    var lastEventID: String { events.lastEventID }
    var reconnectionTime: Duration? { events.reconnectionTime }

    var unfinishedName: String? { events.unfinishedName }

    /// Takes out what came of the data of an event that is not complete; a value of a stream of JSON is given whole.
    mutating func takeUnfinishedData() -> EventData { events.takeUnfinishedData() }

    mutating func append(_ chunk: [UInt8]) {
        switch framing {
        case .events: events.append(chunk)
        case .items: items.append(chunk)
        }
    }

    mutating func next() throws(EventStreamDecoder.LimitExceeded) -> ServerSentEvent? {
        switch framing {
        case .events: try events.next()
        case .items: try items.next().map { ServerSentEvent(data: $0) }
        }
    }

    /// What is left at the end of the body. A last value needs no separator behind it, but it must be whole; an event that no empty line
    /// has ended is none (WHATWG HTML, "Interpreting an event stream"), and here it is a sign that the stream was cut.
    mutating func finish() -> Rest {
        switch framing {
        case .events:
            guard let data = events.unfinishedData else { return .nothing }
            // Nothing can follow the mark that ends a stream, so nothing of it is missing.
            return data == EventReader.endMark ? .item(ServerSentEvent(data: data)) : .piece
        case .items:
            guard let rest = items.rest() else { return .nothing }
            let isWhole = items.isWhole(rest) && (try? JSONDocument(parsing: rest)) != nil
            return isWhole ? .item(ServerSentEvent(data: rest)) : .piece
        }
    }
}

extension MediaType {
    /// Media types of JSON values one after another (OpenAPI 3.2, "Sequential JSON").
    var isJSONItems: Bool {
        switch essence {
        case "application/jsonl", "application/x-jsonl", "application/jsonlines", "application/x-jsonlines", "application/json-lines",
            "application/ndjson", "application/x-ndjson", "application/stream+json", "application/json-seq", "text/jsonl":
            true
        default: essence.hasSuffix("+json-seq") || essence.hasSuffix("+jsonl") || essence.hasSuffix("+ndjson")
        }
    }
}
