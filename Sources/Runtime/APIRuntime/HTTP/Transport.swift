public import HTTPTypes

/// Carries one request to a server and its response back: the seam between this runtime and an HTTP client.
///
/// The runtime does the rest over any transport: timeouts, limits, cancellation, decoding, errors. An adapter to another client
/// keeps these promises:
/// - The request's URL is `scheme://authority` followed by `path`, byte for byte: no dot segment removed, no escape rewritten.
/// - It returns when the response's head is there; the body arrives while it is iterated, and a reader that does not ask for the next
///   chunk slows the sender where the client can do so.
/// - When the task in which `send` or the body's iterator runs is cancelled, or the iterator is dropped, the transfer ends and its
///   connection is closed.
/// - It follows no redirect, keeps no cookies, caches nothing, sends nothing a second time, and sets `Content-Length` from the body's
///   length. Where it can decompress bodies it says so in `Accept-Encoding`, unless the request has that field, and takes
///   `Content-Encoding` and `Content-Length` out of the head of a response that it decompresses.
/// - It says how much of the body it has sent, where the client underneath tells it (`TransportOptions.bodySent`).
/// - It throws `TransportError` where it can tell what happened; any other error counts as a broken connection.
public protocol Transport: Sendable {
    /// Sends a request and waits for the head of its response.
    func send(
        _ request: HTTPRequest,
        body: RequestBody,
        options: TransportOptions
    ) async throws -> (response: HTTPResponse, body: ByteStream)
}

/// What only the transport can do for a call.
public struct TransportOptions: Sendable {
    /// How long to wait for a connection, name look-up and TLS included.
    public var connectTimeout: Duration
    /// Takes the number of bytes of the body that have been sent so far: for those who watch an upload, and as a sign of life.
    public var bodySent: (@Sendable (Int64) -> Void)?

    /// Options for one request.
    public init(connectTimeout: Duration, bodySent: (@Sendable (Int64) -> Void)? = nil) {
        self.connectTimeout = connectTimeout
        self.bodySent = bodySent
    }
}

/// A request that failed below HTTP.
public struct TransportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// How far the request came.
    public enum Kind: Hashable, Sendable {
        /// No connection was made, so the server has seen nothing of the request.
        case notConnected
        /// No connection was made, nor will one be as things are: the server's certificate is none to trust, or a proxy wants another
        /// credential. Unlike after `notConnected`, nothing is tried again.
        case notConnectable
        /// No connection was made within the time allowed.
        case connectTimeout
        /// The connection ended, or spoke no valid HTTP; the server may have acted on the request.
        case disconnected
        /// The body's compression is broken.
        case undecodable
        /// The body grew by more than so many times while it was decompressed: it is made to exhaust memory.
        case ratioExceeded(limit: Int)
        /// The transport gave up on a body that was larger than it can hold.
        case bufferExceeded(limit: Int)
    }

    /// How far the request came.
    public let kind: Kind
    /// What happened, for a person.
    public let reason: String

    /// An error of a transport.
    public init(_ kind: Kind, reason: String) {
        self.kind = kind
        self.reason = reason
    }

    /// The reason.
    public var description: String { reason }
}
