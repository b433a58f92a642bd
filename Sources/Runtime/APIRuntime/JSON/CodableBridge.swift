#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

// `Codable` of all models, by way of ``JSONValue``: a model costs no code of its own for it.

extension JSONDecodable where Self: Decodable {
    /// Reads the model from any decoder. Throws `DecodingError` with the path to the value at fault.
    public init(from decoder: any Decoder) throws {
        let value = try JSONValue(from: decoder)
        do {
            self = try value.decode()
        } catch let error as JSONError {
            throw error.decodingError(under: decoder.codingPath)
        }
    }
}

extension JSONEncodable where Self: Encodable {
    /// Writes the model to any encoder. Throws `EncodingError` where the model contains what JSON cannot hold.
    public func encode(to encoder: any Encoder) throws {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(encoding: self)
        } catch {
            let path = encoder.codingPath + error.codingPath
            throw EncodingError.invalidValue(self, .init(codingPath: path, debugDescription: error.message, underlyingError: error))
        }
        try value.encode(to: encoder)
    }
}

extension JSONValue {
    /// Reads any value that JSON has. Of numbers a decoder gives integers up to 64 bits and, where it reads them, decimals
    /// of 38 digits; others as the double next to them.
    public init(from decoder: any Decoder) throws {
        // The kind is found out without looking inside, so that an error inside is not taken for another kind.
        if (try? decoder.unkeyedContainer()) != nil {
            self = .array(try decoder.singleValueContainer().decode([JSONValue].self))
        } else if (try? decoder.container(keyedBy: JSONCodingKey.self)) != nil {
            // As a dictionary: coders leave its keys alone, whatever their strategy for the keys of properties.
            self = .object(JSONObject(try decoder.singleValueContainer().decode([String: JSONValue].self)))
        } else {
            self = try JSONValue(scalarFrom: try decoder.singleValueContainer())
        }
    }

    private init(scalarFrom container: any SingleValueDecodingContainer) throws {
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .number(JSONNumber(value))
        } else if let value = try? container.decode(UInt64.self) {
            self = .number(JSONNumber(value))
        } else if let number = JSONValue.decimal(container) ?? (try? container.decode(Double.self)).flatMap({ JSONNumber($0) }) {
            self = .number(number)
        } else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a value that JSON has")
        }
    }

    /// A decimal where the decoder reads one and it is next to the double that the decoder reads.
    private static func decimal(_ container: any SingleValueDecodingContainer) -> JSONNumber? {
        guard let decimal = try? container.decode(Decimal.self), let number = JSONNumber("\(decimal)"),
            let double = try? container.decode(Double.self), number.double == double
        else { return nil }
        return number
    }

    /// Writes the value. Numbers are written as integers where they fit 64 bits, else as the double next to them where
    /// that is the same number, else as a decimal.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let values): try container.encode(values)
        case .object(let object):
            try container.encode(Dictionary(object.map { ($0.key, $0.value) }) { first, _ in first })
        case .number(let number): try Self.encode(number, to: &container)
        }
    }

    private static func encode(_ number: JSONNumber, to container: inout any SingleValueEncodingContainer) throws {
        if let value = number.integer(Int64.self) {
            try container.encode(value)
        } else if let value = number.integer(UInt64.self) {
            try container.encode(value)
        } else if let value = number.double, JSONNumber(value) == number {
            try container.encode(value)
        } else if let value = Decimal(string: number.text), JSONNumber("\(value)") == number {
            try container.encode(value)
        } else if let value = number.double {
            try container.encode(value)
        } else {
            throw EncodingError.invalidValue(
                number,
                .init(codingPath: container.codingPath, debugDescription: "\(Excerpt.of(number.text)) is beyond the range of Double"))
        }
    }
}

/// A key or position that is known at run time only.
struct JSONCodingKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = "\(intValue)"
        self.intValue = intValue
    }

    /// A reference token of a JSON Pointer, which does not say whether it is a key or a position.
    init(token: String) {
        stringValue = token
        intValue = Int(token)
    }
}

extension JSONError {
    var codingPath: [any CodingKey] { JSONPointer.tokens(pointer).map { JSONCodingKey(token: $0) } }

    func decodingError(under path: [any CodingKey]) -> DecodingError {
        let path = path + codingPath
        let context = DecodingError.Context(codingPath: path, debugDescription: message, underlyingError: self)
        switch kind {
        case .missing:
            let parent = DecodingError.Context(codingPath: path.dropLast(), debugDescription: message, underlyingError: self)
            return path.last.map { .keyNotFound($0, parent) } ?? .dataCorrupted(context)
        case .wrongKind(let expected, .null):
            return .valueNotFound(
                JSONValue.self, .init(codingPath: path, debugDescription: "expected \(expected), found null", underlyingError: self))
        case .wrongKind: return .typeMismatch(JSONValue.self, context)
        default: return .dataCorrupted(context)
        }
    }
}
