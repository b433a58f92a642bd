import OpenAPI

/// Names of what several operations may have in common: from where it stands. One that came from the operation that has it first would
/// change with each operation before that.
extension ModuleBuilder {
    /// What people call a parameter, a body or an answer that stands outside the operation: as its component or its file. nil where it
    /// stands inside.
    func sharedName(of location: Location, in operation: Operation) -> String? {
        location.isInside(operation.location) ? nil : sharedNames[location]
    }

    /// The same of a parameter, which may also be one of all operations of a path.
    func sharedName(of parameter: Parameter, in operation: Operation) -> String? {
        if let name = sharedName(of: parameter.location, in: operation) { return name }
        return parameter.location.isInside(operation.location) ? nil : "\(pathWords(operation.path)) \(parameter.name)"
    }

    /// `/pets/{id}` → `pets by id`.
    func pathWords(_ path: String) -> String {
        path.split(separator: "/").map { part in
            part.hasPrefix("{") && part.hasSuffix("}") ? "by \(part.dropFirst().dropLast())" : String(part)
        }.joined(separator: " ")
    }

    /// By where they stand. Of one name, each is called as what it is too; of one kind, with its folder.
    func findSharedNames() -> [Location: String] {
        var kinds: [Location: String] = [:]
        var groups: [String: [Definition]] = [:]
        for operation in description.operations {
            for (location, kind) in parts(of: operation) where !location.isInside(operation.location) && kinds[location] == nil {
                guard let name = Self.words(of: location, kind) else { continue }
                kinds[location] = kind
                groups[Identifier.type(name), default: []].append(Definition(location: location, name: name))
            }
        }
        let schemas = Set(description.componentSchemas.map { Identifier.componentType($0.name) })
        var names: [Location: String] = [:]
        for (name, group) in groups {
            let byKind = Dictionary(grouping: group) { kinds[$0.location] ?? "" }
            let saysKind = byKind.count > 1 || schemas.contains(name)
            for (kind, definitions) in byKind {
                let all = definitions.map { Definition(location: $0.location, name: saysKind ? "\($0.name) \(kind)" : $0.name) }
                for (definition, name) in zip(all, qualified(all)) { names[definition.location] = name }
            }
        }
        return names
    }

    private func parts(of operation: Operation) -> [(Location, kind: String)] {
        let headers = operation.responses.flatMap(\.headers).filter { $0.target != $0.location }
        return operation.parameters.map { ($0.location, "parameter") } + [operation.body].compactMap { $0.map { ($0.location, "request") } }
            + operation.responses.map { ($0.location, "response") } + headers.map { ($0.target, "header") }
    }

    /// The words for a definition that is no schema. One that is called as a status is an answer of that.
    private static func words(of location: Location, _ kind: String) -> String? {
        guard let name = location.definitionName, name != "requestBody" else { return nil }
        let isNumber = Int(name) != nil
        let isStatus = isNumber || name == "default" || name.utf8.count == 3 && name.lowercased().hasSuffix("xx")
        if kind == "response", isStatus { return "response \(name)" }
        // A parameter that stands in a list.
        return isNumber ? nil : name
    }
}

// MARK: - Folders

extension ModuleBuilder {
    private struct Definition {
        let location: Location
        let name: String
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
            let definitions = group.map { Definition(location: description[$0].location, name: description[$0].pointerName) }
            for (id, name) in zip(group, qualified(definitions)) { names[id] = name }
        }
        return names
    }

    /// With as many folders as make them different.
    private func qualified(_ group: [Definition]) -> [String] {
        guard group.count > 1 else { return group.map(\.name) }
        let ways = group.map { definition in
            let folders = description.names.folders(of: definition.location)
            return definition.location.pointerTokens(atMost: 1).isEmpty ? folders : [definition.location.fileName] + folders
        }
        var names: [String] = []
        for depth in 1...max(1, ways.map(\.count).max() ?? 1) {
            names = zip(group, ways).map { ($1.prefix(depth).reversed() + [$0.name]).joined(separator: " ") }
            if Set(names.map { Identifier.type($0) }).count == names.count { break }
        }
        return names
    }
}
