/// What proves to a server who is calling. It never shows what it holds: not in a description, not in a dump, not in an error.
public struct Credential: Sendable, Hashable {
    /// The text that must not be seen.
    let secret: String

    /// A token for the `Authorization` header (RFC 6750).
    public static func bearer(_ token: String) -> Credential {
        Credential(secret: token)
    }

    /// The value of the `Authorization` header.
    var authorization: String {
        "Bearer " + secret
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
