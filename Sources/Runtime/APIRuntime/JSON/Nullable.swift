/// A value that the description allows to be `null`.
///
/// A property that may be absent as well is of type `Nullable<Wrapped>?`: nil is absent, `.null` is there and `null`,
/// a literal or `.value(_)` is a value. `nil` never stands for `null`: it would mean one thing for `Nullable<Int>` and
/// another for `Nullable<Int>?`.
public enum Nullable<Wrapped> {
    /// JSON's `null`.
    case null
    /// A value.
    case value(Wrapped)

    /// A value, or `null` for nil.
    public init(_ value: Wrapped?) {
        self = value.map(Self.value) ?? .null
    }

    /// The value, nil for `null`.
    public var value: Wrapped? {
        if case .value(let value) = self { value } else { nil }
    }
}

extension Nullable: Sendable where Wrapped: Sendable {}
extension Nullable: Equatable where Wrapped: Equatable {}
extension Nullable: Hashable where Wrapped: Hashable {}

extension Nullable: JSONDecodable, NullDecodable where Wrapped: JSONDecodable {
    /// Reads `null` or a value.
    public init(json: borrowing JSONView) throws {
        self = json.isNull ? .null : .value(try Wrapped(json: json))
    }
}

extension Nullable: JSONEncodable where Wrapped: JSONEncodable {
    /// Writes `null` or the value.
    public func write(to json: inout JSONWriter) {
        switch self {
        case .null: json.writeNull()
        case .value(let value): value.write(to: &json)
        }
    }
}

extension Nullable: Decodable where Wrapped: Decodable {
    /// Reads `null` or a value. (A synthesised `Codable` reads a property of type `Nullable<_>?` that is `null` as nil.)
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self = container.decodeNil() ? .null : .value(try container.decode(Wrapped.self))
    }
}

extension Nullable: Encodable where Wrapped: Encodable {
    /// Writes `null` or the value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .value(let value): try container.encode(value)
        }
    }
}

extension Nullable: ExpressibleByIntegerLiteral where Wrapped: ExpressibleByIntegerLiteral {
    /// A value.
    public init(integerLiteral value: Wrapped.IntegerLiteralType) {
        self = .value(Wrapped(integerLiteral: value))
    }
}

extension Nullable: ExpressibleByFloatLiteral where Wrapped: ExpressibleByFloatLiteral {
    /// A value.
    public init(floatLiteral value: Wrapped.FloatLiteralType) {
        self = .value(Wrapped(floatLiteral: value))
    }
}

extension Nullable: ExpressibleByBooleanLiteral where Wrapped: ExpressibleByBooleanLiteral {
    /// A value.
    public init(booleanLiteral value: Wrapped.BooleanLiteralType) {
        self = .value(Wrapped(booleanLiteral: value))
    }
}

extension Nullable: ExpressibleByUnicodeScalarLiteral where Wrapped: ExpressibleByUnicodeScalarLiteral {
    /// A value.
    public init(unicodeScalarLiteral value: Wrapped.UnicodeScalarLiteralType) {
        self = .value(Wrapped(unicodeScalarLiteral: value))
    }
}

extension Nullable: ExpressibleByExtendedGraphemeClusterLiteral where Wrapped: ExpressibleByExtendedGraphemeClusterLiteral {
    /// A value.
    public init(extendedGraphemeClusterLiteral value: Wrapped.ExtendedGraphemeClusterLiteralType) {
        self = .value(Wrapped(extendedGraphemeClusterLiteral: value))
    }
}

extension Nullable: ExpressibleByStringLiteral where Wrapped: ExpressibleByStringLiteral {
    /// A value.
    public init(stringLiteral value: Wrapped.StringLiteralType) {
        self = .value(Wrapped(stringLiteral: value))
    }
}
