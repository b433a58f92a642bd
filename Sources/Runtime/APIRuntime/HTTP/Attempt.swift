import HTTPTypes

/// What one exchange of a call sends. The first of a call sends what was prepared; a redirect changes it.
struct Attempt: Sendable {
    var request: HTTPRequest
    var body: RequestBody
    /// How many requests the call has sent before.
    var number = 0
}

/// The requests that a call has sent.
struct SentRequests {
    var count = 0
    /// How many of them were sent because one before had failed.
    var retries = 0
    var wereRedirected = false
}

/// How the body of an answer is read.
enum AnswerReading: Sendable {
    /// All of it, once it is there.
    case whole
    /// Each piece as it comes.
    case inPieces
}

/// A response whose body is still to be read.
struct OpenResponse {
    let head: ResponseHead
    let body: ExchangeReader
}

extension PreparedCall {
    /// Sends the request, again where it has to be, and waits for a head that the call expects.
    func open(
        _ reading: AnswerReading, over client: APIClient, trace: CallTrace, _ sent: inout SentRequests
    ) async throws(APIError) -> OpenResponse {
        var attempt = Attempt(request: request, body: body)
        var redirects = RedirectTrail(options.redirects, from: request)
        // Held while the next request is on its way: what is left of a short body arrives, and its connection is used again.
        var last: OpenResponse?
        defer { withExtendedLifetime(last) {} }
        while true {
            let wait: Duration
            let reason: String
            attempt.number = sent.count
            sent.count += 1
            do throws(APIError) {
                let response = try await send(attempt, reading, over: client, trace)
                last = response
                if expects(response.head.status) { return try await decodable(response) }
                if let next = try redirects.next(after: response.head, to: attempt, redactor) {
                    trace.report(.redirect(location: redactor.location(response.head["location"] ?? "")))
                    attempt = addingCredential(to: next, behind: attempt)
                    sent.wereRedirected = true
                    continue
                }
                guard let time = options.retries.wait(after: response.head, to: attempt.request, retries: sent.retries),
                    canWait(time, trace), attempt.body.isRepeatable
                else { throw statusFailure(response.head, try await response.body.start(limit: StatusFailure.byteLimit)) }
                (wait, reason) = (time, "the server answered \(response.head.redacted(by: redactor))")
            } catch {
                guard let time = options.retries.wait(after: error, to: attempt.request, retries: sent.retries), canWait(time, trace),
                    attempt.body.isRepeatable
                else { throw error }
                (wait, reason) = (time, error.description)
            }
            trace.report(.retry(CallEvent.Retry(reason: reason, wait: wait)))
            try await pause(wait)
            sent.retries += 1
        }
    }

    /// A credential in the query is no part of where a redirect leads; like that in a header field, it goes to the same origin.
    private func addingCredential(to next: Attempt, behind last: Attempt) -> Attempt {
        guard Origin(next.request) == Origin(last.request), Origin(next.request) == Origin(request) else { return next }
        var next = next
        next.request.addQueryItems(queryCredential)
        return next
    }

    /// Sends one request and waits for the head of its response.
    private func send(
        _ attempt: Attempt, _ reading: AnswerReading, over client: APIClient, _ trace: CallTrace
    ) async throws(APIError) -> OpenResponse {
        guard !Task.isCancelled else { throw .cancelled }
        // Who observes a call wants to know when the head came.
        let exchange = Exchange(self, attempt, client.middleware.isEmpty ? reading : .inPieces, start: trace.start)
        let reader = ExchangeReader(exchange)
        trace.request(attempt.number) { observed(attempt) }
        exchange.start(client.middleware.surrounding(client.transport, trace.attempt(attempt.number), redactor))
        let head = ResponseHead(try await exchange.head())
        trace.response { head.redacted(by: redactor) }
        return OpenResponse(head: head, body: reader)
    }

    /// A wait that the call's total timeout would end is in vain.
    private func canWait(_ wait: Duration, _ trace: CallTrace) -> Bool {
        guard let deadline = trace.start.advanced(within: options.timeouts.total) else { return true }
        return ContinuousClock.now.advanced(by: wait) < deadline
    }

    private func pause(_ wait: Duration) async throws(APIError) {
        do {
            try await Task.sleep(for: wait)
        } catch {
            throw .cancelled
        }
    }

    private func observed(_ attempt: Attempt) -> CallEvent.Request {
        let request = attempt.request
        return CallEvent.Request(
            method: request.method.rawValue,
            url: "\(request.scheme ?? "")://\(request.authority ?? "")\(redactor.target(request.path ?? ""))",
            headers: redactor.fields(request.headerFields),
            bodyLength: attempt.body.length
        )
    }
}
