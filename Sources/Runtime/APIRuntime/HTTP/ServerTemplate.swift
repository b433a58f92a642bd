#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// A server URL of a description, with variables in braces.
public enum ServerTemplate {
    /// Fills in the variables, and checks that each is one of its values where the description lists them, and that the result is an
    /// absolute `http` or `https` URL. One that is relative is so to the place where the description is found (RFC 3986, section 5).
    public static func url(
        _ template: String, _ variables: [String: String] = [:], oneOf choices: [String: [String]] = [:], relativeTo description: URL? = nil
    ) throws(APIError) -> URL {
        var violations = choices.sorted { $0.key < $1.key }.compactMap { name, values -> Violation? in
            guard let value = variables[name], !values.contains(value) else { return nil }
            let list = values.map { "\"\($0)\"" }.joined(separator: " or ")
            return .parameter(name, "must be \(values.count == 1 ? "" : "one of ")\(list)")
        }
        var text = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            if variables[name] == nil { violations.append(.parameter("server", "has no value for {\(name)}")) }
            text += rest[..<open] + (variables[name] ?? "")
            rest = rest[rest.index(after: close)...]
        }
        text += rest
        guard violations.isEmpty else { throw .invalidRequest(ValidationError(violations)) }
        guard let url = URL(string: text, relativeTo: description)?.absoluteURL else {
            throw .invalidRequest(ValidationError([.parameter("server", "is no URL")]))
        }
        switch ServerAddress.parse(url) {
        case .success: return url
        case .failure(let error): throw .invalidRequest(ValidationError([error.violation]))
        }
    }
}

/// A server's URL in the parts that a request needs.
struct ServerAddress: Sendable {
    let scheme: String
    /// Host and port as the URL writes them.
    let authority: String
    /// The path below which the operations are, without a slash at its end.
    let prefix: String

    struct Invalid: Error {
        let violation: Violation
        init(_ message: String) { violation = .parameter("server", message) }
    }

    /// The URL for a person, without what may be secret in it.
    static func text(_ url: URL) -> String {
        guard let address = try? parse(url).get() else { return Redactor.mark }
        return "\(address.scheme)://\(address.authority)\(address.prefix)"
    }

    static func parse(_ url: URL) -> Result<ServerAddress, Invalid> {
        let text = url.absoluteString
        guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else {
            return .failure(Invalid("must be an absolute URL"))
        }
        let scheme = text[..<colon].lowercased()
        guard scheme == "http" || scheme == "https" else { return .failure(Invalid("must be an http or https URL")) }
        let rest = text[colon...].dropFirst(3)
        guard !rest.contains("?"), !rest.contains("#") else { return .failure(Invalid("must not have a query or a fragment")) }
        let authority = rest.prefix { $0 != "/" }
        guard !authority.isEmpty, authority.first != ":" else { return .failure(Invalid("must have a host")) }
        // A password in a URL ends up in logs; and the message must not repeat it.
        guard !authority.contains("@") else { return .failure(Invalid("must not have user information")) }
        guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return .failure(Invalid("must be ASCII without spaces")) }
        // Checked here for every transport: async-http-client ends the process at a port that is none.
        guard Origin(scheme: scheme, authority: String(authority)) != nil else {
            return .failure(Invalid("must have a host, and no port above 65535"))
        }
        var prefix = rest[authority.endIndex...]
        while prefix.last == "/" { prefix.removeLast() }
        return .success(ServerAddress(scheme: scheme, authority: String(authority), prefix: String(prefix)))
    }
}
