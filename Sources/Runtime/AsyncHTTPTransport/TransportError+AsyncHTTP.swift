import APIRuntime
import AsyncHTTPClient
import NIOCore
import NIOHTTPCompression
import NIOPosix

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
    /// What an error of async-http-client means to a call.
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
        case let error as HTTPClientError where Self.connectTimeouts.contains(error):
            self.init(.connectTimeout, reason: error.shortDescription)
        case let error as HTTPClientError where Self.connectFailures.contains(error):
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

    /// What a proxy answers before it passes anything on.
    private static let connectFailures: [HTTPClientError] = [.invalidProxyResponse, .proxyAuthenticationRequired]

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
