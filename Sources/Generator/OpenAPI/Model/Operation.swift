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

    /// What of a path is sent. The standard has no fragment there; some write one to have two operations of one method at one path.
    package static func withoutFragment(_ path: String) -> String {
        var isVariable = false
        for index in path.utf8.indices {
            switch path.utf8[index] {
            case UInt8(ascii: "{"): isVariable = true
            case UInt8(ascii: "}"): isVariable = false
            case UInt8(ascii: "#") where !isVariable: return String(path[..<index])
            default: break
            }
        }
        return path
    }

    /// Whether a path ends in a query without parameters: the standard has none there, but `/messages?beta=true` means one thing only.
    package static func hasQuery(_ path: String) -> Bool {
        guard let mark = path.firstIndex(of: "?") else { return false }
        return !path[mark...].contains("{")
    }
}

/// A request that the provider of the API makes: a webhook, or a callback of an operation.
package struct ReceivedRequest: Sendable {
    /// Its key under `webhooks` or `callbacks`.
    package var name: String
    /// `path` is the expression that says where a callback goes, and the name of a webhook.
    package var operation: Operation
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
