import APIRuntime
import AsyncHTTPClient
import NIOCore
import NIOHTTPCompression
import NIOPosix
import NIOSSL

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

extension TransportError {
    /// What an error of async-http-client means to a call. Several kinds of error come both of handshakes and of connections that are
    /// made, such as a reset; `isUnsent` says that the client had no connection for the request.
    init(_ error: any Error, isUnsent: Bool) {
        let failure = TransportError(error)
        self = isUnsent && failure.kind == .disconnected ? TransportError(.notConnected, reason: failure.reason) : failure
    }

    /// What an error of async-http-client means, as far as it tells by itself.
    init(_ error: any Error) {
        switch error {
        case let error as TransportError:
            self = error
        case let error as NIOConnectionError:
            self.init(.notConnected, reason: Self.reason(error))
        case ChannelError.connectTimeout(_):
            self.init(.connectTimeout, reason: "the connection took too long")
        case NIOHTTPDecompression.DecompressionError.limit:
            let limit = AsyncHTTPTransport.compressionRatioLimit
            self.init(.ratioExceeded(limit: limit), reason: "the body grows too much when it is decompressed")
        case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
            self.init(.undecodable, reason: "the body cannot be decompressed: \(error)")
        case let error where Self.isUntrusted(error):
            self.init(.notConnectable, reason: "the server's certificate is none to trust: \(error)")
        case NIOSSLError.handshakeFailed(let cause):
            self.init(.notConnected, reason: "the TLS handshake failed: \(cause)")
        case let error as HTTPClientError where Self.connectTimeouts.contains(error):
            self.init(.connectTimeout, reason: error.shortDescription)
        // What a proxy answers before it passes anything on.
        case let error as HTTPClientError where error == .proxyAuthenticationRequired:
            self.init(.notConnectable, reason: error.shortDescription)
        case let error as HTTPClientError where error == .invalidProxyResponse:
            self.init(.notConnected, reason: error.shortDescription)
        case let error as HTTPClientError:
            self.init(.disconnected, reason: error.shortDescription)
        case let error as IOError:
            self.init(Self.connectErrors.contains(error.errnoCode) ? .notConnected : .disconnected, reason: Self.reason(error))
        default:
            self.init(.disconnected, reason: "\(error)")
        }
    }

    private static let connectTimeouts: [HTTPClientError] = [
        .connectTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout, .getConnectionFromPoolTimeout,
    ]

    /// Whether it is about the server's certificate. Network.framework, on Apple platforms, does not tell.
    private static func isUntrusted(_ error: any Error) -> Bool {
        switch error {
        // Nothing but its text tells one cause from another.
        case NIOSSLError.handshakeFailed(let cause): "\(cause)".contains("CERTIFICATE_VERIFY_FAILED")
        case NIOSSLError.unableToValidateCertificate, NIOSSLError.noCertificateToValidate: true
        case let error as NIOSSLExtraError: error == .failedToValidateHostname || error == .serverHostnameImpossibleToMatch
        default: false
        }
    }

    /// What only `connect` answers, so that nothing was sent.
    private static let connectErrors: Set<CInt> = [ECONNREFUSED, ENETUNREACH, EADDRNOTAVAIL]

    private static func reason(_ error: NIOConnectionError) -> String {
        guard let failure = error.connectionErrors.first else { return "cannot find the host \(error.host)" }
        let cause = (failure.error as? IOError).map(reason) ?? "\(failure.error)"
        return "cannot connect to \(error.host):\(error.port): \(cause)"
    }

    private static func reason(_ error: IOError) -> String {
        String(cString: strerror(error.errnoCode))
    }
}
