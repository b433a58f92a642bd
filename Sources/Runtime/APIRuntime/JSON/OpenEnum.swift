/// A set of values that may grow: it keeps a value that it does not know, and gives it back unchanged.
///
/// A conforming type states its raw value, the values that the description names as static members, and `allCases`.
/// A validator, not the decoder, objects to a value that is not among them (``Validator/known(_:_:)``).
public protocol OpenEnum: RawRepresentable, CaseIterable, JSONCodable, Hashable, ParameterValue
where RawValue: JSONDecodable & JSONEncodable & Codable & Hashable & ParameterValue, AllCases == [Self] {
    /// Takes any value.
    init(rawValue: RawValue)
}

extension OpenEnum {
    /// Whether the description names the value.
    public var isKnown: Bool { Self.allCases.contains(self) }

    /// Reads the raw value, known or not.
    public init(json: JSONView) throws {
        self.init(rawValue: try RawValue(json: json))
    }

    /// Writes the raw value.
    public func write(to json: inout JSONWriter) {
        rawValue.write(to: &json)
    }

    /// Reads the raw value, known or not.
    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(RawValue.self))
    }

    /// Writes the raw value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    /// By raw value.
    public static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }

    /// By raw value.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}
