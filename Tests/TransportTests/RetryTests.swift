import APIRuntime
import Foundation
import HTTPTypes
import LoopbackSupport
import Testing

extension TransportSuite {
    @Suite struct RetryTests {
        private static let quick = CallOptions(retries: RetryPolicy(firstWait: .milliseconds(1)))
        private static let fox = Answer.json(#"{"name":"fox"}"#)

        private static func status(_ status: String, _ headers: String = "") -> String {
            Answer.json(#"{"error":{"message":"no"}}"#, status: status, headers: headers)
        }

        /// How a method is answered first, and whether it is sent again.
        struct Case: Sendable, CustomTestStringConvertible {
            let method: APIRequest.Method
            let answer: String
            let isSentAgain: Bool
            var testDescription: String { "\(method.rawValue) \(answer.prefix(70))" }
        }

        static let cases: [Case] = [
            Case(method: .get, answer: status("408 Late"), isSentAgain: true),
            Case(method: .get, answer: status("409 Conflict"), isSentAgain: true),
            Case(method: .put, answer: status("500 Oops"), isSentAgain: true),
            Case(method: .delete, answer: status("503 Busy"), isSentAgain: true),
            Case(method: .get, answer: status("400 Bad"), isSentAgain: false),
            Case(method: .get, answer: status("404 None"), isSentAgain: false),
            Case(method: .get, answer: status("500 Oops", "x-should-retry: false\r\n"), isSentAgain: false),
            Case(method: .get, answer: status("400 Bad", "X-Should-Retry: true\r\n"), isSentAgain: true),
            Case(method: .get, answer: "", isSentAgain: true),
            Case(method: .post, answer: status("408 Late"), isSentAgain: false),
            Case(method: .post, answer: status("409 Conflict"), isSentAgain: false),
            Case(method: .post, answer: status("429 Slow", "Retry-After: 0\r\n"), isSentAgain: true),
            Case(method: .post, answer: status("429 Slow"), isSentAgain: true),
            Case(method: .post, answer: status("429 Slow", "x-should-retry: false\r\n"), isSentAgain: false),
            Case(method: .post, answer: status("500 Oops"), isSentAgain: false),
            Case(method: .post, answer: status("503 Busy"), isSentAgain: false),
            Case(method: .post, answer: status("503 Busy", "Retry-After: nan\r\n"), isSentAgain: false),
            Case(method: .post, answer: status("503 Busy", "Retry-After: 0\r\n"), isSentAgain: true),
            Case(method: .post, answer: status("503 Busy", "retry-after-ms: 1.5\r\n"), isSentAgain: true),
            Case(method: .post, answer: status("429 Slow", "Retry-After: 1000000000\r\n"), isSentAgain: false),
            Case(method: .post, answer: status("500 Oops", "x-should-retry: true\r\n"), isSentAgain: true),
            Case(method: .post, answer: "", isSentAgain: false),
            Case(method: .patch, answer: status("500 Oops"), isSentAgain: false),
        ]

        @Test("a request is sent again where that does no harm", arguments: TransportKind.allCases, cases)
        func sentAgain(_ transport: TransportKind, _ one: Case) async throws {
            let server = try RawServer(answers: [one.answer, Self.fox])
            var request = APIRequest("call", one.method, "/")
            if one.method != .get { request.body(text: "the body") }
            request.expect(200)
            let api = PictureAPI(server.url, transport, options: Self.quick)
            if one.isSentAgain {
                #expect(try await api.client.send(request).status == 200)
                #expect(server.requests.count == 2)
                #expect(Set(server.requests.map(\.text)).count == 1)
            } else {
                _ = await failure { () async throws(APIError) in try await api.client.send(request) }
                #expect(server.requests.count == 1)
            }
        }

        @Test("after two retries a call fails with the last answer", arguments: TransportKind.allCases)
        func limit(_ transport: TransportKind) async throws {
            let server = try RawServer(answers: [Self.status("500 One"), Self.status("501 Two"), Self.status("502 Three"), Self.fox])
            let log = Log<CallEvent>()
            let observer = CallObserver { log.append($0) }
            let api = PictureAPI(server.url, transport, options: Self.quick, middleware: [observer])
            let error = await failure { () async throws(APIError) in try await api.get("/") }
            #expect(error?.description == "the server answered status 502: no")
            #expect(server.requests.count == 3)
            let retries = log.values.compactMap { event in if case .retry(let retry) = event.kind { retry } else { nil } }
            #expect(retries.map(\.reason) == ["the server answered status 500", "the server answered status 501"])
            #expect(retries.allSatisfy { $0.wait <= .milliseconds(2) })
            #expect(log.values.map(\.attempt) == [0, 0, 0, 1, 1, 1, 2, 2, 2])
        }

        @Test("a short answer's connection serves the next attempt", arguments: TransportKind.allCases)
        func connection(_ transport: TransportKind) async throws {
            let server = try RawServer(answers: [Self.status("500 Oops"), Self.fox])
            var options = Self.quick
            options.retries?.firstWait = .milliseconds(50)
            _ = try await PictureAPI(server.url, transport, options: options).get("/")
            #expect(server.requests.count == 2)
            #expect(server.connections == 1)
        }

        @Test("a connection that was never made is tried again, for a POST too", arguments: TransportKind.allCases)
        func refused(_ transport: TransportKind) async throws {
            let (descriptor, port) = try RawServer.listen(backlog: nil)
            defer { RawServer.close(descriptor) }
            let url = try #require(URL(string: "http://127.0.0.1:\(port)"))
            let log = Log<CallEvent>()
            let api = PictureAPI(url, transport, options: Self.quick, middleware: [CallObserver { log.append($0) }])
            _ = await failure { () async throws(APIError) in try await api.draw(PictureRequest(prompt: "a")) }
            #expect(log.values.count { if case .retry = $0.kind { true } else { false } } == 2)
        }

        @Test("a timeout is tried again where the method allows it", arguments: TransportKind.allCases)
        func timeout(_ transport: TransportKind) async throws {
            let server = try RawServer { connection in
                _ = connection.readRequest()
                _ = connection.waitForClose()
            }
            var options = Self.quick
            options.responseHeadTimeout = .milliseconds(300)
            let api = PictureAPI(server.url, transport, options: options)
            _ = await failure { () async throws(APIError) in try await api.draw(PictureRequest(prompt: "a")) }
            #expect(server.requests.count == 1)
            let error = await failure { () async throws(APIError) in try await api.get("/") }
            #expect(error?.description == "timeout: no response within 0.3 s")
            #expect(server.requests.count == 4)
        }

        @Test("who says so has a POST sent again, with the same key each time", arguments: TransportKind.allCases)
        func idempotencyKey(_ transport: TransportKind) async throws {
            let server = try RawServer(answers: [Self.status("500 Oops", "Connection: close\r\n"), "", Self.fox])
            var options = Self.quick
            options.retries?.repeatsUnsafeRequests = true
            let api = PictureAPI(server.url, transport, options: options)
            _ = try await api.draw(PictureRequest(prompt: "a"), options: CallOptions(idempotencyKey: "picture-7"))
            #expect(server.requests.map { $0.values("idempotency-key") } == [["picture-7"], ["picture-7"], ["picture-7"]])
            let named = CallOptions(idempotencyKey: "picture-8", idempotencyHeader: "X-Once")
            _ = try await api.draw(PictureRequest(prompt: "a"), options: named)
            #expect(server.requests.last?.values("x-once") == ["picture-8"])
            let bad = CallOptions(idempotencyKey: "a\r\nb", idempotencyHeader: "X-Once")
            let error = await failure { () async throws(APIError) in try await api.draw(PictureRequest(prompt: "a"), options: bad) }
            #expect(
                error?.description == "invalid request: 1 rule is broken: /X-Once: must have a value without control characters"
            )
        }

        @Test("the opening of a stream is tried again, and nothing after its first event", arguments: TransportKind.allCases)
        func stream(_ transport: TransportKind) async throws {
            let event = Answer.chunk("event: partial\ndata: {\"name\":\"fox\"}\n\n")
            let server = try RawServer { connection in
                while connection.readRequest() != nil {
                    guard connection.isFirst else {
                        connection.send(Answer.streamHead + event)
                        return
                    }
                    connection.send(Self.status("429 Slow", "Connection: close\r\n"))
                    return
                }
            }
            let (events, error) = await collect(PictureAPI(server.url, transport, options: Self.quick).stream())
            #expect(events == [.partial(Picture(name: "fox"))])
            guard case .streamCut(let cut) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(cut.events == 1)
            #expect(server.requests.count == 2)
        }

        @Test("a file is read anew for each attempt", arguments: TransportKind.allCases)
        func form(_ transport: TransportKind) async throws {
            let server = try RawServer(answers: [Self.status("429 Slow"), Self.fox])
            let folder = try TemporaryFolder()
            let file = try folder.write(Data((0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0 / 7) }), to: "large.bin")
            var request = APIRequest("vary", .post, "/")
            request.body(multipart: FileForm(file: .file(at: file)))
            request.expect(200)
            _ = try await PictureAPI(server.url, transport, options: Self.quick).client.send(request)
            #expect(server.requests.count == 2)
            #expect(server.requests[0].body.count > 3 << 20)
            #expect(server.requests[0].body == server.requests[1].body)
        }

        @Test("cancelling while a call waits for its retry ends it at once", arguments: TransportKind.allCases)
        func cancelled(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Self.status("429 Slow", "Retry-After: 50\r\n"))
            let isWaiting = Flag()
            let observer = CallObserver { if case .retry = $0.kind { isWaiting.set(true) } }
            let api = PictureAPI(server.url, transport, options: Self.quick, middleware: [observer])
            let call = Task { await failure { () async throws(APIError) in try await api.get("/") } }
            #expect(await isWaiting.value == true)
            call.cancel()
            #expect(await call.value?.description == "cancelled")
            #expect(server.requests.count == 1)
        }

        @Test("a wait that the total timeout would end is not begun", arguments: TransportKind.allCases)
        func total(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Self.status("429 Slow", "Retry-After: 5\r\n"))
            var options = Self.quick
            options.totalTimeout = .seconds(4)
            let error = await failure { () async throws(APIError) in try await PictureAPI(server.url, transport, options: options).get("/")
            }
            #expect(error?.description == "the server answered status 429: no")
            #expect(server.requests.count == 1)
        }

        @Test("a token that is renewed half-way gives a call no more retries", arguments: TransportKind.allCases)
        func renewedToken(_ transport: TransportKind) async throws {
            let busy = Answer.json("{}", status: "429 Busy")
            let server = try RawServer(answers: [busy, Answer.json("{}", status: "401 No"), busy, busy, Answer.json(#"{"name":"fox"}"#)])
            let options = CallOptions(retries: RetryPolicy(limit: 2, firstWait: .milliseconds(1)))
            let api = PictureAPI(server.url, transport, credential: .bearer { _ in "t-\(UUID().uuidString)" }, options: options)
            let error = await failure { () async throws(APIError) in try await api.get("/") }
            #expect(error?.response?.status == 429)
            // One retry before the renewal, one behind it.
            #expect(server.requests.count == 4)
        }

        @Test("the total timeout includes the attempts before", arguments: TransportKind.allCases)
        func totalOfAttempts(_ transport: TransportKind) async throws {
            let server = try RawServer { connection in
                while connection.readRequest() != nil {
                    connection.pause(milliseconds: 150)
                    connection.send(Self.status("500 Oops"))
                }
            }
            var options = Self.quick
            options.retries?.limit = 1000
            options.totalTimeout = .milliseconds(400)
            let error = await failure { () async throws(APIError) in try await PictureAPI(server.url, transport, options: options).get("/")
            }
            #expect(error?.description == "timeout: the call took longer than 0.4 s")
            #expect((1...3).contains(server.requests.count))
        }
    }
}

/// A form of one file.
struct FileForm: FormEncodable {
    let file: FileUpload

    func write(to form: inout FormWriter) { form.file("image", file) }
}
