import HTTPTypes

/// What a credential adds to a request.
struct AppliedCredential: Sendable {
    private(set) var headers = HTTPFields()
    private(set) var query: [(name: String, pair: String)] = []
    private(set) var cookies: [String] = []
    private(set) var violations: [Violation] = []
    /// What tokens are still to be asked for.
    private var providers: [(provider: TokenProvider, scheme: SecurityScheme?)] = []

    /// Of a client's credentials those that the operation takes, as far as they are known without asking for a token. Where none fits,
    /// header fields of the caller do instead.
    init(_ request: APIRequest, _ credential: Credential?, callerHeaders: HTTPFields) {
        guard let credential, !request.isAnonymous else { return }
        guard let chosen = Self.choose(from: credential, for: request.securityAlternatives) else {
            if !Self.canServe(callerHeaders, request.securityAlternatives ?? []) { violations = [Self.misfit(request)] }
            return
        }
        for (item, scheme) in chosen { apply(item.secret, scheme) }
    }

    /// Whether another token can be asked for.
    var isRenewable: Bool { !providers.isEmpty }

    /// With the tokens that are to be asked for.
    func withTokens(
        for operationID: String, isRenewal: Bool, within limit: CallLimit, _ redactor: Redactor
    ) async throws(APIError) -> AppliedCredential {
        var applied = self
        for (provider, scheme) in providers {
            let wanted = TokenRequest(
                operationID: operationID, scheme: scheme?.name, scopes: scheme?.neededScopes ?? [], isRenewal: isRenewal)
            let token = try await TokenWait.token(of: provider, wanted, within: limit, redactor)
            // The other secrets are known without asking.
            redactor.learn([token])
            applied.authorize("Bearer", token)
        }
        return applied
    }

    // MARK: Choosing

    /// The first alternative that needs a credential and has all it needs; nothing where none is needed; nil where nothing fits.
    private static func choose(
        from credential: Credential, for alternatives: [[SecurityScheme]]?
    ) -> [(Credential.Item, SecurityScheme?)]? {
        guard let alternatives else {
            let item = credential.items.first(where: \.isToken) ?? credential.items.first
            return item.map { [($0, nil)] } ?? []
        }
        var isOptional = false
        for alternative in alternatives {
            let needed = alternative.filter { $0.kind != .mutualTLS }
            if needed.isEmpty { isOptional = true }
            let found = needed.compactMap { scheme in
                credential.items.first { $0.serves(scheme) }.map { ($0, SecurityScheme?.some(scheme)) }
            }
            if found.count == needed.count, !found.isEmpty { return found }
        }
        return isOptional ? [] : nil
    }

    private static func canServe(_ headers: HTTPFields, _ alternatives: [[SecurityScheme]]) -> Bool {
        alternatives.contains { alternative in
            alternative.allSatisfy { scheme in
                switch scheme.kind {
                case .bearer, .basic, .http: headers.contains(.authorization)
                case .apiKey(.header, let name): HTTPField.Name(name).map { headers.contains($0) } ?? false
                case .apiKey(.cookie, _): headers.contains(.cookie)
                case .apiKey(.query, _): false
                case .mutualTLS: true
                }
            }
        }
    }

    private static func misfit(_ request: APIRequest) -> Violation {
        let names = (request.securityAlternatives ?? []).map { $0.map(\.name).joined(separator: " and ") }.joined(separator: ", or ")
        return .parameter("credential", "must be for \(names), as the description of \(request.operationID) says")
    }

    // MARK: Applying

    private mutating func apply(_ secret: Credential.Secret, _ scheme: SecurityScheme?) {
        switch secret {
        case .provider(let provider): providers.append((provider, scheme))
        case .token(let token): authorize("Bearer", token)
        case .basic(let username, let password):
            if username.contains(":") { violations.append(.parameter("authorization", "must not have a colon in the user's name")) }
            check(username + password, "authorization")
            authorize("Basic", Credential.basic(username, password))
        case .http(let scheme, let parameters): authorize(scheme, parameters)
        case .key(let place, let name, let key): add(key, place, name)
        }
    }

    private mutating func authorize(_ scheme: String, _ value: String) {
        check(value, "authorization")
        headers[.authorization] = HeaderText.field("\(scheme) \(value)")
    }

    private mutating func add(_ key: String, _ place: SecurityScheme.KeyPlace, _ name: String) {
        check(key, name)
        switch place {
        case .header:
            guard let field = HTTPField.Name(name) else {
                violations.append(.parameter(name, "is no name of a header field"))
                return
            }
            headers[field] = HeaderText.field(key)
        case .query: query.append((name, "\(PercentEncoding.component(name))=\(PercentEncoding.component(key))"))
        case .cookie:
            if CookieText.isPair("\(name)=\(key)") { return cookies.append("\(name)=\(key)") }
            violations.append(.parameter(name, "must not contain what cannot stand in a cookie"))
        }
    }

    /// They could end a field and start another (RFC 9110, section 5.5), and are in no secret that is whole.
    private mutating func check(_ secret: String, _ name: String) {
        guard secret.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return }
        violations.append(.parameter(name, "must not contain control characters"))
    }
}
