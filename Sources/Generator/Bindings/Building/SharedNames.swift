import OpenAPI

/// Names of what several operations may have in common: from where it stands. One that came from the operation that has it first would
/// change with each operation before that.
extension ModuleBuilder {
    /// What people call a parameter, a body or an answer that stands outside the operation: as its component or its file. nil where it
    /// stands inside.
    func sharedName(of location: Location, in operation: Operation, _ kind: String) -> String? {
        guard !location.isInside(operation.location), let name = location.definitionName, !isOfOperation(name) else { return nil }
        return moduleScope.contains(Identifier.type(name)) ? "\(name) \(kind)" : name
    }

    /// The same of a parameter, which may also be one of all operations of a path.
    func sharedName(of parameter: Parameter, in operation: Operation) -> String? {
        if let name = sharedName(of: parameter.location, in: operation, "parameter") { return name }
        return parameter.location.isInside(operation.location) ? nil : "\(pathWords(operation.path)) \(parameter.name)"
    }

    /// What stands at such a place is a part of an operation, though one that others refer to.
    private func isOfOperation(_ name: String) -> Bool {
        name == "requestBody" || name == "default" || Int(name) != nil || (name.utf8.count == 3 && name.lowercased().hasSuffix("xx"))
    }

    /// `/pets/{id}` → `pets by id`.
    func pathWords(_ path: String) -> String {
        path.split(separator: "/").map { part in
            part.hasPrefix("{") && part.hasSuffix("}") ? "by \(part.dropFirst().dropLast())" : String(part)
        }.joined(separator: " ")
    }

    /// Of schemas in files and in other definitions that have no name but that of their place, and would be called the same: each with
    /// its folder, `a/item.yaml` and `b/item.yaml` as `AItem` and `BItem`. With numbers, the two would change their names for each
    /// other's when a third comes before them.
    func findQualifiedNames() -> [SchemaID: String] {
        let referenced = Set(description.schemaIDs.compactMap { description[$0].reference }.map(resolved))
        var groups: [String: [SchemaID]] = [:]
        for id in referenced where description[id].componentName == nil && componentsFor[id] == nil {
            guard description[id].location.definitionName != nil, needsDeclaration(id) else { continue }
            groups[Identifier.type(description[id].pointerName), default: []].append(id)
        }
        var names: [SchemaID: String] = [:]
        for group in groups.values where group.count > 1 {
            for (id, name) in zip(group, qualified(group)) { names[id] = name }
        }
        return names
    }

    /// With as many folders as make them different.
    private func qualified(_ group: [SchemaID]) -> [String] {
        let ways = group.map { description[$0].location.qualifiers }
        var names: [String] = []
        for depth in 1...max(1, ways.map(\.count).max() ?? 1) {
            names = zip(group, ways).map { id, way in
                (way.prefix(depth).reversed() + [description[id].pointerName]).joined(separator: " ")
            }
            if Set(names.map { Identifier.type($0) }).count == names.count { break }
        }
        return names
    }
}
