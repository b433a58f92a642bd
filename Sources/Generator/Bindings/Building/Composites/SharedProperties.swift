import OpenAPI

/// Objects with properties of their own and with alternatives that add others: a choice between structures that all have the
/// properties that they share.
/// ```yaml
/// Payment:
///   properties: { amount: { type: integer } }
///   oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Transfer' }]
/// ```
extension AllOfMerging {
    /// How many properties the structures made of one schema may have in all, and those of all schemas.
    private static var mostProperties: Int { 20_000 }
    private static var mostPropertiesOfAll: Int { 200_000 }

    /// To be called when all schemas are merged: the properties may come from one member of `allOf`, the alternatives from another.
    mutating func distributeSharedProperties() {
        let fixed = structuresByUse()
        var rest = Self.mostPropertiesOfAll
        for id in description.schemaIDs where canBeDistributed(description[id], fixed) {
            let schema = description[id]
            let size = distinctAlternatives(schema).reduce(0) { size, alternative in
                size + schema.properties.count + description[targets[alternative.index]].properties.count
            }
            guard size <= min(Self.mostProperties, rest) else {
                let message =
                    "these alternatives, each with the properties beside them, would be more than "
                    + (size > Self.mostProperties ? "\(Self.mostProperties)" : "\(Self.mostPropertiesOfAll) with those of other schemas")
                    + "; this is one structure, and the alternatives are a rule"
                diagnostics.unsupported("alternatives-too-large", message, at: schema.location.mark)
                continue
            }
            rest -= size
            distribute(id)
        }
    }

    private mutating func distribute(_ id: SchemaID) {
        let schema = description[id]
        var shared = schema.value
        // A place of its own, because names are given by places.
        shared.location = schema.location.child("properties", schema.location.mark)
        shared.anyOf = []
        shared.oneOf = []
        shared.discriminator = nil
        shared.parts = []
        shared.componentName = nil
        // Else it would be said of each structure that has no other words.
        shared.description = nil
        shared.defaultValue = nil
        var base: SchemaID?
        // A value may be another alternative too, or the rules about all of it may speak of other properties: those are kept as they come.
        let alternatives = distinctAlternatives(schema)
        let isTold = schema.discriminator != nil || areToldApart(alternatives)
        let mayBeSeveral = schema.oneOf.isEmpty && alternatives.count > 1 && !isTold
        let keepsOthers = mayBeSeveral || !schema.parts.isEmpty
        var variants: [SchemaID] = []
        for alternative in alternatives {
            let target = targets[alternative.index]
            let keepsThem = !keepsOthers || description[target].additionalProperties == .allowed
            guard !keepsThem || !has(target, allOf: shared) else {
                variants.append(alternative)
                continue
            }
            let properties = base ?? added(shared)
            base = properties
            variants.append(variant(of: alternative, properties, keepsOthers: keepsOthers))
        }
        var whole = schema.value.annotationsAlone
        whole.kinds = schema.kinds
        whole.isNullable = schema.isNullable
        whole.parts = schema.parts
        whole.discriminator = schema.discriminator
        // No type, or one of several: null is a value too.
        if schema.kinds != [.object], let null = (schema.anyOf + schema.oneOf).first(where: isNull) { variants.append(null) }
        // The only one is not a case of anything, but the type itself.
        if alternatives.count == 1, let only = variants.first, only != alternatives[0] {
            description.schemas.change(only) { $0.description = schema.description }
        }
        if schema.oneOf.isEmpty { whole.anyOf = variants } else { whole.oneOf = variants }
        description.schemas.replace(id, with: whole)
        description.sharedProperties[id] = base
    }

    private mutating func variant(of alternative: SchemaID, _ base: SchemaID, keepsOthers: Bool) -> SchemaID {
        let target = description[targets[alternative.index]]
        var variant = OpenAPI.Schema(location: description[alternative].location)
        variant.allOf = [base, target.id]
        variant.description = target.description
        variant.isDeprecated = target.isDeprecated
        variant.resource = target.resource
        if keepsOthers { variant.additionalProperties = .allowed }
        let id = appended(variant)
        description.alternatives[id] = alternative
        return id
    }

    /// Each schema that is referred to once, and null apart.
    private func distinctAlternatives(_ schema: Schema) -> [SchemaID] {
        var seen: Set<SchemaID> = []
        return (schema.anyOf + schema.oneOf).filter { !isNull($0) && seen.insert(targets[$0.index]).inserted }
    }

    private func isNull(_ id: SchemaID) -> Bool { description[targets[id.index]].value.isNull }

    // MARK: Which schemas

    private func canBeDistributed(_ schema: Schema, _ fixed: StructuresByUse) -> Bool {
        guard !schema.anyOf.isEmpty || !schema.oneOf.isEmpty, schema.anyOf.isEmpty || schema.oneOf.isEmpty,
            !schema.properties.isEmpty || allowsOthers(schema),
            schema.aliasTarget == nil, schema.enumeration == nil, schema.constant == nil, schema.additionalProperties != .forbidden,
            schema.kinds.allSatisfy({ $0 == .object || $0 == .null }), !fixed.contains(schema)
        else { return false }
        let alternatives = distinctAlternatives(schema)
        let names = Set(schema.properties.map(\.name))
        guard !alternatives.isEmpty, !hasFiles(schema), alternatives.allSatisfy({ isStructure($0, beside: names) }) else { return false }
        // Else they only say which properties go with which.
        return alternatives.contains { id in description[targets[id.index]].properties.contains { !names.contains($0.name) } }
    }

    /// Whether properties without a name of their own are to be kept.
    private func allowsOthers(_ schema: Schema) -> Bool {
        switch schema.additionalProperties {
        case .allowed, .schema: true
        case .unspecified, .forbidden: false
        }
    }

    private func isStructure(_ id: SchemaID, beside names: Set<String>) -> Bool {
        let schema = description[targets[id.index]]
        guard !schema.properties.isEmpty, schema.kinds.allSatisfy({ $0 == .object || $0 == .null }), schema.anyOf.isEmpty,
            schema.oneOf.isEmpty, schema.enumeration == nil, schema.constant == nil, schema.boolean == nil, !hasFiles(schema)
        else { return false }
        // One that allows no more than its own contradicts those beside it; where they are the same, it does not.
        guard schema.additionalProperties == .forbidden || schema.parts.contains(where: isClosed) else { return true }
        return names.isSubset(of: schema.properties.map(\.name))
    }

    private func isClosed(_ part: SchemaPart) -> Bool {
        let source = sources[part.schema]
        if part.keywords.contains(.additional), source.additionalProperties == .forbidden { return true }
        return part.keywords.contains(.assertions)
            && source.assertions.contains { if case .unevaluatedProperties = $0 { true } else { false } }
    }

    private func hasFiles(_ schema: Schema) -> Bool {
        schema.properties.contains { description[targets[$0.schema.index]].value.isBytes }
    }

    /// Schemas whose use asks for one structure.
    private struct StructuresByUse {
        /// The parts of a form, of a parameter and of a header are the properties of one.
        var parts = SchemaSet()
        /// A body's boolean may say whether a stream is wanted; then the methods set it.
        var bodies = SchemaSet()

        func contains(_ schema: Schema) -> Bool {
            parts.contains(schema.id) || bodies.contains(schema.id) && schema.properties.contains { $0.name == "stream" }
        }
    }

    private func structuresByUse() -> StructuresByUse {
        var result = StructuresByUse()
        for operation in description.operations {
            let headers = operation.responses.flatMap(\.headers).compactMap(\.schema)
            for schema in operation.parameters.compactMap(\.schema) + headers { result.parts.insert(targets[schema.index]) }
            for media in operation.body?.content ?? [] {
                for schema in [media.schema, media.itemSchema].compactMap({ $0 }).map({ targets[$0.index] }) {
                    result.bodies.insert(schema)
                    guard media.essence.hasPrefix("multipart/") || media.essence == "application/x-www-form-urlencoded" else { continue }
                    for part in [schema, description[schema].items].compactMap({ $0 }) + description[schema].prefixItems {
                        result.parts.insert(targets[part.index])
                    }
                }
            }
        }
        return result
    }

    // MARK: What alternatives say

    /// Whether a structure has the shared properties itself, and says of each no less.
    private func has(_ id: SchemaID, allOf shared: OpenAPI.Schema) -> Bool {
        let schema = description[id]
        let hasOthers = [.allowed, .forbidden].contains(schema.additionalProperties) && shared.additionalProperties == .allowed
        guard shared.minProperties == nil, shared.maxProperties == nil, shared.additionalProperties == .unspecified || hasOthers,
            Set(shared.required).isSubset(of: schema.required)
        else { return false }
        let own = Dictionary(schema.properties.map { ($0.name, $0.schema) }) { first, _ in first }
        return shared.properties.allSatisfy { property in own[property.name].map { says($0, noLessThan: property.schema) } ?? false }
    }

    private func says(_ id: SchemaID, noLessThan other: SchemaID) -> Bool {
        let (own, shared) = (description[targets[id.index]], description[targets[other.index]])
        guard !addsRules(other), !allowsNull(id) || allowsNull(other) else { return false }
        guard own.id != shared.id else { return true }
        let kinds = own.kinds.isEmpty ? (isText(own) ? [.string] : []) : own.kinds
        var rest = shared.value
        rest.enumeration = nil
        guard !rest.hasRules, rest.anyOf.isEmpty, rest.oneOf.isEmpty, rest.boolean == nil, rest.format == nil || rest.format == own.format,
            rest.contentEncoding == own.contentEncoding, rest.defaultValue == own.defaultValue, rest.isReadOnly == own.isReadOnly,
            rest.isWriteOnly == own.isWriteOnly,
            rest.kinds.isEmpty || !kinds.isEmpty && Set(kinds).isSubset(of: rest.kinds)
        else { return false }
        guard let allowed = shared.enumeration else { return true }
        let values = values(id)
        return !values.isEmpty && Set(values).isSubset(of: allowed)
    }

    /// Whether something that counts stands beside a reference; of a longer chain of them that is not looked for.
    private func addsRules(_ id: SchemaID) -> Bool {
        guard let next = description[id].aliasTarget else { return false }
        var rest = description[id].value
        rest.reference = nil
        rest.allOf = []
        return rest.hasRules || description[next].aliasTarget != nil
    }

    private func allowsNull(_ id: SchemaID) -> Bool {
        [description[id], description[targets[id.index]]].contains { $0.kinds.contains(.null) || $0.isNullable }
    }

    private func isText(_ schema: Schema) -> Bool {
        let values = values(schema.id)
        return !values.isEmpty && values.allSatisfy { if case .string = $0 { true } else { false } }
    }

    /// Whether a property tells which alternative a value is.
    private func areToldApart(_ alternatives: [SchemaID]) -> Bool {
        let alternatives = alternatives.map { description[targets[$0.index]] }
        guard let first = alternatives.first else { return false }
        return first.properties.contains { property in
            var seen: Set<Value> = []
            return alternatives.allSatisfy { alternative in
                guard alternative.required.contains(property.name),
                    let values = alternative.properties.first(where: { $0.name == property.name }).map({ values($0.schema) })
                else { return false }
                return !values.isEmpty && Set(values).allSatisfy { seen.insert($0).inserted }
            }
        }
    }

    private func values(_ id: SchemaID) -> [Value] {
        let schema = description[targets[id.index]]
        return schema.constant.map { [$0] } ?? schema.enumeration ?? []
    }
}
