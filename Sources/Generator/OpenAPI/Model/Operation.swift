package import YAMLDocument

/// OpenAPI 3.2, section "Operation Object".
package struct Operation: Sendable {
    package var location: Location
    /// Where it is found below `paths`, which is not where it stands if it or its path item is a reference: people know it by
    /// this.
    package var pathsPointer = ""
    /// In upper case, as it goes into the request.
    package var method: String
    package var path: String
    package var pathMark: Mark
    package var operationID: String?
    package var operationIDMark: Mark?
    package var tags: [String] = []
    package var summary: String?
    package var description: String?
    package var isDeprecated = false
    package var parameters: [Parameter] = []
    package var body: RequestBody?
    package var responses: [Response] = []
    /// nil: what the description says for all operations.
    package var security: SecurityRequirements?
    /// Its own, or those of its path; empty: those of the description.
    package var servers: [Server] = []
    package var callbacks: [ReceivedRequest] = []
}

/// A request that the provider of the API makes: a webhook, or a callback of an operation.
package struct ReceivedRequest: Sendable {
    /// Its key under `webhooks` or `callbacks`.
    package var name: String
    /// `path` is the expression that says where a callback goes, and the name of a webhook.
    package var operation: Operation
}

/// OpenAPI 3.2, section "Request Body Object".
package struct RequestBody: Sendable {
    package var location: Location
    package var description: String?
    package var isRequired = false
    package var content: [MediaType] = []
}

/// OpenAPI 3.2, section "Media Type Object".
package struct MediaType: Sendable {
    package var location: Location
    /// As written, for example `application/json; charset=utf-8`.
    package var name: String
    package var schema: SchemaID?
    package var itemSchema: SchemaID?
    /// The fields of `encoding`, which name properties.
    package var encodings: [Encoding] = []
    /// Fields that this model does not carry.
    package var unread: [Keyword] = []

    /// Type and subtype in lower case, without parameters (RFC 9110, section 8.3.1).
    package var essence: String {
        let end = name.utf8.firstIndex(of: UInt8(ascii: ";")) ?? name.endIndex
        return name[..<end].lowercased().split(separator: " ").joined()
    }
}

/// OpenAPI 3.2, section "Encoding Object".
package struct Encoding: Sendable {
    package var location: Location
    package var property: String
    package var contentType: String?
    /// Fields that this model does not carry.
    package var unread: [Keyword] = []
}

/// OpenAPI 3.2, sections "Responses Object" and "Response Object".
package struct Response: Sendable {
    package enum Status: Hashable, Sendable {
        case code(Int)
        /// `4XX` is 4.
        case range(Int)
        case `default`
    }

    package var location: Location
    package var status: Status
    package var description: String?
    package var content: [MediaType] = []
    package var headers: [Keyword] = []
    package var links: [Link] = []
}

/// OpenAPI 3.2, section "Link Object".
package struct Link: Sendable {
    package var name: String
    /// What it names: an operationId, or a reference to an operation.
    package var target: String?
    package var description: String?
}

/// A field by its name, where only its presence counts.
package struct Keyword: Hashable, Sendable {
    package var name: String
    package var mark: Mark
}
