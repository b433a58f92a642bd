import OpenAPI

/// Bases that have a discriminator and do not name their alternatives: such a schema stands for all components that have it in their
/// `allOf`, in one step or several (OpenAPI 3.2, "Discriminator Object"). What refers to it means a choice between them; what has it
/// in its `allOf` means its properties.
struct DiscriminatedBases {
    private struct Base {
        let id: SchemaID
        /// In the order of the components.
        var subclasses: [SchemaID]
    }

    /// A chain of bases has as many pairs of base and subclass as its length by itself; no author comes near.
    private static let mostPairs = 10_000

    private let description: SharedDescription
    /// Of the components, what they lead to, and their names.
    private let components: [SchemaID]
    private let names: [SchemaID: String]
    /// What each base has, as a schema that stands for nothing else.
    private var properties: [SchemaID: SchemaID] = [:]

    /// Gives back the subclasses: each is a type of its own, even where it adds nothing.
    static func separate(in description: inout SharedDescription) -> Set<SchemaID> {
        var bases = DiscriminatedBases(description)
        let found = bases.bases()
        guard !found.isEmpty else { return [] }
        for base in found { bases.properties[base.id] = description.schemas.append(bases.propertiesAlone(base.id)) }
        for id in description.schemaIDs where bases.inherits(description[id]) {
            let members = description[id].allOf
            let separated = members.map { bases.properties[description.target(of: $0)] ?? $0 }
            if separated != members { description.schemas.change(id) { $0.allOf = separated } }
        }
        for base in found { description.schemas.replace(base.id, with: bases.choice(base)) }
        description.basesAlone = bases.properties
        return Set(found.lazy.flatMap(\.subclasses))
    }

    private init(_ description: SharedDescription) {
        self.description = description
        components = description.componentSchemas.map { description.target(of: $0.schema) }
        names = Dictionary(zip(components, description.componentSchemas.map(\.name))) { first, _ in first }
    }

    private func bases() -> [Base] {
        let bases = components.filter(isBase)
        guard !bases.isEmpty else { return [] }
        var children: [SchemaID: [SchemaID]] = [:]
        for id in components where inherits(description[id]) {
            for parent in description[id].allOf.prefix(100) { children[description.target(of: parent), default: []].append(id) }
        }
        let ranks = Dictionary(zip(components, components.indices)) { first, _ in first }
        var left = Self.mostPairs
        var result: [Base] = []
        var seenBases: Set<SchemaID> = []
        for base in bases where seenBases.insert(base).inserted {
            var seen: Set<SchemaID> = [base]
            var found: [SchemaID] = []
            var open = [base]
            while let next = open.popLast(), found.count <= left {
                let new = (children[next] ?? []).filter { seen.insert($0).inserted }
                found += new
                open += new
            }
            left -= found.count
            guard left >= 0 else { break }
            if !found.isEmpty { result.append(Base(id: base, subclasses: found.sorted { ranks[$0, default: 0] < ranks[$1, default: 0] })) }
        }
        return result
    }

    private func isBase(_ id: SchemaID) -> Bool {
        let schema = description[id]
        return schema.discriminator != nil && schema.oneOf.isEmpty && schema.anyOf.isEmpty && schema.reference == nil
    }

    /// Whether it takes in what the members of its `allOf` have, instead of standing for the only one, with words or null beside it.
    private func inherits(_ schema: Schema) -> Bool {
        guard !schema.allOf.isEmpty else { return false }
        let saysMore = !schema.properties.isEmpty || schema.allOf.count { !description[$0].saysNothing } > 1
        let isMadeHere = schema.id.index >= description.schemas.count
        return saysMore || names[schema.id] != nil && !schema.isNullable || isMadeHere
    }

    private func propertiesAlone(_ base: SchemaID) -> OpenAPI.Schema {
        var schema = description[base].value
        schema.title = names[base].map { "\($0) base" }
        // Else it would be said of each subclass, which has no other words.
        schema.description = nil
        // A place of its own, because names are given by places.
        if let mark = schema.discriminator?.mark { schema.location = schema.location.child("discriminator", mark) }
        schema.discriminator = nil
        schema.componentName = nil
        return schema
    }

    /// One of the subclasses, or the base alone, told by its own name.
    private func choice(_ base: Base) -> OpenAPI.Schema {
        let schema = description[base.id]
        var result = OpenAPI.Schema(location: schema.location)
        result.componentName = schema.componentName
        result.title = schema.title
        result.description = schema.description
        result.isDeprecated = schema.isDeprecated
        result.kinds = schema.kinds
        result.isNullable = schema.isNullable
        result.resource = schema.resource
        // A subclass with subclasses is here without those, which are here themselves.
        let alternatives = base.subclasses + [base.id]
        result.oneOf = alternatives.map(alone)
        guard var discriminator = schema.discriminator else { return result }
        let mapped = Set(discriminator.mapping.map { description.target(of: $0.schema) })
        let unmapped = alternatives.filter { properties[$0] != nil && !mapped.contains($0) }
        discriminator.mapping =
            discriminator.mapping.map { ($0.value, alone($0.schema)) } + unmapped.compactMap { id in names[id].map { ($0, alone(id)) } }
        discriminator.fallback = discriminator.fallback.map(alone)
        result.discriminator = discriminator
        return result
    }

    private func alone(_ id: SchemaID) -> SchemaID { properties[description.target(of: id)] ?? id }
}
