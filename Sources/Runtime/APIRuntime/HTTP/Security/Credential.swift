#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What proves to a server who is calling. It never shows what it holds: not in a description, not in a dump, not in an error.
///
/// A credential for no scheme in particular serves every scheme of its kind. Where a description has several schemes, the generated
/// client makes credentials for each, and ``all(_:)`` puts them together: a call takes the first alternative of its operation that
/// they serve whole.
public struct Credential: Sendable {
    enum Secret: Sendable {
        case token(String)
        case provider(TokenProvider)
        case basic(username: String, password: String)
        case http(scheme: String, String)
        case key(SecurityScheme.KeyPlace, name: String, String)
    }

    struct Item: Sendable {
        /// nil: for every scheme of its kind.
        let scheme: String?
        let secret: Secret
    }

    let items: [Item]

    private init(_ secret: Secret, _ scheme: SecurityScheme?) {
        items = [Item(scheme: scheme?.name, secret: secret)]
    }

    private init(items: [Item]) { self.items = items }

    /// A token for the `Authorization` header (RFC 6750).
    public static func bearer(_ token: String, for scheme: SecurityScheme? = nil) -> Credential {
        Credential(.token(token), scheme)
    }

    /// A token that is asked for at each call, such as one of OAuth 2 that lives for minutes. The function keeps a token as long as it
    /// likes; where the server refuses one with the status 401, it is asked once more, and the request is sent again.
    public static func bearer(for scheme: SecurityScheme? = nil, _ provider: @escaping TokenProvider) -> Credential {
        Credential(.provider(provider), scheme)
    }

    /// A user with a password for the `Authorization` header (RFC 7617).
    public static func basic(username: String, password: String, for scheme: SecurityScheme? = nil) -> Credential {
        Credential(.basic(username: username, password: password), scheme)
    }

    /// What follows the name of a scheme in the `Authorization` header (RFC 9110, section 11.4), as in `Digest username=…`.
    public static func http(_ scheme: String, _ parameters: String, for named: SecurityScheme? = nil) -> Credential {
        Credential(.http(scheme: scheme, parameters), named)
    }

    /// A key in a header field, in the query or in a cookie.
    public static func apiKey(
        _ key: String, in place: SecurityScheme.KeyPlace, named name: String, for scheme: SecurityScheme? = nil
    ) -> Credential {
        Credential(.key(place, name: name, key), scheme)
    }

    /// All of several credentials.
    public static func all(_ credentials: Credential...) -> Credential {
        Credential(items: credentials.flatMap(\.items))
    }
}

extension Credential {
    /// Every spelling in which a secret could be seen, but for tokens that are still to be asked for.
    var secrets: [String] {
        items.flatMap { item -> [String] in
            switch item.secret {
            case .token(let token): [token]
            case .provider: []
            case .basic(let username, let password): [password, Self.basic(username, password)]
            case .http(_, let parameters): [parameters]
            case .key(_, _, let key): [key, PercentEncoding.component(key)]
            }
        }
    }

    /// RFC 7617, section 2.
    static func basic(_ username: String, _ password: String) -> String {
        Data("\(username):\(password)".utf8).base64EncodedString()
    }
}

/// Gives a token for a call. What it throws ends the call, before anything is sent, as a connection that was not made: it can be tried
/// again.
public typealias TokenProvider = @Sendable (TokenRequest) async throws -> String

/// What a token is asked for.
public struct TokenRequest: Sendable, Hashable {
    /// The operation that is called.
    public let operationID: String
    /// The scheme's name in the description.
    public let scheme: String?
    /// What the operation wants the token to be good for.
    public let scopes: [String]
    /// Whether the server has just refused the last one.
    public let isRenewal: Bool
}

extension Credential.Item {
    var isToken: Bool {
        switch secret {
        case .token, .provider: true
        case .basic, .http, .key: false
        }
    }

    func serves(_ wanted: SecurityScheme) -> Bool {
        guard scheme == nil || scheme == wanted.name else { return false }
        switch (secret, wanted.kind) {
        case (.token, .bearer), (.provider, .bearer), (.basic, .basic): return true
        case (.http(let scheme, _), .http(let wanted)): return scheme.lowercased() == wanted.lowercased()
        case (.key(let place, let name, _), .apiKey(let wantedPlace, let wantedName)): return place == wantedPlace && name == wantedName
        default: return false
        }
    }
}

extension Credential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `<redacted>`
    public var description: String { Redactor.mark }
    /// `<redacted>`
    public var debugDescription: String { Redactor.mark }
    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
