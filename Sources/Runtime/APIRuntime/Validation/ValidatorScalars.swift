import SchemaSyntax

// MARK: - Numbers

extension Validator {
    /// Checks a number against limits, exactly: no limit is rounded to the type of the number or the other way about.
    public mutating func number<Number: ValidatableNumber>(
        _ key: StaticString, _ value: Number?, minimum: Limit? = nil, exclusiveMinimum: Limit? = nil, maximum: Limit? = nil,
        exclusiveMaximum: Limit? = nil, multipleOf: Limit? = nil
    ) {
        guard let value else { return }
        check(value.limit.number, at: key, NumberRules(minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf))
    }

    /// Checks a number against limits, exactly: no limit is rounded to the type of the number or the other way about.
    public mutating func number<Number: ValidatableNumber>(
        _ value: Number?, minimum: Limit? = nil, exclusiveMinimum: Limit? = nil, maximum: Limit? = nil,
        exclusiveMaximum: Limit? = nil, multipleOf: Limit? = nil
    ) {
        guard let value else { return }
        check(value.limit.number, at: nil, NumberRules(minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf))
    }

    private struct NumberRules {
        let minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf: Limit.Number?

        init(_ minimum: Limit?, _ exclusiveMinimum: Limit?, _ maximum: Limit?, _ exclusiveMaximum: Limit?, _ multipleOf: Limit?) {
            self.minimum = minimum?.number
            self.exclusiveMinimum = exclusiveMinimum?.number
            self.maximum = maximum?.number
            self.exclusiveMaximum = exclusiveMaximum?.number
            self.multipleOf = multipleOf?.number
        }
    }

    private mutating func check(_ value: Limit.Number, at key: StaticString?, _ rules: NumberRules) {
        /// Not-a-number meets no limit.
        func breaks(_ limit: Limit.Number, _ isBroken: Bool) -> Bool { isBroken || value.isNotANumber || limit.isNotANumber }
        if let limit = rules.minimum, breaks(limit, value.isLess(than: limit)) { report(.minimum, key, limit, value) }
        if let limit = rules.exclusiveMinimum, breaks(limit, !limit.isLess(than: value)) { report(.exclusiveMinimum, key, limit, value) }
        if let limit = rules.maximum, breaks(limit, limit.isLess(than: value)) { report(.maximum, key, limit, value) }
        if let limit = rules.exclusiveMaximum, breaks(limit, !value.isLess(than: limit)) { report(.exclusiveMaximum, key, limit, value) }
        if let limit = rules.multipleOf, !value.isMultiple(of: limit) { report(.multipleOf, key, limit, value) }
    }

    private mutating func report(_ rule: Violation.Rule, _ key: StaticString?, _ limit: Limit.Number, _ value: Limit.Number) {
        report(rule, at: key, limit: limit.json, value: value.json)
    }
}

// MARK: - Strings

extension Validator {
    /// Checks a string. Lengths are in Unicode code points (JSON Schema Validation, section 6.3). The pattern is a regular
    /// expression of ECMA-262 that some part of the string has to match.
    public mutating func string(
        _ key: StaticString, _ value: String?, minLength: Int? = nil, maxLength: Int? = nil, pattern: String? = nil
    ) {
        guard let value else { return }
        check(value, at: key, minLength, maxLength, pattern)
    }

    /// Checks a string. Lengths are in Unicode code points (JSON Schema Validation, section 6.3). The pattern is a regular
    /// expression of ECMA-262 that some part of the string has to match.
    public mutating func string(_ value: String?, minLength: Int? = nil, maxLength: Int? = nil, pattern: String? = nil) {
        guard let value else { return }
        check(value, at: nil, minLength, maxLength, pattern)
    }

    private mutating func check(_ value: String, at key: StaticString?, _ minLength: Int?, _ maxLength: Int?, _ pattern: String?) {
        if minLength != nil || maxLength != nil {
            let length = Self.codePoints(value)
            if let minLength, length < minLength { report(.minLength, at: key, limit: minLength, value: .string(value), measured: length) }
            if let maxLength, length > maxLength { report(.maxLength, at: key, limit: maxLength, value: .string(value), measured: length) }
        }
        guard let pattern else { return }
        var text = value
        switch text.withUTF8({ PatternCache.shared.matches($0, pattern) }) {
        case .success(true): break
        case .success(false): report(.pattern, at: key, limit: .string(pattern), value: .string(value))
        case .failure(let fault):
            let detail = "cannot be checked: the pattern \(pattern) cannot be used: \(fault.reason)"
            report(.pattern, at: key, limit: .string(pattern), value: .string(value), detail: detail)
        }
    }

    /// In UTF-8 each code point has one byte that does not continue another.
    private static func codePoints(_ text: String) -> Int {
        var text = text
        return text.withUTF8 { $0.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) } }
    }
}

// MARK: - Sets of values

extension Validator {
    /// Checks that the value of an open enum is one that the description names.
    public mutating func known<Value: OpenEnum>(_ key: StaticString, _ value: Value?) {
        guard let value, !value.isKnown else { return }
        reportUnknown(value, at: key)
    }

    /// Checks that the value of an open enum is one that the description names.
    public mutating func known<Value: OpenEnum>(_ value: Value?) {
        guard let value, !value.isKnown else { return }
        reportUnknown(value, at: nil)
    }

    private mutating func reportUnknown<Value: OpenEnum>(_ value: Value, at key: StaticString?) {
        let known = Value.allCases.map { Self.json($0) }
        report(.known, at: key, limit: .array(known), value: Self.json(value))
    }

    /// Checks that a value is the one that the description names.
    public mutating func constant<Value: Equatable & JSONEncodable>(_ key: StaticString, _ value: Value?, _ expected: Value) {
        guard let value, !Self.isSame(value, expected) else { return }
        report(.constant, at: key, limit: Self.json(expected), value: Self.json(value))
    }

    /// Checks that a value is the one that the description names.
    public mutating func constant<Value: Equatable & JSONEncodable>(_ value: Value?, _ expected: Value) {
        guard let value, !Self.isSame(value, expected) else { return }
        report(.constant, limit: Self.json(expected), value: Self.json(value))
    }

    /// Swift takes texts for equal that are spelled with other code points; JSON does not.
    private static func isSame<Value: Equatable>(_ value: Value, _ expected: Value) -> Bool {
        guard let text = value as? String, let expected = expected as? String else { return value == expected }
        return text.utf8.elementsEqual(expected.utf8)
    }

    private static func json(_ value: some JSONEncodable) -> JSONValue {
        (try? JSONValue(encoding: value)) ?? .string("\(value)")
    }
}

// MARK: - Properties that exclude or need each other

extension Validator {
    /// Checks that of several properties one is there, and no other. Each comes with whether it is there.
    public mutating func exactlyOne(_ properties: [(StaticString, Bool)]) {
        let present = properties.filter(\.1).map { "\($0.0)" }
        guard present.count != 1 else { return }
        let detail = present.isEmpty ? "none" : present.map { "\"\($0)\"" }.joined(separator: " and ")
        report(.exactlyOne, limit: Self.names(properties), measured: present.count, detail: detail)
    }

    /// Checks that of several properties one at least is there. Each comes with whether it is there.
    public mutating func atLeastOne(_ properties: [(StaticString, Bool)]) {
        if !properties.contains(where: \.1) { report(.atLeastOne, limit: Self.names(properties), measured: 0) }
    }

    private static func names(_ properties: [(StaticString, Bool)]) -> JSONValue {
        .array(properties.map { .string("\($0.0)") })
    }
}
