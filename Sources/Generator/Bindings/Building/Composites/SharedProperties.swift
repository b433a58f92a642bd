import OpenAPI

/// Objects with properties of their own and with alternatives that add others: a choice between structures that all have the
/// properties that they share.
/// ```yaml
/// Payment:
///   properties: { amount: { type: integer } }
///   oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Transfer' }]
/// ```
extension AllOfMerging {
    /// How many properties of structures are made in all; schemas beyond that stay structures, with their alternatives as a rule.
    private static var mostCopies: Int { 100_000 }

    /// To be called when all schemas are merged: the properties may come from one member of `allOf`, the alternatives from another.
    mutating func distributeSharedProperties() {
        let bodies = bodiesOfOneStructure()
        var copies = 0
        for id in description.schemaIDs where canBeDistributed(description[id], bodies) {
            let schema = description[id]
            for alternative in schema.anyOf + schema.oneOf {
                copies += schema.properties.count + description[targets[alternative.index]].properties.count
            }
            guard copies <= Self.mostCopies else { return }
            distribute(id)
        }
    }

    private mutating func distribute(_ id: SchemaID) {
        let schema = description[id]
        var shared = schema.value
        shared.location = schema.location.child("properties", schema.location.mark)
        shared.anyOf = []
        shared.oneOf = []
        shared.discriminator = nil
        shared.parts = []
        shared.componentName = nil
        // Else it would be said of each structure that has no other words.
        shared.description = nil
        shared.defaultValue = nil
        let base = added(shared)
        description.basesAlone[id] = base

        var whole = OpenAPI.Schema(location: schema.location)
        whole.componentName = schema.componentName
        whole.title = schema.title
        whole.description = schema.description
        whole.isDeprecated = schema.isDeprecated
        whole.isReadOnly = schema.isReadOnly
        whole.isWriteOnly = schema.isWriteOnly
        whole.kinds = schema.kinds
        whole.isNullable = schema.isNullable
        whole.defaultValue = schema.defaultValue
        whole.extensions = schema.extensions
        whole.resource = schema.resource
        whole.parts = schema.parts
        let mayBeSeveral = schema.oneOf.isEmpty && !areToldApart(schema)
        var variants: [SchemaID: SchemaID] = [:]
        for alternative in schema.anyOf + schema.oneOf where variants[targets[alternative.index]] == nil {
            variants[targets[alternative.index]] = variant(of: alternative, base, mayBeSeveral: mayBeSeveral)
        }
        whole.anyOf = schema.anyOf.compactMap { variants[targets[$0.index]] }
        whole.oneOf = schema.oneOf.compactMap { variants[targets[$0.index]] }
        whole.discriminator = schema.discriminator.map { told($0, variants) }
        description.schemas.replace(id, with: whole)
    }

    /// - Parameter mayBeSeveral: whether a value may be another alternative too, whose properties are then kept as they come.
    private mutating func variant(of alternative: SchemaID, _ base: SchemaID, mayBeSeveral: Bool) -> SchemaID {
        let target = description[targets[alternative.index]]
        var variant = OpenAPI.Schema(location: description[alternative].location)
        variant.allOf = [base, target.id]
        variant.title = target.componentName ?? target.title
        variant.description = target.description
        variant.isDeprecated = target.isDeprecated
        variant.resource = target.resource
        if mayBeSeveral { variant.additionalProperties = .allowed }
        return appended(variant)
    }

    private func told(_ discriminator: Discriminator, _ variants: [SchemaID: SchemaID]) -> Discriminator {
        var result = discriminator
        result.mapping = discriminator.mapping.map { ($0.value, variants[targets[$0.schema.index]] ?? $0.schema) }
        result.fallback = discriminator.fallback.map { variants[targets[$0.index]] ?? $0 }
        // Those that nothing else tells are told by the names of their components, which the structures here do not have.
        let mapped = Set(result.mapping.map(\.schema))
        for (target, variant) in variants.sorted(by: { $0.value.index < $1.value.index }) where !mapped.contains(variant) {
            let schema = description[target]
            let saysItself = schema.properties.contains { $0.name == discriminator.property && !values($0.schema).isEmpty }
            if let name = schema.componentName, !saysItself { result.mapping.append((name, variant)) }
        }
        return result
    }

    /// Whether a property tells which alternative a value is.
    private func areToldApart(_ schema: Schema) -> Bool {
        guard schema.discriminator == nil else { return true }
        let alternatives = schema.anyOf.map { description[targets[$0.index]] }
        return alternatives[0].properties.contains { property in
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

    // MARK: Which

    private func canBeDistributed(_ schema: Schema, _ bodies: Bodies) -> Bool {
        let alternatives = schema.anyOf + schema.oneOf
        guard alternatives.count > 1, schema.anyOf.isEmpty || schema.oneOf.isEmpty, !schema.properties.isEmpty,
            schema.aliasTarget == nil, schema.enumeration == nil, schema.constant == nil, schema.additionalProperties != .forbidden,
            schema.kinds.allSatisfy({ $0 == .object || $0 == .null }), !bodies.forms.contains(schema.id)
        else { return false }
        if bodies.all.contains(schema.id), schema.properties.contains(where: { $0.name == "stream" }) { return false }
        let names = Set(schema.properties.map(\.name))
        guard alternatives.allSatisfy({ isStructure($0, beside: names) }) else { return false }
        // Else they only say which properties go with which.
        return alternatives.contains { id in description[targets[id.index]].properties.contains { !names.contains($0.name) } }
    }

    private func isStructure(_ id: SchemaID, beside names: Set<String>) -> Bool {
        let schema = description[targets[id.index]]
        guard !schema.properties.isEmpty, schema.kinds.isEmpty || schema.kinds == [.object], schema.anyOf.isEmpty, schema.oneOf.isEmpty,
            schema.enumeration == nil, schema.constant == nil, schema.boolean == nil
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

    /// What requests carry.
    private struct Bodies {
        var all = SchemaSet()
        /// Those whose properties are the parts of a form.
        var forms = SchemaSet()
    }

    /// A structure stays one where the parts of a form are its properties, or where one of them says whether a stream is wanted.
    private func bodiesOfOneStructure() -> Bodies {
        var bodies = Bodies()
        for media in description.operations.flatMap({ $0.body?.content ?? [] }) {
            for schema in [media.schema, media.itemSchema].compactMap({ $0 }) {
                bodies.all.insert(targets[schema.index])
                let isForm = media.essence.hasPrefix("multipart/") || media.essence == "application/x-www-form-urlencoded"
                if isForm { bodies.forms.insert(targets[schema.index]) }
            }
        }
        return bodies
    }
}
