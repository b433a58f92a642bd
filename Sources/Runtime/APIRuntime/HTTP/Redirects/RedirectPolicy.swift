/// What happens to an answer that leads somewhere else (RFC 9110, section 15.4).
public enum RedirectPolicy: Sendable, Hashable {
    /// It is an error that says where it leads. This is the default: an API that moves is for somebody to look at.
    case refuse
    /// It is followed, at most so often in one call, by the rules of browsers: 307 and 308 keep the method and the body; 303, and 301
    /// and 302 after a POST, become a GET without one. Never from `https` to `http`, to an address with user information, or in a
    /// circle. To another origin (scheme, host and port) go only the header fields that describe content and what is accepted: none
    /// that could carry a credential.
    case follow(limit: Int = 10)

    var limit: Int {
        switch self {
        case .refuse: 0
        case .follow(let limit): limit
        }
    }
}

/// An answer that leads somewhere else, and was not followed.
public struct RedirectFailure: Sendable {
    /// Why a redirect is not followed.
    public enum Reason: Sendable, Hashable {
        /// `CallOptions.redirects` does not allow any.
        case notAllowed
        /// There were more of them than allowed.
        case tooMany(limit: Int)
        /// It leads back to where the call has been.
        case circle
        /// It leads from `https` to `http`.
        case insecure
        /// It leads to another origin, and its address has the call's credential in it.
        case credentialInLocation
        /// Its address has user information, is not `http` or `https`, or is no address at all.
        case invalidLocation
        /// It asks for the body again, which can be sent once only.
        case bodyCannotBeRepeated
    }

    /// Why it is not followed.
    public let reason: Reason
    /// The status and header fields of the answer.
    public let head: ResponseHead
    /// Where it leads, as the answer has it; without secrets.
    public let location: String
}

extension RedirectFailure: CustomStringConvertible {
    /// What the answer was, where it leads, and why it is not followed.
    public var description: String {
        "\(head), which leads to \(ServerMessage.line(location, limit: 300)): \(reason)"
    }
}

extension RedirectFailure.Reason: CustomStringConvertible {
    /// Why, in a few words.
    public var description: String {
        switch self {
        case .notAllowed: "redirects are not followed"
        case .tooMany(let limit): "no more than \(limit) redirects are followed"
        case .circle: "this call was there before"
        case .insecure: "it is not encrypted"
        case .credentialInLocation: "it would tell the credential to another origin"
        case .invalidLocation: "this is no address to follow"
        case .bodyCannotBeRepeated: "the body cannot be sent again"
        }
    }
}
