import APIRuntime
import AsyncHTTPTransport
import URLSessionTransport

/// The transports that keep the same promises.
enum TransportKind: String, CaseIterable, Sendable {
    case asyncHTTP
    case urlSession

    func make() -> any Transport {
        switch self {
        case .asyncHTTP: .asyncHTTP()
        case .urlSession: .urlSession()
        }
    }
}
