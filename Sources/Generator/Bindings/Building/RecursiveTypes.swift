import OpenAPI

extension ModuleBuilder {
    /// Marks the properties that are stored behind a reference: those that are structures. Lists, maps and unions are references already.
    ///
    /// A Swift value cannot contain itself, and code that copies and destroys a value is as long as all values inside it: in debug 130
    /// lines of IR for each that is nested, 220 in an optional, 300 in one that may be null as well, where a reference is about 300 in
    /// all. Small ones too: else a property more in one file would change the declarations in others.
    func indirectPropertiesMarked(_ types: [TypeDeclaration]) -> [TypeDeclaration] {
        var structures: [TypeName: Structure] = [:]
        func collect(_ declaration: TypeDeclaration) {
            switch declaration {
            case .structure(let structure):
                structures[structure.name] = structure
                structure.nested.forEach(collect)
            case .union(let union):
                union.nested.forEach(collect)
            case .openEnumeration, .events, .answers, .headers, .payloads: break
            }
        }
        types.forEach(collect)
        let required = structures.mapValues { structure in
            structure.properties.filter { $0.presence == .required }.compactMap { directly(required: $0.type) }
                .filter { structures[$0] != nil }
        }
        reportUnsatisfiable(structures, StronglyConnectedComponents(required))
        let names = Set(structures.keys)
        return types.map { marked($0, names) }
    }

    /// A value of such a schema would have no end.
    private func reportUnsatisfiable(_ structures: [TypeName: Structure], _ required: StronglyConnectedComponents<TypeName>) {
        for (schema, name) in typeNames.sorted(by: { $0.key.index < $1.key.index }) {
            for property in structures[name]?.properties ?? [] where property.presence == .required {
                guard let target = directly(required: property.type), required.isCycle(name, target) else { continue }
                let mark = description[schema].properties.first { $0.name == property.key }?.mark
                let message =
                    "no value is valid here: \(quoted(property.key)) is required, and so is all that leads from it back to this schema"
                diagnostics.warning("recursive-required", message, at: mark)
            }
        }
    }

    private func directly(required type: SwiftType) -> TypeName? {
        if case .named(let name) = type { name } else { nil }
    }

    private func directly(contained type: SwiftType) -> TypeName? {
        switch type {
        case .named(let name): name
        case .nullable(let wrapped): directly(contained: wrapped)
        default: nil
        }
    }

    private func marked(_ declaration: TypeDeclaration, _ structures: Set<TypeName>) -> TypeDeclaration {
        switch declaration {
        case .structure(var structure):
            for index in structure.properties.indices {
                let target = directly(contained: structure.properties[index].type)
                structure.properties[index].isIndirect = target.map { structures.contains($0) } ?? false
            }
            structure.nested = structure.nested.map { marked($0, structures) }
            return .structure(structure)
        case .union(var union):
            union.nested = union.nested.map { marked($0, structures) }
            return .union(union)
        case .openEnumeration, .events, .answers, .headers, .payloads: return declaration
        }
    }
}
