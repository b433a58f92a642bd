import HTTPTypes

/// A request that is checked and ready to be sent.
struct PreparedCall: Sendable {
    private(set) var request: HTTPRequest
    /// What of the credential stands in the query: names, and pairs as they are sent.
    private(set) var queryCredential: [(name: String, pair: String)] = []
    let body: RequestBody
    let redactor: Redactor
    let options: ResolvedOptions
    /// Behind a reference: it is large, and the parts of a call copy what they hold.
    private let description: Indirect<APIRequest>

    /// Checks everything and throws all that is wrong at once.
    private init(
        _ request: APIRequest, client: APIClient, options: ResolvedOptions, _ credential: AppliedCredential
    ) throws(APIError) {
        var rules = Validator()
        if options.validatesRequest {
            for rule in request.rules { rule(&rules) }
        }
        var draft = RequestDraft(request, client: client, options: options)
        let body = draft.makeBody()
        let violations = rules.violations.map { $0.redacted(by: draft.redactor) } + draft.violations + credential.violations
        guard violations.isEmpty else { throw .invalidRequest(ValidationError(violations)) }
        self.request = draft.request
        self.body = body
        redactor = draft.redactor
        self.options = options
        description = Indirect(wrappedValue: request)
    }

    /// Checks a request, gives it the client's credential and sends it; with a new token once more, where the server refuses the one
    /// it got.
    static func open(
        _ request: APIRequest, _ reading: AnswerReading, over client: APIClient, options: ResolvedOptions, trace: CallTrace
    ) async throws(APIError) -> (PreparedCall, OpenResponse) {
        let known = AppliedCredential(request, client.credential, callerHeaders: options.headers)
        let plain = try PreparedCall(request, client: client, options: options, known)
        let limit = CallLimit(deadline: trace.start.advanced(within: options.timeouts.total), total: options.timeouts.total)
        var isRenewal = false
        var sent = SentRequests()
        while true {
            let credential = try await known.withTokens(
                for: request.operationID, isRenewal: isRenewal, within: limit, plain.redactor)
            let call = try plain.adding(credential)
            do throws(APIError) {
                return (call, try await call.open(reading, over: client, trace: trace, &sent))
            } catch {
                // Behind a redirect the first request was accepted, and the refusal may be another server's.
                guard error.response?.status == 401, credential.isRenewable, !isRenewal, plain.body.isRepeatable, !sent.wereRedirected
                else { throw error }
                isRenewal = true
            }
        }
    }

    /// With what a credential adds; what the caller or the operation's parameters say themselves stands.
    private func adding(_ credential: AppliedCredential) throws(APIError) -> PreparedCall {
        guard credential.violations.isEmpty else { throw .invalidRequest(ValidationError(credential.violations)) }
        var call = self
        let cookies = CookieText.joined(credential.cookies, request.headerFields)
        call.request.headerFields = credential.headers.replacing(with: request.headerFields)
        if let cookies { call.request.headerFields[fields: .cookie] = [cookies] }
        call.queryCredential = credential.query
        call.request.addQueryItems(credential.query)
        return call
    }

    /// Whether a status is a success.
    func expects(_ status: Int) -> Bool {
        description.wrappedValue.expects(status)
    }

    /// A response in a coding that can be read.
    func decodable(_ response: OpenResponse) async throws(APIError) -> OpenResponse {
        description.wrappedValue.receiveHead?(response.head)
        options.responseObserver?.observe(response.head)
        guard let coding = response.head.headers.value(of: .contentEncoding)?.lowercased(), coding != "identity" else { return response }
        let start = try await response.body.start(limit: UndecodableBody.shownBytes)
        throw redactor.undecodable("the body is encoded as \(coding), which was not asked for", head: response.head, start)
    }

    /// The whole body of a response, without what went to files.
    func collect(_ response: OpenResponse) async throws(APIError) -> CollectedBody {
        guard let files = options.files else {
            guard let bytes = try await response.body.collect(limit: options.answerByteLimit) else {
                throw answerTooLarge(response.head)
            }
            return CollectedBody(bytes: bytes)
        }
        var extraction = Base64Extraction(files)
        while let chunk = try await response.body.next() {
            guard response.body.bytesRead <= options.answerByteLimit else { throw answerTooLarge(response.head) }
            do throws(Base64Extraction.Failure) {
                try extraction.append(chunk[...])
            } catch {
                throw redactor.failure(error, head: response.head, bytes: extraction.text)
            }
        }
        do throws(Base64Extraction.Failure) {
            return try extraction.finish()
        } catch {
            throw redactor.failure(error, head: response.head, bytes: extraction.text)
        }
    }

    private func answerTooLarge(_ head: ResponseHead) -> APIError {
        .limitExceeded(LimitFailure(subject: .answer, limit: options.answerByteLimit, head: head.redacted(by: redactor)))
    }

    /// The error for a status that is no success.
    func statusFailure(_ head: ResponseHead, _ body: BodyStart) -> APIError {
        let bytes = redactor.start(body, limit: StatusFailure.byteLimit)
        let redactedHead = head.redacted(by: redactor)
        guard let expected = description.wrappedValue.failure(met: head) else {
            if let location = RedirectTrail.location(head) { return .redirect(redactor.redirect(.notAllowed, head, location)) }
            return .undocumentedStatus(StatusFailure(head: redactedHead, body: nil, bytes: bytes))
        }
        guard let decode = expected.decode else {
            return .documentedStatus(StatusFailure(head: redactedHead, body: nil, bytes: bytes))
        }
        // A proxy in between answers with pages of its own: then the status is the description's, the answer is not.
        guard let body = try? decode(bytes, head.mediaType) else {
            return .undocumentedStatus(StatusFailure(head: redactedHead, body: nil, bytes: bytes))
        }
        return .documentedStatus(StatusFailure(head: redactedHead, body: body, bytes: bytes))
    }
}

/// The body of a response.
struct CollectedBody {
    let bytes: [UInt8]
    /// What went to files.
    var cuts: [Base64Extraction.Cut] = []
}

extension HTTPRequest {
    /// Adds those whose names the query does not have.
    mutating func addQueryItems(_ items: [(name: String, pair: String)]) {
        for (name, pair) in items where !hasQueryItem(named: name) {
            let path = path ?? ""
            self.path = path + (path.contains("?") ? "&" : "?") + pair
        }
    }

    private func hasQueryItem(named name: String) -> Bool {
        guard let path, let mark = path.firstIndex(of: "?") else { return false }
        let encoded = PercentEncoding.component(name)
        return path[path.index(after: mark)...].split(separator: "&").contains { $0.prefix { $0 != "=" } == encoded }
    }
}

extension ResponseHead {
    init(_ response: HTTPResponse) {
        self.init(status: response.status.code, headers: response.headerFields)
    }
}
