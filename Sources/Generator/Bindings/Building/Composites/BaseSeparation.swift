import OpenAPI

/// Takes apart what springdoc and others write of a class with subclasses: a base with properties and with `oneOf` of the schemas
/// that have the base in their `allOf`. Taken by the letter, such a schema demands itself without end. What is meant is a choice,
/// and properties that all alternatives share.
extension SharedDescription {
    mutating func separateBases() {
        for base in schemaIDs where isBaseOfItsAlternatives(base) { separate(base) }
    }

    private func alternatives(of id: SchemaID) -> [SchemaID] { self[id].oneOf + self[id].anyOf }

    /// What a chain of references leads to; a circle of them ends somewhere on it, and is reported where it is used.
    func target(of id: SchemaID) -> SchemaID {
        var target = id
        for _ in 0..<100 {
            guard let next = self[target].reference else { return target }
            target = next
        }
        return target
    }

    private mutating func separate(_ base: SchemaID) {
        let alternatives = alternatives(of: base).map { target(of: $0) }
        var shared = self[base].value
        shared.oneOf = []
        shared.anyOf = []
        shared.discriminator = nil
        shared.componentName = nil
        let properties = schemas.append(shared)
        for alternative in alternatives {
            let members = self[alternative].allOf.map { target(of: $0) == base ? properties : $0 }
            schemas.change(alternative) { $0.allOf = members }
        }
        schemas.change(base) { schema in
            schema.properties = []
            schema.required = []
        }
    }

    private func isBaseOfItsAlternatives(_ id: SchemaID) -> Bool {
        let schema = self[id]
        guard !schema.properties.isEmpty, schema.oneOf.isEmpty != schema.anyOf.isEmpty, schema.allOf.isEmpty,
            schema.reference == nil, schema.assertions.isEmpty, schema.additionalProperties == .unspecified
        else { return false }
        // No author has more bases; a hostile one would have them looked through for each of them.
        return alternatives(of: id).allSatisfy { alternative in
            self[target(of: alternative)].allOf.prefix(100).contains { target(of: $0) == id }
        }
    }
}
