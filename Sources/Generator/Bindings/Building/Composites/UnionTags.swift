import OpenAPI

/// How an object says which variant of a union it is.
extension ModuleBuilder {
    /// The property whose value says which variant an object is: the discriminator, or a text that is constant in each.
    func tag(of schema: Schema, _ ids: [SchemaID], _ cases: [Union.Case]) -> Union.Tag? {
        if let discriminator = schema.discriminator {
            let base = description.sharedProperties[schema.id].map(resolved)
            let index = ids.firstIndex { resolved($0) == base }
            let tag = tag(discriminator, ids, cases, base: index)
            if let base, let tag, tag.fallback == nil { reportUntold(schema, discriminator, tag, base: base) }
            return tag
        }
        let objects = cases.indices.filter { cases[$0].match.kind == .object }
        guard objects.count > 1, let first = objects.first else { return nil }
        for candidate in cases[first].match.constants.map(\.key) {
            var values: [(value: Literal, variant: Int)] = []
            var seen: Set<Literal> = []
            let isTag = objects.allSatisfy { index in
                let match = cases[index].match
                guard match.required.contains(candidate), let texts = texts(match, candidate) else { return false }
                values += texts.map { ($0, index) }
                return texts.allSatisfy { seen.insert($0).inserted }
            }
            if isTag { return Union.Tag(key: candidate, values: values, fallback: nil, isWhole: objects.count == cases.count) }
        }
        return nil
    }

    private func texts(_ match: Union.Match, _ key: String) -> [Literal]? {
        guard let constant = match.constants.first(where: { $0.key == key }) else { return nil }
        return constant.values.allSatisfy { if case .string = $0 { true } else { false } } ? constant.values : nil
    }

    /// OpenAPI 3.2, "Discriminator Object": what the mapping says, and the names of schemas. Where a schema itself says which
    /// values the property has, it is those.
    /// `base` is the variant that is the base alone, where the others are its subclasses: what has no such property is that.
    private func tag(_ discriminator: Discriminator, _ ids: [SchemaID], _ cases: [Union.Case], base: Int?) -> Union.Tag? {
        let numbers = variantNumbers(ids)
        for (text, schema) in discriminator.mapping where numbers[resolved(schema)] == nil {
            let message = "the mapping of \(quoted(text)) leads to a schema that is none of the alternatives; it is not used"
            diagnostics.warning("unknown-mapping", message, at: discriminator.mark)
        }
        reportMeaningless(discriminator, ids, numbers)
        let isObject = cases.map { $0.match.kind == .object }
        var (values, isTagged) = tagValues(discriminator, ids, numbers, isObject: isObject, base: base)
        values += namesBeside(values, discriminator, ids, isObject: isObject, base: base)
        let isRequired = cases.allSatisfy { $0.match.required.contains(discriminator.property) || $0.match.kind == .any }
        // A base that is no component has no name that could tell it: a value that tells no subclass is not known.
        if let base { isTagged[base] = true }
        let isWhole = isTagged.allSatisfy { $0 } && (isRequired || base != nil)
        let fallback = discriminator.fallback.flatMap { numbers[resolved($0)] }
        return values.isEmpty && fallback == nil
            ? nil
            : Union.Tag(
                key: discriminator.property, values: values, absent: isRequired ? nil : base, fallback: fallback, isWhole: isWhole)
    }

    /// Says which texts of a mapping the property cannot be, as `one` is no integer. The name of a schema may stand there for want of
    /// a better one, see `DiscriminatedBases`.
    private func reportMeaningless(_ discriminator: Discriminator, _ ids: [SchemaID], _ numbers: [SchemaID: Int]) {
        for (text, schema) in discriminator.mapping {
            guard let index = numbers[resolved(schema)], tagKinds(ids[index], discriminator.property).values(text).isEmpty,
                !description.componentSchemas.contains(where: { $0.name == text })
            else { continue }
            let message = "the mapping of \(quoted(text)) is no value of the property \(quoted(discriminator.property)); it is not used"
            diagnostics.warning("unknown-mapping", message, at: discriminator.mark)
        }
    }

    /// By what a mapping leads to.
    private func variantNumbers(_ ids: [SchemaID]) -> [SchemaID: Int] {
        var numbers: [SchemaID: Int] = [:]
        for (index, id) in ids.enumerated() { numbers[resolved(description.alternatives[id] ?? id)] = index }
        return numbers
    }

    /// The values that tell variants, and for each variant whether one does.
    private func tagValues(
        _ discriminator: Discriminator, _ ids: [SchemaID], _ numbers: [SchemaID: Int], isObject: [Bool], base: Int?
    ) -> (values: [(value: Literal, variant: Int)], isTagged: [Bool]) {
        var values: [(value: Literal, variant: Int)] = []
        var seen: Set<Literal> = []
        var isTagged = Array(repeating: false, count: ids.count)
        let kinds = ids.map { tagKinds($0, discriminator.property) }
        for (text, schema) in discriminator.mapping {
            guard let index = numbers[resolved(schema)] else { continue }
            isTagged[index] = true
            for value in kinds[index].values(text) where seen.insert(value).inserted { values.append((value, index)) }
        }
        let own = ownTagValues(ids, discriminator.property, base: base)
        for (index, id) in ids.enumerated() {
            var told = own[index]
            if told.isEmpty, !isTagged[index], isObject[index], let name = implicitName(id) { told = kinds[index].values(name) }
            for value in told where seen.insert(value).inserted {
                isTagged[index] = true
                values.append((value, index))
            }
        }
        return (values, isTagged)
    }

    /// The names of schemas that have a mapping, as far as they mean nothing else: a value without a mapping is the name of a schema.
    private func namesBeside(
        _ values: [(value: Literal, variant: Int)], _ discriminator: Discriminator, _ ids: [SchemaID], isObject: [Bool], base: Int?
    ) -> [(value: Literal, variant: Int)] {
        guard !discriminator.mapping.isEmpty else { return [] }
        var seen = Set(values.map(\.value))
        let own = ownTagValues(ids, discriminator.property, base: base)
        return ids.enumerated().flatMap { index, id in
            guard own[index].isEmpty, isObject[index], let name = implicitName(id) else { return [(value: Literal, variant: Int)]() }
            let names = tagKinds(id, discriminator.property).values(name).filter { seen.insert($0).inserted }
            return names.map { ($0, index) }
        }
    }

    /// Of schemas that discriminators tell by one value, that value by the property: a caller who makes such an object need not give it.
    func findImpliedTags() -> [SchemaID: [String: Literal]] {
        var values: [SchemaID: [String: Set<Literal>]] = [:]
        for id in description.schemaIDs {
            guard let discriminator = description[id].discriminator else { continue }
            let ids = alternatives(description[id]).variants
            let base = description.sharedProperties[id].map(resolved).flatMap { base in ids.firstIndex { resolved($0) == base } }
            let isObject = ids.map { if case .object = shallowShape(resolved($0)) { true } else { false } }
            for (value, variant) in tagValues(discriminator, ids, variantNumbers(ids), isObject: isObject, base: base).values {
                values[resolved(ids[variant]), default: [:]][discriminator.property, default: []].insert(value)
            }
        }
        // A base alone is called by the name of its schema, which need not be a text that servers know.
        for base in description.sharedProperties.values { values[base] = nil }
        return values.mapValues { $0.compactMapValues { $0.count == 1 ? $0.first : nil } }
    }

    private func implicitName(_ id: SchemaID) -> String? {
        let id = description.alternatives[id] ?? id
        let target = resolved(id)
        let referred = description[id].reference.flatMap { description[$0].componentName }
        return referred ?? description[target].componentName ?? componentsFor[target]
    }

    /// The values that a property has in each variant. Those that a variant has of the base that it shares with others tell nothing:
    /// such a base lists the kinds of all its subclasses.
    private func ownTagValues(_ ids: [SchemaID], _ key: String, base: Int?) -> [[Literal]] {
        let values = ids.map { id in
            var visited: Set<SchemaID> = []
            return tagValues(id, key, &visited)
        }
        let counts = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
        return values.indices.map { index in
            let isShared = values[index].count > 1 && counts[values[index], default: 0] > 1
            let isOfBase = base.map { index != $0 && values[index] == values[$0] } ?? false
            return isShared || isOfBase ? [] : values[index]
        }
    }

    /// Says which of the kinds that a base lists belong to no schema.
    private func reportUntold(_ schema: Schema, _ discriminator: Discriminator, _ tag: Union.Tag, base: SchemaID) {
        // A list that comes from a base of the base has kinds of others.
        guard let property = description[base].properties.first(where: { $0.name == discriminator.property }),
            property.location.isInside(schema.location)
        else { return }
        let told = Set(tag.values.map(\.value))
        let untold = (description[resolved(property.schema)].enumeration ?? []).filter { value in
            Literal(json: value).map { !told.contains($0) } ?? false
        }
        guard !untold.isEmpty else { return }
        let values = untold.prefix(5).map(json).joined(separator: ", ") + (untold.count > 5 ? " and \(untold.count - 5) more" : "")
        let message = "no schema is told by \(values), so such an object is kept as it comes; the mapping would say what it is"
        diagnostics.warning("unknown-mapping", message, at: discriminator.mark)
    }

    /// The values that a property has in a variant, and in the variants inside that.
    private func tagValues(_ id: SchemaID, _ key: String, _ visited: inout Set<SchemaID>) -> [Literal] {
        let target = resolved(id)
        guard visited.count < 1000, visited.insert(target).inserted else { return [] }
        var result = constants(of: target).first { $0.key == key }?.values.compactMap { Literal(json: $0) } ?? []
        guard visited.count < 32 else { return result }
        for variant in alternatives(description[target]).variants { result += tagValues(variant, key, &visited) }
        return result
    }
}
