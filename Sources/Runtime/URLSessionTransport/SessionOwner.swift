import APIRuntime
import Foundation
import HTTPTypes

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A session, and the transfers that run in it. A session keeps its delegate until it is invalidated, so the two are apart.
final class SessionOwner: Sendable {
    /// A week: URLSession has no way to say never, and Linux counts milliseconds in 32 bits.
    static let noTimeout: TimeInterval = 604_800

    private let configuration: URLSessionConfiguration
    private let session: URLSession
    private let delegate: SessionDelegate
    private let bufferLimit: Int
    private let cancellations = DispatchQueue(label: "URLSessionTransport.cancellations")

    init(configuration: URLSessionConfiguration, bufferLimit: Int) {
        // A copy: the caller's configuration stays as it is.
        let configuration = (configuration.copy() as? URLSessionConfiguration) ?? .ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.urlCache = nil
        configuration.timeoutIntervalForRequest = Self.noTimeout
        configuration.timeoutIntervalForResource = Self.noTimeout
        // A stream holds its connection for minutes; the default of six would make other calls wait.
        configuration.httpMaximumConnectionsPerHost = max(configuration.httpMaximumConnectionsPerHost, 4096)
        self.configuration = configuration
        delegate = SessionDelegate()
        #if canImport(FoundationNetworking)
            session = URLSession(configuration: configuration, delegate: delegate, delegateQueue: ImmediateQueue())
        #else
            session = URLSession(configuration: configuration, delegate: delegate, delegateQueue: nil)
        #endif
        self.bufferLimit = bufferLimit
    }

    deinit {
        session.finishTasksAndInvalidate()
    }

    /// A session with the same settings and no connections.
    func anew() -> SessionOwner {
        SessionOwner(configuration: configuration, bufferLimit: bufferLimit)
    }

    /// Starts a task and waits for the head of its response. A file that is being sent is kept until the transfer is over.
    func transfer(
        keeping file: TemporaryFile? = nil,
        hasBody: Bool = false,
        bodySent: (@Sendable (Int64) -> Void)? = nil,
        _ makeTask: (URLSession) -> URLSessionTask
    ) async throws -> (response: HTTPResponse, body: ByteStream) {
        try Task.checkCancellation()
        let task = makeTask(session)
        let transfer = Transfer(
            task: task, bufferLimit: bufferLimit, session: self, keeping: file, hasBody: hasBody, mayTunnel: Self.mayTunnel(task),
            bodySent: bodySent)
        delegate.add(transfer, for: task)
        task.resume()
        let response = try await transfer.head()
        // The one owner of the body: when it goes, the transfer ends.
        let reader = TransferReader(transfer)
        return (try Self.head(of: response), ByteStream { { try await reader.next() } })
    }

    /// Whether libcurl may ask a proxy for a tunnel: as the environment says, but for the hosts that it excepts.
    private static func mayTunnel(_ task: URLSessionTask) -> Bool {
        #if canImport(FoundationNetworking)
            let names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
            return task.originalRequest?.url?.scheme == "https" && names.contains { getenv($0) != nil }
        #else
            return false
        #endif
    }

    /// Cancels a task without waiting: on Linux `cancel` waits for the session's queue, and may be called on it.
    func cancel(_ task: URLSessionTask) {
        cancellations.async { task.cancel() }
    }

    private static func head(of response: URLResponse) throws -> HTTPResponse {
        guard let response = response as? HTTPURLResponse else {
            throw TransportError(.disconnected, reason: "the response is not HTTP")
        }
        var head = HTTPResponse(status: HTTPResponse.Status(code: response.statusCode))
        for (name, value) in response.allHeaderFields {
            guard let name = (name as? String).flatMap({ HTTPField.Name($0) }), let value = value as? String else { continue }
            head.headerFields.append(HTTPField(name: name, value: value))
        }
        // URLSession has decoded the body, so these are no longer true of it.
        if let coding = head.headerFields[.contentEncoding], coding.lowercased() != "identity" {
            head.headerFields[.contentEncoding] = nil
            head.headerFields[.contentLength] = nil
        }
        return head
    }
}
