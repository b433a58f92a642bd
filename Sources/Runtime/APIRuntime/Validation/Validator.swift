/// Checks values against the rules of a description, and collects all violations.
///
/// Each rule comes with a key and without: with it for a property of the object being checked, without it for the value
/// being checked itself, such as an item of an array. A value that is nil breaks no rule. Where a place is needed in
/// words, it is made when a rule is broken; a valid value costs its comparisons.
///
/// At most 1,000 violations are collected, and then one more that says so: a list of a million bad items is told by its first.
public struct Validator: Sendable {
    /// What was found, in the order in which it was found.
    public private(set) var violations: [Violation] = []
    private static let violationLimit = 1000
    /// The way from what is checked to the value being checked.
    private var path: [Step] = []

    private enum Step: Sendable {
        case property(StaticString)
        case member(String)
        case item(Int)
    }

    /// A validator that has found nothing.
    public init() {}

    /// Throws what was found, if anything was.
    public func finish() throws(ValidationError) {
        if !violations.isEmpty { throw ValidationError(violations) }
    }

    /// Adds a violation of a rule that has no keyword. The message says what must be: `must not be empty`.
    public mutating func fail(_ key: StaticString, _ message: String) {
        report(.custom, at: key, detail: message)
    }

    /// Adds a violation of a rule that has no keyword. The message says what must be: `must not be empty`.
    public mutating func fail(_ message: String) {
        report(.custom, detail: message)
    }
}

// MARK: - Values with rules of their own

extension Validator {
    /// Checks a property with rules of its own.
    public mutating func model<Model: Validatable>(_ key: StaticString, _ value: Model?) {
        guard let value else { return }
        path.append(.property(key))
        value.validate(&self)
        path.removeLast()
    }

    /// Checks a value with rules of its own.
    public mutating func model<Model: Validatable>(_ value: Model?) {
        value?.validate(&self)
    }
}

// MARK: - Arrays and dictionaries

extension Validator {
    /// Checks an array, then `each` of its items. Items are equal as JSON values: `1` and `1.0` are.
    public mutating func array<Item>(
        _ key: StaticString, _ value: [Item]?, minItems: Int? = nil, maxItems: Int? = nil, uniqueItems: Bool = false,
        each: (inout Validator, Item) -> Void = { _, _ in }
    ) {
        guard let value else { return }
        path.append(.property(key))
        array(value, minItems: minItems, maxItems: maxItems, uniqueItems: uniqueItems, each: each)
        path.removeLast()
    }

    /// Checks an array, then `each` of its items. Items are equal as JSON values: `1` and `1.0` are.
    public mutating func array<Item>(
        _ value: [Item]?, minItems: Int? = nil, maxItems: Int? = nil, uniqueItems: Bool = false,
        each: (inout Validator, Item) -> Void = { _, _ in }
    ) {
        guard let value else { return }
        if let minItems, value.count < minItems { report(.minItems, limit: minItems, measured: value.count) }
        if let maxItems, value.count > maxItems { report(.maxItems, limit: maxItems, measured: value.count) }
        if uniqueItems, let (first, second) = UniqueItems.firstEqualPair(in: value) {
            report(.uniqueItems, measured: value.count, detail: "items \(first) and \(second) are equal")
        }
        path.append(.item(0))
        for (index, item) in value.enumerated() {
            path[path.count - 1] = .item(index)
            each(&self, item)
        }
        path.removeLast()
    }

    /// Checks a dictionary, then `each` of its values, in order of their keys.
    public mutating func dictionary<Value>(
        _ key: StaticString, _ value: [String: Value]?, minProperties: Int? = nil, maxProperties: Int? = nil,
        each: (inout Validator, Value) -> Void = { _, _ in }
    ) {
        guard let value else { return }
        path.append(.property(key))
        dictionary(value, minProperties: minProperties, maxProperties: maxProperties, each: each)
        path.removeLast()
    }

    /// Checks a dictionary, then `each` of its values, in order of their keys.
    public mutating func dictionary<Value>(
        _ value: [String: Value]?, minProperties: Int? = nil, maxProperties: Int? = nil,
        each: (inout Validator, Value) -> Void = { _, _ in }
    ) {
        guard let value else { return }
        if let minProperties, value.count < minProperties { report(.minProperties, limit: minProperties, measured: value.count) }
        if let maxProperties, value.count > maxProperties { report(.maxProperties, limit: maxProperties, measured: value.count) }
        for (key, member) in value.sorted(by: { $0.key < $1.key }) {
            path.append(.member(key))
            each(&self, member)
            path.removeLast()
        }
    }
}

// MARK: - Violations

extension Validator {
    /// `place` is the pointer from the value being checked to the one at fault.
    mutating func report(
        _ rule: Violation.Rule, at key: StaticString? = nil, below place: String = "", limit: JSONValue? = nil, value: JSONValue? = nil,
        measured: Int? = nil, detail: String? = nil
    ) {
        guard violations.count < Self.violationLimit else { return reportMore() }
        var pointer = ""
        for step in path {
            switch step {
            case .property(let key): JSONPointer.append("\(key)", to: &pointer)
            case .member(let key): JSONPointer.append(key, to: &pointer)
            case .item(let index): JSONPointer.append(index, to: &pointer)
            }
        }
        if let key { JSONPointer.append("\(key)", to: &pointer) }
        pointer += place
        let value = value.map { Excerpt.of($0) }
        violations.append(Violation(pointer: pointer, rule: rule, limit: limit, value: value, measured: measured, detail: detail))
    }

    private mutating func reportMore() {
        guard violations.count == Self.violationLimit else { return }
        violations.append(Violation(pointer: "", rule: .custom, detail: "breaks more rules than these \(Self.violationLimit)"))
    }

    mutating func report(_ rule: Violation.Rule, at key: StaticString? = nil, limit: Int, value: JSONValue? = nil, measured: Int) {
        report(rule, at: key, limit: .number(JSONNumber(limit)), value: value, measured: measured)
    }
}
