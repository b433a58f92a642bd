import OpenAPI

extension ModuleBuilder {
    /// The schemes for which the client makes credentials. One bearer token needs none of that.
    func planSecurity() {
        let usable = description.securitySchemes.compactMap { scheme in kind(of: scheme).map { (scheme, $0) } }
        guard let first = usable.first, usable.count > 1 || first.0.kind != .http("bearer") else { return }
        var scope = Scope()
        let all = usable.map { scheme, kind in
            let wanted = Identifier.member(scheme.name, fallback: "credential")
            let name = self.name(overrides.name(at: scheme.location), or: wanted, at: scheme.location, in: &scope)
            return ClientSecurity.Scheme(
                name: name,
                key: scheme.name,
                kind: kind,
                documentation: Documentation(text: text(of: scheme), isDeprecated: scheme.isDeprecated)
            )
        }
        schemeNames = Dictionary(all.map { ($0.key, $0.name) }) { first, _ in first }
        security = ClientSecurity(credentials: clientTypeName("Credentials"), schemes: clientTypeName("Security"), all: all)
    }

    private func kind(of scheme: SecurityScheme) -> ClientSecurity.Scheme.Kind? {
        switch scheme.kind {
        case .http("bearer"), .oauth2, .openIDConnect: return .bearer
        case .http("basic"): return .basic
        case .http(let name): return .http(name)
        case .apiKey(.query, let name): return .apiKey(.query, name)
        case .apiKey(.cookie, let name): return .apiKey(.cookie, name)
        case .apiKey(_, let name): return .apiKey(.header, name)
        case .mutualTLS: return .mutualTLS
        case .unknown(let type): return unsupported(scheme, "its fields, or its type \(quoted(type)), are not those of the standard")
        case .unnameable(.cookie, let name):
            return unsupported(scheme, "\(quoted(name)) cannot name a cookie (RFC 6265, section 4.1.1)")
        case .unnameable(_, let name): return unsupported(scheme, "\(quoted(name)) cannot name a header (RFC 9110, section 5.1)")
        }
    }

    private func unsupported(_ scheme: SecurityScheme, _ reason: String) -> ClientSecurity.Scheme.Kind? {
        let message = "nothing can be sent for the security scheme \(quoted(scheme.name)): \(reason)"
        diagnostics.unsupported("unsupported-security", message, at: scheme.location.mark)
        return nil
    }

    private func text(of scheme: SecurityScheme) -> String {
        let words =
            switch scheme.kind {
            case .http("bearer"): "A bearer token"
            case .http("basic"): "A user with a password"
            case .http(let name): "What follows `\(name)` in the `Authorization` field"
            case .apiKey(let place, let name): "A key: `\(name)` in the \(place.rawValue)"
            case .oauth2: "A token of OAuth 2"
            case .openIDConnect: "A token of OpenID Connect"
            case .mutualTLS, .unknown, .unnameable: "A certificate, which the transport has"
            }
        let end = scheme.description.map { ". \($0)" } ?? "."
        return "\(words), for the security scheme \(quoted(scheme.name))\(end)"
    }

    /// What the operation asks for; of alternatives those that can be met.
    func security(of operation: Operation) -> OperationSecurity {
        guard let requirements = operation.security else { return saysNothingOfSecurity ? .token : .anonymous }
        let alternatives = requirements.alternatives.filter { $0.allSatisfy { isUsable($0, requirements) } }
        for alternative in alternatives { checkFields(of: alternative, requirements) }
        if alternatives.allSatisfy(\.isEmpty) { return .anonymous }
        guard security != nil else { return .token }
        return .alternatives(
            alternatives.map { alternative in
                alternative.compactMap { scheme in
                    schemeNames[scheme.name].map { OperationSecurity.Requirement(scheme: $0, scopes: scheme.scopes) }
                }
            })
    }

    private func isUsable(_ scheme: SecurityRequirements.Scheme, _ requirements: SecurityRequirements) -> Bool {
        guard let found = securitySchemes[scheme.name] else {
            let message = "there is no security scheme \(quoted(scheme.name)), so nothing is sent for it; add it to the components"
            diagnostics.unsupported("unknown-security-scheme", message, at: requirements.location.mark)
            return false
        }
        switch found.kind {
        case .unknown, .unnameable: return false
        case .http, .apiKey, .oauth2, .openIDConnect, .mutualTLS: return true
        }
    }

    /// A request has one field of a name, so of two credentials in it one is sent.
    private func checkFields(of alternative: [SecurityRequirements.Scheme], _ requirements: SecurityRequirements) {
        var senders: [String: [String]] = [:]
        for scheme in alternative {
            switch securitySchemes[scheme.name]?.kind {
            case .http, .oauth2, .openIDConnect: senders["authorization", default: []].append(scheme.name)
            case .apiKey(.header, let name): senders[name.lowercased(), default: []].append(scheme.name)
            default: break
            }
        }
        for (field, schemes) in senders.sorted(by: { $0.key < $1.key }) where schemes.count > 1 {
            let names = schemes.map(quoted).joined(separator: " and ")
            let message = "\(names) are asked for together and stand in one header field, \(quoted(field)), so only one of them is sent"
            diagnostics.warning("credential-conflict", message, at: requirements.location.mark)
        }
    }
}
