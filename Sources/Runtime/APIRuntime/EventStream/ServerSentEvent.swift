/// An event as it came (WHATWG HTML, "Server-sent events").
public struct ServerSentEvent: Sendable {
    /// What came, behind one reference: events are handed on many times, and most are small.
    private final class Storage: Sendable {
        let name: String?
        let content: EventData
        let id: String
        let retry: Duration?

        init(name: String?, content: EventData, id: String, retry: Duration?) {
            self.name = name
            self.content = content
            self.id = id
            self.retry = retry
        }
    }

    private let storage: Storage
    /// The data as JSON, once `indexed()` has read it.
    private var index: JSONDocument?

    /// An event.
    public init(name: String? = nil, data: [UInt8], id: String = "", retry: Duration? = nil) {
        self.init(name: name, content: EventData(data), id: id, retry: retry)
    }

    init(name: String?, content: EventData, id: String, retry: Duration?) {
        storage = Storage(name: name, content: content, id: id, retry: retry)
    }

    /// The event's name, nil where it has none.
    public var name: String? { storage.name }

    var content: EventData { storage.content }

    /// The data: lines joined with LF, as bytes. An event that comes straight from an ``EventStreamDecoder`` puts them together at each
    /// call, one of an ``EventStream`` without files has them at hand.
    public var data: [UInt8] { index.map { Array($0.tape.bytes) } ?? storage.content.joined() }

    /// The last event id that the stream has set, empty where it has set none.
    public var id: String { storage.id }

    /// The reconnection time that came with this event.
    public var retry: Duration? { storage.retry }

    /// The data as text in UTF-8; bytes that are none become U+FFFD.
    public var text: String { String(decoding: data, as: UTF8.self) }

    /// What kind of event this is: the string `type` of its JSON, else its name, else `message`. An event of the name `error` is an
    /// error whatever its JSON says: there `type` is often the kind of the error, as in `invalid_request_error`.
    public var type: String {
        if let index { return type(in: index.tape) }
        return (try? document()).map { type(in: $0.tape) } ?? name ?? "message"
    }

    private func type(in tape: JSONTape) -> String {
        guard let type = tape.member("type"), tape.word(type).kind == .string else { return name ?? "message" }
        // Most servers say it twice: then the text is there already.
        if let name, tape.isText(type, name) || name == "error" { return name }
        return tape.string(type)
    }

    /// The data as JSON of a type.
    public func json<Value: JSONDecodable>(_ type: Value.Type = Value.self) throws -> Value {
        if let index { return try Value(json: JSONView(tape: index.tape, position: 0)) }
        return try document().decode()
    }

    /// The error that this event is, with a typed body where the data has that form.
    public func failure<Body: JSONDecodable & Sendable>(_ type: Body.Type) -> APIError {
        .errorEvent(ErrorEvent(self) { try? $0.json(Body.self) })
    }

    /// The error that this event is, without a typed body.
    public func failure() -> APIError {
        .errorEvent(ErrorEvent(self) { _ in nil })
    }

    /// The event with its data in one piece and its JSON read once, for `type` and `json()` to share.
    public func indexed() -> ServerSentEvent {
        if index != nil { return self }
        let data = storage.content.contiguous()
        guard let index = try? JSONDocument(parsing: data) else {
            return ServerSentEvent(name: name, data: Array(data), id: id, retry: retry)
        }
        var event = self
        event.index = index
        return event
    }

    private func document() throws(JSONError) -> JSONDocument {
        if let index { return index }
        return try JSONDocument(parsing: storage.content.contiguous())
    }

    /// The event without secrets, nil where it has none.
    func redacted(by redactor: Redactor) -> ServerSentEvent? {
        let (bytes, name, id) = (redactor.bytes(data), name.map(redactor.text), redactor.text(id))
        guard bytes != data || name != self.name || id != self.id else { return nil }
        return ServerSentEvent(name: name, data: bytes, id: id, retry: retry)
    }

    /// The event with at most so many bytes of its data.
    func start(limit: Int) -> ServerSentEvent {
        let data = data
        return data.count <= limit ? self : ServerSentEvent(name: name, data: Array(data.prefix(limit)), id: id, retry: retry)
    }
}

extension ServerSentEvent: Hashable {
    /// Compares what came.
    public static func == (left: ServerSentEvent, right: ServerSentEvent) -> Bool {
        left.name == right.name && left.data == right.data && left.id == right.id && left.retry == right.retry
    }

    /// Hashes what came.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(data)
        hasher.combine(id)
        hasher.combine(retry)
    }
}

extension ServerSentEvent: CustomStringConvertible {
    /// The name, the size and the start of the data.
    public var description: String {
        let start = ServerMessage.line(String(decoding: data.prefix(400), as: UTF8.self), limit: 80)
        return "event \(name ?? "message"), \(data.count) bytes: \(start)"
    }
}
