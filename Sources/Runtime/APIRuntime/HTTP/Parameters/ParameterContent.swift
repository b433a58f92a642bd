/// Why a parameter's value cannot be sent.
struct ParameterFault: Error {
    let message: String

    init(_ message: String) { self.message = message }
}

/// A parameter's value as far as the styles of OpenAPI tell values apart. What is inside a list or an object has no parts of its
/// own: the standard leaves them without a form.
enum ParameterContent {
    case text(String)
    case list([String])
    case object([(name: String, text: String)])

    init(_ value: some ParameterValue) throws(ParameterFault) {
        self = .text(try Self.text(value))
    }

    init(_ values: [some ParameterValue]) throws(ParameterFault) {
        var texts: [String] = []
        for value in values { texts.append(try Self.text(value)) }
        self = .list(texts)
    }

    /// Of a model, a dictionary, or whatever else has a form in JSON. A member that is null is left out (RFC 6570, section 2.3),
    /// and null itself is an empty text (OpenAPI 3.2, "Style Examples", column "undefined").
    init(encoding value: some JSONEncodable) throws(ParameterFault) {
        let json: JSONValue
        do { json = try JSONValue(encoding: value) } catch { throw ParameterFault(error.message) }
        switch json {
        case .array(let items):
            var texts: [String] = []
            for item in items where item != .null { texts.append(try Self.text(item, "a list")) }
            self = .list(texts)
        case .object(let object):
            var members: [(name: String, text: String)] = []
            for (name, item) in object where item != .null { members.append((name, try Self.text(item, "the property \"\(name)\""))) }
            self = .object(members)
        default: self = .text(try Self.text(json, ""))
        }
    }

    /// Of the style `deepObject`: the names of members are what stands behind the parameter's own, as `[key]`.
    init(deep value: some JSONEncodable) throws(ParameterFault) {
        let document: JSONDocument
        do { document = try JSONDocument(parsing: try JSONWriter.bytes(value)) } catch { throw ParameterFault(error.message) }
        guard document.root.kind == .object || document.root.kind == .array else {
            self = try ParameterContent(encoding: value)
            return
        }
        self = .object(FormField.deepFields("", document.root).map { (name: $0.name, text: $0.values.joined()) })
    }

    var isEmpty: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .list(let texts): texts.isEmpty || texts.contains("")
        case .object(let members): members.isEmpty
        }
    }

    private static func text(_ value: some ParameterValue) throws(ParameterFault) -> String {
        guard let text = value.parameterText else { throw ParameterFault("has no text form") }
        return text
    }

    private static func text(_ value: JSONValue, _ place: String) throws(ParameterFault) -> String {
        switch value {
        case .null: return ""
        case .bool(let value): return value ? "true" : "false"
        case .number(let number): return number.text
        case .string(let text): return text
        case .array: throw ParameterFault("has a list inside \(place), which no style has a form for")
        case .object: throw ParameterFault("has an object inside \(place), which no style has a form for")
        }
    }
}

/// A parameter that is JSON (`content` instead of a style).
enum ParameterJSON {
    static func text(_ value: some JSONEncodable) throws(ParameterFault) -> String {
        do { return String(decoding: try JSONWriter.bytes(value), as: UTF8.self) } catch { throw ParameterFault(error.message) }
    }
}

extension Nullable: ParameterValue where Wrapped: ParameterValue {
    /// The value's text; an empty one for null (OpenAPI 3.2, "Style Examples", column "undefined").
    public var parameterText: String? {
        switch self {
        case .null: ""
        case .value(let value): value.parameterText
        }
    }
}
