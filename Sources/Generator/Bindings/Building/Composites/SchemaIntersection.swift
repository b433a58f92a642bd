import OpenAPI

/// What is looked up in a schema while others are merged into it: kept beside it, because many may be.
struct MergedParts {
    fileprivate var places: [String: Int] = [:]
    fileprivate var required: Set<String> = []
    /// The schemas with alternatives.
    fileprivate var choices: [(id: SchemaID, alternatives: [SchemaID])] = []
    fileprivate(set) var parts: Set<SchemaPart> = []
}

/// What is left of two schemas for a value that both have to allow.
extension AllOfMerging {
    /// Narrows `schema` to what `other` allows too.
    mutating func intersect(_ schema: inout OpenAPI.Schema, _ merged: inout MergedParts, _ id: SchemaID, _ other: OpenAPI.Schema) {
        let whole = SchemaPart(schema: id, keywords: .all)
        if other.boolean == false || schema.boolean == false { schema.boolean = false }
        intersectKinds(&schema, other)
        intersectValues(&schema, other)
        var isWhole = true
        schema.numbers = tightened(schema.numbers, other.numbers, &isWhole)
        schema.minLength = larger(schema.minLength, other.minLength)
        schema.maxLength = smaller(schema.maxLength, other.maxLength)
        if let pattern = other.pattern {
            if let known = schema.pattern, known != pattern {
                isWhole = false
            } else {
                schema.pattern = pattern
                schema.patternMark = other.patternMark
            }
        }
        schema.minItems = larger(schema.minItems, other.minItems)
        schema.maxItems = smaller(schema.maxItems, other.maxItems)
        schema.uniqueItems = schema.uniqueItems || other.uniqueItems
        intersectItems(&schema, other)
        schema.contentSchema = both(schema.contentSchema, other.contentSchema)
        intersectProperties(&schema, &merged, other)
        if !intersectAlternatives(&schema, &merged, id, other) { isWhole = false }
        schema.format = other.format ?? schema.format
        schema.contentEncoding = other.contentEncoding ?? schema.contentEncoding
        schema.contentMediaType = other.contentMediaType ?? schema.contentMediaType
        schema.defaultValue = other.defaultValue ?? schema.defaultValue
        if other.extensions != EventExtensions() { schema.extensions = other.extensions }
        for part in isWhole ? other.parts : [whole] where merged.parts.insert(part).inserted { schema.parts.append(part) }
    }

    private func intersectKinds(_ schema: inout OpenAPI.Schema, _ other: OpenAPI.Schema) {
        schema.isNullable = schema.isNullable && other.isNullable
        guard !other.kinds.isEmpty else { return }
        guard !schema.kinds.isEmpty else {
            schema.kinds = other.kinds
            return
        }
        let narrowed = schema.kinds.compactMap { kind -> Schema.Kind? in
            if other.kinds.contains(kind) { return kind }
            // Every integer is a number.
            if kind == .number, other.kinds.contains(.integer) { return .integer }
            return kind == .integer && other.kinds.contains(.number) ? .integer : nil
        }
        if narrowed.isEmpty {
            let (first, second) = (schema.kinds[0].rawValue, other.kinds[0].rawValue)
            let message = "no value is valid here: one schema asks for the type \(first), another for \(second)"
            diagnostics.warning("allof-contradiction", message, at: schema.location.mark)
            schema.boolean = false
        } else {
            schema.kinds = narrowed
        }
    }

    private func intersectValues(_ schema: inout OpenAPI.Schema, _ other: OpenAPI.Schema) {
        if let values = other.enumeration {
            if let known = schema.enumeration {
                let allowed = Set(values)
                let common = known.filter { allowed.contains($0) }
                intersectNames(&schema, other, of: common)
                schema.enumeration = common
            } else {
                schema.enumeration = values
                schema.enumNames = other.enumNames
                schema.enumAnnotations = other.enumAnnotations
            }
        }
        if let constant = other.constant {
            if let known = schema.constant, known != constant { schema.boolean = false }
            schema.constant = constant
        }
        if let constant = schema.constant, let values = schema.enumeration {
            if values.contains(constant) { schema.enumeration = nil } else { schema.boolean = false }
            schema.enumNames = nil
        }
        if schema.boolean == false || schema.enumeration?.isEmpty == true {
            let message = "no value is valid here: the schemas that it has to fulfil have none in common"
            diagnostics.warning("allof-contradiction", message, at: schema.location.mark)
            schema.boolean = false
        }
    }

    /// A value is called what the later schema calls it, else what the other does: who restates some of a component's values means its names.
    private func intersectNames(_ schema: inout OpenAPI.Schema, _ other: OpenAPI.Schema, of common: [Value]) {
        var names: [Value: String] = [:]
        var annotations: [Value: SchemaID] = [:]
        for source in [schema, other] {
            let values = source.enumeration ?? []
            if let given = source.enumNames {
                if given.count == values.count {
                    for (value, name) in zip(values, given) { names[value] = name }
                } else {
                    let message = "x-enum-varnames has \(given.count) names for \(values.count) values; they are not used"
                    diagnostics.warning("enum-names-count", message, at: source.location.mark)
                }
            }
            for (value, annotation) in zip(values, source.enumAnnotations) { annotations[value] = annotation }
        }
        let commonNames = common.compactMap { names[$0] }
        schema.enumNames = commonNames.count == common.count ? commonNames : nil
        let annotated = common.prefix { annotations[$0] != nil }
        // Null, which comes last, may stand in no schema of its own.
        let rest = common[annotated.count...]
        schema.enumAnnotations = rest.allSatisfy { $0 == .null } ? annotated.compactMap { annotations[$0] } : []
    }

    private mutating func intersectProperties(_ schema: inout OpenAPI.Schema, _ merged: inout MergedParts, _ other: OpenAPI.Schema) {
        schema.minProperties = larger(schema.minProperties, other.minProperties)
        schema.maxProperties = smaller(schema.maxProperties, other.maxProperties)
        for property in other.properties {
            if let index = merged.places[property.name] {
                schema.properties[index].schema = combined(schema.properties[index].schema, property.schema)
                schema.properties[index].mark = property.mark
            } else {
                merged.places[property.name] = schema.properties.count
                schema.properties.append(property)
            }
        }
        for name in other.required where merged.required.insert(name).inserted { schema.required.append(name) }
        switch (schema.additionalProperties, other.additionalProperties) {
        case (.forbidden, _), (_, .forbidden): schema.additionalProperties = .forbidden
        case (.schema(let first), .schema(let second)): schema.additionalProperties = .schema(combined(first, second))
        case (.schema, _), (.allowed, .unspecified): break
        case (_, let rule): schema.additionalProperties = rule
        }
    }

    /// False where both have alternatives: those of the second are then a rule.
    private func intersectAlternatives(
        _ schema: inout OpenAPI.Schema, _ merged: inout MergedParts, _ id: SchemaID, _ other: OpenAPI.Schema
    ) -> Bool {
        guard !other.anyOf.isEmpty || !other.oneOf.isEmpty else { return true }
        merged.choices.append((id, other.anyOf + other.oneOf))
        if schema.anyOf.isEmpty, schema.oneOf.isEmpty { schema.discriminator = other.discriminator }
        let isConflict = !schema.anyOf.isEmpty && !other.anyOf.isEmpty || !schema.oneOf.isEmpty && !other.oneOf.isEmpty
        if schema.anyOf.isEmpty { schema.anyOf = other.anyOf }
        if schema.oneOf.isEmpty { schema.oneOf = other.oneOf }
        return !isConflict
    }

    /// Of several choices the first is a type, which leaves out what only the alternatives of another name: then none is, the object
    /// keeps all its properties, and each choice is a rule.
    func keepProperties(ofChoices merged: inout MergedParts, in schema: inout OpenAPI.Schema) {
        guard merged.choices.count > 1, schema.additionalProperties != .forbidden else { return }
        let known = propertyNames(merged.choices[0].alternatives).union(schema.properties.map(\.name))
        let others = propertyNames(merged.choices.dropFirst().flatMap(\.alternatives))
        guard let lost = others.subtracting(known).min() else { return }
        let message =
            "two schemas of this allOf have alternatives, and \(quoted(lost)) is of one of them alone; the object keeps all its properties "
            + "as JSON, and both are checked"
        diagnostics.unsupported("allof-choices", message, at: schema.location.mark)
        if schema.kinds.isEmpty { schema.isNullable = merged.choices.allSatisfy { $0.alternatives.contains { description[$0].isNull } } }
        (schema.anyOf, schema.oneOf, schema.discriminator) = ([], [], nil)
        if schema.additionalProperties == .unspecified { schema.additionalProperties = .allowed }
        for choice in merged.choices {
            let part = SchemaPart(schema: choice.id, keywords: .all)
            if merged.parts.insert(part).inserted { schema.parts.append(part) }
        }
    }

    /// The names of all properties that some of these have, or what they take in. Of a great many schemas not all are looked at.
    private func propertyNames(_ schemas: [SchemaID]) -> Set<String> {
        var names: Set<String> = []
        var seen: Set<SchemaID> = []
        var pending = schemas
        while let id = pending.popLast(), seen.count < 2000 {
            guard seen.insert(id).inserted else { continue }
            let schema = description[id]
            names.formUnion(schema.properties.map(\.name))
            pending += schema.allOf + schema.anyOf + schema.oneOf + (schema.reference.map { [$0] } ?? [])
        }
        return names
    }

    mutating func both(_ first: SchemaID?, _ second: SchemaID?) -> SchemaID? {
        guard let first, let second else { return first ?? second }
        return combined(first, second)
    }
}

// MARK: - Limits

extension AllOfMerging {
    private func larger(_ first: Int?, _ second: Int?) -> Int? {
        guard let first, let second else { return first ?? second }
        return max(first, second)
    }

    private func smaller(_ first: Int?, _ second: Int?) -> Int? {
        guard let first, let second else { return first ?? second }
        return min(first, second)
    }

    private func tightened(_ first: NumberRules, _ second: NumberRules, _ isWhole: inout Bool) -> NumberRules {
        var result = first
        result.minimum = tighter(first.minimum, second.minimum) { $1.isLess(than: $0) }
        result.exclusiveMinimum = tighter(first.exclusiveMinimum, second.exclusiveMinimum) { $1.isLess(than: $0) }
        result.maximum = tighter(first.maximum, second.maximum) { $0.isLess(than: $1) }
        result.exclusiveMaximum = tighter(first.exclusiveMaximum, second.exclusiveMaximum) { $0.isLess(than: $1) }
        result.multipleOf = commonMultiple(first.multipleOf, second.multipleOf, &isWhole)
        return result
    }

    private func tighter(_ first: Number?, _ second: Number?, _ isTighter: (Number, Number) -> Bool) -> Number? {
        guard let first, let second else { return first ?? second }
        return isTighter(second, first) ? second : first
    }

    private func commonMultiple(_ first: Number?, _ second: Number?, _ isWhole: inout Bool) -> Number? {
        guard let first, let second, first.text != second.text else { return first ?? second }
        guard let left = first.integer(as: Int64.self), let right = second.integer(as: Int64.self), left > 0, right > 0 else {
            isWhole = false
            return first
        }
        var (divisor, rest) = (left, right)
        while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
        let (multiple, overflows) = (left / divisor).multipliedReportingOverflow(by: right)
        if overflows { isWhole = false }
        return overflows ? first : Number(text: String(multiple))
    }
}
