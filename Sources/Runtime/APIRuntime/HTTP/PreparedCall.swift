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

    /// Sends the request and waits for a head that the request expects. Every attempt goes through here.
    func open(over transport: any Transport, trace: CallTrace) async throws(APIError) -> OpenResponse {
        guard !Task.isCancelled else { throw .cancelled }
        let exchange = Exchange(self, start: trace.start)
        let reader = ExchangeReader(exchange)
        trace.report { .request(observed) }
        exchange.start(over: transport)
        let head = ResponseHead(try await exchange.head())
        trace.report { .response(head.redacted(by: redactor)) }
        guard description.expects(head.status) else {
            throw statusFailure(head, try await reader.start(limit: StatusFailure.byteLimit))
        }
        description.receiveHead?(head)
        guard let coding = head["content-encoding"]?.lowercased(), coding != "identity" else {
            return OpenResponse(head: head, body: reader)
        }
        let start = try await reader.start(limit: UndecodableBody.shownBytes)
        throw redactor.undecodable("the body is encoded as \(coding), which was not asked for", head: head, bytes: start)
    }

    /// The whole body of a response.
    func collect(_ response: OpenResponse) async throws(APIError) -> [UInt8] {
        try await response.body.collect(limit: options.answerByteLimit, head: response.head.redacted(by: redactor))
    }

    private func statusFailure(_ head: ResponseHead, _ body: [UInt8]) -> APIError {
        let bytes = redactor.bytes(body)
        let redactedHead = head.redacted(by: redactor)
        guard let expected = description.failure(met: head) else {
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

    private var observed: CallEvent.Request {
        CallEvent.Request(
            method: request.method.rawValue,
            url: "\(request.scheme ?? "")://\(request.authority ?? "")\(redactor.target(request.path ?? ""))",
            headers: redactor.fields(request.headerFields),
            bodyLength: body.length
        )
    }
}

/// A response whose body is still to be read.
struct OpenResponse {
    let head: ResponseHead
    let body: ExchangeReader
}

extension ResponseHead {
    init(_ response: HTTPResponse) {
        self.init(status: response.status.code, headers: response.headerFields)
    }
}
