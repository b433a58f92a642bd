import APIRuntime
import Foundation
import HTTPTypes
import Testing

/// Keeps the requests that a client makes, and answers them with nothing.
final class RecordingTransport: Transport, @unchecked Sendable {
    private let lock = NSLock()
    private var recorded: [HTTPRequest] = []

    var requests: [HTTPRequest] { lock.withLock { recorded } }

    func send(
        _ request: HTTPRequest,
        body: RequestBody,
        options: TransportOptions
    ) async throws -> (response: HTTPResponse, body: ByteStream) {
        lock.withLock { recorded.append(request) }
        return (HTTPResponse(status: .noContent), ByteStream([]))
    }
}

@Suite struct TargetTests {
    @Test(
        "a path goes below the server's, and no byte of either is changed",
        arguments: [
            ("http://a.b", "a.b", "/x//y;z/%2F"),
            ("http://a.b/", "a.b", "/x//y;z/%2F"),
            ("https://a.b:8443/base/v1//", "a.b:8443", "/base/v1/x//y;z/%2F"),
            ("http://[::1]:8080/p%2Fq", "[::1]:8080", "/p%2Fq/x//y;z/%2F"),
        ]
    )
    func target(server: String, authority: String, path: String) async throws {
        let transport = RecordingTransport()
        let client = APIClient(server: try #require(URL(string: server)), credential: nil, transport: transport)
        var request = APIRequest("get", .get, "/x//y;z/%2F")
        request.expect(204)
        _ = try await client.send(request)
        #expect(transport.requests.map(\.authority) == [authority])
        #expect(transport.requests.map(\.path) == [path])
        #expect(transport.requests.map(\.scheme) == [server.hasPrefix("https") ? "https" : "http"])
    }

    @Test("a server that is none is reported with the other violations")
    func invalidServer() async throws {
        let transport = RecordingTransport()
        let client = APIClient(server: try #require(URL(string: "mailto:x")), credential: nil, transport: transport)
        await #expect(throws: APIError.self) { try await client.send(APIRequest("get", .get, "/\("", name: "id")")) }
        #expect(transport.requests == [])
    }

    @Test("arrays in the query are exploded, or separated by commas, or left out")
    func query() async throws {
        let transport = RecordingTransport()
        let client = APIClient(server: try #require(URL(string: "http://a.b")), credential: nil, transport: transport)
        var request = APIRequest("get", .get, "/x")
        request.query("a", ["1", "2"])
        request.query("b", ["x,y", "z"], explode: false)
        request.query("c", [String]())
        request.query("d", "")
        request.query("e&=", "+ ")
        request.header("X-List", [1, 2])
        request.expect(204)
        _ = try await client.send(request)
        #expect(transport.requests.first?.path == "/x?a=1&a=2&b=x%2Cy,z&d=&e%26%3D=%2B%20")
        #expect(HTTPField.Name("x-list").flatMap { transport.requests.first?.headerFields[$0] } == "1,2")
    }

    @Test("the types of all successes are accepted, in the order given")
    func accept() async throws {
        let transport = RecordingTransport()
        let client = APIClient(server: try #require(URL(string: "http://a.b")), credential: nil, transport: transport)
        var request = APIRequest("get", .get, "/x")
        request.expect(200, "application/json")
        request.expect(201, "image/png")
        request.expect(202, "application/json")
        request.expect(204)
        _ = try await client.send(request)
        #expect(transport.requests.first?.headerFields[.accept] == "application/json, image/png")
    }
}
