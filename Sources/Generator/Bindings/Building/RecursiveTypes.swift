import OpenAPI

extension ModuleBuilder {
    /// Marks the properties that are stored behind a reference: those that are structures. Lists, maps and unions are references already.
    ///
    /// A Swift value cannot contain itself, and code that copies and destroys a value is as long as all values inside it: in debug 130
    /// lines of IR for each that is nested, 220 in an optional, 300 in one that may be null as well, where a reference is about 300 in
    /// all. Small ones too: else a property more in one file would change the declarations in others.
    func indirectPropertiesMarked(_ types: [TypeDeclaration]) -> [TypeDeclaration] {
        var structures: [TypeName: Structure] = [:]
        var unions: [TypeName: [SwiftType]] = [:]
        func collect(_ declaration: TypeDeclaration) {
            switch declaration {
            case .structure(let structure):
                structures[structure.name] = structure
                structure.nested.forEach(collect)
            case .union(let union):
                unions[union.name] = union.cases.map(\.payload)
                union.nested.forEach(collect)
            case .openEnumeration, .events, .answers, .headers, .payloads: break
            }
        }
        types.forEach(collect)
        let required = structures.mapValues { structure in
            structure.properties.filter { $0.presence == .required }.compactMap { directly(required: $0.type) }
                .filter { structures[$0] != nil }
        }
        reportEndless(unions)
        reportUnsatisfiable(structures, StronglyConnectedComponents(required))
        let names = Set(structures.keys)
        return types.map { marked($0, names) }
    }

    /// Whoever reads a value as such a schema comes back to it with the same value.
    private func reportEndless(_ unions: [TypeName: [SwiftType]]) {
        let edges = unions.mapValues { $0.compactMap { directly(required: $0) }.filter { unions[$0] != nil } }
        let components = StronglyConnectedComponents(edges)
        for (schema, name) in typeNames.sorted(by: { $0.key.index < $1.key.index }) {
            guard (edges[name] ?? []).contains(where: { components.isCycle(name, $0) }) else { continue }
            let message = "one of these alternatives leads back to this schema, so it says nothing about a value"
            diagnostics.error("alternatives-cycle", message, at: description[schema].location.mark)
        }
    }

    /// A value of such a schema would have no end.
    private func reportUnsatisfiable(_ structures: [TypeName: Structure], _ required: StronglyConnectedComponents) {
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

/// Which nodes of a graph can reach each other (Tarjan 1972), without recursion: descriptions nest as deep as they like.
struct StronglyConnectedComponents {
    private var component: [TypeName: Int] = [:]
    private let edges: [TypeName: [TypeName]]

    init(_ edges: [TypeName: [TypeName]]) {
        self.edges = edges
        var index: [TypeName: Int] = [:]
        var low: [TypeName: Int] = [:]
        var stack: [TypeName] = []
        var onStack: Set<TypeName> = []
        var count = 0
        // Dictionary order does not matter: the components are the same whatever the order.
        for root in edges.keys where index[root] == nil {
            var path: [(node: TypeName, next: Int)] = [(root, 0)]
            while let (node, next) = path.last {
                if next == 0 {
                    index[node] = index.count
                    low[node] = index[node]
                    stack.append(node)
                    onStack.insert(node)
                }
                let targets = edges[node] ?? []
                if next < targets.count {
                    path[path.count - 1].next += 1
                    let target = targets[next]
                    if index[target] == nil {
                        path.append((target, 0))
                    } else if onStack.contains(target) {
                        low[node] = min(low[node] ?? 0, index[target] ?? 0)
                    }
                    continue
                }
                path.removeLast()
                if let parent = path.last?.node { low[parent] = min(low[parent] ?? 0, low[node] ?? 0) }
                guard low[node] == index[node] else { continue }
                while let member = stack.popLast() {
                    onStack.remove(member)
                    component[member] = count
                    if member == node { break }
                }
                count += 1
            }
        }
    }

    /// Whether the edge from `source` to `target` lies on a cycle.
    func isCycle(_ source: TypeName, _ target: TypeName) -> Bool {
        component[source] != nil && component[source] == component[target] && (edges[source] ?? []).contains(target)
    }
}
