import OpenAPI

/// What `oneOf` or `anyOf` allows. Nothing where the schema still has named properties of its own: then it is a structure, and the
/// alternatives are rules.
struct Alternatives {
    /// All but null, each once.
    var variants: [SchemaID] = []
    /// Whether null is one of them, or a value of one.
    var hasNull = false
}

/// What `oneOf` and `anyOf` are in Swift: one type where one serves for all alternatives, else an enum with payloads.
extension ModuleBuilder {
    func alternatives(_ schema: Schema) -> Alternatives {
        // Most schemas have none.
        if schema.anyOf.isEmpty, schema.oneOf.isEmpty { return Alternatives() }
        if let known = alternativesKnown[schema.id] { return known }
        var result = Alternatives()
        if schema.properties.isEmpty, schema.enumeration == nil, schema.constant == nil {
            var seen: Set<SchemaID> = []
            for id in schema.oneOf.isEmpty ? schema.anyOf : schema.oneOf {
                let target = resolved(id)
                if description[target].isNull {
                    result.hasNull = true
                    continue
                }
                if allowsNull(id), schema.kinds.isEmpty || schema.kinds.contains(.null) { result.hasNull = true }
                if seen.insert(target).inserted { result.variants.append(id) }
            }
        }
        alternativesKnown[schema.id] = result
        return result
    }

    /// Whether null is a value of an alternative. Alternatives inside it are looked at, and not into, because they may lead back; of
    /// references the first and the last, because they may be chained as long as a description likes.
    private func allowsNull(_ id: SchemaID) -> Bool {
        let schema = description[resolved(id)]
        return saysNullable(schema) || saysNullable(description[id])
            || schema.anyOf.contains { saysNullable(description[resolved($0)]) }
            || schema.oneOf.contains { saysNullable(description[resolved($0)]) }
    }

    private func saysNullable(_ schema: Schema) -> Bool {
        if let constant = schema.constant { return constant == .null }
        if let values = schema.enumeration { return values.contains(.null) && (schema.kinds.isEmpty || schema.kinds.contains(.null)) }
        return schema.kinds.contains(.null) || schema.isNullable
    }

    /// The one alternative beside null; or the one set of texts beside any text, which is an open enum that knows some of them.
    func soleAlternative(_ schema: Schema) -> (id: SchemaID, isOpen: Bool)? {
        let variants = alternatives(schema).variants
        if variants.count < 2 { return variants.first.map { ($0, false) } }
        let shapes = variants.map(shallowShape)
        let sets = shapes.indices.filter { if case .enumeration(let values) = shapes[$0] { areTexts(values) } else { false } }
        guard sets.count == 1, shapes.allSatisfy(isText) else { return nil }
        return (variants[sets[0]], true)
    }

    /// What a schema with alternatives is; nil where they are only rules.
    func alternativesShape(_ schema: Schema) -> SchemaShape? {
        let variants = alternatives(schema).variants
        guard variants.count > 1 else { return variants.isEmpty ? nil : .any }
        let shapes = variants.map(shallowShape)
        for shape in shapes {
            switch shape {
            case .any: return .any
            default: break
            }
        }
        if shapes.allSatisfy({ if case .file = $0 { true } else { false } }) { return .file }
        if shapes.allSatisfy(isText) || shapes.allSatisfy(isNumber) && shapes.allSatisfy(isEnumeration) {
            let sets = shapes.flatMap { shape -> [Value] in if case .enumeration(let values) = shape { values } else { [] } }
            var seen: Set<Value> = []
            let values = sets.filter { seen.insert($0).inserted }
            return sets.isEmpty ? .string(format: nil) : .enumeration(values)
        }
        if shapes.allSatisfy(isNumber), let number = commonNumber(shapes) { return number }
        return .union(variants)
    }

    /// Whether there are alternatives that the Swift type of a schema does not show.
    func hasAlternativeRules(_ schema: Schema) -> Bool {
        if schema.anyOf.isEmpty, schema.oneOf.isEmpty { return false }
        if !schema.anyOf.isEmpty, !schema.oneOf.isEmpty { return true }
        let variants = alternatives(schema).variants
        if variants.isEmpty { return presenceAlternatives(schema) == nil }
        // One type for several alternatives has the rules of none of them.
        guard variants.count > 1 else { return false }
        if case .union? = alternativesShape(schema) { return false }
        return variants.contains { id in
            var target = description[resolved(id)].value
            target.enumeration = nil
            return target.hasRules
        }
    }

    /// Whether every alternative names its values, so that no other is valid.
    func isClosed(_ schema: Schema) -> Bool {
        alternatives(schema).variants.allSatisfy { isEnumeration(shallowShape($0)) }
    }

    /// A union inside a union is not looked into: it may be the same one.
    func shallowShape(_ id: SchemaID) -> SchemaShape {
        let target = resolved(id)
        if alternatives(description[target]).variants.isEmpty { return shape(of: target) }
        return unionsOfAny.contains(target) ? .any : .union([])
    }

    /// Found backwards from those that have no type: unions may lie in each other as deep as a description likes.
    func findUnionsOfAny() -> SchemaSet {
        var starts: [SchemaID] = []
        var users = Array(repeating: [SchemaID](), count: description.schemas.count)
        for id in description.schemaIDs {
            let variants = alternatives(description[id]).variants.map(resolved)
            for variant in variants where !alternatives(description[variant]).variants.isEmpty { users[variant.index].append(id) }
            if !variants.isEmpty, endlessSchemas.contains(id) || variants.contains(where: isUntyped) { starts.append(id) }
        }
        return SchemaSet(leadingTo: starts, users)
    }

    /// Whether a schema without alternatives has no type of its own.
    private func isUntyped(_ id: SchemaID) -> Bool {
        let schema = description[id]
        guard alternatives(schema).variants.isEmpty else { return false }
        // What kind of a list it is depends on its items, which may have alternatives.
        if !schema.prefixItems.isEmpty, soleKind(schema) == .array { return false }
        return switch shape(of: id) {
        case .any, .file: true
        default: false
        }
    }

    private func isEnumeration(_ shape: SchemaShape) -> Bool { if case .enumeration = shape { true } else { false } }

    private func isText(_ shape: SchemaShape) -> Bool {
        switch shape {
        case .string: true
        case .enumeration(let values): areTexts(values)
        default: false
        }
    }

    private func isNumber(_ shape: SchemaShape) -> Bool {
        switch shape {
        case .integer, .number: true
        case .enumeration(let values): !areTexts(values)
        default: false
        }
    }

    func areTexts(_ values: [Value]) -> Bool {
        if case .string? = values.first { true } else { false }
    }

    /// The properties of a structure that have one of a few values.
    func constants(of id: SchemaID) -> [(key: String, values: [Value])] {
        description[resolved(id)].properties.compactMap { property in
            let schema = description[resolved(property.schema)]
            let values = schema.constant.map { [$0] } ?? schema.enumeration ?? []
            guard (1...8).contains(values.count), values.allSatisfy({ scalarLiteral($0) != nil }) else { return nil }
            return (property.name, values)
        }
    }
}

extension OpenAPI.Schema {
    /// Whether null is all that it allows.
    var isNull: Bool {
        if kinds.count == 1, kinds[0] == .null { return true }
        if case .null? = constant { return true }
        if let enumeration, enumeration.count == 1, case .null = enumeration[0] { return true }
        return false
    }
}
