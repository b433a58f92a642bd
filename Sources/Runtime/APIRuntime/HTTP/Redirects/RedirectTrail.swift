import HTTPTypes

/// The redirects of one call so far.
struct RedirectTrail {
    private let policy: RedirectPolicy
    private var visited: Set<String>
    private var count = 0

    init(_ policy: RedirectPolicy, from request: HTTPRequest) {
        self.policy = policy
        visited = policy == .refuse ? [] : [Self.place(request)]
    }

    /// Where an answer leads, nil where it is no redirect; one without `Location` leads nowhere (RFC 9110, section 15.4).
    static func location(_ head: ResponseHead) -> String? {
        [301, 302, 303, 307, 308].contains(head.status) ? head["location"] : nil
    }

    /// What to send after an answer, nil where it is no redirect or none is to be followed.
    mutating func next(after head: ResponseHead, to attempt: Attempt, _ redactor: Redactor) throws(APIError) -> Attempt? {
        guard policy != .refuse, let location = Self.location(head) else { return nil }
        func failure(_ reason: RedirectFailure.Reason) -> APIError { .redirect(redactor.redirect(reason, head, location)) }
        guard count < policy.limit else { throw failure(.tooMany(limit: policy.limit)) }
        let next: HTTPRequest
        switch Self.request(to: location, after: head.status, attempt.request, redactor) {
        case .success(let request): next = request
        case .failure(let refusal): throw failure(refusal.reason)
        }
        guard visited.insert(Self.place(next)).inserted else { throw failure(.circle) }
        count += 1
        guard next.method == attempt.request.method else {
            return Attempt(request: next, body: .none)
        }
        guard attempt.body.isRepeatable else { throw failure(.bodyCannotBeRepeated) }
        return Attempt(request: next, body: attempt.body)
    }

    private struct Refusal: Error {
        let reason: RedirectFailure.Reason
    }

    private static func request(
        to location: String, after status: Int, _ request: HTTPRequest, _ redactor: Redactor
    ) -> Result<HTTPRequest, Refusal> {
        guard let origin = Origin(request), let target = RedirectTarget(location, base: request) else {
            return .failure(Refusal(reason: .invalidLocation))
        }
        guard origin.scheme != "https" || target.origin.scheme == "https" else { return .failure(Refusal(reason: .insecure)) }
        var next = request
        next.scheme = target.origin.scheme
        next.authority = target.authority
        next.path = target.path
        if becomesGet(status, request.method) {
            next.method = .get
            next.headerFields = next.headerFields.filtered { !describesBody($0) }
        }
        if target.origin != origin {
            let path = PercentEncoding.decoded(target.path)
            guard redactor.text(path) == path else { return .failure(Refusal(reason: .credentialInLocation)) }
            next.headerFields = next.headerFields.filtered { describesBody($0) || isForAnyOrigin($0) }
        }
        return .success(next)
    }

    /// As browsers do it (WHATWG Fetch, "HTTP-redirect fetch"), and RFC 9110, section 15.4, allows it.
    private static func becomesGet(_ status: Int, _ method: HTTPRequest.Method) -> Bool {
        switch status {
        case 301, 302: method == .post
        case 303: method != .get && method != .head
        default: false
        }
    }

    private static func describesBody(_ field: HTTPField) -> Bool {
        field.name.canonicalName.hasPrefix("content-")
    }

    /// Fields that are known to carry no credential. Which of the others does, nobody can tell by its name.
    private static func isForAnyOrigin(_ field: HTTPField) -> Bool {
        ["accept", "accept-encoding", "accept-language", "user-agent"].contains(field.name.canonicalName)
    }

    private static func place(_ request: HTTPRequest) -> String {
        "\(request.method) \(request.scheme ?? "")://\(request.authority ?? "")\(request.path ?? "")"
    }
}

extension HTTPFields {
    fileprivate func filtered(_ isKept: (HTTPField) -> Bool) -> HTTPFields {
        var fields = HTTPFields()
        for field in self where isKept(field) { fields.append(field) }
        return fields
    }
}
