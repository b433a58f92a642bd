/// A way to prove who is calling that a description names (OpenAPI 3.2, "Security Scheme Object").
public struct SecurityScheme: Sendable, Hashable {
    /// Where a key is put.
    public enum KeyPlace: Sendable, Hashable {
        /// A header field.
        case header
        /// A parameter of the query.
        case query
        /// A cookie.
        case cookie
    }

    enum Kind: Sendable, Hashable {
        case bearer, basic, mutualTLS
        case http(String)
        case apiKey(KeyPlace, String)
    }

    /// Its name in the description.
    public let name: String
    let kind: Kind
    private(set) var neededScopes: [String] = []

    private init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// A token in the `Authorization` field, from wherever it is: `http` with `bearer`, `oauth2`, `openIdConnect`.
    public static func bearer(_ name: String) -> SecurityScheme { SecurityScheme(name, .bearer) }

    /// User and password in the `Authorization` field (RFC 7617).
    public static func basic(_ name: String) -> SecurityScheme { SecurityScheme(name, .basic) }

    /// Another scheme of the `Authorization` field, such as `Digest`.
    public static func http(_ name: String, scheme: String) -> SecurityScheme { SecurityScheme(name, .http(scheme)) }

    /// A key in a header field, a parameter of the query or a cookie.
    public static func apiKey(_ name: String, in place: KeyPlace, named key: String) -> SecurityScheme {
        SecurityScheme(name, .apiKey(place, key))
    }

    /// A certificate that the client shows when it connects. It is the transport that has it: nothing is added to a request.
    public static func mutualTLS(_ name: String) -> SecurityScheme { SecurityScheme(name, .mutualTLS) }

    /// The scheme where an operation wants its token to be good for something.
    public func scopes(_ scopes: String...) -> SecurityScheme {
        var scheme = self
        scheme.neededScopes = scopes
        return scheme
    }
}
