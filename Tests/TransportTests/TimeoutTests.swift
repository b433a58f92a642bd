import APIRuntime
import Foundation
import LoopbackSupport
import Testing

extension TransportSuite {
    @Suite struct TimeoutTests {
        private func timeout(_ error: APIError?, _ part: CallTimeout.Part) -> CallTimeout? {
            guard case .timeout(let timeout) = error else {
                Issue.record("\(String(describing: error))")
                return nil
            }
            #expect(timeout.part == part)
            return timeout
        }

        @Test("a server that never answers is given up, and its connection closed", arguments: TransportKind.allCases)
        func head(_ transport: TransportKind) async throws {
            let closed = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                closed.set(connection.waitForClose())
            }
            let options = CallOptions(responseHeadTimeout: .milliseconds(200))
            let error = await failure { () async throws(APIError) in
                try await PictureAPI(server.url, transport, options: options).draw(PictureRequest(prompt: "a"))
            }
            #expect(timeout(error, .responseHead)?.limit == .milliseconds(200))
            #expect(error?.description == "timeout: no response within 0.2 s")
            #expect(await closed.value == true)
        }

        @Test("an answer that stands still is given up, and its connection closed", arguments: TransportKind.allCases)
        func idle(_ transport: TransportKind) async throws {
            let closed = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\nrequest-id: r-4\r\n\r\n{")
                closed.set(connection.waitForClose())
            }
            let error = await failure { () async throws(APIError) in
                try await PictureAPI(server.url, transport)
                    .draw(PictureRequest(prompt: "a"), options: CallOptions(idleTimeout: .milliseconds(200)))
            }
            #expect(timeout(error, .idle)?.head?.requestID == "r-4")
            #expect(error?.description == "timeout: nothing moved for 0.2 s (status 200, request id r-4)")
            #expect(await closed.value == true)
        }

        @Test("heartbeats keep a stream alive, silence ends it", arguments: TransportKind.allCases)
        func heartbeats(_ transport: TransportKind) async throws {
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.streamHead)
                for _ in 0..<20 {
                    connection.send(Answer.chunk(": heartbeat\n"))
                    connection.pause(milliseconds: 100)
                }
                connection.send(Answer.chunk("event: partial\ndata: {\"name\":\"fox\"}\n\n"))
                _ = connection.waitForClose()
            }
            let (events, error) = await collect(
                PictureAPI(server.url, transport).stream(options: CallOptions(idleTimeout: .milliseconds(1500))))
            #expect(events.count == 1)
            #expect(timeout(error, .idle)?.head?.requestID == "r-7")
        }

        @Test("the time that a reader takes is not the server's", arguments: TransportKind.allCases)
        func slowReader(_ transport: TransportKind) async throws {
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.streamHead)
                let event = Answer.chunk("event: new\ndata: \(String(repeating: "x", count: 300 << 10))\n\n")
                for _ in 0..<4 { connection.send(event) }
                connection.send(Answer.chunk("event: completed\ndata: {\"name\":\"fox\"}\n\n") + Answer.lastChunk)
            }
            var count = 0
            for try await _ in PictureAPI(server.url, transport).stream(options: CallOptions(idleTimeout: .milliseconds(1000))) {
                count += 1
                if count == 1 { try await Task.sleep(for: .milliseconds(1600)) }
            }
            #expect(count == 5)
        }

        @Test("a call as a whole can have a limit, a stream's reading included", arguments: TransportKind.allCases)
        func total(_ transport: TransportKind) async throws {
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.streamHead)
                while connection.send(Array(Answer.chunk(": heartbeat\n").utf8)) { connection.pause(milliseconds: 20) }
            }
            let (_, error) = await collect(PictureAPI(server.url, transport).stream(options: CallOptions(totalTimeout: .milliseconds(400))))
            #expect(timeout(error, .total)?.limit == .milliseconds(400))
        }

        /// URLSession has no timeout of its own for this.
        @Test("a server that does not take the connection is given up")
        func connect() async throws {
            let server = try FullServer()
            let error = await failure { () async throws(APIError) in
                try await PictureAPI(server.url, .asyncHTTP, options: CallOptions(connectTimeout: .milliseconds(250))).get("/")
            }
            withExtendedLifetime(server) {}
            #expect(timeout(error, .connect)?.limit == .milliseconds(250))
            #expect(error?.description == "timeout: no connection within 0.25 s")
        }
    }
}
