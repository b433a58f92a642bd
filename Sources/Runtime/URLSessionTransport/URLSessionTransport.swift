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
/// - It asks for compressed answers and decompresses them, however much they grow: the runtime's limits on answers and events hold for
///   what comes out of it.
/// - Foundation has one value for each field of an answer. Where a field comes several times, such as `Set-Cookie`, its values are joined
///   with `, `; on Linux only one is left where the names are written differently (`Link`, `link`).
/// - Proxies are the system's; on Linux libcurl takes them from the environment. Where that names one for `https`, the head of an answer
///   from a host that is reached without it comes with the first bytes of the body: until then it may be a proxy's.
/// - On Linux libcurl sends a request again by itself where a server closes a kept connection without an answer. One with a body ends
///   there, as a broken connection; the server may see its head a second time, never its body. A POST or PATCH without a body gets a
///   connection of its own.
/// - On Linux libcurl does not ask for the notice that ends TLS (RFC 9112, section 9.8): an answer without a length, whose end is that of
///   its connection, counts as whole where it is cut.
/// - A body that is streamed and larger than 1 MiB is written to a temporary file before it is sent, so that its length is exact and
///   memory stays bounded on all platforms.
/// - On Linux it cannot pause a transfer: what a reader has not taken yet is held in memory, and when that is more than
///   `bufferLimit`, the call fails with `limitExceeded`. On Apple platforms the transfer is suspended meanwhile.
/// - On Linux a connection that the server has ended stays open at this end until the next request, or as long as the session lives.
/// - On Linux FoundationNetworking loses about half a kilobyte of memory at each request (Swift 6.3: it gives back the URL that libcurl
///   has parsed with `curl_free`, not `curl_url_cleanup`), and a new session does not help. A server that runs for weeks is better served
///   by another transport.
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
        let urlRequest = try Self.urlRequest(request)
        switch body {
        case .none:
            return try await session(forEmpty: request.method).transfer { $0.dataTask(with: urlRequest) }
        case .bytes(let bytes) where bytes.isEmpty:
            return try await session(forEmpty: request.method).transfer { $0.uploadTask(with: urlRequest, from: Data()) }
        case .bytes(let bytes):
            return try await send(.memory(Data(bytes)), urlRequest, options)
        case .stream(let stream, _, _):
            return try await send(SpooledBody.spool(stream), urlRequest, options)
        }
    }

    private func send(
        _ body: SpooledBody, _ request: URLRequest, _ options: TransportOptions
    ) async throws -> (response: HTTPResponse, body: ByteStream) {
        switch body {
        case .memory(let data):
            return try await session.transfer(hasBody: !data.isEmpty, bodySent: options.bodySent) {
                $0.uploadTask(with: request, from: data)
            }
        case .file(let file):
            return try await session.transfer(keeping: file, hasBody: true, bodySent: options.bodySent) {
                $0.uploadTask(with: request, fromFile: file.url)
            }
        }
    }

    /// On Linux libcurl repeats a request whose kept connection ends without an answer. Where that has a body the transfer learns of it;
    /// where it has none, and must not be sent twice (RFC 9110, section 9.2.2), it gets a connection that was not used before.
    private func session(forEmpty method: HTTPRequest.Method) -> SessionOwner {
        #if canImport(FoundationNetworking)
            let idempotent: [HTTPRequest.Method] = [.get, .head, .options, .trace, .put, .delete]
            return idempotent.contains(method) ? session : session.anew()
        #else
            return session
        #endif
    }

    private static func urlRequest(_ request: HTTPRequest) throws -> URLRequest {
        guard let url = URL(string: "\(request.scheme ?? "")://\(request.authority ?? "")\(request.path ?? "")") else {
            throw TransportError(.notConnectable, reason: "the request has no valid URL")
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
