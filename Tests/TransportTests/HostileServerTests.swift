import APIRuntime
import Foundation
import LoopbackSupport
import Testing

extension TransportSuite {
    /// Servers and networks at their worst.
    @Suite struct HostileServerTests {
        private func connectionFailure(_ error: APIError?) -> ConnectionFailure? {
            guard case .connection(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return nil
            }
            return failure
        }

        @Test("a reset in an answer is a broken connection, with the head that came", arguments: TransportKind.allCases)
        func reset(_ transport: TransportKind) async throws {
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.head("x-request-id: r-5\r\nContent-Length: 100\r\n") + "{")
                connection.pause(milliseconds: 100)
                connection.reset()
            }
            let error = await failure { () async throws(APIError) in try await PictureAPI(server.url, transport).get("/") }
            #expect(connectionFailure(error)?.head?.requestID == "r-5")
            #expect(error?.requestID == "r-5")
        }

        @Test("a reset before the head is a broken connection", arguments: TransportKind.allCases)
        func earlyReset(_ transport: TransportKind) async throws {
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.reset()
            }
            let error = await failure { () async throws(APIError) in try await PictureAPI(server.url, transport).get("/") }
            #expect(connectionFailure(error)?.mayHaveBeenSent == true)
        }

        @Test(
            "what is no HTTP is a broken connection",
            arguments: TransportKind.allCases, ["SSH-2.0-OpenSSH_9.6\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n"]
        )
        func notHTTP(_ transport: TransportKind, _ answer: String) async throws {
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(answer)
            }
            let error = await failure { () async throws(APIError) in try await PictureAPI(server.url, transport).get("/") }
            #expect(connectionFailure(error)?.mayHaveBeenSent == true, "\(String(describing: error))")
        }

        @Test("an answer of one byte a second is bounded by the total timeout", arguments: TransportKind.allCases)
        func drip(_ transport: TransportKind) async throws {
            let isClosed = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.head("Content-Length: 1000\r\n"))
                while connection.send(Array(" ".utf8)) { connection.pause(milliseconds: 20) }
                isClosed.set(true)
            }
            let options = CallOptions(idleTimeout: .milliseconds(300), totalTimeout: .milliseconds(600))
            let error = await failure { () async throws(APIError) in
                try await PictureAPI(server.url, transport, options: options).get("/")
            }
            #expect(error?.description == "timeout: the call took longer than 0.6 s (status 200)")
            #expect(await isClosed.value == true)
        }

        @Test("a head that comes byte by byte is bounded too", arguments: TransportKind.allCases)
        func slowHead(_ transport: TransportKind) async throws {
            let isClosed = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                for byte in "HTTP/1.1 200 OK\r\nX-Long: \(String(repeating: "x", count: 3000))".utf8 {
                    guard connection.send([byte]) else { break }
                    connection.pause(milliseconds: 20)
                }
                isClosed.set(true)
            }
            let options = CallOptions(responseHeadTimeout: .milliseconds(300))
            let error = await failure { () async throws(APIError) in
                try await PictureAPI(server.url, transport, options: options).get("/")
            }
            #expect(error?.description == "timeout: no response within 0.3 s")
            #expect(await isClosed.value == true)
        }

        @Test("a head without end does not fill memory", arguments: TransportKind.allCases)
        func endlessHead(_ transport: TransportKind) async throws {
            let sent = Counter()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send("HTTP/1.1 200 OK\r\n")
                let fields = Array(String(repeating: "X-More: \(String(repeating: "x", count: 1000))\r\n", count: 64).utf8)
                while sent.value < 1 << 30, connection.send(fields) { sent.add(fields.count) }
            }
            let options = CallOptions(responseHeadTimeout: .seconds(5))
            let error = await failure { () async throws(APIError) in
                try await PictureAPI(server.url, transport, options: options).get("/")
            }
            switch error {
            case .connection, .timeout: break
            default: Issue.record("\(String(describing: error))")
            }
            #expect(sent.value < 64 << 20)
        }

        @Test("413 while the upload runs is the answer, not a broken connection", arguments: TransportKind.allCases)
        func refusedUpload(_ transport: TransportKind) async throws {
            let server = try RawServer { connection in
                guard connection.readHead() != nil, connection.skip(1 << 20) else { return }
                let body = #"{"error":{"message":"too large"}}"#
                connection.send(Answer.json(body, status: "413 Too Large", headers: "Connection: close\r\n"))
                // As careful servers do: what is under way is read until the client closes, or a reset would overtake the answer.
                _ = connection.waitForClose()
            }
            let isLetGo = Flag()
            let error = await failure { () async throws(APIError) in
                try await PictureAPI(server.url, transport).client.send(Self.upload(letGo: isLetGo))
            }
            #expect(error?.description == "the server answered status 413: too large")
            #expect(await isLetGo.value == true)
        }

        @Test("an answer that overtakes the end of its upload is the answer, every time", arguments: TransportKind.allCases)
        func overtakenUpload(_ transport: TransportKind) async throws {
            let server = try RawServer { connection in
                guard connection.readHead() != nil, connection.skip(256 << 10) else { return }
                let body = #"{"error":{"message":"too large"}}"#
                connection.send(Answer.json(body, status: "413 Too Large", headers: "Connection: close\r\n"))
                _ = connection.waitForClose()
            }
            // Whether the end of an upload is still on its way when its answer is whole is a matter of chance.
            let answers = await withTaskGroup(of: [String?].self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        var answers: [String?] = []
                        for _ in 0..<25 {
                            let error = await failure { () async throws(APIError) in
                                try await PictureAPI(server.url, transport).client.send(Self.upload(size: 8 << 20))
                            }
                            answers.append(error?.description)
                        }
                        return answers
                    }
                }
                return await group.reduce(into: []) { $0 += $1 }
            }
            #expect(answers.count == 200)
            #expect(answers.allSatisfy { $0 == "the server answered status 413: too large" })
        }

        private static func upload(size: Int) -> APIRequest {
            var request = APIRequest("upload", .post, "/")
            request.body(upload: .data(Data(count: size)))
            return request
        }

        /// An upload that says when nobody has it any more.
        private static func upload(letGo: Flag) -> APIRequest {
            final class Held: Sendable {
                let letGo: Flag
                init(_ letGo: Flag) { self.letGo = letGo }
                deinit { letGo.set(true) }
            }
            let held = Held(letGo)
            var request = APIRequest("upload", .post, "/")
            request.body(upload: .data(Data(count: 64 << 20)))
            request.validate { _ in withExtendedLifetime(held) {} }
            request.expect(200)
            request.failure(400...499, GatewayFailure.self)
            return request
        }

        @Test("cancelling a call in any phase ends it as cancelled and closes its connection", arguments: TransportKind.allCases)
        func cancelAnywhere(_ transport: TransportKind) async throws {
            for phase in Phase.allCases {
                let reached = Flag()
                let isClosed = Flag()
                let server = try RawServer { connection in
                    switch phase {
                    case .upload:
                        guard connection.readHead() != nil, connection.skip(1 << 20) else { return }
                    case .head: connection.readRequest()
                    case .body:
                        connection.readRequest()
                        connection.send(Answer.head("Content-Length: 100\r\n") + "{")
                    case .failureBody:
                        connection.readRequest()
                        connection.send("HTTP/1.1 400 Bad\r\nContent-Length: 100\r\n\r\n{")
                    }
                    connection.pause(milliseconds: 50)
                    reached.set(true)
                    isClosed.set(phase == .upload ? !connection.skip() : connection.waitForClose())
                }
                var request = APIRequest("upload", .post, "/")
                request.body(upload: .data(Data(count: phase == .upload ? 256 << 20 : 10)))
                request.expect(200)
                let api = PictureAPI(server.url, transport)
                let call = Task { [request] in
                    await failure { () async throws(APIError) in try await api.client.send(request) }
                }
                #expect(await reached.value == true)
                let start = ContinuousClock.now
                call.cancel()
                #expect(await call.value?.description == "cancelled", "\(phase)")
                #expect(start.duration(to: .now) < .seconds(2), "\(phase)")
                #expect(await isClosed.value == true, "\(phase)")
            }
        }

        private enum Phase: CaseIterable { case upload, head, body, failureBody }

        @Test("an answer without a length that is larger than allowed is left", arguments: TransportKind.allCases)
        func endlessAnswer(_ transport: TransportKind) async throws {
            let sent = Counter()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.head("Connection: close\r\n"))
                let piece = [UInt8](repeating: 0x20, count: 1 << 20)
                while sent.value < 1 << 10, connection.send(piece) {
                    sent.add(1)
                    connection.pause(milliseconds: 5)
                }
            }
            let options = CallOptions(answerByteLimit: 8 << 20)
            let error = await failure { () async throws(APIError) in
                try await PictureAPI(server.url, transport, options: options).get("/")
            }
            guard case .limitExceeded(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(failure.subject == .answer)
            // The limit, and what sockets and transports hold.
            #expect(sent.value < 200)
        }

        @Test("so it is where the server sends as fast as it can", arguments: TransportKind.allCases)
        func flood(_ transport: TransportKind) async throws {
            let sent = Counter()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.head("Connection: close\r\n"))
                let piece = [UInt8](repeating: 0x20, count: 1 << 20)
                while sent.value < 1 << 12, connection.send(piece) { sent.add(1) }
            }
            let options = CallOptions(answerByteLimit: 8 << 20)
            let error = await failure { () async throws(APIError) in
                try await PictureAPI(server.url, transport, options: options).get("/")
            }
            // Over URLSession on Linux the reader may be the slower one, and what waits for it is limited too.
            guard case .limitExceeded(let failure) = error, failure.subject == .answer || transport == .urlSession else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(sent.value < 200)
        }

        @Test("a finished call leaves its connection to the next one, a failed one does not", arguments: TransportKind.allCases)
        func reuse(_ transport: TransportKind) async throws {
            let server = try RawServer(answers: [
                Answer.json(#"{"name":"fox"}"#), Answer.json(#"{"name":"fox"}"#),
                Answer.json(#"{"error":{"message":"no"}}"#, status: "404 None"), Answer.json(#"{"name":"fox"}"#),
            ])
            let api = PictureAPI(server.url, transport)
            _ = try await api.get("/")
            _ = try await api.draw(PictureRequest(prompt: "a"))
            _ = await failure { () async throws(APIError) in try await api.get("/") }
            _ = try await api.get("/")
            #expect(server.requests.count == 4)
            #expect(server.connections == 1)
        }
    }
}
