import OpenAPI

extension ModuleBuilder {
    func union(_ planned: PlannedType, _ variants: [SchemaID]) -> Union {
        let schema = description[planned.schema]
        reportUnused(schema)
        var scope = Scope(reserved: ReservedNames.unionMembers)
        let wire: Wire = formSchemas.contains(planned.schema) ? .form : .json
        var cases: [Union.Case] = []
        var ids: [SchemaID] = []
        for (id, variantName) in zip(variants, variantNames(variants)) {
            var use = use(of: id, on: wire)
            if let alternative = description.alternatives[id] { applyRules(beside: alternative, to: &use) }
            // What has no Swift type has been reported; such a value is kept as it is.
            guard use.type != .json else { continue }
            let name = scope.claim(Identifier.member(variantName))
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
        if tag == nil, wire == .json {
            reportAlike(cases, schema)
            if schema.oneOf.isEmpty { reportOverlap(cases, schema) }
        }
        let isExclusive = schema.discriminator == nil && !schema.oneOf.isEmpty && !areExclusive(cases)
        keepTellingConstants(of: &cases)
        return Union(
            name: planned.name,
            documentation: documentation(schema, of: planned.name),
            wire: wire,
            cases: cases,
            tag: tag,
            isExclusive: isExclusive,
            rule: dynamicSchemas.contains(planned.schema)
                ? wholeRule(of: planned.schema) : jsonRule(of: planned.schema, keywordsBeside(schema), .named(planned.name)),
            nested: planned.nested.map { declaration($0) }
        )
    }

    /// Leaves out the properties of several values that tell no case from another: a server may have a new value for them one day, and
    /// the object that has it is what it was.
    private func keepTellingConstants(of cases: inout [Union.Case]) {
        guard cases.count <= 500 else { return }
        let constants = cases.map(\.match.constants)
        for index in cases.indices {
            cases[index].match.constants.removeAll { key, values in
                guard values.count > 1 else { return false }
                let own = Set(values)
                return !constants.joined().contains { $0.key == key && own.isDisjoint(with: $0.values) }
            }
        }
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
        switch shallowShape(target) {
        case .tuple(let items): match.count = items.count
        case .array(let items?): match.items = itemMatch(items).map { [$0] } ?? []
        default: break
        }
        guard match.kind == .object else { return match }
        // What is sent one way alone is not there the other way.
        let ways = Dictionary(description[target].properties.map { ($0.name, way(of: $0.schema)) }) { first, _ in first }
        match.keepsAll = keepsUnnamed(description[target])
        match.required = description[target].required
        match.requiredBothWays = match.required.filter { (ways[$0] ?? nil) == nil }
        match.properties = propertyNames(of: target, andOf: alternatives(description[resolved(id)]).variants)
        match.constants = constants(of: target).compactMap { key, values in
            let literals = values.compactMap { Literal(json: $0) }
            return literals.count == values.count ? (key, literals) : nil
        }
        return match
    }

    /// What the items of a list look like, where they are objects.
    private func itemMatch(_ items: SchemaID) -> Union.Match? {
        let target = description.sharedProperties[resolved(items)].map(resolved) ?? resolved(items)
        guard kind(of: shallowShape(target)) == .object else { return nil }
        var match = match(items)
        match.constants.removeAll { $0.values.count > 1 }
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

    /// Of `anyOf` a value may be several structures at once, and is read as one. Said once for each union.
    private func reportOverlap(_ cases: [Union.Case], _ schema: Schema) {
        let structures = cases.filter { $0.match.kind == .object && !$0.match.keepsAll && $0.payload.isNamed }
        guard structures.count <= 500 else { return }
        let names = structures.map { Set($0.match.properties) }
        for (index, first) in structures.enumerated() {
            let other = structures.indices.dropFirst(index + 1).first { second in
                !areExclusive(first.match, structures[second].match) && !names[index].isSuperset(of: names[second])
                    && !names[second].isSuperset(of: names[index])
            }
            guard let other else { continue }
            let message =
                "a value may be both \(first.name.text) and \(structures[other].name.text); it is read as the one that names most of what is there, "
                + "without what only the other names"
            return diagnostics.warning("overlapping-alternatives", message, at: schema.location.mark)
        }
    }

    /// What tells a case from another.
    private struct Signature: Hashable {
        let kind: Union.Match.Kind
        let payload: SwiftType?
        let required: [String]
        let properties: [String]
        let constantKeys: [String]
        let constantValues: [[Literal]]
        let keepsAll: Bool

        init(_ item: Union.Case) {
            kind = item.match.kind
            let object = kind == .object ? item.match : item.match.items.first
            payload = object == nil ? item.payload : nil
            required = object?.required.sorted() ?? []
            properties = object?.properties.sorted() ?? []
            constantKeys = object?.constants.map(\.key) ?? []
            constantValues = object?.constants.map(\.values) ?? []
            keepsAll = object?.keepsAll ?? false
        }
    }

    /// The rule of a list of structures that has no other.
    private static let modelList = Rule.array(minItems: nil, maxItems: nil, uniqueItems: false, element: .model)

    private func reportAlike(_ cases: [Union.Case], _ schema: Schema) {
        var seen: [Signature: SwiftName] = [:]
        for item in cases where item.match.kind == .object || item.rule == nil || item.rule == Self.modelList {
            let signature = Signature(item)
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
