public import APIRuntime
import HTTPTypes
public import Logging

/// Writes what happens to calls into a log: a line for each request, response, retry and redirect, and for each end of a call.
///
/// No line has a secret in it: credentials and sensitive header fields and query parameters are taken out before the middleware sees
/// them. Bodies are not logged.
public struct CallLogging: ClientMiddleware {
    private let logger: Logger
    private let level: Logger.Level

    /// Logging at a level. A library's calls are of interest to who looks for something, so that is `debug` by default; a failed call
    /// throws, and it is for the caller to say how much that matters.
    public init(logger: Logger = Logger(label: "api.client"), level: Logger.Level = .debug) {
        self.logger = logger
        self.level = level
    }

    /// Writes a line.
    public func observe(_ event: CallEvent) {
        logger.log(level: level, "\(Self.message(event))", metadata: Self.metadata(event), source: "APIObservability")
    }

    private static func message(_ event: CallEvent) -> String {
        switch event.kind {
        case .request(let request): "\(request.method) \(request.url)"
        case .response(let head): "\(head)"
        case .retry(let retry): "again in \(retry.wait): \(retry.reason)"
        case .redirect(let location): "redirected to \(location)"
        case .completed(let bytes): "completed with \(bytes) bytes"
        case .failed(let error): "failed: \(error)"
        case .abandoned: "abandoned by its reader"
        }
    }

    private static func metadata(_ event: CallEvent) -> Logger.Metadata {
        var metadata: Logger.Metadata = [
            "operation": "\(event.operationID)", "call": "\(event.callID)", "attempt": "\(event.attempt)", "elapsed": "\(event.elapsed)",
        ]
        if let status = event.status { metadata["status"] = "\(status)" }
        switch event.kind {
        case .request(let request):
            metadata["headers"] = .array(request.headers.map { "\($0.name): \($0.value)" })
            if let length = request.bodyLength { metadata["bytes"] = "\(length)" }
        case .response(let head):
            metadata["headers"] = .array(head.headers.map { "\($0.name): \($0.value)" })
            metadata["request-id"] = head.requestID.map { "\($0)" }
        case .failed(let error):
            metadata["request-id"] = error.requestID.map { "\($0)" }
        case .retry, .redirect, .completed, .abandoned: break
        }
        return metadata
    }
}
