/// A number that a rule states: an integer or decimal literal, or as a string literal any JSON number, exactly.
public struct Limit: Sendable {
    let number: Number

    /// The ways in which a number is given.
    enum Number: Sendable {
        case integer(Int64)
        case double(Double)
        case exact(JSONNumber)
    }

    init(_ number: Number) { self.number = number }
}

extension Limit: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral {
    /// An integer of 64 bits.
    public init(integerLiteral value: Int64) { number = .integer(value) }

    /// A decimal, taken for the shortest that reads as this double: `0.1` is a tenth.
    public init(floatLiteral value: Double) { number = .double(value) }

    /// A number as JSON text, such as `"18446744073709551615"`, of any length. Other text is a limit that nothing meets.
    public init(stringLiteral value: StaticString) {
        number = JSONNumber("\(value)").map(Number.exact) ?? .double(.nan)
    }
}

/// A type of number that rules apply to.
public protocol ValidatableNumber: Sendable {
    /// The value, to be compared with the limits of rules.
    var limit: Limit { get }
}

extension Int: ValidatableNumber {
    /// The value.
    public var limit: Limit { Limit(.integer(Int64(self))) }
}

extension Int32: ValidatableNumber {
    /// The value.
    public var limit: Limit { Limit(.integer(Int64(self))) }
}

extension Int64: ValidatableNumber {
    /// The value.
    public var limit: Limit { Limit(.integer(self)) }
}

extension UInt64: ValidatableNumber {
    /// The value.
    public var limit: Limit { Limit(Int64(exactly: self).map(Limit.Number.integer) ?? .exact(JSONNumber(self))) }
}

extension Double: ValidatableNumber {
    /// The value.
    public var limit: Limit { Limit(.double(self)) }
}

extension Float: ValidatableNumber {
    /// The value as it is written: a float that reads `0.3` is at most the limit 0.3, though the double next to it is not.
    public var limit: Limit { Limit(.double(Double(description) ?? Double(self))) }
}

extension Limit.Number {
    /// Nil where a number is not finite.
    private var decimal: ExactDecimal? {
        switch self {
        case .integer(let value): ExactDecimal("\(value)")
        case .double(let value): JSONNumber(value)?.decimal
        case .exact(let number): number.decimal
        }
    }

    /// The number as a JSON value; one that is not finite as a string.
    var json: JSONValue {
        switch self {
        case .integer(let value): .number(JSONNumber(value))
        case .double(let value): JSONNumber(value).map(JSONValue.number) ?? .string("\(value)")
        case .exact(let number): .number(number)
        }
    }

    /// Whether the number is less than another, exactly. Never of a not-a-number.
    func isLess(than other: Self) -> Bool {
        switch (self, other) {
        case (.integer(let left), .integer(let right)): return left < right
        case (.double(let left), .double(let right)): return left < right
        case (.double(let left), _) where !left.isFinite: return left < 0
        case (_, .double(let right)) where !right.isFinite: return right > 0
        default:
            guard let left = decimal, let right = other.decimal else { return false }
            return left < right
        }
    }

    var isNotANumber: Bool {
        if case .double(let value) = self { value.isNaN } else { false }
    }

    /// Whether the number is an integer times another: of decimals as they are written, so that 0.3 is three times 0.1.
    func isMultiple(of other: Self) -> Bool {
        if case (.integer(let value), .integer(let divisor)) = (self, other), divisor != 0 {
            return value.magnitude % divisor.magnitude == 0
        }
        guard let value = decimal, let divisor = other.decimal else { return false }
        return value.isMultiple(of: divisor)
    }
}
