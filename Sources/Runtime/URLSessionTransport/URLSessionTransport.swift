public import APIRuntime
public import HTTPTypes

#if canImport(FoundationNetworking)
    import Foundation
    public import FoundationNetworking
#else
    public import Foundation
#endif

/// Carries requests over URLSession: the transport for Apple platforms, and where no dependency is wanted.
///
/// Where it differs from other transports:
/// - URLSession has no timeout for making a connection: `CallOptions.connectTimeout` has no say, and the time counts towards
///   `responseHeadTimeout`.
/// - It asks for compressed answers and decompresses them.
/// - A body that is streamed and larger than 1 MiB is written to a temporary file before it is sent, so that its length is exact and
///   memory stays bounded on all platforms.
/// - On Linux it cannot pause a transfer: what a reader has not taken yet is held in memory, and when that is more than
///   `bufferLimit`, the call fails with `limitExceeded`. On Apple platforms the transfer is suspended meanwhile.
public struct URLSessionTransport: Transport {
    /// 64 MiB.
    public static let defaultBufferLimit = 64 << 20

    private let session: SessionOwner

    /// A transport over a session of its own. Of the configuration, cookies, the cache and the timeouts are overridden: the runtime's
    /// timeouts rule. `bufferLimit` is the most bytes that a transfer holds for a slow reader where it cannot be paused.
    public init(configuration: URLSessionConfiguration = .ephemeral, bufferLimit: Int = defaultBufferLimit) {
        session = SessionOwner(configuration: configuration, bufferLimit: bufferLimit)
    }

    /// Sends a request and waits for the head of its response.
    public func send(
        _ request: HTTPRequest,
        body: RequestBody,
        options: TransportOptions
    ) async throws -> (response: HTTPResponse, body: ByteStream) {
        var urlRequest = try Self.urlRequest(request)
        switch body {
        case .none:
            return try await session.transfer { $0.dataTask(with: urlRequest) }
        case .bytes(let bytes):
            urlRequest.httpBody = Data(bytes)
            return try await session.transfer { [urlRequest] in $0.dataTask(with: urlRequest) }
        case .stream(let stream, _, _):
            switch try await SpooledBody.spool(stream) {
            case .memory(let data):
                urlRequest.httpBody = data
                return try await session.transfer { [urlRequest] in $0.dataTask(with: urlRequest) }
            case .file(let file):
                return try await session.transfer(keeping: file) { [urlRequest] in $0.uploadTask(with: urlRequest, fromFile: file.url) }
            }
        }
    }

    private static func urlRequest(_ request: HTTPRequest) throws -> URLRequest {
        guard let url = URL(string: "\(request.scheme ?? "")://\(request.authority ?? "")\(request.path ?? "")") else {
            throw TransportError(.notConnected, reason: "the request has no valid URL")
        }
        var urlRequest = URLRequest(url: url, cachePolicy: .reloadIgnoringLocalCacheData, timeoutInterval: SessionOwner.noTimeout)
        urlRequest.httpMethod = request.method.rawValue
        for field in request.headerFields {
            urlRequest.addValue(field.value, forHTTPHeaderField: field.name.rawName)
        }
        return urlRequest
    }
}

extension Transport where Self == URLSessionTransport {
    /// Over a session of its own.
    public static func urlSession(
        configuration: URLSessionConfiguration = .ephemeral,
        bufferLimit: Int = URLSessionTransport.defaultBufferLimit
    ) -> URLSessionTransport {
        URLSessionTransport(configuration: configuration, bufferLimit: bufferLimit)
    }
}
