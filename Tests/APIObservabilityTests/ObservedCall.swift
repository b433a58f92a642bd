import APIRuntime
import Foundation
import HTTPTypes
import LoopbackSupport

/// Calls to a server on loopback, seen by middleware.
struct ObservedCall {
    /// Must appear nowhere but on the wire.
    static let secret = "sk-very-secret-0123456789"

    let server: RawServer
    let client: APIClient

    init(_ answers: [String], transport: TransportKind = .asyncHTTP, middleware: [any ClientMiddleware]) throws {
        server = try RawServer(answers: answers)
        var options = CallOptions(retries: RetryPolicy(firstWait: .milliseconds(1)), redirects: .follow())
        options.headers[HTTPField.Name("api-key")!] = Self.secret
        client = APIClient(
            server: server.url, credential: .bearer(Self.secret), transport: transport.make(), options: options, middleware: middleware
        )
    }

    @discardableResult
    func send(_ options: CallOptions = CallOptions()) async throws(APIError) -> APIAnswer {
        var request = APIRequest("drawPicture", .get, "/v1/pictures")
        request.query("token", Self.secret)
        request.expect(200)
        return try await client.send(request, options)
    }

    static func answer(_ status: String, _ body: String = "{}", headers: String = "") -> String {
        "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
