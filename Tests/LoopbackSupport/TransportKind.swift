package import APIRuntime
import AsyncHTTPTransport
import URLSessionTransport

/// The transports that keep the same promises.
package enum TransportKind: String, CaseIterable, Sendable {
    case asyncHTTP
    case urlSession

    package func make() -> any Transport {
        switch self {
        case .asyncHTTP: .asyncHTTP()
        case .urlSession: .urlSession()
        }
    }
}
