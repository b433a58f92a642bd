import YAMLDocument

/// What an OpenAPI description says, 3.0, 3.1 and 3.2 in one model, references resolved.
package struct Description: Sendable {
    package enum Version: Sendable { case v30, v31, v32 }

    package var version: Version
    package var info: Info
    package var servers: [Server] = []
    package var operations: [Operation] = []
    package var webhooks: [ReceivedRequest] = []
    /// The schemas of `components`, in document order.
    package var componentSchemas: [(name: String, schema: SchemaID)] = []
    package var securitySchemes: [SecurityScheme] = []
    /// What it uses; nil where nobody asked.
    package var census: Census?
    package var names = SourceNames(entry: "")
    /// Every schema that was read; `SchemaID` is an index into it.
    package var schemas: [SharedSchema] = []
    /// Of each schema resource the schemas with a `$dynamicAnchor`. The first stands for all files that have none.
    package var resources: [[String: SchemaID]] = [[:]]

    package subscript(_ id: SchemaID) -> Schema {
        // Yielded, not returned: to look at one keyword, all of them would be copied.
        _read { yield schemas[id.index].value }
    }

    package var schemaIDs: [SchemaID] { schemas.indices.map { SchemaID(index: $0) } }
}

package struct Info: Sendable {
    package var title = ""
    package var version = ""
    package var summary: String?
    package var description: String?
}
