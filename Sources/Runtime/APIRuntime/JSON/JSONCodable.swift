/// A type that is made from a value of a JSON text.
public protocol JSONDecodable {
    /// Makes a value; throws ``JSONError`` where the JSON is not what the type asks for.
    init(json: borrowing JSONView) throws
}

/// A type of which `null` is a value, as ``Nullable`` and ``JSONValue``. Of other types an optional property that is `null` is nil.
public protocol NullDecodable: JSONDecodable {}

/// A type whose values are written as JSON.
public protocol JSONEncodable {
    /// Writes exactly one value. What JSON cannot hold is thrown by the writer's ``JSONWriter/finish()``.
    func write(to json: inout JSONWriter)
}

/// A model: read and written as JSON, with the rules that its description states, and `Codable` by way of them.
///
/// `Codable` comes from one bridge for all models (see ``JSONDecodable/init(from:)`` and ``JSONEncodable/encode(to:)``), so that models can be kept
/// in property lists or decoded with `JSONDecoder`. Through it the keys of the description are kept whatever the key
/// strategy of the coder, and dates and data are the text that the description says, whatever its other strategies.
///
/// A type of several protocols, not one of its own: each protocol that a type conforms to is code in its module.
public typealias JSONCodable = JSONDecodable & JSONEncodable & Validatable & Codable & Sendable
