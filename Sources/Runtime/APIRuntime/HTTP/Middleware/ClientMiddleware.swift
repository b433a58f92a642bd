public import HTTPTypes

/// Stands between a client and its transport: changes requests and responses, or watches what happens to calls.
///
/// A client's middleware surrounds each attempt of a call, the first one outermost: retries and redirects go through all of it again.
/// ```swift
/// struct Language: ClientMiddleware {
///     func intercept(
///         _ request: HTTPRequest, body: RequestBody, attempt: CallAttempt, next: Next
///     ) async throws -> (response: HTTPResponse, body: ByteStream) {
///         var request = request
///         request.headerFields[.acceptLanguage] = "en"
///         return try await next(request, body)
///     }
/// }
/// ```
/// Both functions have a default that does nothing.
public protocol ClientMiddleware: Sendable {
    /// Sends a request on.
    typealias Next = @Sendable (HTTPRequest, RequestBody) async throws -> (response: HTTPResponse, body: ByteStream)

    /// Surrounds one attempt of a call. Call `next` once, several times, or not at all.
    ///
    /// The request has the credential in it, and after a redirect it may go to another server: look at its `authority` before you add
    /// a credential of your own. The call's timeouts and its cancellation include the time spent here. Throw `APIError` or
    /// `TransportError` to say what happened; anything else counts as a broken connection.
    func intercept(
        _ request: HTTPRequest,
        body: RequestBody,
        attempt: CallAttempt,
        next: Next
    ) async throws -> (response: HTTPResponse, body: ByteStream)

    /// Sees what happens to a call, from its first request to its end. No secret is in an event. It runs in the call's own path and
    /// task, so it should be quick.
    func observe(_ event: CallEvent)
}

extension ClientMiddleware {
    /// Sends the request on as it is.
    public func intercept(
        _ request: HTTPRequest,
        body: RequestBody,
        attempt: CallAttempt,
        next: Next
    ) async throws -> (response: HTTPResponse, body: ByteStream) {
        try await next(request, body)
    }

    /// Looks away.
    public func observe(_ event: CallEvent) {}
}

/// Which attempt of which call.
public struct CallAttempt: Sendable, Hashable {
    /// The operation's name in the description.
    public let operationID: String
    /// Tells the calls of this process apart.
    public let callID: UInt64
    /// How many requests this call has sent before, by retries and redirects.
    public let number: Int
}

extension [any ClientMiddleware] {
    /// Sends a request through all middleware, the first one outermost.
    func surrounding(_ transport: any Transport, _ attempt: CallAttempt, _ redactor: Redactor) -> Exchange.Send {
        guard !isEmpty else { return { try await $1.send($0, $1.attempt.body, over: transport) } }
        return { request, exchange in
            var send: ClientMiddleware.Next = { request, body in
                redactor.learn(request.headerFields)
                return try await exchange.send(request, body, over: transport)
            }
            for layer in reversed() {
                send = { [next = send] in try await layer.intercept($0, body: $1, attempt: attempt, next: next) }
            }
            return try await send(request, exchange.livingBody)
        }
    }
}
