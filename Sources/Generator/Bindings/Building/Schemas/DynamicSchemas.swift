import OpenAPI

/// References to `$dynamicAnchor`, which mean one thing or another by the way that leads to them.
enum DynamicSchemas {
    /// The schemas whose meaning depends on it; and the description with plain references where there is only one such anchor.
    static func found(in description: SharedDescription) -> (SchemaSet, SharedDescription) {
        guard description.resources.contains(where: { !$0.isEmpty }) else { return (SchemaSet(), description) }
        var description = description
        var starts: [SchemaID] = []
        for id in description.schemaIDs {
            var assertions: [Assertion] = []
            for assertion in description[id].assertions {
                guard case .dynamicReference(let anchor, let target) = assertion else {
                    assertions.append(assertion)
                    continue
                }
                if description.resources.count(where: { $0[anchor] != nil }) < 2 {
                    description.schemas.change(id) { $0.allOf.append(target) }
                } else {
                    assertions.append(assertion)
                    starts.append(id)
                }
            }
            description.schemas.change(id) { $0.assertions = assertions }
        }
        return (starts.isEmpty ? SchemaSet() : leading(to: starts, in: description), description)
    }

    /// All schemas from which one of `starts` is reached.
    private static func leading(to starts: [SchemaID], in description: SharedDescription) -> SchemaSet {
        var users = [[SchemaID]](repeating: [], count: description.schemas.count)
        for id in description.schemaIDs {
            for used in description[id].value.subschemas { users[used.index].append(id) }
        }
        return SchemaSet(leadingTo: starts, users)
    }
}

extension OpenAPI.Schema {
    /// All that it names.
    fileprivate var subschemas: [SchemaID] {
        var result = properties.map(\.schema) + allOf + anyOf + oneOf + assertions.flatMap(\.schemas)
        if let reference { result.append(reference) }
        if let items { result.append(items) }
        if case .schema(let value) = additionalProperties { result.append(value) }
        return result
    }
}

/// What definitions are called in texts of schemas: by their components' names, or by the place where they stand.
final class DefinitionNames {
    private let description: SharedDescription
    private var scope = Scope()
    private var known: [SchemaID: String] = [:]

    init(_ description: SharedDescription) { self.description = description }

    func name(of id: SchemaID) -> String {
        if let name = known[id] { return name }
        let schema = description[id]
        let word = schema.componentName ?? schema.location.pointer.split(separator: "/").last.map(String.init)
        let name = scope.claim(Identifier.type(word ?? schema.location.fileName)).text
        known[id] = name
        return name
    }
}
