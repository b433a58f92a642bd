/// OpenAPI 3.2, section "Security Scheme Object".
package struct SecurityScheme: Sendable {
    package enum Kind: Sendable, Hashable {
        /// A scheme of the `Authorization` header, in lower case (RFC 9110, section 11.1).
        case http(String)
        case apiKey(Parameter.Place, name: String)
        case oauth2, openIDConnect, mutualTLS
        /// A type that the standard does not have, or one whose fields make no sense.
        case unknown(String)
        /// A key whose name cannot stand in its place.
        case unnameable(Parameter.Place, name: String)
    }

    /// Its key in `components`, or the last word of the URI by which it is referred to.
    package var name: String
    package var location: Location
    package var kind: Kind
    package var description: String?
    package var isDeprecated = false
}

/// Alternatives of which one is enough; each lists the schemes that it needs together.
package struct SecurityRequirements: Sendable {
    package struct Scheme: Sendable, Hashable {
        /// The `name` of a `SecurityScheme`, unless nothing has that name.
        package var name: String
        package var scopes: [String]
    }

    package var location: Location
    package var alternatives: [[Scheme]]
}
