import OpenAPI

/// Bases that have a discriminator and do not name their alternatives: such a schema stands for all components that have it in their
/// `allOf`, in one step or several (OpenAPI 3.2, "Discriminator Object"), and for those in other files that its mapping leads to. What
/// refers to it means a choice between them; what has it in its `allOf` means its properties.
struct DiscriminatedBases {
    private struct Base {
        let id: SchemaID
        /// In the order of the components.
        let subclasses: [SchemaID]
    }

    /// A chain of bases has as many pairs of base and subclass as its length by itself, so there is a limit.
    private static let mostPairs = 10_000

    private let description: SharedDescription
    private let diagnostics: Diagnostics
    /// Of the components, what they lead to, and their names; then what mappings lead to.
    private let components: [SchemaID]
    private let names: [SchemaID: String]
    /// What each base has, as a schema that stands for nothing else.
    private var properties: [SchemaID: SchemaID] = [:]
    /// Of subclasses that are no components, what refers to them: else they would stand inside the base.
    private var references: [SchemaID: SchemaID] = [:]

    /// Gives back the subclasses: each is a type of its own, even where it adds nothing.
    static func separate(in description: inout SharedDescription, _ diagnostics: Diagnostics) -> Set<SchemaID> {
        var bases = DiscriminatedBases(description, diagnostics)
        let (found, plain) = bases.bases()
        for id in plain { description.schemas.change(id) { $0.discriminator = nil } }
        guard !found.isEmpty else { return [] }
        for base in found { bases.properties[base.id] = description.schemas.append(bases.propertiesAlone(base.id)) }
        for id in Set(found.flatMap(\.subclasses)).sorted(by: { $0.index < $1.index }) where bases.names[id] == nil {
            let location = description[id].location
            var reference = OpenAPI.Schema(location: location.child("$ref", location.mark))
            reference.reference = id
            bases.references[id] = description.schemas.append(reference)
        }
        for id in description.schemaIDs where bases.inherits(description[id]) {
            let members = description[id].allOf
            let separated = members.map { bases.properties[description.target(of: $0)] ?? $0 }
            if separated != members { description.schemas.change(id) { $0.allOf = separated } }
        }
        bases.tellAlternatives(in: &description, found)
        for base in found { description.schemas.replace(base.id, with: bases.choice(base)) }
        description.sharedProperties = bases.properties
        return Set(found.lazy.flatMap(\.subclasses))
    }

    private init(_ description: SharedDescription, _ diagnostics: Diagnostics) {
        self.description = description
        self.diagnostics = diagnostics
        let components = description.componentSchemas.map { description.target(of: $0.schema) }
        names = Dictionary(zip(components, description.componentSchemas.map(\.name))) { first, _ in first }
        var seen = Set(components)
        let mapped = description.schemaIDs.flatMap { description[$0].discriminator?.mapping ?? [] }
        self.components = components + mapped.map { description.target(of: $0.schema) }.filter { seen.insert($0).inserted }
    }

    /// The bases, and those that are read as what they have themselves, after a diagnostic.
    private func bases() -> (found: [Base], plain: [SchemaID]) {
        // One that stands in a file of its own need not be a component.
        var candidates = components.filter(isBase)
        var children: [SchemaID: [SchemaID]] = [:]
        for id in components where inherits(description[id]) {
            for parent in description[id].allOf.prefix(100).map(description.target) {
                if children[parent] == nil, isBase(parent) { candidates.append(parent) }
                children[parent, default: []].append(id)
            }
        }
        let ranks = Dictionary(zip(components, components.indices)) { first, _ in first }
        var pairs = Self.mostPairs
        var result: (found: [Base], plain: [SchemaID]) = ([], [])
        var seen: Set<SchemaID> = []
        for base in candidates where children[base] != nil && seen.insert(base).inserted {
            guard !hasFiles(base) else {
                report("a form with files is not one of several", base)
                result.plain.append(base)
                continue
            }
            guard let found = subclasses(of: base, children, atMost: pairs) else {
                report("the bases of this description have more than \(Self.mostPairs) subclasses in all", base)
                result.plain.append(base)
                // Those that were looked through in vain count too, or there could be any number of them.
                pairs -= pairs / 10
                continue
            }
            pairs -= found.count
            result.found.append(Base(id: base, subclasses: found.sorted { ranks[$0, default: 0] < ranks[$1, default: 0] }))
        }
        return result
    }

    private func subclasses(of base: SchemaID, _ children: [SchemaID: [SchemaID]], atMost limit: Int) -> [SchemaID]? {
        var seen: Set<SchemaID> = [base]
        var found: [SchemaID] = []
        var open = [base]
        while let next = open.popLast() {
            let new = (children[next] ?? []).filter { seen.insert($0).inserted }
            found += new
            open += new
            guard found.count <= limit else { return nil }
        }
        return found
    }

    private func report(_ reason: String, _ base: SchemaID) {
        let message = "this schema is read as what it has itself, and none of those that have it in their allOf: \(reason)"
        diagnostics.unsupported("unsupported-discriminator", message, at: description[base].location.mark)
    }

    private func isBase(_ id: SchemaID) -> Bool {
        let schema = description[id]
        return schema.discriminator != nil && schema.oneOf.isEmpty && schema.anyOf.isEmpty && schema.reference == nil
    }

    private func hasFiles(_ base: SchemaID) -> Bool {
        description[base].properties.contains { description[description.target(of: $0.schema)].value.isBytes }
    }

    /// Whether it takes in what the members of its `allOf` have, instead of standing for the only one, with words or null beside it.
    private func inherits(_ schema: Schema) -> Bool {
        guard !schema.allOf.isEmpty else { return false }
        let saysMore = !schema.properties.isEmpty || schema.allOf.count { addsSomething(description[$0]) } > 1
        let isMadeHere = schema.id.index >= description.schemas.count
        return saysMore || names[schema.id] != nil && !schema.isNullable || isMadeHere
    }

    private func addsSomething(_ member: Schema) -> Bool {
        member.value.hasRules || member.reference != nil || !member.allOf.isEmpty || !member.anyOf.isEmpty || !member.oneOf.isEmpty
    }

    private func propertiesAlone(_ base: SchemaID) -> OpenAPI.Schema {
        var schema = description[base].value
        schema.title = "\(names[base] ?? schema.pointerName) base"
        // Else it would be said of each subclass, which has no other words.
        schema.description = nil
        // A place of its own, because names are given by places.
        schema.location = schema.location.child("discriminator", schema.location.mark)
        schema.discriminator = nil
        schema.componentName = nil
        return schema
    }

    /// One of the subclasses, or the base alone, told by its own name. Not `oneOf`: each subclass is valid as the base alone too.
    private func choice(_ base: Base) -> OpenAPI.Schema {
        let schema = description[base.id]
        var result = schema.value.annotationsAlone
        result.kinds = schema.kinds
        result.isNullable = schema.isNullable
        // A subclass with subclasses is here without those, which are here themselves.
        let alternatives = base.subclasses + [base.id]
        result.anyOf = alternatives.map { properties[$0] ?? references[$0] ?? $0 }
        guard var discriminator = schema.discriminator else { return result }
        let mapped = Set(discriminator.mapping.map { description.target(of: $0.schema) })
        let unmapped = alternatives.filter { properties[$0] != nil && !mapped.contains($0) }
        discriminator.mapping =
            discriminator.mapping.map { ($0.value, alone($0.schema)) } + unmapped.compactMap { id in names[id].map { ($0, alone(id)) } }
        discriminator.fallback = discriminator.fallback.map(alone)
        result.discriminator = discriminator
        return result
    }

    /// Gives alternatives that are subclasses of one base what it says of how to tell them apart.
    private func tellAlternatives(in description: inout SharedDescription, _ found: [Base]) {
        var basesOf: [SchemaID: [Int]] = [:]
        for (index, base) in found.enumerated() {
            for subclass in base.subclasses { basesOf[subclass, default: []].append(index) }
        }
        for id in description.schemaIDs {
            let schema = description[id]
            let alternatives = (schema.oneOf.isEmpty ? schema.anyOf : schema.oneOf).filter { !description[$0].isNull }
            guard schema.discriminator == nil, alternatives.count > 1 else { continue }
            let targets = alternatives.map(meant)
            guard let candidates = targets.first.flatMap({ basesOf[$0] }) else { continue }
            let common = candidates.first { index in targets.allSatisfy { basesOf[$0]?.contains(index) ?? false } }
            guard let base = common.map({ found[$0] }) else { continue }
            let members = Dictionary(zip(targets, alternatives)) { first, _ in first }
            guard let discriminator = discriminator(of: base, telling: members) else { continue }
            description.schemas.change(id) { $0.discriminator = discriminator }
        }
    }

    /// What an alternative is about: the schema that it refers to, perhaps with words beside the reference.
    private func meant(_ alternative: SchemaID) -> SchemaID {
        var target = description.target(of: alternative)
        for _ in 0..<16 {
            let schema = description[target]
            guard schema.allOf.count == 1, schema.properties.isEmpty, names[target] == nil else { break }
            target = description.target(of: schema.allOf[0])
        }
        return target
    }

    /// What a base says of some of its subclasses. A subclass of one of them is one of that.
    private func discriminator(of base: Base, telling members: [SchemaID: SchemaID]) -> Discriminator? {
        guard var discriminator = description[base.id].discriminator else { return nil }
        let mapping = discriminator.mapping.map { (value: $0.value, schema: description.target(of: $0.schema)) }
        let mapped = Set(mapping.map(\.schema))
        let named = base.subclasses.filter { !mapped.contains($0) }.compactMap { id in names[id].map { (value: $0, schema: id) } }
        discriminator.mapping = (mapping + named).compactMap { value, schema in
            nearest(to: schema, among: members).map { (value, $0) }
        }
        discriminator.fallback = discriminator.fallback.flatMap { members[description.target(of: $0)] }
        return discriminator
    }

    /// The first that a schema has among those that it takes in, itself before all.
    private func nearest(to schema: SchemaID, among members: [SchemaID: SchemaID]) -> SchemaID? {
        var open = [schema]
        var seen: Set<SchemaID> = []
        while !open.isEmpty, seen.count < 1000 {
            if let found = open.lazy.compactMap({ members[$0] }).first { return found }
            seen.formUnion(open)
            open = open.flatMap { description[$0].allOf.prefix(100).map(description.target) }.filter { !seen.contains($0) }
        }
        return nil
    }

    private func alone(_ id: SchemaID) -> SchemaID { properties[description.target(of: id)] ?? id }
}
