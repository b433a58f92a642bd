import APIRuntime
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Passes what happens to the tasks of a session on to their transfers.
final class SessionDelegate: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    private let lock = NSLock()
    private var transfers: [Int: Transfer] = [:]

    func add(_ transfer: Transfer, for task: URLSessionTask) {
        lock.withLock { transfers[task.taskIdentifier] = transfer }
    }

    private func transfer(for task: URLSessionTask) -> Transfer? {
        lock.withLock { transfers[task.taskIdentifier] }
    }

    func urlSession(
        _ session: URLSession,
        dataTask: URLSessionDataTask,
        didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        transfer(for: dataTask)?.receive(response)
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        transfer(for: dataTask)?.receive(data)
    }

    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        didSendBodyData bytesSent: Int64,
        totalBytesSent: Int64,
        totalBytesExpectedToSend: Int64
    ) {
        transfer(for: task)?.sent(totalBytesSent)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let transfer = lock.withLock { transfers.removeValue(forKey: task.taskIdentifier) }
        transfer?.finish(error.map { TransportError($0, isUnsent: transfer?.isUnsent) })
    }

    #if canImport(FoundationNetworking)
        /// Asked after a whole answer with the status 401 that names the scheme `Basic`. Credentials are the runtime's business; Foundation's
        /// own handling forgets the task where it has none.
        func urlSession(
            _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
            completionHandler: @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
        ) {
            transfer(for: task)?.end()
        }

        /// Asked for where libcurl sends a request a second time, as a kept connection has ended without an answer: it does so for a POST
        /// too, which the server may have acted on, and Foundation would give it no body.
        func urlSession(
            _ session: URLSession, task: URLSessionTask, needNewBodyStream completionHandler: @escaping @Sendable (InputStream?) -> Void
        ) {
            transfer(for: task)?.end(TransportError(.disconnected, reason: "the server closed the connection without an answer"))
            completionHandler(nil)
        }
    #endif

    /// No redirect is followed: URLSession would send the credentials along to wherever it leads.
    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}

extension TransportError {
    /// What an error of URLSession means to a call. `isUnsent` says whether nothing of the request's body was sent, nil where it has
    /// none.
    init(_ error: any Error, isUnsent: Bool?) {
        let reason = error.localizedDescription
        guard let error = error as? URLError else {
            self.init(.disconnected, reason: reason)
            return
        }
        let kind: Kind =
            Self.isPermanent(error) ? .notConnectable : Self.isUnconnected(error, isUnsent: isUnsent) ? .notConnected : .disconnected
        self.init(kind, reason: reason)
    }

    /// Whether no connection was made for the request, handshakes included.
    private static func isUnconnected(_ error: URLError, isUnsent: Bool?) -> Bool {
        #if canImport(FoundationNetworking)
            // libcurl reads a body once all handshakes are done. The codes tell less: most of its failures are `unknown`.
            if let isUnsent { return isUnsent }
            if error.code == .unknown, isAboutTunnel(error.localizedDescription) { return true }
            // Where one address of a host refuses, this is the code for whatever happens at the next.
            if error.code == .cannotConnectToHost { return error.localizedDescription.hasPrefix("Failed to connect") }
        #endif
        return [.cannotConnectToHost, .cannotFindHost, .dnsLookupFailed, .notConnectedToInternet, .secureConnectionFailed]
            .contains(error.code)
    }

    /// Whether libcurl says that a proxy has made no tunnel.
    private static func isAboutTunnel(_ reason: String) -> Bool {
        reason.hasPrefix("CONNECT tunnel failed") || reason.hasSuffix("from proxy after CONNECT")
    }

    /// Whether libcurl says that what came is of no version of HTTP that it knows.
    private static func isAboutAnswer(_ reason: String) -> Bool {
        reason.hasPrefix("Received HTTP/") || reason.hasSuffix("in response")
    }

    /// Whether another attempt would fail as well: what is asked for is no URL of the web, a certificate is none to trust, or a proxy wants
    /// another credential.
    private static func isPermanent(_ error: URLError) -> Bool {
        // Foundation's code for what libcurl calls an unsupported protocol, also where it is the answer that is no HTTP.
        if error.code == .unsupportedURL, isAboutAnswer(error.localizedDescription) { return false }
        switch error.code {
        case .unsupportedURL, .badURL, .serverCertificateUntrusted, .serverCertificateHasBadDate, .serverCertificateHasUnknownRoot,
            .serverCertificateNotYetValid, .clientCertificateRejected, .clientCertificateRequired:
            return true
        case .unknown:
            // libcurl has words for it and Foundation no code.
            let reason = error.localizedDescription
            return reason.hasPrefix("SSL certificate problem") || reason.contains("certificate subject name")
                || isAboutTunnel(reason) && reason.contains(" 407")
        default:
            return false
        }
    }
}
