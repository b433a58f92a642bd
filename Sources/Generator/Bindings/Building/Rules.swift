import OpenAPI
import SchemaSyntax

extension ModuleBuilder {
    /// What the validator checks of a value of the schema; nil where there is nothing to check.
    func rule(of id: SchemaID, type: SwiftType) -> Rule? {
        // The way that leads to it has to be known to whoever checks it.
        if dynamicSchemas.contains(id) { return wholeRule(of: id) }
        if endlessSchemas.contains(id) { return nil }
        let schema = description[id]
        reportIdleKeywords(schema, type)
        if type == .json { return wholeRule(of: id) }
        if let constant = schema.constant, let literal = constantLiteral(constant, type, at: schema) {
            return .both(.constant(literal), restRule(of: id, []))
        }
        let isOwn = if case .named = type { true } else { false }
        if isOwn, case .enumeration = shape(of: id) {
            let known: Rule? = schema.enumeration != nil || isClosed(schema) ? .known : nil
            return .both(known, restRule(of: id, missing(schema, type)))
        }
        if !isOwn, isFile(type) { return fileRule(schema, type) }
        // A structure, and an enum with payloads, have their rules themselves.
        return isOwn ? .model : .both(plainRule(schema, type), restRule(of: id, missing(schema, type)))
    }

    /// A file is no value that could be held against a schema.
    private func fileRule(_ schema: Schema, _ type: SwiftType) -> Rule? {
        if !schema.parts.isEmpty || !missing(schema, type).isEmpty {
            let message = "the rules of this schema are not checked: a file is sent as it is"
            diagnostics.unsupported("unsupported-rule", message, at: schema.location.mark)
        }
        return plainRule(schema, type)
    }

    private func plainRule(_ schema: Schema, _ type: SwiftType) -> Rule? {
        switch type {
        case .int, .int32, .int64, .uint64, .float, .double: numberRule(schema)
        case .string: stringRule(schema)
        case .array: arrayRule(schema)
        case .dictionary: dictionaryRule(schema)
        case .boolean, .data, .date, .calendarDate, .uuid, .url, .json, .file, .nullable, .named: nil
        }
    }

    /// Keywords that are about values of a type, and that neither the type nor a rule of its own says.
    private func missing(_ schema: Schema, _ type: SwiftType) -> SchemaKeywords {
        var result: SchemaKeywords = []
        if schema.constant != nil { result.insert(.constant) }
        if hasAlternativeRules(schema) { result.insert(.alternatives) }
        switch type {
        case .data, .date, .calendarDate, .uuid, .url:
            if schema.minLength != nil || schema.maxLength != nil || schema.pattern != nil { result.insert(.strings) }
        case .dictionary:
            if !schema.required.isEmpty { result.insert(.required) }
        default: break
        }
        if case .named = type {
            // An enumeration; its type knows the values alone.
            if schema.minLength != nil || schema.maxLength != nil || schema.pattern != nil { result.insert(.strings) }
            if schema.hasNumberRules { result.insert(.numbers) }
            return result
        }
        if schema.enumeration != nil { result.insert(.enumeration) }
        return result
    }

    /// nil where the type has no literal for it; then it is checked as JSON.
    private func constantLiteral(_ constant: Value, _ type: SwiftType, at schema: Schema) -> Literal? {
        switch type {
        case .string, .boolean, .int, .int32, .int64, .uint64, .float, .double, .named: literal(constant, type, at: schema)
        default: nil
        }
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

    /// A pattern that the runtime cannot read is not left for a user's program to find out.
    private func checkedPattern(_ pattern: String, _ schema: Schema) -> String? {
        do {
            _ = try ECMAScriptPattern(pattern)
            return pattern
        } catch {
            let message = "the pattern \(quoted(pattern)) cannot be checked: \(error.reason)"
            diagnostics.unsupported("unsupported-pattern", message, at: schema.patternMark)
            return nil
        }
    }

    private func arrayRule(_ schema: Schema) -> Rule? {
        let element = schema.prefixItems.isEmpty ? schema.items.flatMap { use(of: $0).storedRule } : commonItemRule(schema) ?? nil
        let maxItems = mostItems(schema)
        guard schema.minItems != nil || maxItems != nil || schema.uniqueItems || element != nil else { return nil }
        return .array(minItems: schema.minItems, maxItems: maxItems, uniqueItems: schema.uniqueItems, element: element)
    }

    private func dictionaryRule(_ schema: Schema) -> Rule? {
        var value: Rule?
        if case .schema(let id) = schema.additionalProperties, !hasPatterns(schema) { value = use(of: id).storedRule }
        guard schema.minProperties != nil || schema.maxProperties != nil || value != nil else { return nil }
        return .dictionary(minProperties: schema.minProperties, maxProperties: schema.maxProperties, value: value)
    }

    /// Keywords that are about other kinds of values than the schema allows.
    private func reportIdleKeywords(_ schema: Schema, _ type: SwiftType) {
        guard let kind = schema.kinds.first(where: { $0 != .null }) else { return }
        var kinds: [String] = []
        if schema.hasNumberRules, kind != .number, kind != .integer { kinds.append("numbers") }
        if schema.minLength != nil || schema.maxLength != nil || schema.pattern != nil, kind != .string { kinds.append("strings") }
        if schema.minItems != nil || schema.maxItems != nil || schema.uniqueItems, kind != .array { kinds.append("arrays") }
        guard !kinds.isEmpty, nullability(schema).kinds.count == 1 else { return }
        let message = "the rules for \(kinds.joined(separator: " and ")) here reject nothing: the type is \(quoted(kind.rawValue))"
        diagnostics.warning("idle-rule", message, at: schema.location.mark)
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
