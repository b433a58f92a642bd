import OpenAPI

extension ModuleBuilder {
    func union(_ planned: PlannedType, _ variants: [SchemaID]) -> Union {
        let schema = description[planned.schema]
        reportUnused(schema)
        var scope = Scope(reserved: ReservedNames.unionMembers)
        let wire: Wire = formSchemas.contains(planned.schema) ? .form : .json
        var cases: [Union.Case] = []
        var ids: [SchemaID] = []
        for id in variants {
            var use = use(of: id, on: wire)
            if let alternative = description.alternatives[id] { applyRules(beside: alternative, to: &use) }
            // What has no Swift type has been reported; such a value is kept as it is.
            guard use.type != .json else { continue }
            let name = scope.claim(Identifier.member(variantName(id)))
            var words = documentation(use, of: name)
            // A type that stands by itself has its own.
            if description[resolved(id)].componentName != nil { words.text = nil }
            cases.append(
                Union.Case(
                    name: name,
                    payload: use.type,
                    rule: use.rule,
                    documentation: Documentation(text: words.text, isDeprecated: words.isDeprecated),
                    match: match(id)
                )
            )
            ids.append(id)
        }
        let tag = tag(of: schema, ids, cases)
        // What is only written, as parts of a form are, need not be told apart.
        if tag == nil, wire == .json { reportAlike(cases, schema) }
        return Union(
            name: planned.name,
            documentation: documentation(schema, of: planned.name),
            wire: wire,
            cases: cases,
            tag: tag,
            isExclusive: schema.discriminator == nil && !schema.oneOf.isEmpty && !areExclusive(cases),
            rule: dynamicSchemas.contains(planned.schema)
                ? wholeRule(of: planned.schema) : jsonRule(of: planned.schema, keywordsBeside(schema), .named(planned.name)),
            nested: planned.nested.map { declaration($0) }
        )
    }

    /// Whether no value can be of two variants. Where one property tells all variants, as it does in most unions, that is seen
    /// without a look at each pair; of a great many variants no pairs are looked at, and each value is held against all of them.
    private func areExclusive(_ cases: [Union.Case]) -> Bool {
        if let first = cases.first, first.match.constants.contains(where: { tells(all: cases, by: $0.key) }) { return true }
        guard cases.count <= 500 else { return false }
        return cases.indices.allSatisfy { first in
            cases.indices.dropFirst(first + 1).allSatisfy { second in
                areIntegersOfFormats(cases[first], cases[second]) || areExclusive(cases[first].match, cases[second].match)
            }
        }
    }

    /// By the letter a format forbids no number, so that no integer would be of one of them only: nobody means that.
    private func areIntegersOfFormats(_ first: Union.Case, _ second: Union.Case) -> Bool {
        let integers: [SwiftType] = [.int, .int32, .int64, .uint64]
        return first.payload != second.payload && [first, second].allSatisfy { $0.rule == nil && integers.contains($0.payload) }
    }

    private func tells(all cases: [Union.Case], by key: String) -> Bool {
        var seen: Set<Literal> = []
        return cases.allSatisfy { item in
            guard item.match.kind == .object, item.match.required.contains(key) else { return false }
            guard let values = item.match.constants.first(where: { $0.key == key })?.values else { return false }
            return Set(values).allSatisfy { seen.insert($0).inserted }
        }
    }

    private func areExclusive(_ first: Union.Match, _ second: Union.Match) -> Bool {
        if first.kind == .any || second.kind == .any { return false }
        if first.kind != second.kind { return !Set([first.kind, second.kind]).isSubset(of: [.integer, .number]) }
        if let first = first.count, let second = second.count, first != second { return true }
        return first.constants.contains { key, values in
            guard first.required.contains(key), second.required.contains(key) else { return false }
            return second.constants.contains { $0.key == key && Set($0.values).isDisjoint(with: values) }
        }
    }

    private func match(_ id: SchemaID) -> Union.Match {
        // Whatever a choice is, it has what all its cases share.
        let target = description.sharedProperties[resolved(id)].map(resolved) ?? resolved(id)
        var match = Union.Match(kind: kind(of: shallowShape(target)))
        if case .tuple(let items) = shallowShape(target) { match.count = items.count }
        guard match.kind == .object else { return match }
        // What is sent one way alone is not there the other way.
        let ways = Dictionary(description[target].properties.map { ($0.name, way(of: $0.schema)) }) { first, _ in first }
        match.required = description[target].required.filter { (ways[$0] ?? nil) == nil }
        match.properties = propertyNames(of: target, andOf: alternatives(description[resolved(id)]).variants)
        match.constants = constants(of: target).map { ($0.key, $0.values.compactMap(scalarLiteral)) }
        return match
    }

    /// What an object may have that is what a schema says and one of some alternatives. A hundred tell it from others as well as more
    /// would.
    private func propertyNames(of schema: SchemaID, andOf alternatives: [SchemaID]) -> [String] {
        var names = description[schema].properties.map(\.name)
        var seen = Set(names)
        for alternative in alternatives {
            guard names.count < 100 else { break }
            names += description[resolved(alternative)].properties.map(\.name).filter { seen.insert($0).inserted }
        }
        return names
    }

    private func kind(of shape: SchemaShape) -> Union.Match.Kind {
        switch shape {
        case .boolean: .boolean
        case .integer: .integer
        case .number: .number
        case .string, .data: .string
        case .enumeration(let values): if case .string? = values.first { .string } else { .integer }
        case .array, .tuple: .array
        case .map, .object: .object
        case .union, .any, .file: .any
        }
    }

    private func reportAlike(_ cases: [Union.Case], _ schema: Schema) {
        var seen: [String: SwiftName] = [:]
        for item in cases where item.match.kind == .object || item.rule == nil {
            let match = item.match
            let form = match.kind == .object ? "" : "\(item.payload)"
            let constants = match.constants.map { "\($0.key)=\($0.values)" }
            let signature = "\(match.kind)|\(form)|\(match.required.sorted())|\(match.properties.sorted())|\(constants)"
            if let first = seen[signature] {
                let message =
                    "the alternatives \(first.text) and \(item.name.text) cannot be told apart, so a value is read as the first that takes it; "
                    + "a discriminator would say which it is"
                diagnostics.warning("ambiguous-alternatives", message, at: schema.location.mark)
            } else {
                seen[signature] = item.name
            }
        }
    }
}

// MARK: - Tags

extension ModuleBuilder {
    /// The property whose text says which variant an object is: the discriminator, or one that is constant in each.
    private func tag(of schema: Schema, _ ids: [SchemaID], _ cases: [Union.Case]) -> Union.Tag? {
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
            var values: [(text: String, variant: Int)] = []
            var seen: Set<String> = []
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

    private func texts(_ match: Union.Match, _ key: String) -> [String]? {
        guard let constant = match.constants.first(where: { $0.key == key }) else { return nil }
        let texts = constant.values.compactMap { if case .string(let text) = $0 { text } else { nil } }
        return texts.count == constant.values.count ? texts : nil
    }

    /// OpenAPI 3.2, "Discriminator Object": what the mapping says, and the names of schemas. Where a schema itself says which
    /// values the property has, it is those.
    /// `base` is the variant that is the base alone, where the others are its subclasses: what has no such property is that.
    private func tag(_ discriminator: Discriminator, _ ids: [SchemaID], _ cases: [Union.Case], base: Int?) -> Union.Tag? {
        var numbers: [SchemaID: Int] = [:]
        for (index, id) in ids.enumerated() { numbers[resolved(description.alternatives[id] ?? id)] = index }
        var values: [(text: String, variant: Int)] = []
        var seen: Set<String> = []
        var isTagged = Array(repeating: false, count: ids.count)
        for (text, schema) in discriminator.mapping {
            guard let index = numbers[resolved(schema)] else {
                let message = "the mapping of \(quoted(text)) leads to a schema that is none of the alternatives; it is not used"
                diagnostics.warning("unknown-mapping", message, at: discriminator.mark)
                continue
            }
            isTagged[index] = true
            if seen.insert(text).inserted { values.append((text, index)) }
        }
        let own = ownTagTexts(ids, discriminator.property, base: base)
        for (index, id) in ids.enumerated() {
            var texts = own[index]
            if texts.isEmpty, !isTagged[index], cases[index].match.kind == .object, let name = implicitName(id) { texts = [name] }
            for text in texts where seen.insert(text).inserted {
                isTagged[index] = true
                values.append((text, index))
            }
        }
        let isRequired = cases.allSatisfy { $0.match.required.contains(discriminator.property) || $0.match.kind == .any }
        let isWhole = isTagged.allSatisfy { $0 } && (isRequired || base != nil)
        let fallback = discriminator.fallback.flatMap { numbers[resolved($0)] }
        return values.isEmpty && fallback == nil
            ? nil
            : Union.Tag(
                key: discriminator.property, values: values, absent: isRequired ? nil : base, fallback: fallback, isWhole: isWhole)
    }

    private func implicitName(_ id: SchemaID) -> String? {
        let id = description.alternatives[id] ?? id
        let target = resolved(id)
        let referred = description[id].reference.flatMap { description[$0].componentName }
        return referred ?? description[target].componentName ?? componentsFor[target]
    }

    /// The texts that a property has in each variant. Those that a variant has of the base that it shares with others tell nothing:
    /// such a base lists the kinds of all its subclasses.
    private func ownTagTexts(_ ids: [SchemaID], _ key: String, base: Int?) -> [[String]] {
        let texts = ids.map { id in
            var visited: Set<SchemaID> = []
            return tagTexts(id, key, &visited)
        }
        let counts = Dictionary(texts.map { ($0, 1) }, uniquingKeysWith: +)
        return texts.indices.map { index in
            let isShared = texts[index].count > 1 && counts[texts[index], default: 0] > 1
            let isOfBase = base.map { index != $0 && texts[index] == texts[$0] } ?? false
            return isShared || isOfBase ? [] : texts[index]
        }
    }

    /// Says which of the kinds that a base lists belong to no schema.
    private func reportUntold(_ schema: Schema, _ discriminator: Discriminator, _ tag: Union.Tag, base: SchemaID) {
        // A list that comes from a base of the base has kinds of others.
        guard let property = description[base].properties.first(where: { $0.name == discriminator.property }),
            property.location.isInside(schema.location)
        else { return }
        let told = Set(tag.values.map(\.text))
        let untold = (description[resolved(property.schema)].enumeration ?? []).filter { value in
            if case .string(let text) = value { !told.contains(text) } else { false }
        }
        guard !untold.isEmpty else { return }
        let values = untold.prefix(5).map(json).joined(separator: ", ") + (untold.count > 5 ? " and \(untold.count - 5) more" : "")
        let message = "no schema is told by \(values), so such an object is kept as it comes; the mapping would say what it is"
        diagnostics.warning("unknown-mapping", message, at: discriminator.mark)
    }

    /// The texts that a property has in a variant, and in the variants inside that.
    private func tagTexts(_ id: SchemaID, _ key: String, _ visited: inout Set<SchemaID>) -> [String] {
        let target = resolved(id)
        guard visited.count < 1000, visited.insert(target).inserted else { return [] }
        var result: [String] = []
        for value in constants(of: target).first(where: { $0.key == key })?.values ?? [] {
            if case .string(let text) = value { result.append(text) }
        }
        guard visited.count < 32 else { return result }
        for variant in alternatives(description[target]).variants { result += tagTexts(variant, key, &visited) }
        return result
    }
}
