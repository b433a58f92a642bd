public import APIRuntime
import Foundation
public import HTTPTypes
public import Tracing

/// Makes a span of each call, and tells the server of it in header fields, as the instrument does (`traceparent` for most).
///
/// A span is of the kind `client`, a child of the caller's, has the operation's name, and lasts from the first request to the end of
/// the answer or the event stream. Its attributes are those of OpenTelemetry's HTTP conventions; retries and redirects are its events.
/// It has no secret in it.
public final class CallTracing: ClientMiddleware {
    private let tracer: (any Tracer)?
    private let spans = OpenSpans()

    /// Spans of a tracer, by default that of `InstrumentationSystem`.
    public init(tracer: (any Tracer)? = nil) {
        self.tracer = tracer
    }

    /// Adds the span's context to the header fields.
    public func intercept(
        _ request: HTTPRequest,
        body: RequestBody,
        attempt: CallAttempt,
        next: Next
    ) async throws -> (response: HTTPResponse, body: ByteStream) {
        guard let span = spans[attempt.callID] else { return try await next(request, body) }
        var request = request
        currentTracer.inject(span.context, into: &request.headerFields, using: HeaderInjector())
        return try await next(request, body)
    }

    /// Begins, marks or ends a span.
    public func observe(_ event: CallEvent) {
        switch event.kind {
        case .request(let request):
            if event.attempt == 0 { begin(event, request) }
        case .response(let head):
            guard let id = head.requestID else { return }
            span(event)?.attributes["http.response.header.x-request-id"] = [id]
        case .retry(let retry):
            span(event)?.addEvent(SpanEvent(name: "retry", attributes: ["reason": "\(retry.reason)", "wait": "\(retry.wait)"]))
        case .redirect(let location):
            span(event)?.addEvent(SpanEvent(name: "redirect", attributes: ["location": "\(location)"]))
        case .completed, .abandoned: end(event, error: nil)
        case .failed(let error): end(event, error: error)
        }
    }

    private var currentTracer: any Tracer {
        tracer ?? InstrumentationSystem.tracer
    }

    private func span(_ event: CallEvent) -> (any Span)? {
        spans[event.callID]
    }

    private func begin(_ event: CallEvent, _ request: CallEvent.Request) {
        let span = currentTracer.startSpan(event.operationID, ofKind: .client)
        span.attributes["http.request.method"] = request.method
        span.attributes["url.full"] = request.url
        let address = ServerName(url: request.url)
        span.attributes["server.address"] = address.host
        if let port = address.port { span.attributes["server.port"] = port }
        if let length = request.bodyLength { span.attributes["http.request.body.size"] = length }
        spans[event.callID] = span
    }

    private func end(_ event: CallEvent, error: APIError?) {
        guard let span = spans.remove(event.callID) else { return }
        if let status = event.status { span.attributes["http.response.status_code"] = status }
        if event.attempt > 0 { span.attributes["http.request.resend_count"] = event.attempt }
        if case .completed(let bytes) = event.kind { span.attributes["http.response.body.size"] = bytes }
        if let error {
            span.attributes["error.type"] = error.statusText ?? error.outcome
            span.setStatus(SpanStatus(code: .error, message: "\(error)"))
        }
        span.end()
    }
}

extension APIError {
    /// The status where that is what is wrong: what the conventions want as `error.type` then.
    fileprivate var statusText: String? {
        switch self {
        case .documentedStatus(let failure), .undocumentedStatus(let failure): "\(failure.head.status)"
        default: nil
        }
    }
}

/// The spans of calls that are under way.
private final class OpenSpans: @unchecked Sendable {
    private let lock = NSLock()
    private var spans: [UInt64: any Span] = [:]

    subscript(callID: UInt64) -> (any Span)? {
        get { lock.withLock { spans[callID] } }
        set { lock.withLock { spans[callID] = newValue } }
    }

    func remove(_ callID: UInt64) -> (any Span)? {
        lock.withLock { spans.removeValue(forKey: callID) }
    }
}

/// Host and port of a URL.
private struct ServerName {
    let host: String
    let port: Int?

    init(url: String) {
        let scheme = url.prefix { $0 != ":" }
        let authority = url.dropFirst(scheme.count + 3).prefix { $0 != "/" && $0 != "?" }
        let afterBracket = authority.lastIndex(of: "]") ?? authority.startIndex
        let colon = authority[afterBracket...].lastIndex(of: ":")
        host = String(authority[..<(colon ?? authority.endIndex)])
        port = colon.flatMap { Int(authority[authority.index(after: $0)...]) } ?? (scheme == "https" ? 443 : 80)
    }
}

/// Writes a trace's context into header fields.
private struct HeaderInjector: Injector {
    func inject(_ value: String, forKey name: String, into fields: inout HTTPFields) {
        guard let name = HTTPField.Name(name) else { return }
        fields[name] = value
    }
}
