import APIRuntime
import Foundation
import HTTPTypes
import LoopbackSupport
import Testing

extension TransportSuite {
    @Suite struct CallTests {
        /// Foundation has one value for each name.
        @Test("a field that an answer has twice is two, where the transport can tell them apart", arguments: TransportKind.allCases)
        func repeatedFields(_ transport: TransportKind) async throws {
            let fields = "Link: </a>; rel=\"next\"\r\nX-One: 1\r\nLink: </b,c>\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2, 3\r\n"
            let server = try RawServer(answer: Answer.json("{}", headers: fields))
            var request = APIRequest("get", .get, "/")
            request.expect(200)
            let head = try await PictureAPI(server.url, transport).client.send(request).head
            let link = try #require(HTTPField.Name("link"))
            switch transport {
            case .asyncHTTP:
                #expect(head.headers[values: link] == ["</a>; rel=\"next\"", "</b,c>"])
                #expect(head.headers[values: .setCookie] == ["a=1", "b=2, 3"])
            case .urlSession:
                #expect(head.headers[values: link] == ["</a>; rel=\"next\", </b,c>"])
                #expect(head.headers[values: .setCookie] == ["a=1, b=2, 3"])
            }
            #expect(head["link"] == "</a>; rel=\"next\", </b,c>")
        }

        @Test("a JSON call sends exactly what it was given, and reads the answer", arguments: TransportKind.allCases)
        func json(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json(#"{"name":"fox","size":3}"#))
            let picture = try await PictureAPI(server.url, transport).draw(PictureRequest(prompt: "a \"fox\"", n: 2))
            #expect(picture == Picture(name: "fox", size: 3))
            let request = try #require(server.requests.first)
            #expect(request.line == "POST /v1/pictures HTTP/1.1")
            #expect(request.text == #"{"prompt":"a \"fox\"","n":2}"#)
            #expect(request.values("host") == ["127.0.0.1:\(server.port)"])
            #expect(request.values("content-type") == ["application/json"])
            #expect(request.values("content-length") == ["28"])
            #expect(request.values("accept") == ["application/json"])
            #expect(request.values("authorization") == ["Bearer \(PictureAPI.secret)"])
        }

        @Test("path, query and header parameters arrive as they were meant", arguments: TransportKind.allCases)
        func parameters(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json(#"{"name":"fox"}"#))
            var request = APIRequest("get", .get, "/a//b;v=1/%2F/\("../x/?#%2F é;", name: "id")/c")
            request.query("q", "a b+c&d=e/é%")
            request.query("tag[]", ["x", "y,z"])
            request.query("ids", [1, 2], explode: false)
            request.query("none", nil as String?)
            request.header("X-Trace", "a, b")
            request.isAnonymous = true
            request.expect(200, "application/json")
            let api = PictureAPI(server.url.appending(path: "prefix/"), transport)
            _ = try await api.client.send(request)
            let sent = try #require(server.requests.first)
            #expect(
                sent.line
                    == "GET /prefix/a//b;v=1/%2F/..%2Fx%2F%3F%23%252F%20%C3%A9%3B/c"
                    + "?q=a%20b%2Bc%26d%3De%2F%C3%A9%25&tag%5B%5D=x&tag%5B%5D=y%2Cz&ids=1,2 HTTP/1.1"
            )
            #expect(sent.values("x-trace") == ["a, b"])
            #expect(sent.values("authorization") == [])
            #expect(sent.body == [])
        }

        @Test("all that is wrong with a request is reported at once, and nothing is sent", arguments: TransportKind.allCases)
        func invalidRequest(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json("{}"))
            let api = PictureAPI(server.url, transport, credential: .bearer(PictureAPI.secret + "\r\nX-Evil: 1"))
            var request = APIRequest("draw", .post, "/x/\("..", name: "id")/\("", name: "sub/id")")
            request.header("X-Trace", "a\r\nX-Evil: 1")
            request.query("at", Double.nan)
            request.body(json: PictureRequest(prompt: "", n: 11))
            request.expect(200, "application/json")
            let error = await failure { () async throws(APIError) in try await api.client.send(request) }
            guard case .invalidRequest(let validation) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(
                validation.violations.map(\.description) == [
                    "/prompt: must have at least 1 character, has 0",
                    "/n: must be at most 10, is 11",
                    "/id: must not make the path segment \"..\"",
                    "/sub~1id: must not be empty in a path",
                    "/X-Trace: must not contain control characters",
                    "/at: has no text form",
                    "/authorization: must not contain control characters",
                ]
            )
            #expect(server.connections == 0)
        }

        @Test("validation of models can be switched off, what keeps a request whole cannot", arguments: TransportKind.allCases)
        func withoutValidation(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json(#"{"name":"fox"}"#))
            let api = PictureAPI(server.url, transport, options: CallOptions(validatesRequest: false))
            _ = try await api.draw(PictureRequest(prompt: "", n: 11))
            #expect(server.requests.map(\.text) == [#"{"prompt":"","n":11}"#])
            let error = await failure { () async throws(APIError) in try await api.get("/x/\(".", name: "id")") }
            #expect(error?.description == #"invalid request: 1 rule is broken: /id: must not make the path segment ".""#)
            #expect(server.requests.count == 1)
        }

        @Test("an answer that breaks rules is an error where that is asked for", arguments: TransportKind.allCases)
        func invalidResponse(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json(#"{"name":"fox","size":0}"#, headers: "Request-Id: r-1\r\n"))
            let api = PictureAPI(server.url, transport)
            #expect(try await api.draw(PictureRequest(prompt: "a")).size == 0)
            let error = await failure { () async throws(APIError) in
                try await api.draw(PictureRequest(prompt: "a"), options: CallOptions(validatesResponse: true))
            }
            #expect(
                error?.description
                    == "invalid response (status 200, request id r-1): 1 rule is broken: /size: must be at least 1, is 0"
            )
        }

        @Test("options add header fields; a call's replace the client's", arguments: TransportKind.allCases)
        func headers(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json(#"{"name":"fox"}"#))
            let one = try #require(HTTPField.Name("X-One"))
            let two = try #require(HTTPField.Name("X-Two"))
            let api = PictureAPI(server.url, transport, options: CallOptions(headers: [one: "client", two: "client"]))
            _ = try await api.get("/", options: CallOptions(headers: [two: "call", .accept: "application/json;v=2"]))
            let request = try #require(server.requests.first)
            #expect(request.line == "GET / HTTP/1.1")
            #expect(request.values("x-one") == ["client"])
            #expect(request.values("x-two") == ["call"])
            #expect(request.values("accept") == ["application/json;v=2"])
        }

        @Test("a POST without a body says so", arguments: TransportKind.allCases)
        func emptyPost(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: "HTTP/1.1 204 No Content\r\n\r\n")
            var request = APIRequest("touch", .post, "/touch")
            request.expect(204)
            let answer = try await PictureAPI(server.url, transport).client.send(request)
            #expect(answer.status == 204)
            #expect(answer.data().isEmpty)
            #expect(server.requests.first?.values("content-length") == ["0"])
        }
    }
}
