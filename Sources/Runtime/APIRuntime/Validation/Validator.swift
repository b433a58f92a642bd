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
    /// The JSON that what is checked was read from.
    let source: JSONView?
    private let isAttempt: Bool

    private enum Step: Sendable {
        case property(StaticString)
        case member(String)
        case item(Int)
    }

    /// A validator that has found nothing.
    public init() {
        source = nil
        isAttempt = false
    }

    /// A validator of a value that was read from `source` and not changed since: rules about what the value's type does not
    /// keep are checked of that too.
    public init(source: JSONView) {
        self.source = source
        isAttempt = false
    }

    /// A validator that finds out whether one alternative takes a value, whatever the others do.
    init(trying source: JSONView) {
        self.source = source
        isAttempt = true
    }

    /// Whether the value being checked is the one that is tried.
    var isTrying: Bool { isAttempt && path.isEmpty }

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

    /// Checks the item of a tuple that has a place of its own.
    public mutating func item(_ index: Int, _ rules: (inout Validator) -> Void) {
        path.append(.item(index))
        rules(&self)
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

// MARK: - What a value was read from

extension Validator {
    /// The JSON of the value being checked, or of a property of it.
    func source(of key: StaticString?) -> JSONView? {
        guard var place = source else { return nil }
        for step in path + (key.map { [.property($0)] } ?? []) {
            switch step {
            case .property(let key):
                guard var object = try? place.object(), let member = object.member(key) else { return nil }
                place = member
            case .member(let key):
                guard let member = try? place.object().member(named: key) else { return nil }
                place = member
            case .item(let index):
                guard let item = try? place.array().item(index) else { return nil }
                place = item
            }
        }
        return place
    }

    /// Checks that a property that only the server has to send is there, of a value that came from it.
    public mutating func received(_ key: StaticString, _ isThere: Bool) {
        if source != nil, !isThere { reportMissing(key) }
    }

    /// Checks that a property that only the client has to send is there, of a value that is to be sent.
    public mutating func sent(_ key: StaticString, _ isThere: Bool) {
        if source == nil, !isThere { reportMissing(key) }
    }

    private mutating func reportMissing(_ key: StaticString) { report(.required, detail: "must have a property \"\(key)\"") }

    /// Checks that an object has no other properties than these. What is to be sent has none that its type does not know.
    public mutating func closed(_ known: StaticString...) {
        guard let object = try? source(of: nil)?.object() else { return }
        for key in object.keys where !known.contains(where: { "\($0)" == key }) {
            var place = ""
            JSONPointer.append(key, to: &place)
            report(.allowed, below: place)
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
        let pointer = pointer(of: key) + place
        let value = value.map { Excerpt.of($0) }
        violations.append(Violation(pointer: pointer, rule: rule, limit: limit, value: value, measured: measured, detail: detail))
    }

    /// The way to the value being checked, or to a property of it.
    func pointer(of key: StaticString?) -> String {
        var pointer = ""
        for step in path {
            switch step {
            case .property(let key): JSONPointer.append("\(key)", to: &pointer)
            case .member(let key): JSONPointer.append(key, to: &pointer)
            case .item(let index): JSONPointer.append(index, to: &pointer)
            }
        }
        if let key { JSONPointer.append("\(key)", to: &pointer) }
        return pointer
    }

    private mutating func reportMore() {
        guard violations.count == Self.violationLimit else { return }
        violations.append(Violation(pointer: "", rule: .custom, detail: "breaks more rules than these \(Self.violationLimit)"))
    }

    mutating func report(_ rule: Violation.Rule, at key: StaticString? = nil, limit: Int, value: JSONValue? = nil, measured: Int) {
        report(rule, at: key, limit: .number(JSONNumber(limit)), value: value, measured: measured)
    }
}
