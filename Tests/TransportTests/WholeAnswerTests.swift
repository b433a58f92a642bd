import APIRuntime
import Foundation
import LoopbackSupport
import Testing

extension TransportSuite {
    /// Answers that are read as a whole, of calls that nobody observes: their reader sleeps until there is something to be done.
    @Suite struct WholeAnswerTests {
        private func call(
            _ server: RawServer, _ transport: TransportKind, _ options: CallOptions = CallOptions(retries: .never)
        ) async throws(APIError) -> APIAnswer {
            let client = APIClient(
                server: server.url, credential: .bearer(PictureAPI.secret), transport: transport.make(), options: options)
            var request = APIRequest("get", .get, "/")
            request.expect(200)
            return try await client.send(request)
        }

        @Test(
            "an answer of any size comes whole, with a length and without", arguments: TransportKind.allCases, [0, 1, 256 << 10, 3 << 20])
        func sizes(_ transport: TransportKind, _ size: Int) async throws {
            let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            for isChunked in [false, true] {
                let server = try RawServer { connection in
                    _ = connection.readRequest()
                    connection.send(
                        "HTTP/1.1 200 OK\r\n\(isChunked ? "Transfer-Encoding: chunked" : "Content-Length: \(size)")\r\n\r\n")
                    if size > 0 { connection.send(isChunked ? Answer.chunk(body) : body) }
                    if isChunked { connection.send(Answer.lastChunk) }
                }
                #expect(try await call(server, transport).data() == Data(body))
            }
        }

        @Test("what is too large is refused before it has come", arguments: TransportKind.allCases)
        func tooLarge(_ transport: TransportKind) async throws {
            let isClosed = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n{")
                isClosed.set(connection.waitForClose())
            }
            let error = await failure { () async throws(APIError) in
                try await call(server, transport, CallOptions(retries: .never, answerByteLimit: 1000))
            }
            #expect(error?.description == "the answer is larger than 1000 bytes (status 200)")
            #expect(await isClosed.value == true)
        }

        @Test("a failure is sent again before its body has come", arguments: TransportKind.allCases)
        func failureWithoutEnd(_ transport: TransportKind) async throws {
            let isSentAgain = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                if connection.isFirst {
                    connection.send("HTTP/1.1 503 Busy\r\nContent-Length: 2000\r\n\r\n{")
                    connection.wait(for: isSentAgain)
                } else {
                    isSentAgain.set(true)
                    connection.send(Answer.json("{}"))
                }
            }
            let options = CallOptions(retries: RetryPolicy(firstWait: .milliseconds(1)))
            #expect(try await call(server, transport, options).text() == "{}")
        }

        @Test("an answer that stands still is given up", arguments: TransportKind.allCases, [1, 300 << 10])
        func idle(_ transport: TransportKind, _ sent: Int) async throws {
            let isClosed = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
                connection.send([UInt8](repeating: 0x20, count: sent))
                isClosed.set(connection.waitForClose())
            }
            let error = await failure { () async throws(APIError) in
                try await call(server, transport, CallOptions(idleTimeout: .milliseconds(200), retries: .never))
            }
            #expect(error?.description == "timeout: nothing moved for 0.2 s (status 200)")
            #expect(await isClosed.value == true)
        }

        @Test("cancelling in the middle of an answer ends the call and closes the connection", arguments: TransportKind.allCases)
        func cancelled(_ transport: TransportKind) async throws {
            let isSent = Flag()
            let isClosed = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n{")
                isSent.set(true)
                isClosed.set(connection.waitForClose())
            }
            let running = Task { await failure { () async throws(APIError) in try await call(server, transport) } }
            #expect(await isSent.value == true)
            running.cancel()
            #expect(await running.value?.description == "cancelled")
            #expect(await isClosed.value == true)
        }

        @Test("a short timeout is kept beside a call with long ones", arguments: TransportKind.allCases)
        func shortBesideLong(_ transport: TransportKind) async throws {
            let isReceived = Flag()
            let silent = try RawServer { connection in
                isReceived.set(connection.readRequest() != nil)
                _ = connection.waitForClose()
            }
            let long = Task { await failure { () async throws(APIError) in try await call(silent, transport) } }
            #expect(await isReceived.value == true)
            for limit in [200, 100, 300] {
                let options = CallOptions(responseHeadTimeout: .milliseconds(limit), retries: .never)
                let start = ContinuousClock.now
                let error = await failure { () async throws(APIError) in try await call(silent, transport, options) }
                #expect(error?.description == "timeout: no response within 0.\(limit / 100) s")
                #expect(start.duration(to: .now) >= .milliseconds(limit))
            }
            long.cancel()
            #expect(await long.value?.description == "cancelled")
        }
    }
}
