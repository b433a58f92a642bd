import OpenAPI

extension ModuleBuilder {
    /// What the alternatives of a schema are called.
    func variantNames(_ ids: [SchemaID]) -> [String] {
        var names = ids.map(variantName)
        // Several structures that say nothing of themselves are called by what they have and the others have not.
        let nameless = names.indices.filter { names[$0] == Self.namelessStructure }
        guard nameless.count > 1 else { return names }
        let schemas = ids.map { description[resolved(description.alternatives[$0] ?? $0)] }
        var holders: [String: Int] = [:]
        for schema in schemas { for property in schema.properties { holders[property.name, default: 0] += 1 } }
        for index in nameless {
            let own = schemas[index].properties.map(\.name).filter { holders[$0] == 1 && $0.first?.isLetter == true }
            let required = Set(schemas[index].required)
            if let property = own.first(where: required.contains) ?? own.first { names[index] = "with \(property)" }
        }
        return names
    }

    private static let namelessStructure = "object"

    /// What an alternative is called: by its schema's name, its title, the place that a reference leads to, or its kind.
    private func variantName(_ id: SchemaID) -> String {
        let id = description.alternatives[id] ?? id
        var current = id
        while aliases.isAlias(current), let next = description[current].aliasTarget {
            if let name = description[current].componentName { return name }
            current = next
        }
        let schema = description[current]
        if let name = schema.componentName ?? componentsFor[current] ?? schema.title { return name }
        // Its type has its name from there too.
        if current != id, needsDeclaration(current) { return qualifiedNames[current] ?? schema.pointerName }
        return switch shallowShape(current) {
        case .boolean: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .string: "string"
        case .enumeration(let values): areTexts(values) ? "string" : "integer"
        case .data: "data"
        case .array(let items): arrayName(items)
        case .tuple: "tuple"
        case .map: "map"
        case .object: constantName(current) ?? Self.namelessStructure
        case .union: "alternative"
        case .file: "file"
        case .any: "value"
        }
    }

    private func constantName(_ id: SchemaID) -> String? {
        let sole = constants(of: id).first { $0.values.count == 1 }
        guard case .string(let text)? = sole?.values[0] else { return nil }
        return text
    }

    private func arrayName(_ items: SchemaID?) -> String {
        guard let items else { return "array" }
        let target = resolved(items)
        if let name = description[target].componentName { return "array of \(name)" }
        return switch shallowShape(target) {
        case .string, .enumeration: "strings"
        case .integer: "integers"
        case .number: "numbers"
        case .array: "arrays"
        case .file: "files"
        default: "array"
        }
    }
}
