import APIRuntime
import AsyncHTTPClient
import NIOCore
import NIOPosix

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
        case let error as HTTPClientError where Self.connectTimeouts.contains(error):
            self.init(.connectTimeout, reason: error.shortDescription)
        case let error as HTTPClientError:
            self.init(.disconnected, reason: error.shortDescription)
        case let error as IOError:
            self.init(.disconnected, reason: error.localizedDescription)
        default:
            self.init(.disconnected, reason: "\(error)")
        }
    }

    private static let connectTimeouts: [HTTPClientError] = [
        .connectTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout, .getConnectionFromPoolTimeout,
    ]

    private static func reason(_ error: NIOConnectionError) -> String {
        if let failure = error.connectionErrors.first {
            return "cannot connect to \(error.host):\(error.port): \(failure.error)"
        }
        return "cannot find the host \(error.host)"
    }
}
