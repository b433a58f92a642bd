import APIRuntime
import Foundation
import LoopbackSupport
import Testing

extension TransportSuite {
    @Suite struct FailureTests {
        private func error(_ transport: TransportKind, _ answer: String, options: CallOptions = CallOptions()) async throws -> APIError? {
            let server = try RawServer(answer: answer)
            return await failure { () async throws(APIError) in
                try await PictureAPI(server.url, transport).draw(PictureRequest(prompt: "a"), options: options)
            }
        }

        @Test("a documented failure has its typed body, and quotes no secret", arguments: TransportKind.allCases)
        func documented(_ transport: TransportKind) async throws {
            let body = #"{"error":{"code":"401","message":"wrong key \#(PictureAPI.secret)"}}"#
            let error = try await error(
                transport,
                Answer.json(
                    body, status: "401 Unauthorized", headers: "X-Request-Id: r-9\r\nSet-Cookie: a=b\r\nX-Echo: \(PictureAPI.secret)\r\n")
            )
            guard case .documentedStatus(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(error?.description == "the server answered status 401, request id r-9: wrong key <redacted>")
            #expect(error?.localizedDescription == error?.description)
            #expect(error?.body(as: GatewayFailure.self)?.message == "wrong key <redacted>")
            #expect(error?.body(as: GatewayFailure.self)?.code == "401")
            #expect(error?.response?.requestID == "r-9")
            #expect(failure.head["set-cookie"] == "<redacted>")
            #expect(failure.head["x-echo"] == "<redacted>")
            #expect(failure.bytes == Array(#"{"error":{"code":"401","message":"wrong key <redacted>"}}"#.utf8))
        }

        @Test(
            "a refused credential is an answer, whatever the server would like to have instead",
            arguments: TransportKind.allCases,
            [
                "Basic realm=\"x\"", "Basic", "basic realm=", "Bearer realm=\"x\"", "Digest realm=\"x\", nonce=\"1\"", "Negotiate",
                "realm=", "\u{1F98A}",
            ]
        )
        func challenge(_ transport: TransportKind, _ challenge: String) async throws {
            let body = #"{"error":{"message":"who are you?"}}"#
            let server = try RawServer(answers: [
                Answer.json(body, status: "401 Unauthorized", headers: "WWW-Authenticate: \(challenge)\r\n"),
                Answer.json(#"{"name":"fox"}"#),
            ])
            let api = PictureAPI(server.url, transport, options: CallOptions(idleTimeout: .seconds(5)))
            let error = await failure { () async throws(APIError) in try await api.get("/") }
            #expect(error?.description == "the server answered status 401: who are you?")
            #expect(try await api.get("/").name == "fox")
            #expect(server.requests.count == 2)
        }

        @Test("a server that has no such port is no request", arguments: TransportKind.allCases, [":65536", ":99999", ":x", ":-1"])
        func port(_ transport: TransportKind, _ port: String) async throws {
            guard let url = URL(string: "http://127.0.0.1\(port)") else { return }
            let error = await failure { () async throws(APIError) in try await PictureAPI(url, transport).get("/x") }
            #expect(
                error?.description
                    == "invalid request: 1 rule is broken: /server: must have a host, and no port above 65535")
        }

        @Test("a status that the description does not have gives its bytes", arguments: TransportKind.allCases)
        func undocumented(_ transport: TransportKind) async throws {
            let error = try await error(transport, Answer.json(#"{"message":"no tea"}"#, status: "518 Kettle"))
            guard case .undocumentedStatus(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(failure.head.status == 518)
            #expect(failure.bytes == Array(#"{"message":"no tea"}"#.utf8))
            #expect(error?.description == "the server answered status 518: no tea")
        }

        @Test("a proxy's page under a documented status is not the documented body", arguments: TransportKind.allCases)
        func proxyPage(_ transport: TransportKind) async throws {
            let page = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<h1>nope</h1>"
            let error = try await error(transport, page)
            guard case .undocumentedStatus(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(failure.bytes == Array("<h1>nope</h1>".utf8))
            #expect(error?.description == "the server answered status 404")
        }

        @Test("HTML under 200 is undecodable, and the error says what came", arguments: TransportKind.allCases)
        func htmlUnder200(_ transport: TransportKind) async throws {
            let page = "<html>\n<title>Log in</title>"
            let error = try await error(
                transport, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: \(page.utf8.count)\r\n\r\n\(page)"
            )
            #expect(
                error?.description
                    == "undecodable: the answer is not JSON; status 200, text/html; charset=utf-8: \"<html> <title>Log in</title>\""
            )
        }

        @Test("JSON of another form names the place", arguments: TransportKind.allCases)
        func wrongForm(_ transport: TransportKind) async throws {
            let error = try await error(transport, Answer.json(#"{"name":7}"#))
            guard case .undecodable(let body) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(body.json?.pointer == "/name")
            #expect(body.bytes == Array(#"{"name":7}"#.utf8))
        }

        @Test("a refused connection is known not to have carried the request", arguments: TransportKind.allCases)
        func refused(_ transport: TransportKind) async throws {
            let (descriptor, port) = try RawServer.listen(backlog: nil)
            defer { RawServer.close(descriptor) }
            let url = try #require(URL(string: "http://127.0.0.1:\(port)"))
            let error = await failure { () async throws(APIError) in try await PictureAPI(url, transport).get("/a") }
            guard case .connection(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(!failure.mayHaveBeenSent)
            #expect(failure.head == nil)
        }

        @Test("a connection that ends before the head of the response broke", arguments: TransportKind.allCases)
        func noResponse(_ transport: TransportKind) async throws {
            let server = try RawServer { connection in _ = connection.readRequest() }
            let error = await failure { () async throws(APIError) in
                try await PictureAPI(server.url, transport).draw(PictureRequest(prompt: "a"))
            }
            guard case .connection(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(failure.mayHaveBeenSent)
        }

        @Test("an answer that ends early is a broken connection, with its head", arguments: TransportKind.allCases)
        func shortAnswer(_ transport: TransportKind) async throws {
            for framing in [
                "Content-Length: 100\r\n\r\n{\"name\":\"fox\"}", "Transfer-Encoding: chunked\r\n\r\ne\r\n{\"name\":\"fox\"}\r\n",
            ] {
                let server = try RawServer { connection in
                    _ = connection.readRequest()
                    connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-request-id: r-3\r\n" + framing)
                }
                let error = await failure { () async throws(APIError) in
                    try await PictureAPI(server.url, transport).draw(PictureRequest(prompt: "a"))
                }
                guard case .connection(let failure) = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
                #expect(failure.head?.requestID == "r-3")
            }
        }

        @Test("a Content-Length that is no length is a broken connection or ignored, never a crash", arguments: TransportKind.allCases)
        func invalidLength(_ transport: TransportKind) async throws {
            for length in ["-5", "x", "99999999999999999999"] {
                let server = try RawServer { connection in
                    _ = connection.readRequest()
                    connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(length)\r\n\r\n{}")
                }
                let error = await failure { () async throws(APIError) in
                    try await PictureAPI(server.url, transport).draw(PictureRequest(prompt: "a"))
                }
                switch error {
                case .connection, .limitExceeded: break
                case .undecodable(let body): #expect(body.bytes == Array("{}".utf8))
                default: Issue.record("\(length): \(String(describing: error))")
                }
            }
        }

        @Test("what follows a complete answer is not part of it", arguments: TransportKind.allCases)
        func longAnswer(_ transport: TransportKind) async throws {
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.json(#"{"name":"fox"}"#) + "and more")
            }
            #expect(try await PictureAPI(server.url, transport).draw(PictureRequest(prompt: "a")) == Picture(name: "fox"))
        }

        @Test("a failure is told though its body never ends, with what came of it", arguments: TransportKind.allCases)
        func endlessFailure(_ transport: TransportKind) async throws {
            let isClosed = Flag()
            let drip = { @Sendable (connection: RawConnection) in
                for _ in 0..<600 where connection.send(Array(" ".utf8)) { connection.pause(milliseconds: 100) }
                isClosed.set(connection.waitForClose())
            }
            let server = try RawServer { connection in
                guard let request = connection.readRequest() else { return }
                let isStream = request.values("accept") == ["text/event-stream"]
                connection.send(isStream ? "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" : "HTTP/1.1 503 Busy\r\n\r\n")
                connection.send("try later")
                drip(connection)
            }
            let api = PictureAPI(server.url, transport)
            let start = ContinuousClock.now
            let error = await failure { () async throws(APIError) in try await api.get("/") }
            #expect(error?.description == "the server answered status 503: try later")
            #expect(await isClosed.value == true)
            let (_, streamError) = await collect(api.stream())
            let text = streamError?.description ?? ""
            #expect(text.hasPrefix("undecodable: the answer is no event stream; status 200, text/plain: \"try later"), "\(text)")
            // Five seconds each; the server goes on for a minute.
            #expect(start.duration(to: .now) < .seconds(40))
        }

        @Test("an answer larger than the limit is refused, announced or not", arguments: TransportKind.allCases)
        func answerLimit(_ transport: TransportKind) async throws {
            let body = #"{"name":"\#(String(repeating: "x", count: 1000))"}"#
            let chunked =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n\(Answer.chunk(body))\(Answer.lastChunk)"
            for answer in [Answer.json(body), chunked] {
                let error = try await error(transport, answer, options: CallOptions(answerByteLimit: 1000))
                guard case .limitExceeded(let failure) = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
                #expect(failure.limit == 1000)
                #expect(error?.description == "the answer is larger than 1000 bytes (status 200)")
            }
        }
    }
}
