/// The security schemes of a description, for which the client makes credentials.
package struct ClientSecurity: Sendable {
    package struct Scheme: Sendable {
        package enum KeyPlace: Sendable { case header, query, cookie }

        package enum Kind: Sendable {
            case bearer, basic, mutualTLS
            case http(String)
            case apiKey(KeyPlace, String)
        }

        package var name: SwiftName
        /// The name in the description.
        package var key: String
        package var kind: Kind
        package var documentation: Documentation
    }

    /// The type with a function for each scheme, and the one that keeps the schemes themselves.
    package var credentials: SwiftName
    package var schemes: SwiftName
    package var all: [Scheme]
}

/// What a method asks of the client's credential.
package enum OperationSecurity: Sendable {
    package struct Requirement: Sendable {
        package var scheme: SwiftName
        package var scopes: [String]
    }

    case anonymous
    /// Whatever token the client has.
    case token
    case alternatives([[Requirement]])
}
