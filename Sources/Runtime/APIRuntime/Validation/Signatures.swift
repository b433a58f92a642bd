// The public surface of Validation/, bodies to follow in the next commits.

/// A type with rules.
public protocol Validatable {
    /// Checks the rules.
    func validate(_ check: inout Validator)
}
extension Validatable {
    /// No rules.
    public func validate(_ check: inout Validator) {}
    /// Throws all violations.
    public func validate() throws(ValidationError) {}
}

/// A rule that a value breaks.
public struct Violation: Hashable, Sendable, CustomStringConvertible {
    /// JSON Pointer of the value.
    public let pointer: String
    /// One line, with the pointer.
    public var description: String { pointer }
}

/// All violations of a value.
public struct ValidationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// In the order in which they were found.
    public let violations: [Violation]
    /// One line.
    public var description: String { "" }
}

/// A number in a rule.
public struct Limit: Sendable, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral {
    /// A whole number.
    public init(integerLiteral value: Int64) {}
    /// A number.
    public init(floatLiteral value: Double) {}
    /// A number as JSON text, exact.
    public init(stringLiteral value: StaticString) {}
}

/// A number that rules apply to: Int, Int32, Int64, Float, Double.
public protocol ValidatableNumber: Sendable {}
extension Int: ValidatableNumber {}
extension Int32: ValidatableNumber {}
extension Int64: ValidatableNumber {}
extension Float: ValidatableNumber {}
extension Double: ValidatableNumber {}

/// Collects violations.
public struct Validator: Sendable {
    /// What was found.
    public private(set) var violations: [Violation] = []
    /// Nothing found yet.
    public init() {}
    /// Throws what was found, if anything was.
    public func finish() throws(ValidationError) {}

    /// Checks a number.
    public mutating func number<N: ValidatableNumber>(
        _ key: StaticString, _ value: N?, minimum: Limit? = nil, exclusiveMinimum: Limit? = nil, maximum: Limit? = nil,
        exclusiveMaximum: Limit? = nil, multipleOf: Limit? = nil
    ) {}
    /// Checks a number.
    public mutating func number<N: ValidatableNumber>(
        _ value: N?, minimum: Limit? = nil, exclusiveMinimum: Limit? = nil, maximum: Limit? = nil,
        exclusiveMaximum: Limit? = nil, multipleOf: Limit? = nil
    ) {}
    /// Checks a string.
    public mutating func string(_ key: StaticString, _ value: String?, minLength: Int? = nil, maxLength: Int? = nil, pattern: String? = nil) {}
    /// Checks a string.
    public mutating func string(_ value: String?, minLength: Int? = nil, maxLength: Int? = nil, pattern: String? = nil) {}
    /// Checks an array.
    public mutating func array<Element>(
        _ key: StaticString, _ value: [Element]?, minItems: Int? = nil, maxItems: Int? = nil, uniqueItems: Bool = false,
        each check: ((inout Validator, Element) -> Void)? = nil
    ) {}
    /// Checks an array.
    public mutating func array<Element>(
        _ value: [Element]?, minItems: Int? = nil, maxItems: Int? = nil, uniqueItems: Bool = false,
        each check: ((inout Validator, Element) -> Void)? = nil
    ) {}
    /// Checks a dictionary.
    public mutating func dictionary<Value>(
        _ key: StaticString, _ value: [String: Value]?, minProperties: Int? = nil, maxProperties: Int? = nil,
        each check: ((inout Validator, Value) -> Void)? = nil
    ) {}
    /// Checks a dictionary.
    public mutating func dictionary<Value>(
        _ value: [String: Value]?, minProperties: Int? = nil, maxProperties: Int? = nil,
        each check: ((inout Validator, Value) -> Void)? = nil
    ) {}
    /// Checks a value with rules of its own.
    public mutating func model<M: Validatable>(_ key: StaticString, _ value: M?) {}
    /// Checks a value with rules of its own.
    public mutating func model<M: Validatable>(_ value: M?) {}
    /// Checks that the description names the value.
    public mutating func known<E: OpenEnum>(_ key: StaticString, _ value: E?) {}
    /// Checks that the description names the value.
    public mutating func known<E: OpenEnum>(_ value: E?) {}
    /// Checks for the one value allowed.
    public mutating func constant<T: Equatable & JSONEncodable>(_ key: StaticString, _ value: T?, _ expected: T) {}
    /// Checks for the one value allowed.
    public mutating func constant<T: Equatable & JSONEncodable>(_ value: T?, _ expected: T) {}
    /// Checks that exactly one property is there.
    public mutating func exactlyOne(_ properties: [(StaticString, Bool)]) {}
    /// Checks that at least one property is there.
    public mutating func atLeastOne(_ properties: [(StaticString, Bool)]) {}
}
