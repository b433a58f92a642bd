import APIRuntime
import Foundation
import HTTPTypes
import LoopbackSupport
import Testing

extension TransportSuite {
    @Suite struct MiddlewareTests {
        private static let fox = Answer.json(#"{"name":"fox"}"#)

        /// Adds its name to a header field, and writes down what passes.
        private struct Stamp: ClientMiddleware {
            static let header = HTTPField.Name("X-Stamps")!
            let name: String
            let log: Log<String>

            func intercept(
                _ request: HTTPRequest, body: RequestBody, attempt: CallAttempt, next: Next
            ) async throws -> (response: HTTPResponse, body: ByteStream) {
                var request = request
                request.headerFields[Self.header] = (request.headerFields[Self.header].map { $0 + " " } ?? "") + name
                log.append("\(name) \(attempt.operationID) \(attempt.number)")
                let (response, body) = try await next(request, body)
                log.append("\(name) \(response.status.code)")
                return (response, body)
            }
        }

        @Test("middleware surrounds each attempt, the first one outermost", arguments: TransportKind.allCases)
        func order(_ transport: TransportKind) async throws {
            let server = try RawServer(answers: [Answer.json("{}", status: "503 Busy", headers: "retry-after-ms: 1\r\n"), Self.fox])
            let log = Log<String>()
            let options = CallOptions(retries: RetryPolicy())
            let layers = [Stamp(name: "outer", log: log), Stamp(name: "inner", log: log)]
            _ = try await PictureAPI(server.url, transport, options: options, middleware: layers).get("/")
            #expect(server.requests.map { $0.values("x-stamps") } == [["outer inner"], ["outer inner"]])
            #expect(
                log.values == [
                    "outer get 0", "inner get 0", "inner 503", "outer 503", "outer get 1", "inner get 1", "inner 200", "outer 200",
                ]
            )
        }

        /// Answers without a server.
        private struct Stub: ClientMiddleware {
            func intercept(
                _ request: HTTPRequest, body: RequestBody, attempt: CallAttempt, next: Next
            ) async throws -> (response: HTTPResponse, body: ByteStream) {
                (HTTPResponse(status: .ok), ByteStream(Array(#"{"name":"stub"}"#.utf8)))
            }
        }

        @Test("a middleware may answer itself", arguments: TransportKind.allCases)
        func stub(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Self.fox)
            #expect(try await PictureAPI(server.url, transport, middleware: [Stub()]).get("/").name == "stub")
            #expect(server.connections == 0)
        }

        /// Signs in again after a 401, as often as it takes.
        private struct SignIn: ClientMiddleware {
            func intercept(
                _ request: HTTPRequest, body: RequestBody, attempt: CallAttempt, next: Next
            ) async throws -> (response: HTTPResponse, body: ByteStream) {
                let first = try await next(request, body)
                guard first.response.status == .unauthorized else { return first }
                var request = request
                request.headerFields[.authorization] = "Bearer fresh-token-42"
                return try await next(request, body)
            }
        }

        @Test("what a middleware adds as a credential is redacted too", arguments: TransportKind.allCases)
        func addedCredential(_ transport: TransportKind) async throws {
            let body = #"{"error":{"message":"no credit for fresh-token-42"}}"#
            let server = try RawServer(answers: [
                Answer.json("{}", status: "401 Unauthorized"), Answer.json(body, status: "402 Pay", headers: "X-Echo: fresh-token-42\r\n"),
            ])
            let error = await failure { () async throws(APIError) in
                try await PictureAPI(server.url, transport, middleware: [SignIn()]).get("/")
            }
            #expect(server.requests.map { $0.values("authorization") } == [["Bearer \(PictureAPI.secret)"], ["Bearer fresh-token-42"]])
            #expect(error?.description == "the server answered status 402: no credit for <redacted>")
            #expect(error?.response?["x-echo"] == "<redacted>")
        }

        /// Never lets a request pass.
        private struct Wall: ClientMiddleware {
            let waits: Bool
            func intercept(
                _ request: HTTPRequest, body: RequestBody, attempt: CallAttempt, next: Next
            ) async throws -> (response: HTTPResponse, body: ByteStream) {
                if waits { try await Task.sleep(for: .seconds(50)) }
                throw TransportError(.notConnected, reason: "the wall of \(request.headerFields[.authorization] ?? "")")
            }
        }

        @Test("what a middleware throws is the call's error, and its time is the call's", arguments: TransportKind.allCases)
        func errors(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Self.fox)
            let error = await failure { () async throws(APIError) in
                try await PictureAPI(server.url, transport, middleware: [Wall(waits: false)]).get("/")
            }
            #expect(error?.description == "no connection: the wall of Bearer <redacted>")
            let options = CallOptions(responseHeadTimeout: .milliseconds(50))
            let late = await failure { () async throws(APIError) in
                try await PictureAPI(server.url, transport, options: options, middleware: [Wall(waits: true)]).get("/")
            }
            #expect(late?.description == "timeout: no response within 0.05 s")
            #expect(server.connections == 0)
        }

        /// Sends another body than the call's.
        private struct Packing: ClientMiddleware {
            func intercept(
                _ request: HTTPRequest, body: RequestBody, attempt: CallAttempt, next: Next
            ) async throws -> (response: HTTPResponse, body: ByteStream) {
                try await next(request, .bytes([UInt8](repeating: 0x20, count: 4 << 20)))
            }
        }

        @Test("what a middleware makes of a body is what is waited for and shown as progress", arguments: TransportKind.allCases)
        func otherBody(_ transport: TransportKind) async throws {
            let server = try RawServer { connection in
                connection.readRequest()
                #expect(connection.waitForClose())
            }
            let log = Log<UploadProgress>()
            let options = CallOptions(
                responseHeadTimeout: .seconds(3), idleTimeout: .seconds(60), uploadObserver: UploadObserver { log.append($0) })
            let api = PictureAPI(server.url, transport, options: options, middleware: [Packing()])
            let error = await failure { () async throws(APIError) in try await api.draw(PictureRequest(prompt: "a")) }
            #expect(error?.description == "timeout: no response within 3 s")
            #expect(log.values.last?.bytesSent == 4 << 20)
            #expect(log.values.allSatisfy { $0.totalBytes == 4 << 20 })
        }

        /// Reads the whole body before it sends it on, as one that signs it has to.
        private struct Signing: ClientMiddleware {
            func intercept(
                _ request: HTTPRequest, body: RequestBody, attempt: CallAttempt, next: Next
            ) async throws -> (response: HTTPResponse, body: ByteStream) {
                guard case .stream(let stream, _, _) = body else { return try await next(request, body) }
                var bytes: [UInt8] = []
                for try await piece in stream { bytes += piece }
                return try await next(request, .bytes(bytes))
            }
        }

        @Test("while a middleware reads a body that takes its time, nobody waits for an answer", arguments: TransportKind.allCases)
        func slowBody(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Self.fox)
            let (items, continuation) = AsyncStream.makeStream(of: PictureRequest.self)
            let writer = Task {
                for _ in 0..<10 {
                    continuation.yield(PictureRequest(prompt: "a"))
                    try await Task.sleep(for: .milliseconds(400))
                }
                continuation.finish()
            }
            defer { writer.cancel() }
            var request = APIRequest("import", .post, "/")
            request.body(items: JSONItems(items), as: .lines, contentType: "application/jsonl")
            request.expect(200, "application/json")
            let options = CallOptions(responseHeadTimeout: .seconds(2), idleTimeout: .seconds(20))
            let client = PictureAPI(server.url, transport, options: options, middleware: [Signing()]).client
            #expect(try await client.send(request).status == 200)
            #expect(server.requests.first?.text.split(separator: "\n").count == 10)
        }

        /// Sends everything twice, and takes the second answer.
        private struct Twice: ClientMiddleware {
            func intercept(
                _ request: HTTPRequest, body: RequestBody, attempt: CallAttempt, next: Next
            ) async throws -> (response: HTTPResponse, body: ByteStream) {
                _ = try await next(request, body)
                return try await next(request, body)
            }
        }

        @Test("an upload that a middleware gave up says nothing of the next", arguments: TransportKind.allCases)
        func twice(_ transport: TransportKind) async throws {
            let server = try RawServer { connection in
                guard connection.isFirst else {
                    connection.readRequest()
                    return connection.send(Self.fox)
                }
                _ = connection.readHead()
                connection.skip(1 << 20)
                connection.send(Answer.json("{}", status: "401 No", headers: "Connection: close\r\n"))
                connection.pause(milliseconds: 500)
            }
            let log = Log<UploadProgress>()
            var request = APIRequest("upload", .put, "/")
            request.body(upload: .data(Data(count: 32 << 20)))
            request.expect(200)
            let options = CallOptions(uploadObserver: UploadObserver { log.append($0) })
            let client = PictureAPI(server.url, transport, options: options, middleware: [Twice()]).client
            #expect(try await client.send(request).status == 200)
            #expect(log.values.last?.bytesSent == 32 << 20)
            // It starts again once.
            let sent = log.values.map(\.bytesSent)
            #expect(zip(sent, sent.dropFirst()).count { $0 > $1 } <= 1)
        }

        /// Makes more of an answer, without end.
        private struct Swelling: ClientMiddleware {
            func intercept(
                _ request: HTTPRequest, body: RequestBody, attempt: CallAttempt, next: Next
            ) async throws -> (response: HTTPResponse, body: ByteStream) {
                var (response, body) = try await next(request, body)
                response.headerFields[.contentLength] = nil
                let swollen = ByteStream { [body] in
                    var pieces = body.makeAsyncIterator()
                    return { try await pieces.next() ?? [UInt8](repeating: 0x20, count: 1 << 16) }
                }
                return (response, swollen)
            }
        }

        @Test("what a middleware makes of an answer or an event counts towards their limits", arguments: TransportKind.allCases)
        func limits(_ transport: TransportKind) async throws {
            let answer = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 7\r\n\r\ndata: {"
            let server = try RawServer(answers: [Self.fox, answer])
            let options = CallOptions(answerByteLimit: 1 << 20, eventByteLimit: 1 << 20)
            let api = PictureAPI(server.url, transport, options: options, middleware: [Swelling()])
            let error = await failure { () async throws(APIError) in try await api.get("/") }
            #expect(error?.description == "the answer is larger than 1048576 bytes (status 200)")
            let (_, eventError) = await collect(api.stream())
            #expect(eventError?.description == "an event of the stream is larger than 1048576 bytes (status 200)")
        }
    }
}
