import SchemaSyntax

// Keywords that look at a value by itself (JSON Schema Validation, draft 2020-12, sections 6.1 to 6.3).

extension SchemaEvaluation {
    mutating func meets(_ types: JSONTypes, _ position: Int) -> Bool {
        let type: JSONTypes =
            switch tape.word(position).kind {
            case .null: .null
            case .false, .true: .boolean
            case .number: types.contains(.number) || !types.contains(.integer) || isInteger(position) ? [.number, .integer] : .number
            case .string: .string
            case .array: .array
            case .object: .object
            }
        return !types.isDisjoint(with: type) || fail { $0.typeFinding(types, position) }
    }

    /// 1.0 is an integer.
    private func isInteger(_ position: Int) -> Bool {
        tape.word(position).mark || tape.withBytes(of: position) { ExactDecimal($0).isInteger }
    }

    private func typeFinding(_ types: JSONTypes, _ position: Int) -> SchemaFinding {
        let named = JSONTypes.named.filter { types.contains($0.type) }
        let expected = named.map { $0.name == "null" ? $0.name : "aeiou".contains($0.name.prefix(1)) ? "an \($0.name)" : "a \($0.name)" }
        let view = JSONView(tape: tape, position: position)
        let found = view.kind == .number || view.kind == .bool ? Excerpt.text(tape.quote(position)) : view.kind.article
        return SchemaFinding(
            position: position, rule: .type, limit: .array(named.map { .string($0.name) }), value: tape.quote(position),
            detail: "must be \(expected.joined(separator: " or ")), is \(found)"
        )
    }

    mutating func meetsConstant(_ value: Int, _ position: Int) -> Bool {
        if tape.isEqual(position, to: schema.tape, value) { return true }
        return fail {
            SchemaFinding(position: position, rule: .constant, limit: $0.schema.tape.quote(value), value: $0.tape.quote(position))
        }
    }

    mutating func meets(_ enumeration: SchemaEnumeration, _ position: Int) -> Bool {
        let isKnown =
            enumeration.table.isEmpty
            ? enumeration.values.contains { tape.isEqual(position, to: schema.tape, $0) }
            : enumeration.table.contains(JSONIdentity(tape: tape, position: position))
        if isKnown { return true }
        return fail { evaluation in
            let known = enumeration.values.map { evaluation.schema.tape.quote($0) }
            return SchemaFinding(position: position, rule: .known, limit: .array(known), value: evaluation.tape.quote(position))
        }
    }
}

// MARK: - Numbers

extension SchemaEvaluation {
    mutating func meets(_ limits: [SchemaLimit], _ position: Int) -> Bool {
        guard tape.word(position).kind == .number else { return true }
        let number = SchemaNumber(tape, position)
        var isMet = true
        for limit in limits where !number.meets(limit) {
            let rule = Violation.Rule(rawValue: limit.kind.rawValue)
            let value = JSONValue.number(JSONNumber(checked: limit.text))
            isMet = fail { SchemaFinding(position: position, rule: rule, limit: value, value: $0.tape.quote(position)) }
            if isDone { break }
        }
        return isMet
    }
}

/// A number that is held against limits: as an integer of 64 bits where it is written as one, else as it is, exactly.
private enum SchemaNumber {
    case integer(Int64)
    case decimal(ExactDecimal)

    init(_ tape: JSONTape, _ position: Int) {
        let isInteger = tape.word(position).mark
        self = tape.withBytes(of: position) { text in
            // No number of 18 digits is beyond 64 bits.
            isInteger && text.count <= 18 ? .integer(Self.integer(text)) : .decimal(ExactDecimal(text))
        }
    }

    private static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int64 {
        let isNegative = text.first == UInt8(ascii: "-")
        let value = text.dropFirst(isNegative ? 1 : 0).reduce(0) { $0 * 10 + Int64($1 & 15) }
        return isNegative ? -value : value
    }

    func meets(_ limit: SchemaLimit) -> Bool {
        if case .integer(let value) = self, let other = limit.integer {
            return switch limit.kind {
            case .minimum: value >= other
            case .exclusiveMinimum: value > other
            case .maximum: value <= other
            case .exclusiveMaximum: value < other
            case .multipleOf: other != 0 && value % other == 0
            }
        }
        let value =
            switch self {
            case .integer(let value): ExactDecimal("\(value)")
            case .decimal(let value): value
            }
        return switch limit.kind {
        case .minimum: value >= limit.decimal
        case .exclusiveMinimum: value > limit.decimal
        case .maximum: value <= limit.decimal
        case .exclusiveMaximum: value < limit.decimal
        case .multipleOf: value.isMultiple(of: limit.decimal)
        }
    }
}

// MARK: - Strings

extension SchemaEvaluation {
    mutating func meets(_ rules: SchemaStringRules, _ position: Int) -> Bool {
        guard tape.word(position).kind == .string else { return true }
        var isMet = true
        if !rules.length.isAny {
            // In UTF-8 each code point has one byte that does not continue another.
            let length = tape.withText(of: position) { $0.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) } }
            isMet = meets(rules.length, length, (.minLength, .maxLength), position)
        }
        guard let pattern = rules.pattern, isMet || !isDone else { return isMet }
        if matches(pattern, position) { return isMet }
        return fail { SchemaFinding(position: position, rule: .pattern, limit: .string(pattern), value: $0.tape.quote(position)) }
    }

    /// Whether a string or key matches a pattern.
    mutating func matches(_ pattern: String, _ position: Int) -> Bool {
        switch tape.withText(of: position, { PatternCache.shared.matches($0, pattern) }) {
        case .success(let isMatch): return isMatch
        case .failure(let fault): return giveUp("the pattern \(Excerpt.of(pattern)) cannot be used: \(fault.reason)")
        }
    }

    /// Whether there are neither too few nor too many.
    mutating func meets(
        _ count: SchemaCount, _ measured: Int, _ rules: (minimum: Violation.Rule, maximum: Violation.Rule), _ position: Int
    ) -> Bool {
        if let minimum = count.minimum, measured < minimum {
            return fail { _ in
                SchemaFinding(position: position, rule: rules.minimum, limit: .number(JSONNumber(minimum)), measured: measured)
            }
        }
        if let maximum = count.maximum, measured > maximum {
            return fail { _ in
                SchemaFinding(position: position, rule: rules.maximum, limit: .number(JSONNumber(maximum)), measured: measured)
            }
        }
        return true
    }
}
