import APIRuntime
import Foundation
import HTTPTypes
import LoopbackSupport
import Testing

extension TransportSuite {
    @Suite struct CancellationTests {
        @Test("cancelling while the server thinks ends the call and closes the connection", arguments: TransportKind.allCases)
        func beforeHead(_ transport: TransportKind) async throws {
            let received = Flag()
            let closed = Flag()
            let server = try RawServer { connection in
                received.set(connection.readRequest() != nil)
                closed.set(connection.waitForClose())
            }
            let call = Task {
                await failure { () async throws(APIError) in try await PictureAPI(server.url, transport).draw(PictureRequest(prompt: "a")) }
            }
            #expect(await received.value == true)
            call.cancel()
            let error = await call.value
            #expect(error?.description == "cancelled")
            #expect(await closed.value == true)
        }

        @Test("cancelling in the middle of a stream ends it and closes the connection", arguments: TransportKind.allCases)
        func inStream(_ transport: TransportKind) async throws {
            let closed = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.streamHead)
                connection.send(Answer.chunk("event: partial\ndata: {\"name\":\"fox\"}\n\n"))
                closed.set(connection.waitForClose())
            }
            let received = Flag()
            let call = Task { () -> APIError? in
                var iterator = PictureAPI(server.url, transport).stream().makeAsyncIterator()
                received.set(try await iterator.next() != nil)
                return await failure { () async throws(APIError) in try await iterator.next() }
            }
            #expect(await received.value == true)
            call.cancel()
            #expect(try await call.value?.description == "cancelled")
            #expect(await closed.value == true)
        }

        @Test("where the next event is always there already", arguments: TransportKind.allCases)
        func inFastStream(_ transport: TransportKind) async throws {
            let closed = Flag()
            let event = "event: new\ndata: \(String(repeating: "x", count: 10 << 10))\n\n"
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.streamHead)
                let chunk = Array(Answer.chunk(event).utf8)
                // 20 MiB at most; over URLSession what is not read is held.
                for _ in 0..<2000 where connection.send(chunk) {}
                closed.set(connection.waitForClose())
            }
            let call = Task { () -> (Int, (any Error)?) in
                var count = 0
                do {
                    for try await _ in PictureAPI(server.url, transport).stream() {
                        count += 1
                        // Busy, without a look at what is asked of its task: there is always more when it comes back.
                        let end = ContinuousClock.now + .milliseconds(5)
                        while .now < end {}
                        if count == 5 { withUnsafeCurrentTask { $0?.cancel() } }
                    }
                    return (count, nil)
                } catch {
                    return (count, error)
                }
            }
            let (count, error) = await call.value
            #expect(count == 5)
            #expect((error as? APIError)?.description == "cancelled")
            #expect(await closed.value == true)
        }

        @Test("a call in a cancelled task sends nothing", arguments: TransportKind.allCases)
        func alreadyCancelled(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json("{}"))
            let call = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await failure { () async throws(APIError) in try await PictureAPI(server.url, transport).get("/") }
            }
            #expect(await call.value?.description == "cancelled")
            #expect(server.connections == 0)
        }

        /// A place that a call reaches and never leaves by itself.
        private struct Endless: Sendable {
            let reached = Flag()
            let left = Flag()

            func wait() async throws {
                defer { left.set(true) }
                reached.set(true)
                try await Task.sleep(for: .seconds(100))
            }
        }

        /// Cancels a call where it has come to, and expects it to end as cancelled, soon.
        private func expectPromptEnd<Value: Sendable>(
            at reached: Flag, _ call: @escaping @Sendable () async throws(APIError) -> Value,
            sourceLocation: SourceLocation = #_sourceLocation
        ) async {
            let task = Task { await failure(call, sourceLocation: sourceLocation) }
            #expect(await reached.value == true, sourceLocation: sourceLocation)
            let start = ContinuousClock.now
            task.cancel()
            #expect(await task.value?.description == "cancelled", sourceLocation: sourceLocation)
            #expect(start.duration(to: .now) < .seconds(2), sourceLocation: sourceLocation)
        }

        @Test("while the connection is made", arguments: TransportKind.allCases)
        func connecting(_ transport: TransportKind) async throws {
            let server = try FullServer()
            let isSending = Flag()
            let observer = CallObserver { if case .request = $0.kind { isSending.set(true) } }
            let api = PictureAPI(server.url, transport, options: CallOptions(connectTimeout: .seconds(100)), middleware: [observer])
            await expectPromptEnd(at: isSending) { () async throws(APIError) in try await api.get("/") }
            withExtendedLifetime(server) {}
        }

        @Test("while a large file goes out to nobody who reads it", arguments: TransportKind.allCases)
        func upload(_ transport: TransportKind) async throws {
            let server = try FullServer()
            let folder = try TemporaryFolder()
            let file = try folder.write(Data(), to: "large.bin")
            // Sparse: it takes no room, but a copy of it takes its time.
            let handle = try FileHandle(forWritingTo: file)
            try handle.truncate(atOffset: 6 << 30)
            try handle.close()
            var request = APIRequest("vary", .post, "/")
            request.body(multipart: FileForm(file: .file(at: file)))
            request.expect(200)
            let upload = request
            let isSending = Flag()
            let observer = CallObserver { if case .request = $0.kind { isSending.set(true) } }
            let api = PictureAPI(server.url, transport, options: CallOptions(connectTimeout: .seconds(100)), middleware: [observer])
            await expectPromptEnd(at: isSending) { () async throws(APIError) in try await api.client.send(upload) }
            withExtendedLifetime(server) {}
        }

        /// Waits before the request goes on, or before its response does.
        private struct Waiting: ClientMiddleware {
            let place: Endless
            let isAfter: Bool

            func intercept(
                _ request: HTTPRequest, body: RequestBody, attempt: CallAttempt, next: Next
            ) async throws -> (response: HTTPResponse, body: ByteStream) {
                if !isAfter { try await place.wait() }
                let answer = try await next(request, body)
                try await place.wait()
                return answer
            }
        }

        @Test("in a middleware, before the request and after it", arguments: TransportKind.allCases, [false, true])
        func middleware(_ transport: TransportKind, isAfter: Bool) async throws {
            let isClosed = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.head("Content-Length: 100\r\n") + "{")
                isClosed.set(connection.waitForClose())
            }
            let place = Endless()
            let api = PictureAPI(server.url, transport, middleware: [Waiting(place: place, isAfter: isAfter)])
            await expectPromptEnd(at: place.reached) { () async throws(APIError) in try await api.get("/") }
            #expect(await place.left.value == true)
            if isAfter { #expect(await isClosed.value == true) } else { #expect(server.connections == 0) }
        }

        @Test("in a redirect", arguments: TransportKind.allCases)
        func redirect(_ transport: TransportKind) async throws {
            let reached = Flag()
            let isClosed = Flag()
            let target = try RawServer { connection in
                reached.set(connection.readRequest() != nil)
                isClosed.set(connection.waitForClose())
            }
            let server = try RawServer(answer: "HTTP/1.1 307 Elsewhere\r\nLocation: \(target.url)/x\r\nContent-Length: 0\r\n\r\n")
            let api = PictureAPI(server.url, transport, options: CallOptions(redirects: .follow()))
            await expectPromptEnd(at: reached) { () async throws(APIError) in try await api.draw(PictureRequest(prompt: "a")) }
            #expect(await isClosed.value == true)
            #expect(target.requests.count == 1)
        }

        /// Sends a body whose first piece is followed by nothing.
        private struct EndlessBody: ClientMiddleware {
            let place: Endless

            func intercept(
                _ request: HTTPRequest, body: RequestBody, attempt: CallAttempt, next: Next
            ) async throws -> (response: HTTPResponse, body: ByteStream) {
                let stream = ByteStream { [place] in
                    var isFirst = true
                    return {
                        defer { isFirst = false }
                        if !isFirst { try await place.wait() }
                        return isFirst ? Array("first".utf8) : nil
                    }
                }
                return try await next(request, .stream(stream, length: nil, isRepeatable: false))
            }
        }

        @Test("while the body is made", arguments: TransportKind.allCases)
        func body(_ transport: TransportKind) async throws {
            let server = try RawServer { connection in _ = connection.readRequest() }
            let place = Endless()
            let api = PictureAPI(server.url, transport, middleware: [EndlessBody(place: place)])
            await expectPromptEnd(at: place.reached) { () async throws(APIError) in try await api.draw(PictureRequest(prompt: "a")) }
            #expect(await place.left.value == true)
            #expect(server.requests.isEmpty)
        }

        @Test("while a token is asked for, the first and a new one", arguments: TransportKind.allCases, [false, true])
        func token(_ transport: TransportKind, isRenewal: Bool) async throws {
            let server = try RawServer(answer: Answer.json("{}", status: "401 Unauthorized"))
            let place = Endless()
            let credential = Credential.bearer { request in
                if request.isRenewal == isRenewal { try await place.wait() }
                return PictureAPI.secret
            }
            let api = PictureAPI(server.url, transport, credential: credential)
            await expectPromptEnd(at: place.reached) { () async throws(APIError) in try await api.get("/") }
            #expect(await place.left.value == true)
            #expect(server.requests.count == (isRenewal ? 1 : 0))
        }

        @Test("while a token is asked for of somebody who knows nothing of cancellation or time")
        func deafProvider() async throws {
            let server = try RawServer(answer: Answer.json("{}"))
            let asked = Flag()
            let answered = Flag()
            let credential = Credential.bearer { _ in
                asked.set(true)
                // A look-up that several calls share goes on without this one.
                await Task { _ = await answered.value }.value
                return PictureAPI.secret
            }
            let api = PictureAPI(server.url, .asyncHTTP, credential: credential)
            await expectPromptEnd(at: asked) { () async throws(APIError) in try await api.get("/") }
            let late = await failure { () async throws(APIError) in
                try await api.get("/", options: CallOptions(totalTimeout: .milliseconds(100)))
            }
            #expect(late?.description == "timeout: the call took longer than 0.1 s")
            answered.set(true)
            #expect(server.connections == 0)
        }

        @Test("while an answer is read piece by piece, and while items are", arguments: TransportKind.allCases, [false, true])
        func pieces(_ transport: TransportKind, isItems: Bool) async throws {
            let isClosed = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/jsonl\r\nContent-Length: 100\r\n\r\n{\"name\":\"fox\"}\n")
                isClosed.set(connection.waitForClose())
            }
            let received = Flag()
            let api = PictureAPI(server.url, transport)
            await expectPromptEnd(at: received) { () async throws(APIError) in
                var request = APIRequest("list", .get, "/")
                request.expect(200, "application/jsonl")
                if isItems {
                    for try await picture: Picture in api.client.items(request, as: .lines) { received.set(picture.name == "fox") }
                } else {
                    for try await piece in try await api.client.bytes(request) { received.set(piece.count == 15) }
                }
            }
            #expect(await isClosed.value == true)
        }
    }
}
