import OpenAPI

/// Rules that no value meets, and defaults that break the rules beside them: what the author cannot mean.
extension ModuleBuilder {
    func reportContradictions(_ schema: Schema) {
        if schema.hasNumberRules { report(schema.numbers, schema) }
        report("minLength", schema.minLength, "maxLength", schema.maxLength, schema)
        report("minItems", schema.minItems, "maxItems", schema.maxItems, schema)
        report("minProperties", schema.minProperties, "maxProperties", schema.maxProperties, schema)
        reportDefault(schema)
    }

    private func report(_ numbers: NumberRules, _ schema: Schema) {
        for (low, lower) in [("minimum", numbers.minimum), ("exclusiveMinimum", numbers.exclusiveMinimum)] {
            for (high, upper) in [("maximum", numbers.maximum), ("exclusiveMaximum", numbers.exclusiveMaximum)] {
                guard let lower, let upper, upper.isLess(than: lower) else { continue }
                report(low, lower.text, high, upper.text, schema)
            }
        }
    }

    private func report(_ low: String, _ least: Int?, _ high: String, _ most: Int?, _ schema: Schema) {
        guard let least, let most, least > most else { return }
        report(low, String(least), high, String(most), schema)
    }

    private func report(_ low: String, _ least: String, _ high: String, _ most: String, _ schema: Schema) {
        let message = "no value is valid here: \(low) is \(least), and \(high) is \(most)"
        diagnostics.warning("contradicting-limits", message, at: schema.location.mark)
    }

    private func reportDefault(_ schema: Schema) {
        guard let value = schema.defaultValue, value != .null else { return }
        // Where the values have names, one without is reported as such.
        if let values = schema.enumeration, !areNamed(values), !values.contains(value) {
            return reportDefault(value, "it is not in the enum", schema)
        }
        switch value {
        case .number(let text):
            let number = Number(text: text)
            if let least = schema.numbers.minimum, number.isLess(than: least) {
                reportDefault(value, "minimum is \(least.text)", schema)
            }
            if let most = schema.numbers.maximum, most.isLess(than: number) {
                reportDefault(value, "maximum is \(most.text)", schema)
            }
        case .string(let text):
            let length = text.unicodeScalars.count
            if let least = schema.minLength, length < least { reportDefault(value, "minLength is \(least)", schema) }
            if let most = schema.maxLength, length > most { reportDefault(value, "maxLength is \(most)", schema) }
        case .null, .boolean, .array, .object: break
        }
    }

    private func reportDefault(_ value: Value, _ reason: String, _ schema: Schema) {
        let message = "the default \(json(value)) breaks a rule beside it: \(reason)"
        diagnostics.warning("invalid-default", message, at: schema.location.mark)
    }
}
