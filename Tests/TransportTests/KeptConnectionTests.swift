import APIRuntime
import Foundation
import LoopbackSupport
import Testing

extension TransportSuite {
    /// Servers that close a kept connection when the next request comes on it.
    @Suite struct KeptConnectionTests {
        /// A server that answers GET, and closes the connection of any other request.
        private func server() throws -> RawServer {
            try RawServer { connection in
                while let request = connection.readRequest(), request.line.hasPrefix("GET") {
                    connection.send(Answer.json(#"{"name":"fox"}"#))
                }
            }
        }

        private func expectBroken(_ error: APIError?, sourceLocation: SourceLocation = #_sourceLocation) {
            guard case .connection(let failure) = error else {
                Issue.record("\(String(describing: error))", sourceLocation: sourceLocation)
                return
            }
            #expect(failure.mayHaveBeenSent, sourceLocation: sourceLocation)
            #expect(failure.head == nil, sourceLocation: sourceLocation)
        }

        @Test("a POST is sent once, whole, and the call knows that it may have been", arguments: TransportKind.allCases, [10, 4 << 20])
        func post(_ transport: TransportKind, _ size: Int) async throws {
            let server = try server()
            let api = PictureAPI(server.url, transport, options: CallOptions(responseHeadTimeout: .seconds(20)))
            for _ in 0..<5 {
                _ = try await api.get("/")
                let body = PictureRequest(prompt: String(repeating: "a", count: size))
                expectBroken(await failure { () async throws(APIError) in try await api.draw(body) })
            }
            let posts = server.requests.filter { $0.line.hasPrefix("POST") }
            #expect(posts.map(\.body.count) == Array(repeating: size + #"{"prompt":""}"#.utf8.count, count: 5))
        }

        @Test("so is one without a body", arguments: TransportKind.allCases)
        func emptyPost(_ transport: TransportKind) async throws {
            let server = try server()
            let api = PictureAPI(server.url, transport, options: CallOptions(responseHeadTimeout: .seconds(20)))
            var request = APIRequest("start", .post, "/")
            request.expect(200)
            for _ in 0..<5 {
                _ = try await api.get("/")
                expectBroken(await failure { [request] () async throws(APIError) in try await api.client.send(request) })
            }
            #expect(server.requests.count { $0.line.hasPrefix("POST") } == 5)
        }

        @Test("what may be sent twice is, where the call's retries say so", arguments: TransportKind.allCases)
        func put(_ transport: TransportKind) async throws {
            let isClosed = Flag()
            let server = try RawServer { connection in
                while let request = connection.readRequest() {
                    if request.line.hasPrefix("PUT"), isClosed.now == nil {
                        isClosed.set(true)
                        return
                    }
                    connection.send(Answer.json(#"{"name":"fox"}"#))
                }
            }
            let options = CallOptions(retries: RetryPolicy(firstWait: .milliseconds(1)))
            let api = PictureAPI(server.url, transport, options: options)
            var request = APIRequest("replace", .put, "/")
            request.body(json: PictureRequest(prompt: "a fox"))
            request.expect(200)
            _ = try await api.get("/")
            _ = try await api.client.send(request)
            #expect(server.requests.filter { $0.line.hasPrefix("PUT") }.map(\.text) == [#"{"prompt":"a fox"}"#, #"{"prompt":"a fox"}"#])
        }
    }
}
