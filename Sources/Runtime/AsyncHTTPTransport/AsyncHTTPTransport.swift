public import APIRuntime
public import AsyncHTTPClient
public import HTTPTypes
import NIOCore
import NIOHTTP1

/// Carries requests over async-http-client: the transport for servers and Linux.
///
/// A reader that takes its time slows the server down, and cancelling a call closes its connection.
public struct AsyncHTTPTransport: Transport {
    private let client: HTTPClient?

    /// A transport over clients that all such transports of the process share: no redirects, no decompression, connections kept for
    /// 60 seconds.
    public init() {
        client = nil
    }

    /// A transport over a client of your own, which you shut down. Its configuration decides about redirects, decompression, proxies,
    /// its own timeouts and the time to connect: `CallOptions.connectTimeout` has no say. What this runtime promises of redirects
    /// and timeouts holds for a client without `redirectConfiguration`, decompression and read timeout.
    public init(client: HTTPClient) {
        self.client = client
    }

    /// Sends a request and waits for the head of its response.
    public func send(
        _ request: HTTPRequest,
        body: RequestBody,
        options: TransportOptions
    ) async throws -> (response: HTTPResponse, body: ByteStream) {
        let client = client ?? SharedClients.client(connectTimeout: options.connectTimeout)
        do {
            // The deadline of `execute` ends with the head of the response; the runtime's timeouts do not.
            let response = try await client.execute(Self.clientRequest(request, body), deadline: .distantFuture)
            return (Self.head(of: response), Self.stream(of: response))
        } catch {
            throw TransportError(error)
        }
    }

    private static func clientRequest(_ request: HTTPRequest, _ body: RequestBody) -> HTTPClientRequest {
        var clientRequest = HTTPClientRequest(url: "\(request.scheme ?? "")://\(request.authority ?? "")\(request.path ?? "")")
        clientRequest.method = HTTPMethod(rawValue: request.method.rawValue)
        for field in request.headerFields {
            clientRequest.headers.add(name: field.name.rawName, value: field.value)
        }
        switch body {
        case .none:
            break
        case .bytes(let bytes):
            clientRequest.body = .bytes(ByteBuffer(bytes: bytes))
        case .stream(let stream, let length, _):
            let buffers = stream.map { ByteBuffer(bytes: $0) }
            clientRequest.body = .stream(buffers, length: length.map { .known($0) } ?? .unknown)
        }
        return clientRequest
    }

    private static func head(of response: HTTPClientResponse) -> HTTPResponse {
        var head = HTTPResponse(status: HTTPResponse.Status(code: Int(response.status.code), reasonPhrase: response.status.reasonPhrase))
        for (name, value) in response.headers {
            guard let name = HTTPField.Name(name) else { continue }
            head.headerFields.append(HTTPField(name: name, value: value))
        }
        return head
    }

    private static func stream(of response: HTTPClientResponse) -> ByteStream {
        ByteStream {
            var buffers = response.body.makeAsyncIterator()
            return {
                do {
                    guard var buffer = try await buffers.next() else { return nil }
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
    public static func asyncHTTP() -> AsyncHTTPTransport {
        AsyncHTTPTransport()
    }

    /// Over a client of your own.
    public static func asyncHTTP(client: HTTPClient) -> AsyncHTTPTransport {
        AsyncHTTPTransport(client: client)
    }
}
