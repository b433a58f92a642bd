/// Any JSON value, for schemas that allow anything. Nothing of it is lost: numbers keep their text, objects their order.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue {
    /// The value of an object's member; nil where there is none, or the value is no object.
    public subscript(key: String) -> JSONValue? { object?[key] }

    /// The element of an array; nil beyond its end, or where the value is no array.
    public subscript(index: Int) -> JSONValue? {
        guard let array, array.indices.contains(index) else { return nil }
        return array[index]
    }

    /// The boolean; nil for other values.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

    /// The number; nil for other values.
    public var number: JSONNumber? { if case .number(let value) = self { value } else { nil } }

    /// The string; nil for other values.
    public var string: String? { if case .string(let value) = self { value } else { nil } }

    /// The array; nil for other values.
    public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

    /// The object; nil for other values.
    public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }

    /// The text of a value of a model as a free-form value; throws ``JSONError`` where JSON cannot hold it.
    public init(encoding value: some JSONEncodable) throws(JSONError) {
        let document = try JSONDocument(parsing: try JSONWriter.bytes(value), depthLimit: .max)
        self = JSONValueReading(document.root).value()
    }

    /// Makes a model of the value; throws ``JSONError`` where it is not what the type asks for.
    public func decode<Value: JSONDecodable>(_ type: Value.Type = Value.self) throws -> Value {
        try JSONDocument(parsing: try JSONWriter.bytes(self), depthLimit: .max).decode()
    }
}

extension JSONValue: JSONDecodable, NullDecodable, JSONEncodable, Validatable, Codable {
    /// Reads any value.
    public init(json: JSONView) throws { self = JSONValueReading(json).value() }

    /// Writes the value, numbers as their text.
    public func write(to json: inout JSONWriter) {
        if json.pieces != nil { return json.take(.value(self)) }
        JSONValueWriting(self).write(to: &json)
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value as JSON text.
    public var description: String { (try? JSONWriter.bytes(self)).map { String(decoding: $0, as: UTF8.self) } ?? "" }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
    /// A boolean.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An integer.
    public init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// An array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object, with its members in the order of the literal.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        var object = JSONObject()
        for (key, value) in elements { object.addFirst(key, value) }
        self = .object(object)
    }
}

extension JSONValue: ExpressibleByFloatLiteral {
    /// A number. (No literal is an infinity that compiles without a warning; one would be `null`.)
    public init(floatLiteral value: Double) { self = JSONNumber(value).map(Self.number) ?? .null }
}
