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
            if case .structure = form(of: planned) { names.insert(planned.name) }
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
            let properties = schemas[structure.name].map { description[$0].properties } ?? []
            for (key, type) in structure.required where numbers[type].map({ components.isCycle(number, $0) }) ?? false {
                let message = "no value is valid here: \(quoted(key)) is required, and so is all that leads from it back to this schema"
                diagnostics.warning("recursive-required", message, at: properties.first { $0.name == key }?.mark)
            }
        }
    }

    private func structures(in types: [TypeDeclaration]) -> [(name: TypeName, required: [(key: String, type: TypeName)])] {
        var structures: [(name: TypeName, required: [(key: String, type: TypeName)])] = []
        func collect(_ declaration: TypeDeclaration) {
            switch declaration {
            case .structure(let structure):
                var required: [(key: String, type: TypeName)] = []
                for property in structure.properties where property.presence == .required {
                    if case .named(let type) = property.type { required.append((property.key, type)) }
                }
                structures.append((structure.name, required))
                structure.nested.forEach(collect)
            case .union(let union): union.nested.forEach(collect)
            case .openEnumeration, .events, .answers, .headers, .payloads: break
            }
        }
        types.forEach(collect)
        return structures
    }
}
