import HTTPTypes

/// A request that is checked and ready to be sent.
struct PreparedCall: Sendable {
    let request: HTTPRequest
    let body: RequestBody
    let redactor: Redactor
    let options: ResolvedOptions
    private let description: APIRequest

    /// Checks everything and throws all that is wrong at once.
    init(_ request: APIRequest, client: APIClient, options: ResolvedOptions) throws(APIError) {
        var rules = Validator()
        if options.validatesRequest {
            for rule in request.rules { rule(&rules) }
        }
        var draft = RequestDraft(request, client: client, options: options)
        let body = draft.makeBody()
        let violations = rules.violations + draft.violations
        guard violations.isEmpty else { throw .invalidRequest(ValidationError(violations)) }
        self.request = draft.request
        self.body = body
        redactor = draft.redactor
        self.options = options
        description = request
    }

    /// Whether a status is a success.
    func expects(_ status: Int) -> Bool {
        description.expects(status)
    }

    /// A response in a coding that can be read.
    func decodable(_ response: OpenResponse) async throws(APIError) -> OpenResponse {
        guard let coding = response.head["content-encoding"]?.lowercased(), coding != "identity" else { return response }
        let start = try await response.body.start(limit: UndecodableBody.shownBytes)
        throw redactor.undecodable("the body is encoded as \(coding), which was not asked for", head: response.head, bytes: start)
    }

    /// The whole body of a response.
    func collect(_ response: OpenResponse) async throws(APIError) -> [UInt8] {
        try await response.body.collect(limit: options.answerByteLimit, head: response.head.redacted(by: redactor))
    }

    /// The error for a status that is no success.
    func statusFailure(_ head: ResponseHead, _ body: [UInt8]) -> APIError {
        let bytes = redactor.bytes(body)
        let redactedHead = head.redacted(by: redactor)
        guard let expected = description.failures.first(where: { $0.statuses.contains(head.status) }) else {
            if let location = RedirectTrail.location(head) { return .redirect(redactor.redirect(.notAllowed, head, location)) }
            return .undocumentedStatus(StatusFailure(head: redactedHead, body: nil, bytes: bytes))
        }
        guard let decode = expected.decode else {
            return .documentedStatus(StatusFailure(head: redactedHead, body: nil, bytes: bytes))
        }
        // A proxy in between answers with pages of its own: then the status is the description's, the answer is not.
        guard let body = try? decode(JSONDocument(parsing: bytes)) else {
            return .undocumentedStatus(StatusFailure(head: redactedHead, body: nil, bytes: bytes))
        }
        return .documentedStatus(StatusFailure(head: redactedHead, body: body, bytes: bytes))
    }
}

extension ResponseHead {
    init(_ response: HTTPResponse) {
        self.init(status: response.status.code, headers: response.headerFields)
    }
}
