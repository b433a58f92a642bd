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
        if let fault = fault(of: value, schema) { return reportDefault(value, fault, schema) }
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

    /// Whether a default is reported where its schema is, so that it needs no complaint where it is used.
    func hasFaultyDefault(_ id: SchemaID) -> Bool {
        let schema = description[id].defaultValue == nil ? description[resolved(id)] : description[id]
        return schema.defaultValue.map { $0 != .null && fault(of: $0, schema) != nil } ?? false
    }

    /// Why a default is no value of its schema at all.
    private func fault(of value: Value, _ schema: Schema) -> String? {
        if !schema.kinds.isEmpty, !value.isOne(of: schema.kinds) || isFraction(value) && !schema.kinds.contains(.number) {
            return "the type is \(schema.kinds.phrase)"
        }
        if let values = schema.enumeration, !values.contains(value) { return "it is not in the enum" }
        let variants = alternatives(schema).variants.map { description[resolved($0)] }
        if !variants.isEmpty, variants.allSatisfy({ !$0.kinds.isEmpty && !value.isOne(of: $0.kinds) }) {
            return "none of the alternatives takes it"
        }
        guard case .array(let elements) = value, let items = schema.items.map({ description[resolved($0)] }), !items.kinds.isEmpty,
            let wrong = elements.first(where: { !$0.isOne(of: items.kinds) })
        else { return nil }
        return "the type of an item is \(items.kinds.phrase), which \(shortened(json(wrong))) is not"
    }

    private func isFraction(_ value: Value) -> Bool {
        if case .number(let text) = value { !Number(text: text).isWhole } else { false }
    }

    private func reportDefault(_ value: Value, _ reason: String, _ schema: Schema) {
        let message = "the default \(shortened(json(value))) breaks a rule beside it: \(reason)"
        diagnostics.warning("invalid-default", message, at: schema.location.mark)
    }
}
