import HTTPTypes

/// The header fields of a response that the description names.
public protocol HeaderModel: Sendable {
    /// Reads the fields; throws where one is missing, or not what the description says.
    init(_ headers: HeaderView) throws(HeaderError)
}

/// A header field that is missing, or not what the description says.
public struct HeaderError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The field.
    public let name: String
    /// What is wrong with it.
    public let reason: String

    /// The field and what is wrong.
    public var description: String { "the header field \(name) \(reason)" }
}

/// Header fields by their names, read as types. Names are compared without regard to case (RFC 9110, section 5.1).
public struct HeaderView: Sendable {
    private let fields: HTTPFields

    init(_ fields: HTTPFields) { self.fields = fields }

    /// A field that has to be there.
    public func required<Value: JSONDecodable>(_ name: String) throws(HeaderError) -> Value {
        try required(name, optional(name))
    }

    /// A field; nil where it is absent.
    public func optional<Value: JSONDecodable>(_ name: String) throws(HeaderError) -> Value? {
        guard let text = text(name) else { return nil }
        return try decode(name, text)
    }

    /// A field with values separated by commas, or several fields of the name, that has to be there.
    public func required<Value: JSONDecodable>(list name: String) throws(HeaderError) -> [Value] {
        try required(name, optional(list: name))
    }

    /// A field with values separated by commas, or several fields of the name; nil where it is absent. Of `Set-Cookie` each field is
    /// one value: its commas are its own (RFC 9110, section 5.3).
    public func optional<Value: JSONDecodable>(list name: String) throws(HeaderError) -> [Value]? {
        guard let name = HTTPField.Name(name), fields.contains(name) else { return nil }
        let values = fields[values: name]
        let texts = name == .setCookie ? values : values.flatMap { $0.split(separator: ",").map { String($0) } }
        var result: [Value] = []
        for text in texts { result.append(try decode(name.rawName, text)) }
        return result
    }

    /// A field with the members of an object, by the style `simple` (OpenAPI 3.2, "Style Examples"), that has to be there.
    public func required<Value: JSONDecodable>(object name: String, explode: Bool = false) throws(HeaderError) -> Value {
        try required(name, optional(object: name, explode: explode))
    }

    /// A field with the members of an object, by the style `simple`: `a,1,b,2`, or exploded `a=1,b=2`; nil where it is absent.
    public func optional<Value: JSONDecodable>(object name: String, explode: Bool = false) throws(HeaderError) -> Value? {
        guard let text = text(name) else { return nil }
        var values = text.split(separator: ",", omittingEmptySubsequences: false).map { HeaderView.trimmed($0) }
        if explode {
            values = values.flatMap { pair -> [String] in
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return [HeaderView.trimmed(parts[0]), parts.count > 1 ? HeaderView.trimmed(parts[1]) : ""]
            }
        }
        guard values.count.isMultiple(of: 2) else { throw HeaderError(name: name, reason: "is not what the description says") }
        return try HeaderView.object(name, stride(from: 0, to: values.count, by: 2).map { (values[$0], values[$0 + 1]) })
    }

    /// A field with JSON that has to be there.
    public func required<Value: JSONDecodable>(json name: String) throws(HeaderError) -> Value {
        try required(name, optional(json: name))
    }

    /// A field with JSON; nil where it is absent.
    public func optional<Value: JSONDecodable>(json name: String) throws(HeaderError) -> Value? {
        guard let text = text(name) else { return nil }
        do {
            return try JSONDocument(parsing: text).decode()
        } catch {
            throw HeaderError(name: name, reason: "is not what the description says: \(error)")
        }
    }

    private func text(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { fields[$0] }
    }

    private func required<Value>(_ name: String, _ value: Value?) throws(HeaderError) -> Value {
        guard let value else { throw HeaderError(name: name, reason: "is missing") }
        return value
    }

    private func decode<Value: JSONDecodable>(_ name: String, _ text: String) throws(HeaderError) -> Value {
        guard let value: Value = TextValue.decode(HeaderView.trimmed(text[...])) else {
            throw HeaderError(name: name, reason: "is no \(Value.self)")
        }
        return value
    }

    /// Members as JSON: what reads as a number or a boolean is one, unless the type asks for a text.
    private static func object<Value: JSONDecodable>(
        _ name: String, _ members: [(key: String, text: String)]
    ) throws(HeaderError) -> Value {
        var texts: Set<String> = []
        while true {
            var object = JSONObject()
            for (key, text) in members {
                let value = texts.contains(key) ? nil : try? JSONDocument(parsing: text).decode(JSONValue.self)
                object.addFirst(key, value ?? .string(text))
            }
            do {
                return try JSONValue.object(object).decode()
            } catch {
                let key = (error as? JSONError)?.pointer.dropFirst()
                guard let key, members.contains(where: { $0.key == key }), texts.insert(String(key)).inserted else {
                    throw HeaderError(name: name, reason: "is not what the description says")
                }
            }
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}

/// Takes the header fields of an answer, for a caller who wants them: hand one to the method, and read it afterwards.
public final class ResponseHeaders<Model: HeaderModel>: Sendable {
    private let received = Locked<ResponseHead?>(nil)

    /// For one call; of several, it has the last.
    public init() {}

    /// Status and all header fields; nil before a success has come.
    public var head: ResponseHead? { received.withLock { $0 } }

    /// The header fields of the description; nil before a success has come. Throws where one is missing, or not what it should be.
    public func read() throws(HeaderError) -> Model? {
        guard let head else { return nil }
        return try Model(HeaderView(head.headers))
    }

    func receive(_ head: ResponseHead) {
        received.withLock { $0 = head }
    }
}

extension APIRequest {
    /// Tells the header fields of the answer to whoever wants them.
    public mutating func headers<Model: HeaderModel>(to receiver: ResponseHeaders<Model>?) {
        guard let receiver else { return }
        receiveHead = { receiver.receive($0) }
    }
}

extension APIError {
    /// The header fields that the description names for failures; nil where there was no response. Throws where one is missing, or
    /// not what it should be. Values that may be secret are redacted.
    public func headers<Model: HeaderModel>(as type: Model.Type = Model.self) throws(HeaderError) -> Model? {
        guard let response else { return nil }
        return try Model(HeaderView(response.headers))
    }
}
