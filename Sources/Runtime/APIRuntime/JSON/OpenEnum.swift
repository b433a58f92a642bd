/// A set of values that may grow: it keeps a value that it does not know, and gives it back unchanged.
///
/// A conforming type states its raw value, the values that the description names as static members, and `allCases`.
/// A validator, not the decoder, objects to a value that is not among them (``Validator/known(_:_:)``).
///
/// What the raw value can do is asked for where it is used, not of each conforming type: there, each such requirement would be
/// code in every enumeration's module.
public protocol OpenEnum: RawRepresentable, CaseIterable, JSONCodable, Hashable, ParameterValue where AllCases == [Self] {
    /// Takes any value.
    init(rawValue: RawValue)
}

extension OpenEnum {
    /// Whether the description names the value.
    public var isKnown: Bool { Self.allCases.contains(self) }
}

extension OpenEnum where RawValue: JSONDecodable & JSONEncodable & Codable & Hashable & ParameterValue {
    /// Reads the raw value, known or not.
    public init(json: borrowing JSONView) throws {
        self.init(rawValue: try RawValue(json: json))
    }

    /// Writes the raw value.
    public func write(to json: inout JSONWriter) {
        rawValue.write(to: &json)
    }

    /// By raw value.
    public static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }

    /// By raw value.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

// `Codable`, for each kind of raw value: the standard library has it for enums with these, and the bridge has it for models.

extension OpenEnum where RawValue == String {
    /// Reads the raw value, known or not.
    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the raw value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension OpenEnum where RawValue == Int {
    /// Reads the raw value, known or not.
    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(Int.self))
    }

    /// Writes the raw value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
