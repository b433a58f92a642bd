public import APIRuntime
public import Metrics

/// Counts calls and measures how long they take.
///
/// | metric | kind | dimensions |
/// | --- | --- | --- |
/// | `api.client.calls` | counter | `operation`, `status`, `outcome` |
/// | `api.client.duration` | timer, from the call's begin to its end | `operation`, `status`, `outcome` |
/// | `api.client.received.bytes` | counter of the bytes of complete answers | `operation` |
/// | `api.client.retries` | counter | `operation` |
///
/// `operation` is the operation's name in the description. `status` is that of the last response, `none` where there was none.
/// `outcome` is `completed`, `abandoned`, or what went wrong, as in `timeout`. All have few values, so that they suit any backend.
public struct CallMetrics: ClientMiddleware {
    private let prefix: String
    private let factory: any MetricsFactory

    /// Metrics whose names begin with a prefix, in the factory of `MetricsSystem` or another one.
    public init(prefix: String = "api.client", factory: any MetricsFactory = MetricsSystem.factory) {
        self.prefix = prefix
        self.factory = factory
    }

    /// Counts an event.
    public func observe(_ event: CallEvent) {
        switch event.kind {
        case .retry:
            Counter(label: "\(prefix).retries", dimensions: [("operation", event.operationID)], factory: factory).increment()
        case .completed(let bytes):
            Counter(label: "\(prefix).received.bytes", dimensions: [("operation", event.operationID)], factory: factory)
                .increment(by: bytes)
            end(event, "completed")
        case .failed(let error): end(event, error.outcome)
        case .abandoned: end(event, "abandoned")
        case .request, .response, .redirect: break
        }
    }

    private func end(_ event: CallEvent, _ outcome: String) {
        let dimensions = [
            ("operation", event.operationID), ("status", event.status.map { "\($0)" } ?? "none"), ("outcome", outcome),
        ]
        Counter(label: "\(prefix).calls", dimensions: dimensions, factory: factory).increment()
        Timer(label: "\(prefix).duration", dimensions: dimensions, factory: factory).record(duration: event.elapsed)
    }
}

extension APIError {
    /// What went wrong, in one word of a few: for a dimension of a metric, and for a trace.
    var outcome: String {
        switch self {
        case .invalidRequest: "invalid_request"
        case .invalidResponse: "invalid_response"
        case .documentedStatus, .undocumentedStatus: "status"
        case .redirect: "redirect"
        case .errorEvent: "error_event"
        case .connection: "connection"
        case .timeout: "timeout"
        case .streamCut: "stream_cut"
        case .limitExceeded: "limit_exceeded"
        case .undecodable: "undecodable"
        case .fileNotWritten: "file_not_written"
        case .cancelled: "cancelled"
        }
    }
}
