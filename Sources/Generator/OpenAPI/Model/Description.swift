import YAMLDocument

/// What an OpenAPI description says, 3.0, 3.1 and 3.2 in one model, references resolved.
package struct Description: Sendable {
    package enum Version: Sendable { case v30, v31, v32 }

    package var version: Version
    package var info: Info
    package var servers: [Server] = []
    package var operations: [Operation] = []
    /// The schemas of `components`, in document order.
    package var componentSchemas: [(name: String, schema: SchemaID)] = []
    package var securitySchemes: [(name: String, scheme: SecurityScheme)] = []
    /// Every schema that was read; `SchemaID` is an index into it.
    package var schemas: [Schema] = []

    package subscript(_ id: SchemaID) -> Schema { schemas[id.index] }

    package var schemaIDs: [SchemaID] { schemas.indices.map { SchemaID(index: $0) } }
}

package struct Info: Sendable {
    package var title = ""
    package var version = ""
    package var summary: String?
    package var description: String?
}

/// OpenAPI 3.2, section "Server Object".
package struct Server: Sendable {
    package struct Variable: Sendable {
        package var name: String
        package var defaultValue: String
        package var enumeration: [String] = []
        package var description: String?
        package var location: Location
    }

    package var location: Location
    package var url: String
    package var name: String?
    package var description: String?
    package var variables: [Variable] = []
}

/// OpenAPI 3.2, section "Security Scheme Object".
package struct SecurityScheme: Sendable {
    package enum Kind: Sendable, Hashable {
        case bearer
        case other(String)
    }

    package var location: Location
    package var kind: Kind
    package var description: String?
}

/// Alternatives of which one is enough; each names the schemes that it needs together.
package struct SecurityRequirements: Sendable {
    package var location: Location
    package var alternatives: [[String]]
}
