import OpenAPI

/// Makes one flat schema of each `allOf`, and of a `$ref` with rules beside it, so that whatever comes after sees plain
/// schemas: the properties of all members in their order, those of the schema itself last.
///
/// What only stands for another schema (a reference, an `allOf` with one member) stays that: it shares the other's type.
struct AllOfMerging {
    private enum State { case new, open, done }

    var description: SharedDescription
    /// The schemas as they stood before: each as it came, or was made.
    private(set) var sources: Schemas
    let diagnostics: Diagnostics
    /// Schemas that are never another name for the one that they take in: a discriminator tells the two apart.
    private let subclasses: Set<SchemaID>
    private var states: [State]
    /// What each schema that is done stands for.
    private(set) var targets: [SchemaID]
    /// Of what only stands for another schema, itself and those that it leads over, as far as they have rules beside the reference.
    private var rulesBeside: [SchemaID: [SchemaID]] = [:]
    /// Schemas made of several that describe one property, by those: types that contain themselves would have no end of them.
    private var combinations: [[SchemaID]: SchemaID] = [:]
    private var partsOfCombinations: [SchemaID: [SchemaID]] = [:]
    /// Those whose `additionalProperties` is `unevaluatedProperties` in another form, which its authors know to be about one schema.
    private let unevaluated: Set<SchemaID>
    /// Those that are read as closing all that is merged with them.
    private var closingSchemas: Set<SchemaID> = []
    /// A chain of schemas, each of which takes in the one before, is of quadratic size.
    private var propertyBudget = 1_000_000
    /// How many of the schemas are done, from the first on.
    private var mergedCount = 0

    /// Nil where that would be too much for any memory, which is said.
    static func merged(
        _ description: SharedDescription, _ diagnostics: Diagnostics
    ) -> (SharedDescription, sources: Schemas)? {
        var description = description
        description.separateBases()
        let subclasses = DiscriminatedBases.separate(in: &description, diagnostics)
        var merging = AllOfMerging(description, diagnostics, subclasses: subclasses)
        merging.mergeAll()
        merging.distributeSharedProperties()
        merging.mergeAll()
        return merging.propertyBudget > 0 ? (merging.description, merging.sources) : nil
    }

    /// All schemas that there are, and those that come of it.
    private mutating func mergeAll() {
        while mergedCount < description.schemas.count, propertyBudget > 0 {
            visit(SchemaID(index: mergedCount))
            splitKinds(of: SchemaID(index: mergedCount))
            mergedCount += 1
        }
    }

    private init(_ description: SharedDescription, _ diagnostics: Diagnostics, subclasses: Set<SchemaID>) {
        var description = description
        PrefixItems.settleUnevaluated(in: &description)
        unevaluated = UnevaluatedProperties.settle(in: &description)
        description.numbersAsText = NumbersAsText.found(in: description)
        self.description = description
        self.diagnostics = diagnostics
        self.subclasses = subclasses
        sources = description.schemas
        for id in description.schemaIDs where !description[id].assertions.isEmpty {
            self.description.schemas.change(id) { schema in
                schema.parts = Self.parts(of: id, schema)
                schema.prefixItems = schema.assertions.prefixItems
            }
        }
        states = Array(repeating: .new, count: description.schemas.count)
        targets = description.schemaIDs
    }

    /// What no form of a schema carries.
    private static func parts(of id: SchemaID, _ schema: OpenAPI.Schema) -> [SchemaPart] {
        var keywords: SchemaKeywords = .assertions
        for assertion in schema.assertions {
            switch assertion {
            case .unevaluatedItems, .unevaluatedProperties: keywords = .all
            // These say together which properties, or which items, the other keyword is about.
            case .patternProperties: keywords.formUnion(.additional)
            case .prefixItems: keywords.formUnion([.prefixItems, .items])
            default: break
            }
        }
        return [SchemaPart(schema: id, keywords: keywords)]
    }

    /// Merges the members first, without recursion: they may be chained as long as a description likes.
    private mutating func visit(_ start: SchemaID) {
        guard states[start.index] == .new else { return }
        var path = [(id: start, members: members(of: start), next: 0)]
        states[start.index] = .open
        while propertyBudget > 0, let last = path.last {
            guard last.next < last.members.count else {
                path.removeLast()
                merge(last.id, last.members)
                states[last.id.index] = .done
                continue
            }
            path[path.count - 1].next += 1
            let member = last.members[last.next]
            switch states[member.index] {
            case .new:
                states[member.index] = .open
                path.append((member, members(of: member), 0))
            case .open:
                let others = cutCycle(path.drop { $0.id != member }.map(\.id))
                path[path.count - 1].members.replaceSubrange(last.next...last.next, with: others)
                path[path.count - 1].next = last.next + others.count
            case .done: break
            }
        }
    }

    /// JSON Schema Core, section 9.4.1, leaves undefined what a schema is that demands itself. All schemas of such a circle demand
    /// the same: the last takes what the others say, and not the first. A circle of mere references is reported where one of them
    /// is used.
    private mutating func cutCycle(_ circle: [SchemaID]) -> [SchemaID] {
        guard let id = circle.first(where: { description[$0].aliasTarget == nil }), let first = circle.first, let last = circle.last else {
            return Array(circle.prefix(1))
        }
        let message = "this allOf leads back to itself, which says nothing more; each schema on the way has what all of them say"
        diagnostics.warning("allof-cycle", message, at: description[id].location.mark)
        var others: [SchemaID] = []
        for other in circle.dropLast() {
            others += description[other].allOf.filter { description[$0].allOf.isEmpty && description[$0].reference == nil }
            others.append(added(description[other].withoutMembers))
        }
        sources.change(last) { schema in
            if schema.reference == first { schema.reference = nil }
            schema.allOf = schema.allOf.filter { $0 != first } + others
        }
        return others
    }

    /// A schema that needs no merging.
    mutating func added(_ schema: OpenAPI.Schema) -> SchemaID {
        let id = description.schemas.append(schema)
        _ = sources.append(schema)
        states.append(.done)
        targets.append(id)
        return id
    }

    /// A schema that is still to be merged.
    mutating func appended(_ schema: OpenAPI.Schema) -> SchemaID {
        let id = description.schemas.append(schema)
        _ = sources.append(schema)
        states.append(.new)
        targets.append(id)
        return id
    }

    private func members(of id: SchemaID) -> [SchemaID] {
        let schema = description[id]
        // Before 3.1 a reference's neighbours are ignored by the standard itself.
        if let reference = schema.reference, description.version == .v30 { return [reference] }
        return (schema.reference.map { [$0] } ?? []) + schema.allOf
    }

    private mutating func merge(_ id: SchemaID, _ all: [SchemaID]) {
        let own = description[id]
        guard !all.isEmpty, own.reference == nil || description.version != .v30 else {
            if let reference = own.reference {
                targets[id.index] = targets[reference.index]
                rulesBeside[id] = rulesBeside[reference]
            }
            return
        }
        let members = all.filter { description[targets[$0.index]].boolean == false || !description[targets[$0.index]].saysNothing }
        if let only = members.first, members.count == 1, !subclasses.contains(id), isAlias(own, of: description[targets[only.index]]) {
            reportContradictedType(own, by: description[targets[only.index]])
            let words = own.description ?? inlineDescription(all)
            let annotations = all.filter { $0 != only && isInline($0) }.map { description[$0] }
            description.schemas.change(id) { schema in
                schema.reference = only
                schema.allOf = []
                schema.description = words
                for other in annotations { schema.takeAnnotations(of: other.value) }
            }
            targets[id.index] = targets[only.index]
            let rules = (own.hasOwnRules ? [id] : []) + (rulesBeside[only] ?? [])
            if !rules.isEmpty { rulesBeside[id] = rules }
            return
        }
        var merged = OpenAPI.Schema(location: own.location)
        var parts = MergedParts()
        for member in members {
            intersect(&merged, &parts, targets[member.index], description[targets[member.index]].value)
            for other in rulesBeside[member] ?? [] { intersect(&merged, &parts, other, rulesAlone(other)) }
        }
        intersect(&merged, &parts, id, rulesAlone(id))
        keepProperties(ofChoices: &parts, in: &merged)
        keepAdditional(&merged, parts, [id] + members.map { targets[$0.index] })
        keepItems(&merged, [id] + members.map { targets[$0.index] })
        annotate(&merged, own, all)
        description.schemas.replace(id, with: merged)
        propertyBudget -= merged.properties.count + merged.prefixItems.count
        guard propertyBudget <= 0 else { return }
        diagnostics.error("allof-too-large", "the schemas of allOf have more than a million properties in all", at: own.location.mark)
    }

    /// What a schema says itself, without those that it takes in.
    private func rulesAlone(_ id: SchemaID) -> OpenAPI.Schema {
        var rules = description[id].value
        rules.allOf = []
        rules.reference = nil
        return rules
    }

    /// What `additionalProperties` leaves out are the properties of the same schema only, not those of others of `allOf`.
    private mutating func keepAdditional(_ merged: inout OpenAPI.Schema, _ parts: MergedParts, _ sources: [SchemaID]) {
        var parts = parts.parts
        for id in sources {
            let source = self.sources[id]
            switch source.additionalProperties {
            case .unspecified, .allowed: continue
            case .forbidden where closesAll(source, of: merged): continue
            case .forbidden, .schema: break
            }
            let part = SchemaPart(schema: id, keywords: .additional)
            if source.properties.count < merged.properties.count, parts.insert(part).inserted { merged.parts.append(part) }
        }
    }

    /// Whether `additionalProperties: false` forbids by the letter what other schemas of `allOf` name. Those who write it, and the programs
    /// that write it beside each base and subclass, mean that there is nothing that none of them names.
    private mutating func closesAll(_ source: Schema, of merged: OpenAPI.Schema) -> Bool {
        guard !unevaluated.contains(source.id), source.assertions.isEmpty else { return false }
        let own = Set(source.properties.map(\.name))
        guard let other = merged.properties.first(where: { !own.contains($0.name) }) else { return false }
        if closingSchemas.insert(source.id).inserted {
            let message =
                "\"additionalProperties\": false forbids \(quoted(other.name)), which another schema of allOf names; "
                + "it is read as said of all that they name"
            diagnostics.warning("closed-part", message, at: source.location.mark)
        }
        return true
    }

    /// `items` is about those behind the `prefixItems` of the same schema, not of others of `allOf`.
    private func keepItems(_ merged: inout OpenAPI.Schema, _ sources: [SchemaID]) {
        var known = Set(merged.parts.lazy.filter { $0.keywords.contains(.items) }.map(\.schema))
        guard !known.isEmpty else { return }
        for id in sources where self.sources[id].items != nil && known.insert(id).inserted {
            merged.parts.append(SchemaPart(schema: id, keywords: .items))
        }
    }

    private func annotate(_ merged: inout OpenAPI.Schema, _ own: Schema, _ members: [SchemaID]) {
        merged.componentName = own.componentName
        merged.title = own.title
        merged.description = own.description ?? inlineDescription(members)
        merged.isDeprecated = own.isDeprecated || members.contains { isInline($0) && description[$0].isDeprecated }
        // Of an annotation that any of them gives, all of the value is true (JSON Schema Validation, section 9.4).
        let sources = members.flatMap { [description[$0], description[targets[$0.index]]] }
        merged.isReadOnly = own.isReadOnly || sources.contains { $0.isReadOnly }
        merged.isWriteOnly = own.isWriteOnly || sources.contains { $0.isWriteOnly }
        merged.resource = own.resource
        merged.discriminator = merged.discriminator ?? own.discriminator
        merged.extensions = own.extensions == EventExtensions() ? merged.extensions : own.extensions
        // 3.0 has no other way to say that something that is referred to may be null as well.
        guard description.version == .v30, own.isNullable || own.kinds.contains(.null) else { return }
        if merged.kinds.isEmpty { merged.isNullable = true } else if !merged.kinds.contains(.null) { merged.kinds.append(.null) }
    }

    /// What a member with a name of its own says is about that, not about what it is part of.
    private func inlineDescription(_ members: [SchemaID]) -> String? {
        members.first { isInline($0) && description[$0].description != nil }.flatMap { description[$0].description }
    }

    private func isInline(_ id: SchemaID) -> Bool { description[id].reference == nil && description[id].componentName == nil }
}

// MARK: - Schemas of one value

extension AllOfMerging {
    /// The schema of a value that both allow.
    mutating func combined(_ first: SchemaID, _ second: SchemaID) -> SchemaID {
        let (left, right) = (plain(first), plain(second))
        if left == right { return second }
        if description[left].boolean == true || description[left].isEmpty { return second }
        if description[right].boolean == true || description[right].isEmpty { return first }
        var parts = partsOfCombinations[left] ?? [left]
        let others = partsOfCombinations[right] ?? [right]
        let count = parts.count
        let known = others.count > 8 ? Set(parts) : nil
        for part in others where !(known?.contains(part) ?? parts.contains(part)) { parts.append(part) }
        if parts.count == count { return left }
        if let known = combinations[parts] { return known }
        var schema = OpenAPI.Schema(location: description[second].location)
        // Not of all parts: what is made of those before is merged already, and there may be as many as a chain of allOf is long.
        schema.allOf = [left, right]
        schema.title = description[second].title ?? description[first].title
        schema.description = description[second].description ?? description[first].description
        let id = appended(schema)
        noteNumberAsText(id, of: left, right)
        combinations[parts] = id
        partsOfCombinations[id] = parts
        propertyBudget -= parts.count
        return id
    }

    /// What two schemas say of a number that may come as text may come as text too, unless one of them allows no text.
    private mutating func noteNumberAsText(_ id: SchemaID, of left: SchemaID, _ right: SchemaID) {
        let (isLeft, isRight) = (description.numbersAsText.contains(left), description.numbersAsText.contains(right))
        guard isLeft || isRight, isLeft || description[left].kinds.isEmpty, isRight || description[right].kinds.isEmpty else { return }
        description.numbersAsText.insert(id)
    }

    /// What a mere reference leads to; a few steps, because those are compared only.
    private func plain(_ id: SchemaID) -> SchemaID {
        var current = id
        for _ in 0..<16 {
            guard let next = description[current].reference, !description[current].hasRules else { break }
            current = next
        }
        return current
    }
}

extension OpenAPI.Schema {
    /// Whether it only annotates.
    var saysNothing: Bool {
        !hasRules && kinds.isEmpty && reference == nil && allOf.isEmpty && anyOf.isEmpty && oneOf.isEmpty && format == nil
            && contentEncoding == nil && contentMediaType == nil && boolean != false && !isNullable
    }

    /// Those of a schema that only annotates, beside one that does not.
    fileprivate mutating func takeAnnotations(of other: OpenAPI.Schema) {
        isReadOnly = isReadOnly || other.isReadOnly
        isWriteOnly = isWriteOnly || other.isWriteOnly
        isDeprecated = isDeprecated || other.isDeprecated
        defaultValue = defaultValue ?? other.defaultValue
    }

    fileprivate var withoutMembers: OpenAPI.Schema {
        var own = self
        own.allOf = []
        own.reference = nil
        own.componentName = nil
        return own
    }

    fileprivate var isEmpty: Bool {
        saysNothing && description == nil && defaultValue == nil && !isReadOnly && !isWriteOnly && !isDeprecated
    }
}
