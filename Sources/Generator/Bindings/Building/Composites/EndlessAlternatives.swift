import OpenAPI

extension ModuleBuilder {
    /// Schemas with alternatives that lead back to them: whoever reads a value as one comes back to it with the same value. JSON
    /// Schema Core, section 9.4.1, leaves undefined what they mean.
    func findEndlessSchemas() -> Set<SchemaID> {
        var edges: [SchemaID: [SchemaID]] = [:]
        for id in description.schemaIDs {
            let variants = alternatives(description[id]).variants.map(resolved)
            if !variants.isEmpty { edges[id] = variants }
        }
        edges = edges.mapValues { $0.filter { edges[$0] != nil } }
        let components = StronglyConnectedComponents(edges)
        let endless = edges.filter { id, variants in variants.contains { components.isCycle(id, $0) } }.keys
        for id in endless.sorted(by: { $0.index < $1.index }) {
            let message = "one of these alternatives leads back to this schema, so it says nothing about a value; it becomes JSONValue"
            diagnostics.unsupported("alternatives-cycle", message, at: description[id].location.mark)
        }
        return Set(endless)
    }
}
