public import APIRuntime
public import AsyncHTTPClient
public import HTTPTypes
import NIOCore
import NIOHTTP1

/// Carries requests over async-http-client, by HTTP/1.1: the transport for servers and Linux.
///
/// A reader that takes its time slows the server down, and cancelling a call closes its connection. Answers may come compressed
/// (gzip, deflate) and are decompressed while they arrive.
public struct AsyncHTTPTransport: Transport {
    /// How many times as large as it came an answer may be when it is decompressed: 250. Text that people and programs write stays far
    /// below; above are only answers that are made to exhaust memory. The limits on answers and events hold for what comes out of it.
    public static let compressionRatioLimit = 250

    private let client: HTTPClient?
    private let decompresses: Bool
    private let proxies: ProxySettings

    /// A transport over clients that all such transports of the process share: no redirects, connections kept for 60 seconds, and the
    /// proxies of the environment. async-http-client reaches a server through a proxy by `CONNECT`, for `http` too.
    public init(proxies: ProxySettings = .environment) {
        client = nil
        decompresses = true
        self.proxies = proxies
    }

    /// A transport over a client of your own, which you shut down. Its configuration decides about redirects, decompression, proxies,
    /// its own timeouts and the time to connect: `CallOptions.connectTimeout` has no say. What this runtime promises of redirects
    /// and timeouts holds for a client without `redirectConfiguration` and read timeout. Say whether its configuration has
    /// `decompression` enabled. Where a connection breaks, such a client may drop what came last before.
    public init(client: HTTPClient, decompresses: Bool = false) {
        self.client = client
        self.decompresses = decompresses
        proxies = .none
    }

    /// Sends a request and waits for the head of its response.
    public func send(
        _ request: HTTPRequest,
        body: RequestBody,
        options: TransportOptions
    ) async throws -> (response: HTTPResponse, body: ByteStream) {
        let client = try client ?? sharedClient(for: request, options)
        let demand = BodyDemand()
        let owner = Self.source(of: body, options, demand).map(BodyOwner.init)
        let clientRequest = clientRequest(request, body, owner?.source, demand)
        do {
            // The deadline of `execute` ends with the head of the response; the runtime's timeouts do not.
            let response = try await withTaskCancellationHandler {
                try await client.execute(clientRequest, deadline: .distantFuture)
            } onCancel: {
                owner?.source.end()
            }
            if case .bytes(let bytes) = body, owner == nil { options.bodySent?(Int64(bytes.count)) }
            return (head(of: response), Self.stream(of: response, whileSending: owner))
        } catch {
            // Nobody asks for a body of no bytes: then the error alone has to tell.
            throw TransportError(error, isUnsent: body.length != 0 && !demand.wasAsked)
        }
    }

    private func sharedClient(for request: HTTPRequest, _ options: TransportOptions) throws(TransportError) -> HTTPClient {
        let proxy = proxies.proxy(scheme: request.scheme ?? "", authority: request.authority ?? "")
        // Not the value: it may have a password.
        if case .invalid(let variable) = proxy {
            throw TransportError(.notConnectable, reason: "\(variable) of the environment is no http or socks5 proxy")
        }
        return SharedClients.client(connectTimeout: options.connectTimeout, proxy: proxy)
    }

    /// Where a body comes from that is sent in pieces.
    private static func source(of body: RequestBody, _ options: TransportOptions, _ demand: BodyDemand) -> BodySource? {
        switch body {
        case .none: nil
        // Where the server refuses an upload half-way, only a body in pieces leaves its answer readable.
        case .bytes(let bytes):
            bytes.count <= BodySource.pieceSize ? nil : BodySource(ByteStream(bytes), demand, bodySent: options.bodySent)
        case .stream(let stream, _, _): BodySource(stream, demand, bodySent: options.bodySent)
        }
    }

    private func clientRequest(
        _ request: HTTPRequest, _ body: RequestBody, _ source: BodySource?, _ demand: BodyDemand
    ) -> HTTPClientRequest {
        var clientRequest = HTTPClientRequest(url: "\(request.scheme ?? "")://\(request.authority ?? "")\(request.path ?? "")")
        clientRequest.method = HTTPMethod(rawValue: request.method.rawValue)
        for field in request.headerFields {
            clientRequest.headers.add(name: field.name.rawName, value: field.value)
        }
        if decompresses, request.headerFields[.acceptEncoding] == nil {
            // The decompressor takes the head's word that a body follows, and misses it after HEAD.
            clientRequest.headers.add(name: "Accept-Encoding", value: request.method == .head ? "identity" : "gzip, deflate")
        }
        if let source {
            let length = body.length.map { HTTPClientRequest.Body.Length.known($0) } ?? .unknown
            clientRequest.body = .stream(BodyBuffers(source: source), length: length)
        } else if case .bytes(let bytes) = body {
            clientRequest.body = .bytes(DemandedBytes(bytes: bytes, demand: demand))
        }
        return clientRequest
    }

    private func head(of response: HTTPClientResponse) -> HTTPResponse {
        var head = HTTPResponse(status: HTTPResponse.Status(code: Int(response.status.code), reasonPhrase: response.status.reasonPhrase))
        for (name, value) in response.headers {
            guard let name = HTTPField.Name(name) else { continue }
            head.headerFields.append(HTTPField(name: name, value: value))
        }
        // What the client has decompressed: then neither is true of the body any more.
        if decompresses, let coding = head.headerFields[.contentEncoding]?.lowercased(), coding == "gzip" || coding == "deflate" {
            head.headerFields[.contentEncoding] = nil
            head.headerFields[.contentLength] = nil
        }
        return head
    }

    private static func stream(of response: HTTPClientResponse, whileSending owner: BodyOwner?) -> ByteStream {
        ByteStream {
            var buffers = response.body.makeAsyncIterator()
            return {
                defer { withExtendedLifetime(owner) {} }
                do {
                    guard var buffer = try await buffers.next() else { return nil }
                    if let reason = BrokenBody.reason(buffer) { throw TransportError(.disconnected, reason: reason) }
                    return buffer.readBytes(length: buffer.readableBytes) ?? []
                } catch {
                    throw TransportError(error)
                }
            }
        }
    }
}

extension Transport where Self == AsyncHTTPTransport {
    /// Over clients that all such transports of the process share.
    public static func asyncHTTP(proxies: ProxySettings = .environment) -> AsyncHTTPTransport {
        AsyncHTTPTransport(proxies: proxies)
    }

    /// Over a client of your own.
    public static func asyncHTTP(client: HTTPClient, decompresses: Bool = false) -> AsyncHTTPTransport {
        AsyncHTTPTransport(client: client, decompresses: decompresses)
    }
}

extension AsyncHTTPTransport: CustomReflectable {
    /// The proxies, without their passwords.
    public var customMirror: Mirror { Mirror(self, children: ["proxies": proxies]) }
}
