import OpenAPI

extension ModuleBuilder {
    /// Whether a property is stored behind a reference: where it is a structure. Lists, maps and unions are references already.
    ///
    /// A Swift value cannot contain itself, and code that copies and destroys a value is as long as all values inside it: in debug 130
    /// lines of IR for each that is nested, 220 in an optional, 300 in one that may be null as well, where a reference is about 300 in
    /// all. Small ones too: else a property more in one file would change the declarations in others.
    func isIndirect(_ type: SwiftType) -> Bool {
        switch type {
        case .named(let name): structureNames.contains(name)
        case .nullable(let wrapped): isIndirect(wrapped)
        default: false
        }
    }

    func findStructureNames() -> Set<TypeName> {
        var names: Set<TypeName> = []
        var pending = plan
        while let planned = pending.popLast() {
            switch form(of: planned) {
            case .structure, .tuple: names.insert(planned.name)
            case .events, .enumeration, .union: break
            }
            pending += planned.nested
        }
        return names
    }

    /// Reports the required properties that lead back to the structure that they stand in: a value of it would have no end.
    func reportUnsatisfiable(_ types: [TypeDeclaration]) {
        let structures = structures(in: types)
        let numbers = Dictionary(structures.enumerated().map { ($1.name, $0) }) { first, _ in first }
        let edges = structures.map { $0.required.compactMap { numbers[$0.type] } }
        let components = StronglyConnectedComponents(edges)
        guard structures.indices.contains(where: components.isOnCycle) else { return }
        let schemas = Dictionary(description.schemaIDs.compactMap { id in typeNames[id].map { ($0, id) } }) { first, _ in first }
        for (number, structure) in structures.enumerated() where components.isOnCycle(number) {
            let schema = schemas[structure.name].map { description[$0] }
            for (key, type) in structure.required where numbers[type].map({ components.isCycle(number, $0) }) ?? false {
                let message = "no value is valid here: \(quoted(key)) is required, and so is all that leads from it back to this schema"
                diagnostics.warning("recursive-required", message, at: schema.flatMap { mark(of: key, in: $0) })
            }
        }
    }

    /// Where a property, or an item of a tuple, stands.
    private func mark(of key: String, in schema: Schema) -> SourceMark? {
        if let property = schema.properties.first(where: { $0.name == key }) { return property.mark }
        guard let index = Int(key), schema.prefixItems.indices.contains(index) else { return nil }
        return description[schema.prefixItems[index]].location.mark
    }

    private func structures(in types: [TypeDeclaration]) -> [(name: TypeName, required: [(key: String, type: TypeName)])] {
        var structures: [(name: TypeName, required: [(key: String, type: TypeName)])] = []
        func required(_ properties: [Property]) -> [(key: String, type: TypeName)] {
            properties.compactMap { property in
                guard property.presence == .required, case .named(let type) = property.type else { return nil }
                return (property.key, type)
            }
        }
        func collect(_ declaration: TypeDeclaration) {
            switch declaration {
            case .structure(let structure):
                structures.append((structure.name, required(structure.properties)))
                structure.nested.forEach(collect)
            case .tuple(let tuple):
                structures.append((tuple.name, required(tuple.items)))
                tuple.nested.forEach(collect)
            case .union(let union): union.nested.forEach(collect)
            case .openEnumeration, .events, .answers, .headers, .payloads: break
            }
        }
        types.forEach(collect)
        return structures
    }
}
