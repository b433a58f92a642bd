import APIRuntime
import AsyncHTTPTransport
import Foundation
import HTTPTypes
import LoopbackSupport
import Testing

extension TransportSuite {
    @Suite struct ObserverTests {
        private func observer(_ log: Log<CallEvent>) -> CallObserver {
            CallObserver { event in
                expectNoSecret(in: event)
                log.append(event)
            }
        }

        /// The events in words.
        private func names(_ log: Log<CallEvent>) -> [String] {
            log.values.map { event in
                switch event.kind {
                case .request(let request): "\(request.method) \(request.bodyLength ?? -1)"
                case .response(let head): "response \(head.status)"
                case .retry(let retry): "retry: \(retry.reason)"
                case .redirect(let location): "redirect: \(location)"
                case .completed(let bytes): "completed \(bytes)"
                case .failed(let error): "failed: \(error)"
                case .abandoned: "abandoned"
                }
            }
        }

        @Test("an observer sees a call from request to end, without secrets", arguments: TransportKind.allCases)
        func call(_ transport: TransportKind) async throws {
            let log = Log<CallEvent>()
            let headers = "Set-Cookie: session=1\r\nX-Echo: Bearer \(PictureAPI.secret)\r\n"
            let server = try RawServer(answer: Answer.json(#"{"name":"fox"}"#, headers: headers))
            let apiKey = try #require(HTTPField.Name("api-key"))
            var request = APIRequest("get", .get, "/v1/pictures")
            request.query("access_token", "also-secret")
            request.query("q", "fox \(PictureAPI.secret)")
            request.expect(200, "application/json")
            let options = CallOptions(headers: [apiKey: "key-0123456789"])
            let api = PictureAPI(server.url, transport, options: options, middleware: [observer(log)])
            _ = try await api.client.send(request)
            #expect(server.requests.first?.values("api-key") == ["key-0123456789"])
            #expect(names(log) == ["GET 0", "response 200", "completed 14"])
            #expect(log.values.allSatisfy { $0.operationID == "get" && $0.callID == log.values[0].callID && $0.elapsed > .zero })
            guard case .request(let sent) = log.values[0].kind, case .response(let head) = log.values[1].kind else { return }
            #expect(sent.url == "\(server.url)/v1/pictures?access_token=<redacted>&q=fox%20<redacted>")
            #expect(sent.headers[.authorization] == "<redacted>")
            #expect(sent.headers[apiKey] == "<redacted>")
            #expect(sent.headers[.accept] == "application/json")
            #expect(head["set-cookie"] == "<redacted>")
            #expect(head["x-echo"] == "Bearer <redacted>")
        }

        @Test("who asks is told the head of a success, and of nothing else", arguments: TransportKind.allCases)
        func heads(_ transport: TransportKind) async throws {
            let heads = Log<ResponseHead>()
            let fox = Answer.json(#"{"name":"fox"}"#, headers: "x-request-id: r-1\r\n")
            let no = Answer.json(#"{"error":{"message":"no"}}"#, status: "503 Busy", headers: "x-request-id: r-0\r\n")
            let server = try RawServer(answers: [no, fox, fox, no, "\(Answer.streamHead)\(Answer.lastChunk)"])
            let options = CallOptions(responseObserver: ResponseObserver { heads.append($0) })
            let api = PictureAPI(server.url, transport, options: options)
            let retrying = CallOptions(retries: RetryPolicy(firstWait: .milliseconds(1)))
            #expect(try await api.get("/", options: retrying) == Picture(name: "fox"))
            #expect(heads.values.map(\.description) == ["status 200, request id r-1"])
            let own = Log<ResponseHead>()
            let other = CallOptions(responseObserver: ResponseObserver { own.append($0) })
            _ = try await api.get("/", options: other)
            #expect((heads.values.count, own.values.map(\.status)) == (1, [200]))
            #expect(await failure { () throws(APIError) in try await api.get("/") }?.requestID == "r-0")
            #expect(heads.values.count == 1)
            _ = await collect(api.stream())
            #expect(heads.values.map(\.requestID) == ["r-1", "r-7"])
        }

        @Test("an observer sees a failure", arguments: TransportKind.allCases)
        func failed(_ transport: TransportKind) async throws {
            let log = Log<CallEvent>()
            let server = try RawServer(answer: Answer.json(#"{"error":{"message":"no"}}"#, status: "404 Not Found"))
            let api = PictureAPI(server.url, transport, middleware: [observer(log)])
            _ = await failure { () async throws(APIError) in try await api.get("/x") }
            _ = await failure { () async throws(APIError) in try await api.get("/\("", name: "id")") }
            #expect(
                names(log) == [
                    "GET 0", "response 404", "failed: the server answered status 404: no",
                    "failed: invalid request: 1 rule is broken: /id: must not be empty in a path",
                ]
            )
            #expect(Set(log.values.map(\.callID)).count == 2)
        }

        @Test("an observer sees a stream that is read, and one that is left", arguments: TransportKind.allCases)
        func streams(_ transport: TransportKind) async throws {
            let log = Log<CallEvent>()
            let text = "event: partial\ndata: {\"name\":\"fox\"}\n\nevent: completed\ndata: {\"name\":\"fox\"}\n\n"
            let server = try RawServer(answer: Answer.streamHead + Answer.chunk(text) + Answer.lastChunk)
            let api = PictureAPI(server.url, transport, middleware: [observer(log)])
            #expect(await collect(api.stream()).1 == nil)
            for try await _ in api.stream() { break }
            #expect(names(log) == ["POST 18", "response 200", "completed \(text.utf8.count)", "POST 18", "response 200", "abandoned"])
        }

        @Test("an observer sees that an answer was not what it should be", arguments: TransportKind.allCases)
        func undecodable(_ transport: TransportKind) async throws {
            let log = Log<CallEvent>()
            let html = "<h1>hello</h1>"
            let server = try RawServer(answers: [
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: \(html.utf8.count)\r\n\r\n\(html)",
                Answer.json(#"{"name":"fox","size":0}"#), Answer.json(#"{"name":"fox"}"#),
            ])
            let api = PictureAPI(server.url, transport, middleware: [observer(log)])
            var request = APIRequest("get", .get, "/x")
            request.expect(200, "application/json")
            let options = CallOptions(validatesResponse: true)
            for _ in 0..<2 {
                _ = await failure { () async throws(APIError) -> Picture in try await api.client.json(request, options) }
            }
            let picture: Picture = try await api.client.json(request, options)
            #expect(picture == Picture(name: "fox"))
            #expect(
                names(log).filter { $0 != "GET 0" && $0 != "response 200" } == [
                    "failed: undecodable: the answer is not JSON; status 200, text/html: \"<h1>hello</h1>\"",
                    "failed: invalid response (status 200): 1 rule is broken: /size: must be at least 1, is 0", "completed 14",
                ])
        }

        @Test("requests are numbered through, also where a token is renewed", arguments: TransportKind.allCases)
        func numbers(_ transport: TransportKind) async throws {
            let log = Log<CallEvent>()
            let server = try RawServer(answers: [Answer.json("{}", status: "401 Unauthorized"), Answer.json(#"{"name":"fox"}"#)])
            let credential = Credential.bearer { _ in PictureAPI.secret }
            _ = try await PictureAPI(server.url, transport, credential: credential, middleware: [observer(log)]).get("/x")
            #expect(log.values.map(\.attempt) == [0, 0, 1, 1, 1])
        }

        @Test("a rule that is broken quotes no secret", arguments: TransportKind.allCases)
        func violations(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json("{\"name\":\"\(PictureAPI.secret)\"}"))
            let api = PictureAPI(server.url, transport, options: CallOptions(validatesResponse: true))
            var request = APIRequest("get", .get, "/x")
            request.expect(200, "application/json")
            let rules: @Sendable (inout Validator, Picture) -> Void = { check, picture in
                check.string("name", picture.name, maxLength: 3)
                check.constant("name", picture.name, "fox")
            }
            let answer = await failure { () async throws(APIError) -> Picture in try await api.client.json(request, rules: rules) }
            #expect(
                answer?.description
                    == "invalid response (status 200): 2 rules are broken: /name: must have at most 3 characters, has 25; "
                    + #"/name: must be "fox", is "<redacted>""#)
            request.header("api-key", PictureAPI.secret)
            request.validate { check in check.constant("api-key", PictureAPI.secret, "k") }
            let sent = request
            let refused = await failure { () async throws(APIError) in try await api.client.send(sent) }
            #expect(refused?.description == #"invalid request: 1 rule is broken: /api-key: must be "k", is "<redacted>""#)
            #expect(server.requests.count == 1)
        }

        @Test("no secret shows in what is read", arguments: TransportKind.allCases)
        func readers(_ transport: TransportKind) async throws {
            let text = "event: partial\ndata: {\"name\":\"fox\"}\n\n"
            let server = try RawServer(answer: Answer.streamHead + Answer.chunk(text) + Answer.lastChunk)
            let apiKey = try #require(HTTPField.Name("api-key"))
            let api = PictureAPI(server.url, transport, options: CallOptions(headers: [apiKey: PictureAPI.secret]))
            let stream = api.stream()
            expectNoSecret(in: stream)
            var events = stream.makeAsyncIterator()
            #expect(try await events.next() != nil)
            expectNoSecret(in: events)
            var request = APIRequest("get", .get, "/x")
            request.expect(200)
            let items: JSONStream<Picture> = api.client.items(request, as: .lines)
            expectNoSecret(in: items)
            expectNoSecret(in: items.makeAsyncIterator())
            let bytes = try await api.client.bytes(request)
            expectNoSecret(in: bytes)
            var pieces = bytes.makeAsyncIterator()
            #expect(try await pieces.next() != nil)
            expectNoSecret(in: pieces)
        }

        @Test("no secret shows in a client, its options or a request")
        func descriptions() throws {
            let apiKey = try #require(HTTPField.Name("x-bf-vk"))
            let options = CallOptions(idleTimeout: .seconds(1), headers: [apiKey: PictureAPI.secret])
            let url = try #require(URL(string: "http://127.0.0.1:1"))
            expectNoSecret(in: PictureAPI(url, .asyncHTTP, options: options))
            expectNoSecret(in: PictureAPI(url, .urlSession, options: options).client)
            expectNoSecret(in: options)
            #expect(options.description == #"CallOptions(idleTimeout: 1.0 seconds, headers: ["x-bf-vk: <redacted>"])"#)
            expectNoSecret(in: Credential.bearer(PictureAPI.secret))
            #expect("\(Credential.bearer("x"))" == "<redacted>")
            var request = APIRequest("get", .get, "/")
            request.header("x-bf-vk", PictureAPI.secret)
            request.query("token", PictureAPI.secret)
            expectNoSecret(in: request)
            #expect(request.description == "get: GET /")
            let withPassword = try #require(URL(string: "http://user:\(PictureAPI.secret)@127.0.0.1:1"))
            expectNoSecret(in: PictureAPI(withPassword, .asyncHTTP).client)
            let proxies = ProxySettings(environment: ["http_proxy": "http://user:\(PictureAPI.secret)@proxy:3128"])
            expectNoSecret(in: proxies)
            expectNoSecret(in: AsyncHTTPTransport(proxies: proxies))
            #expect(proxies.description == "ProxySettings(http: http://proxy:3128, https: none)")
        }
    }
}
