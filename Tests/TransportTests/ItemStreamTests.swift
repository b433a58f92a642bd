import APIRuntime
import Foundation
import LoopbackSupport
import Testing
import URLSessionTransport

extension TransportSuite {
    /// Streams of JSON values, and what networks and servers do to them.
    @Suite struct ItemStreamTests {
        private static let framings = [JSONItemFraming.lines, .sequence]

        private func type(_ framing: JSONItemFraming) -> String {
            framing == .lines ? "application/jsonl" : "application/json-seq"
        }

        private func head(_ framing: JSONItemFraming, _ length: String = "Transfer-Encoding: chunked") -> String {
            "HTTP/1.1 200 OK\r\nContent-Type: \(type(framing))\r\nx-request-id: r-8\r\n\(length)\r\n\r\n"
        }

        private func text(_ item: String, _ framing: JSONItemFraming) -> String {
            (framing == .lines ? "" : "\u{1E}") + item + "\n"
        }

        /// A server that streams text in chunks of HTTP, and ends the response as it should, or the connection before.
        private func server(_ chunks: [String], _ framing: JSONItemFraming, ends: Bool = true) throws -> RawServer {
            let head = head(framing)
            return try RawServer { connection in
                _ = connection.readRequest()
                connection.send(head)
                for chunk in chunks {
                    connection.send(Answer.chunk(chunk))
                    connection.pause(milliseconds: 5)
                }
                if ends { connection.send(Answer.lastChunk) }
            }
        }

        private func stream(_ api: PictureAPI, _ framing: JSONItemFraming, _ options: CallOptions = CallOptions()) -> JSONStream<Picture> {
            var request = APIRequest("list", .get, "/v1/pictures")
            request.expect(200, type(framing))
            request.failure(400...499, GatewayFailure.self)
            return api.client.items(request, options, as: framing)
        }

        private func collect(
            _ server: RawServer, _ transport: TransportKind, _ framing: JSONItemFraming, _ options: CallOptions = CallOptions()
        ) async -> ([Picture], APIError?) {
            var items: [Picture] = []
            do {
                for try await item in stream(PictureAPI(server.url, transport), framing, options) { items.append(item) }
                return (items, nil)
            } catch {
                expectNoSecret(in: error)
                return (items, error)
            }
        }

        private func cut(_ error: APIError?) -> StreamCut? {
            guard case .streamCut(let cut) = error else {
                Issue.record("\(String(describing: error))")
                return nil
            }
            #expect(cut.head.requestID == "r-8")
            return cut
        }

        @Test("values come typed, however the stream is split", arguments: TransportKind.allCases, framings)
        func items(_ transport: TransportKind, _ framing: JSONItemFraming) async throws {
            let items = ["{\"name\":\"fö\\n\"}", "{ \"name\" : \"hare\",\"size\":2 }", "{\"name\":\"\u{1F98A}\"}"]
            let pieces = Array(items.map { text($0, framing) }.joined().utf8)
            let head = head(framing)
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(head)
                for byte in pieces { connection.send(Answer.chunk([byte])) }
                connection.send(Answer.lastChunk)
            }
            let (read, error) = await collect(server, transport, framing)
            #expect(read == [Picture(name: "fö\n"), Picture(name: "hare", size: 2), Picture(name: "\u{1F98A}")])
            #expect(error == nil)
            #expect(server.requests.first?.values("accept") == [type(framing)])
        }

        @Test("a stream that ends in the middle of a value was cut", arguments: TransportKind.allCases, framings)
        func middle(_ transport: TransportKind, _ framing: JSONItemFraming) async throws {
            let server = try server([text("{\"name\":\"fox\"}", framing), String(text("{\"name\":\"ha", framing).dropLast())], framing)
            let (items, error) = await collect(server, transport, framing)
            #expect(items == [Picture(name: "fox")])
            #expect(cut(error)?.events == 1)
            #expect(
                error?.description
                    == "the event stream was cut after 1 event (status 200, request id r-8): it ended in the middle of an event")
        }

        @Test("a connection that breaks has cut the stream, also between two values", arguments: TransportKind.allCases, framings)
        func broken(_ transport: TransportKind, _ framing: JSONItemFraming) async throws {
            let server = try server([text("{\"name\":\"fox\"}", framing), text("{\"name\":\"hare\"}", framing)], framing, ends: false)
            let (items, error) = await collect(server, transport, framing)
            #expect(items.first == Picture(name: "fox"))
            #expect(cut(error)?.events == items.count)
        }

        @Test("so has a body that is shorter than its head says", arguments: TransportKind.allCases, framings)
        func short(_ transport: TransportKind, _ framing: JSONItemFraming) async throws {
            let answer = head(framing, "Content-Length: 1000") + text("{\"name\":\"fox\"}", framing) + text("", framing)
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(answer)
            }
            let (items, error) = await collect(server, transport, framing)
            #expect(items == [Picture(name: "fox")])
            #expect(cut(error)?.events == 1)
        }

        @Test("what came before a reset is delivered before the error", arguments: TransportKind.allCases, framings)
        func reset(_ transport: TransportKind, _ framing: JSONItemFraming) async throws {
            let isRead = Flag()
            let all = (1...600).map { text("{\"name\":\"fox\",\"size\":\($0)}", framing) }.joined()
            let head = head(framing)
            // A line ends where its line feed comes, a record where the next begins.
            let last = framing == .lines ? 600 : 599
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(head + Answer.chunk(all))
                connection.wait(for: isRead)
                connection.reset()
            }
            var items: [Picture] = []
            let error = await failure { () async throws(APIError) in
                for try await item in stream(PictureAPI(server.url, transport), framing) {
                    items.append(item)
                    if items.count == last { isRead.set(true) }
                }
            }
            #expect(items == (1...last).map { Picture(name: "fox", size: $0) })
            #expect(cut(error)?.events == last)
        }

        @Test("empty lines and records keep a stream alive, silence ends it", arguments: TransportKind.allCases, framings)
        func heartbeats(_ transport: TransportKind, _ framing: JSONItemFraming) async throws {
            let head = head(framing)
            let item = text("{\"name\":\"fox\"}", framing)
            let heartbeat = text("", framing)
            let isClosed = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(head)
                for _ in 0..<12 {
                    connection.send(Answer.chunk(heartbeat))
                    connection.pause(milliseconds: 100)
                }
                connection.send(Answer.chunk(item + heartbeat))
                isClosed.set(connection.waitForClose())
            }
            let (items, error) = await collect(server, transport, framing, CallOptions(idleTimeout: .milliseconds(900)))
            #expect(items == [Picture(name: "fox")])
            #expect(error?.description == "timeout: nothing moved for 0.9 s (status 200, request id r-8)")
            #expect(await isClosed.value == true)
        }

        @Test("heartbeats for ever, and a byte now and then, are bounded by the total timeout", arguments: TransportKind.allCases, framings)
        func endless(_ transport: TransportKind, _ framing: JSONItemFraming) async throws {
            let isClosed = Flag()
            let head = head(framing)
            let heartbeats = Array(Answer.chunk(text("", framing)).utf8)
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(head)
                while connection.send(heartbeats) { connection.pause(milliseconds: 20) }
                isClosed.set(true)
            }
            let options = CallOptions(idleTimeout: .milliseconds(300), totalTimeout: .milliseconds(600))
            let (items, error) = await collect(server, transport, framing, options)
            #expect(items == [])
            #expect(error?.description == "timeout: the call took longer than 0.6 s (status 200, request id r-8)")
            #expect(await isClosed.value == true)
        }

        @Test("a value without end does not fill memory", arguments: TransportKind.allCases, framings)
        func endlessValue(_ transport: TransportKind, _ framing: JSONItemFraming) async throws {
            let sent = Counter()
            let head = head(framing)
            let start = text("{\"name\":\"fox\"}", framing) + (framing == .lines ? "" : "\u{1E}") + "{\"name\":\""
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(head + Answer.chunk(start))
                let piece = Answer.chunk([UInt8](repeating: 0x78, count: 1 << 20))
                while sent.value < 1 << 10, connection.send(piece) { sent.add(1) }
            }
            let (items, error) = await collect(server, transport, framing, CallOptions(eventByteLimit: 4 << 20))
            #expect(items == [Picture(name: "fox")])
            #expect(error?.description == "an event of the stream is larger than 4194304 bytes (status 200, request id r-8)")
            #expect(sent.value < 200)
        }

        @Test("HTML and JSON under 200 say what came", arguments: TransportKind.allCases, framings)
        func otherType(_ transport: TransportKind, _ framing: JSONItemFraming) async throws {
            let page = "<title>Log in</title>"
            for (type, body) in [("text/html", page), ("application/json", "{\"name\":\"fox\"}")] {
                let server = try RawServer(
                    answer: "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
                let (items, error) = await collect(server, transport, framing)
                #expect(items == [])
                #expect(
                    error?.description == "undecodable: the answer is no stream of JSON values; status 200, \(type): \"\(body)\"")
            }
        }

        @Test("a failure's status is the same error as for a call", arguments: TransportKind.allCases, framings)
        func status(_ transport: TransportKind, _ framing: JSONItemFraming) async throws {
            let body = #"{"error":{"message":"slow down, \#(PictureAPI.secret)"}}"#
            let server = try RawServer(answer: Answer.json(body, status: "429 Too Many Requests"))
            let (items, error) = await collect(server, transport, framing)
            #expect(items == [])
            #expect(error?.body(as: GatewayFailure.self)?.message == "slow down, <redacted>")
        }

        @Test("a value of another form is an error with its place, and ends the stream", arguments: TransportKind.allCases, framings)
        func otherForm(_ transport: TransportKind, _ framing: JSONItemFraming) async throws {
            let all = text("{\"name\":\"fox\"}", framing) + text("{\"name\":7}", framing) + text("{\"name\":\"hare\"}", framing)
            let (items, error) = await collect(try server([all], framing), transport, framing)
            #expect(items == [Picture(name: "fox")])
            guard case .undecodable(let body) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(body.reason == "event 2: /name: expected a string, found a number (at byte 8)")
        }

        @Test("cancelling ends a stream that waits, and closes its connection", arguments: TransportKind.allCases, framings)
        func cancelled(_ transport: TransportKind, _ framing: JSONItemFraming) async throws {
            let head = head(framing)
            let item = text("{\"name\":\"fox\"}", framing) + text("", framing)
            for answer in ["", head, head + Answer.chunk(item)] {
                let isWaiting = Flag()
                let isClosed = Flag()
                let server = try RawServer { connection in
                    _ = connection.readRequest()
                    connection.send(answer)
                    connection.pause(milliseconds: 50)
                    isWaiting.set(true)
                    isClosed.set(connection.waitForClose())
                }
                let reading = Task { await collect(server, transport, framing) }
                #expect(await isWaiting.value == true)
                reading.cancel()
                let (items, error) = await reading.value
                #expect(items.count == (answer.contains("fox") ? 1 : 0))
                #expect(error?.description == "cancelled")
                #expect(await isClosed.value == true)
            }
        }

        @Test("leaving the loop closes the connection", arguments: TransportKind.allCases, framings)
        func leaving(_ transport: TransportKind, _ framing: JSONItemFraming) async throws {
            let isClosed = Flag()
            let head = head(framing)
            let item = text("{\"name\":\"fox\"}", framing) + text("", framing)
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(head + Answer.chunk(item))
                isClosed.set(connection.waitForClose())
            }
            for try await _ in stream(PictureAPI(server.url, transport), framing) { break }
            #expect(await isClosed.value == true)
        }

        @Test("a slow reader slows the server down", arguments: framings)
        func backPressure(_ framing: JSONItemFraming) async throws {
            let sent = Counter()
            let head = head(framing)
            let item = text("{\"name\":\"\(String(repeating: "x", count: 1 << 20))\"}", framing)
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(head)
                for _ in 0..<100 {
                    connection.send(Answer.chunk(item))
                    sent.add(1)
                }
                connection.send(Answer.lastChunk)
            }
            var count = 0
            for try await _ in stream(PictureAPI(server.url, .asyncHTTP), framing) {
                count += 1
                if count == 1 {
                    try await Task.sleep(for: .milliseconds(500))
                    // What the sockets and the small buffers of both ends hold.
                    #expect(sent.value < 20)
                }
            }
            #expect(count == 100)
        }

        @Test("where URLSession cannot pause a transfer, a slow reader fails with bounded memory", arguments: framings)
        func boundedBuffer(_ framing: JSONItemFraming) async throws {
            let head = head(framing)
            let item = text("{\"name\":\"\(String(repeating: "x", count: 1 << 20))\"}", framing)
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(head)
                for _ in 0..<100 { connection.send(Answer.chunk(item)) }
                connection.send(Answer.lastChunk)
            }
            var api = PictureAPI(server.url, .urlSession)
            api.client.transport = .urlSession(bufferLimit: 8 << 20)
            #if canImport(Darwin)
                for try await _ in stream(api, framing) { try await Task.sleep(for: .milliseconds(50)) }
            #else
                let error = await #expect(throws: APIError.self) {
                    for try await _ in stream(api, framing) { try await Task.sleep(for: .milliseconds(50)) }
                }
                #expect(
                    error?.description == "the reader is slower than the server, and the transport holds no more than 8388608 bytes"
                        + " (status 200, request id r-8)")
            #endif
        }
    }
}
