import OpenAPI

extension ModuleBuilder {
    /// Schemas with alternatives that lead back to them: whoever reads a value as one comes back to it with the same value. JSON
    /// Schema Core, section 9.4.1, leaves undefined what they mean.
    func findEndlessSchemas() -> SchemaSet {
        let edges = description.schemaIDs.map { id in alternatives(description[id]).variants.map { resolved($0).index } }
        let components = StronglyConnectedComponents(edges)
        let endless = description.schemaIDs.filter { components.isOnCycle($0.index) }
        for id in endless {
            let message = "one of these alternatives leads back to this schema, so it says nothing about a value; it becomes JSONValue"
            diagnostics.unsupported("alternatives-cycle", message, at: description[id].location.mark)
        }
        return SchemaSet(endless)
    }
}
