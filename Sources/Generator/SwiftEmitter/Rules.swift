import Bindings

extension Writer {
    /// A call of the validator for a value, with its key where it is a property.
    mutating func check(_ rule: Rule, key: Code? = nil, _ value: Code, isOptional: Bool = false) {
        let subject: Code = key.map { "\($0), \(value)" } ?? value
        switch rule {
        case .number(let rule): line("check.number(\(Code.joined([subject] + limits(rule))))")
        case .string(let minLength, let maxLength, let pattern):
            var arguments: [Code] = [subject]
            if let minLength { arguments.append("minLength: \(minLength)") }
            if let maxLength { arguments.append("maxLength: \(maxLength)") }
            if let pattern { arguments.append("pattern: \(raw: pattern)") }
            line("check.string(\(Code.joined(arguments)))")
        case .array(let minItems, let maxItems, let uniqueItems, let element):
            var arguments: [Code] = [subject]
            if let minItems { arguments.append("minItems: \(minItems)") }
            if let maxItems { arguments.append("maxItems: \(maxItems)") }
            if uniqueItems { arguments.append("uniqueItems: true") }
            each(element, "check.array(\(Code.joined(arguments)))")
        case .dictionary(let minProperties, let maxProperties, let value):
            var arguments: [Code] = [subject]
            if let minProperties { arguments.append("minProperties: \(minProperties)") }
            if let maxProperties { arguments.append("maxProperties: \(maxProperties)") }
            each(value, "check.dictionary(\(Code.joined(arguments)))")
        case .known: line("check.known(\(subject))")
        case .constant(let literal): line("check.constant(\(subject), \(literal: literal))")
        case .model: line("check.model(\(subject))")
        case .schema(let name): line("check.schema(\(subject), \(name, in: nil))")
        case .all(let rules): for rule in rules { check(rule, key: key, value, isOptional: isOptional) }
        case .nullable(let rule): check(rule, key: key, "\(value)\(isOptional ? "?" : "").value", isOptional: true)
        }
    }

    private mutating func each(_ rule: Rule?, _ call: Code) {
        guard let rule else { return line(call) }
        if case .model = rule { return line("\(call) { check, element in check.model(element) }") }
        line("\(call) { check, element in")
        indented { out in out.check(rule, "element") }
        line("}")
    }

    private func limits(_ rule: NumberRule) -> [Code] {
        var arguments: [Code] = []
        if let minimum = rule.minimum { arguments.append("minimum: \(limit: minimum)") }
        if let minimum = rule.exclusiveMinimum { arguments.append("exclusiveMinimum: \(limit: minimum)") }
        if let maximum = rule.maximum { arguments.append("maximum: \(limit: maximum)") }
        if let maximum = rule.exclusiveMaximum { arguments.append("exclusiveMaximum: \(limit: maximum)") }
        if let divisor = rule.multipleOf { arguments.append("multipleOf: \(limit: divisor)") }
        return arguments
    }
}
