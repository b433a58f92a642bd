import Bindings

extension Writer {
    /// The functions that make credentials, and the schemes for which they are.
    mutating func security(_ security: ClientSecurity) {
        let credentials = security.all.compactMap { scheme in scheme.credential.map { (scheme, $0) } }
        if !credentials.isEmpty {
            gap()
            doc("Credentials for the security schemes of the description; `Credential.all` puts several together.")
            block("public enum \(security.credentials)") { out in
                for (scheme, credential) in credentials {
                    out.gap()
                    out.credential(scheme, credential, "\(security.schemes).\(member: scheme.name)")
                }
            }
        }
        gap()
        block("private enum \(security.schemes)") { out in
            for scheme in security.all { out.line("static let \(scheme.name) = SecurityScheme.\(scheme.value)") }
        }
    }

    private mutating func credential(_ scheme: ClientSecurity.Scheme, _ call: (parameters: Code, start: Code), _ named: Code) {
        function(scheme, call.parameters, "\(call.start), for: \(named))")
        guard case .bearer = scheme.kind else { return }
        gap()
        function(scheme, "_ provider: @escaping TokenProvider", ".bearer(for: \(named), provider)")
    }

    private mutating func function(_ scheme: ClientSecurity.Scheme, _ parameters: Code, _ value: Code) {
        doc(scheme.documentation)
        if scheme.documentation.isDeprecated { line("@available(*, deprecated)") }
        block("public static func \(scheme.name)(\(parameters)) -> Credential") { $0.line(value) }
    }

    /// What the operation asks of the client's credential.
    mutating func security(of operation: OperationMethod, _ security: ClientSecurity?) {
        switch operation.security {
        case .anonymous: line("request.isAnonymous = true")
        case .token: break
        case .alternatives(let alternatives):
            guard let security else { return }
            let schemes = alternatives.map { alternative in
                alternative.map { needed -> Code in "\(security.schemes).\(member: needed.scheme)\(scopes(needed.scopes))" }
            }
            if schemes.count == 1, schemes[0].count == 1 {
                // Most operations: two arrays that are put together in each were 20 lines of IR in debug.
                line("request.security(\(schemes[0][0]))")
            } else {
                parenthesised("request.security", schemes.map { "[\(Code.joined($0))]" }, "")
            }
        }
    }

    private func scopes(_ scopes: [String]) -> Code {
        scopes.isEmpty ? "" : ".scopes(\(Code.joined(scopes.map { "\(literal: $0)" })))"
    }
}

extension ClientSecurity.Scheme {
    /// The parameters of the function that makes a credential, and its call of the runtime up to the last argument; nil for what a
    /// request does not carry.
    fileprivate var credential: (parameters: Code, start: Code)? {
        switch kind {
        case .bearer: ("_ token: String", ".bearer(token")
        case .basic: ("username: String, password: String", ".basic(username: username, password: password")
        case .http(let scheme): ("_ parameters: String", ".http(\(literal: scheme), parameters")
        case .apiKey(let place, let name): ("_ key: String", ".apiKey(key, in: \(place.code), named: \(literal: name)")
        case .mutualTLS: nil
        }
    }

    fileprivate var value: Code {
        switch kind {
        case .bearer: "bearer(\(literal: key))"
        case .basic: "basic(\(literal: key))"
        case .http(let scheme): "http(\(literal: key), scheme: \(literal: scheme))"
        case .apiKey(let place, let name): "apiKey(\(literal: key), in: \(place.code), named: \(literal: name))"
        case .mutualTLS: "mutualTLS(\(literal: key))"
        }
    }
}

extension ClientSecurity.Scheme.KeyPlace {
    fileprivate var code: Code {
        switch self {
        case .header: ".header"
        case .query: ".query"
        case .cookie: ".cookie"
        }
    }
}
