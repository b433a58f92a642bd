import OpenAPI

extension ModuleBuilder {
    /// What the validator checks of a value of the schema; nil where there is nothing to check.
    func rule(of id: SchemaID, type: SwiftType) -> Rule? {
        let schema = description[id]
        if let constant = schema.constant { return constantRule(constant, schema, type) }
        switch type {
        case .named:
            if case .enumeration = shape(of: id) { return schema.enumeration != nil || isClosed(schema) ? .known : nil }
            return .model
        case .int, .int32, .int64, .float, .double: return numberRule(schema)
        case .string: return stringRule(schema)
        case .array: return arrayRule(schema)
        case .dictionary: return dictionaryRule(schema)
        case .boolean, .data, .date, .calendarDate, .uuid, .url, .json, .file, .nullable:
            reportUncheckedRules(schema)
            return nil
        }
    }

    private func constantRule(_ constant: Value, _ schema: Schema, _ type: SwiftType) -> Rule? {
        if let literal = literal(constant, type, at: schema) { return .constant(literal) }
        let message = "the const \(shortened(json(constant))) is not checked yet: a value of this type has no literal in Swift"
        diagnostics.unsupported("unsupported-const", message, at: schema.location.mark)
        return nil
    }

    private func numberRule(_ schema: Schema) -> Rule? {
        let numbers = schema.numbers
        guard !numbers.isEmpty else { return nil }
        return .number(
            NumberRule(
                minimum: numbers.minimum?.text,
                maximum: numbers.maximum?.text,
                exclusiveMinimum: numbers.exclusiveMinimum?.text,
                exclusiveMaximum: numbers.exclusiveMaximum?.text,
                multipleOf: numbers.multipleOf?.text
            )
        )
    }

    private func stringRule(_ schema: Schema) -> Rule? {
        let pattern = schema.pattern.flatMap { checkedPattern($0, schema) }
        guard schema.minLength != nil || schema.maxLength != nil || pattern != nil else { return nil }
        return .string(minLength: schema.minLength, maxLength: schema.maxLength, pattern: pattern)
    }

    /// JSON Schema's patterns are ECMA-262; the validator runs them on Swift's `Regex`, so what that cannot compile is not
    /// left for a user's program to find out.
    private func checkedPattern(_ pattern: String, _ schema: Schema) -> String? {
        do {
            _ = try Regex(pattern)
            return pattern
        } catch {
            let message = "the pattern \(quoted(pattern)) cannot be checked: Swift's regular expressions do not read it"
            diagnostics.unsupported("unsupported-pattern", message, at: schema.patternMark)
            return nil
        }
    }

    private func arrayRule(_ schema: Schema) -> Rule? {
        let element = schema.items.flatMap { use(of: $0).storedRule }
        guard schema.minItems != nil || schema.maxItems != nil || schema.uniqueItems || element != nil else { return nil }
        return .array(minItems: schema.minItems, maxItems: schema.maxItems, uniqueItems: schema.uniqueItems, element: element)
    }

    private func dictionaryRule(_ schema: Schema) -> Rule? {
        var value: Rule?
        if case .schema(let id) = schema.additionalProperties { value = use(of: id).storedRule }
        guard schema.minProperties != nil || schema.maxProperties != nil || value != nil else { return nil }
        return .dictionary(minProperties: schema.minProperties, maxProperties: schema.maxProperties, value: value)
    }

    private func reportUncheckedRules(_ schema: Schema) {
        let hasRules =
            !schema.numbers.isEmpty || schema.minLength != nil || schema.maxLength != nil || schema.pattern != nil
            || schema.minItems != nil || schema.maxItems != nil || schema.uniqueItems
        guard hasRules else { return }
        let message = "the limits of this schema are not checked: its Swift type is not the one that they are about"
        diagnostics.unsupported("unsupported-rule", message, at: schema.location.mark)
    }

    func scalarLiteral(_ value: Value) -> Literal? {
        switch value {
        case .boolean(let value): .boolean(value)
        case .number(let text): .number(text)
        case .string(let text): .string(text)
        case .null, .array, .object: nil
        }
    }
}
