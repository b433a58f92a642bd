import OpenAPI

/// Which schemas stand for another one, and for which in the end. Found once for all, because references may be chained as
/// long, and in as many circles, as a description likes.
struct Aliases {
    private var targets: [SchemaID]
    /// Schemas whose references lead back to them and never to a schema.
    private(set) var cyclic = SchemaSet()

    init(of description: SharedDescription) {
        targets = description.schemaIDs
        var isKnown = [Bool](repeating: false, count: targets.count)
        for start in targets where description[start].aliasTarget != nil {
            var path: [SchemaID] = []
            var onPath: Set<SchemaID> = []
            var current = start
            while !isKnown[current.index], let next = description[current].aliasTarget, onPath.insert(current).inserted {
                path.append(current)
                current = next
            }
            // Where the way ends in a circle, each schema of it stands for itself: it is nothing.
            let isCycle = onPath.contains(current) || cyclic.contains(current)
            for id in path {
                isKnown[id.index] = true
                if isCycle { cyclic.insert(id) } else { targets[id.index] = targets[current.index] }
            }
            isKnown[current.index] = true
        }
    }

    /// The schema that `id` stands for, which may be itself.
    func target(of id: SchemaID) -> SchemaID { targets[id.index] }

    func isAlias(_ id: SchemaID) -> Bool { targets[id.index] != id }
}

extension OpenAPI.Schema {
    /// The one schema that this one stands for, if it says nothing about the shape itself.
    var aliasTarget: SchemaID? {
        if let reference { return reference }
        guard allOf.count == 1, properties.isEmpty, kinds.allSatisfy({ $0 == .object || $0 == .null }), enumeration == nil, oneOf.isEmpty,
            anyOf.isEmpty, required.isEmpty
        else { return nil }
        return allOf[0]
    }
}
