import APIRuntime
import Foundation
import LoopbackSupport
import Testing
import URLSessionTransport

extension TransportSuite {
    @Suite struct StreamTests {
        /// A server that streams text in chunks of HTTP, and ends the response as it should.
        private func server(_ chunks: [String], head: String = Answer.streamHead, ends: Bool = true) throws -> RawServer {
            try RawServer { connection in
                _ = connection.readRequest()
                connection.send(head)
                for chunk in chunks {
                    connection.send(Answer.chunk(chunk))
                    connection.pause(milliseconds: 5)
                }
                if ends { connection.send(Answer.lastChunk) }
            }
        }

        @Test("events come typed, however the stream is split", arguments: TransportKind.allCases)
        func events(_ transport: TransportKind) async throws {
            let server = try server([
                ": heartbeat\n", "event: partial\nda", "ta: {\"name\":\"fö", "x\",\"size\":1}\r", "\n\r\n", ": heartbeat\n",
                "data: {\"size\":2,\"type\":\"completed\",\"name\":\"fox\"}\n\nevent: new\ndata: 7\n\n",
            ])
            let (events, error) = await collect(PictureAPI(server.url, transport).stream())
            #expect(error == nil)
            #expect(
                events == [
                    .partial(Picture(name: "föx", size: 1)),
                    .completed(Picture(name: "fox", size: 2)),
                    .unrecognized(ServerSentEvent(name: "new", data: Array("7".utf8))),
                ]
            )
            let request = try #require(server.requests.first)
            #expect(request.values("accept") == ["text/event-stream"])
            #expect(request.text == #"{"prompt":"a fox"}"#)
        }

        @Test("nothing is sent before the first event is asked for", arguments: TransportKind.allCases)
        func lazy(_ transport: TransportKind) async throws {
            let server = try server([])
            let iterator = PictureAPI(server.url, transport).stream().makeAsyncIterator()
            try await Task.sleep(for: .milliseconds(50))
            #expect(server.connections == 0)
            #expect(iterator.head == nil)
        }

        @Test("[DONE] ends a stream, and what follows it is not read", arguments: TransportKind.allCases)
        func done(_ transport: TransportKind) async throws {
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.streamHead)
                connection.send(Answer.chunk("event: completed\ndata: {\"name\":\"fox\"}\n\ndata: [DONE]\n\nevent: error\ndata: {}\n\n"))
                #expect(connection.waitForClose())
            }
            let (events, error) = await collect(PictureAPI(server.url, transport).stream())
            #expect(events == [.completed(Picture(name: "fox"))])
            #expect(error == nil)
        }

        @Test("a stream that ends before its final event was cut", arguments: TransportKind.allCases)
        func cut(_ transport: TransportKind) async throws {
            let server = try server(["id: 41\nevent: partial\ndata: {\"name\":\"fox\"}\n\n", "event: completed\ndata: {\"name\""])
            let (events, error) = await collect(PictureAPI(server.url, transport).stream())
            #expect(events == [.partial(Picture(name: "fox"))])
            guard case .streamCut(let cut) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(cut.events == 1)
            #expect(cut.lastEventID == "41")
            #expect(cut.head.requestID == "r-7")
            #expect(
                error?.description
                    == "the event stream was cut after 1 event (status 200, request id r-7): it ended in the middle of an event")
        }

        @Test("a connection that breaks has cut the stream, even after a final event", arguments: TransportKind.allCases)
        func broken(_ transport: TransportKind) async throws {
            let server = try server(["event: completed\ndata: {\"name\":\"fox\"}\n\n"], ends: false)
            let (events, error) = await collect(PictureAPI(server.url, transport).stream())
            #expect(events == [.completed(Picture(name: "fox"))])
            guard case .streamCut(let cut) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(cut.events == 1)
        }

        @Test("what came before the connection broke is delivered before the error", arguments: TransportKind.allCases, [false, true])
        func deliveredBeforeError(_ transport: TransportKind, isReset: Bool) async throws {
            let text = (0..<600).map { Answer.chunk("event: partial\ndata: {\"name\":\"fox\",\"size\":\($0 + 1)}\n\n") }.joined()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                // Small enough to be in the client's socket, whole, when the connection ends.
                connection.send(Answer.streamHead + text)
                if isReset { connection.reset() }
            }
            let (events, error) = await collect(PictureAPI(server.url, transport).stream())
            #expect(events == (0..<600).map { .partial(Picture(name: "fox", size: $0 + 1)) })
            guard case .streamCut(let cut) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(cut.events == 600)
        }

        @Test("an error event is thrown with its typed body, also after a final event", arguments: TransportKind.allCases)
        func errorEvent(_ transport: TransportKind) async throws {
            let server = try server([
                "event: completed\ndata: {\"name\":\"fox\"}\n\n",
                "event: error\ndata: {\"error\":{\"message\":\"no credit for \(PictureAPI.secret)\"}}\n\nevent: partial\ndata: {\"name\":\"x\"}\n\n",
            ])
            let (events, error) = await collect(PictureAPI(server.url, transport).stream())
            #expect(events == [.completed(Picture(name: "fox"))])
            #expect(error?.body(as: GatewayFailure.self)?.message == "no credit for <redacted>")
            #expect(error?.response?.requestID == "r-7")
            #expect(
                error?.description == "the server sent an error in the stream (status 200, request id r-7): no credit for <redacted>"
            )
        }

        @Test("of a large error event the first MiB is kept, and its typed body is of all of it", arguments: TransportKind.allCases)
        func largeErrorEvent(_ transport: TransportKind) async throws {
            let message = String(repeating: "x", count: 2 << 20)
            for secret in ["", PictureAPI.secret] {
                let server = try server(["event: error\ndata: {\"error\":{\"message\":\"\(message)\(secret)\"}}\n\n"])
                let (_, error) = await collect(PictureAPI(server.url, transport).stream())
                guard case .errorEvent(let event) = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                #expect(event.event.data.count == 1 << 20)
                #expect(event.event.data.starts(with: Array(#"{"error":{"message":"xxx"#.utf8)))
                #expect(error?.body(as: GatewayFailure.self)?.message == message + (secret.isEmpty ? "" : "<redacted>"))
            }
        }

        @Test("bytes one at a time: byte order marks, bytes that are no UTF-8, marks that combine", arguments: TransportKind.allCases)
        func bytesOneAtATime(_ transport: TransportKind) async throws {
            let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
            let bytes =
                mark + Array("data:\u{301}x\n\n".utf8) + mark + Array("data: no field\n\ndata: é\r\ndata:y".utf8) + [0xFF, 0xC3]
                + Array("\n\r\ndata: \u{1F98A}\r\r".utf8)
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.streamHead)
                for byte in bytes {
                    connection.send(Answer.chunk([byte]))
                    connection.pause(milliseconds: 2)
                }
                connection.send(Answer.lastChunk)
            }
            var request = APIRequest("stream", .get, "/")
            request.expect(200, "text/event-stream")
            var texts: [String] = []
            for try await event in PictureAPI(server.url, transport).client.rawEvents(request) { texts.append(event.text) }
            #expect(texts.map { Array($0.utf8) } == ["\u{301}x", "é\ny\u{FFFD}\u{FFFD}", "\u{1F98A}"].map { Array($0.utf8) })
        }

        @Test("a stream whose end is [DONE] was cut without it", arguments: TransportKind.allCases)
        func noDone(_ transport: TransportKind) async throws {
            for (end, message) in [
                ("data: [DONE]\n\n", nil),
                ("", "the event stream was cut after 1 event (status 200, request id r-7): it has no [DONE]"),
                ("data: [DONE]", nil),
            ] {
                let server = try server(["data: {\"name\":\"fox\"}\n\n\(end)"])
                var request = APIRequest("stream", .get, "/")
                request.expect(200, "text/event-stream")
                var pictures: [Picture] = []
                var caught: APIError?
                do {
                    for try await picture in PictureAPI(server.url, transport).client.events(request, data: Picture.self) {
                        pictures.append(picture)
                    }
                } catch {
                    caught = error
                }
                #expect(pictures == [Picture(name: "fox")])
                #expect(caught?.description == message, "\(end)")
            }
        }

        @Test("an event of another form is undecodable, with its place", arguments: TransportKind.allCases)
        func undecodableEvent(_ transport: TransportKind) async throws {
            let server = try server(["event: partial\ndata: {\"name\":7}\n\n"])
            let (events, error) = await collect(PictureAPI(server.url, transport).stream())
            #expect(events == [])
            guard case .undecodable(let body) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(body.json?.pointer == "/name")
            #expect(body.reason.hasPrefix("event 1: /name: "))
            #expect(body.bytes == Array(#"{"name":7}"#.utf8))
        }

        @Test("an event that breaks rules is an error where that is asked for", arguments: TransportKind.allCases)
        func invalidEvent(_ transport: TransportKind) async throws {
            let server = try server(["event: completed\ndata: {\"name\":\"fox\",\"size\":0}\n\n"])
            let (events, error) = await collect(PictureAPI(server.url, transport).stream(options: CallOptions(validatesResponse: true)))
            #expect(events == [])
            guard case .invalidResponse(let validation, let head) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(validation.violations.map(\.pointer) == ["/size"])
            #expect(head.requestID == "r-7")
        }

        @Test("JSON under 200 where a stream was asked for says what came", arguments: TransportKind.allCases)
        func notAStream(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json(#"{"name":"fox"}"#))
            let (_, error) = await collect(PictureAPI(server.url, transport).stream())
            #expect(
                error?.description == #"undecodable: the answer is no event stream; status 200, application/json: "{"name":"fox"}""#
            )
        }

        @Test("a failure's status is the same error as for a call", arguments: TransportKind.allCases)
        func status(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json(#"{"error":{"message":"slow down"}}"#, status: "429 Too Many Requests"))
            let (_, error) = await collect(PictureAPI(server.url, transport).stream())
            #expect(error?.body(as: GatewayFailure.self)?.message == "slow down")
        }

        @Test("a second loop over a stream sends nothing and says why", arguments: TransportKind.allCases)
        func secondLoop(_ transport: TransportKind) async throws {
            let server = try server(["event: completed\ndata: {\"name\":\"fox\"}\n\n"])
            let stream = PictureAPI(server.url, transport).stream()
            #expect(await collect(stream).1 == nil)
            let (events, error) = await collect(stream)
            #expect(events == [])
            #expect(error?.description == "invalid request: 1 rule is broken: an event stream can be read once")
            #expect(server.requests.count == 1)
        }

        @Test("after an error the stream has ended", arguments: TransportKind.allCases)
        func afterError(_ transport: TransportKind) async throws {
            let server = try server(["event: error\ndata: {}\n\nevent: completed\ndata: {\"name\":\"fox\"}\n\n"])
            var iterator = PictureAPI(server.url, transport).stream().makeAsyncIterator()
            let error = await #expect(throws: APIError.self) { try await iterator.next() }
            #expect(error?.description == "the server sent an error in the stream (status 200, request id r-7)")
            #expect(try await iterator.next() == nil)
        }

        @Test("leaving the loop closes the connection", arguments: TransportKind.allCases)
        func leaving(_ transport: TransportKind) async throws {
            let closed = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.streamHead)
                connection.send(Answer.chunk("event: partial\ndata: {\"name\":\"fox\"}\n\n"))
                closed.set(connection.waitForClose())
            }
            for try await _ in PictureAPI(server.url, transport).stream() { break }
            #expect(await closed.value == true)
        }

        @Test("an event larger than the limit ends the stream", arguments: TransportKind.allCases)
        func eventLimit(_ transport: TransportKind) async throws {
            let server = try server(["event: partial\ndata: {\"name\":\"fox\"}\n\n", "data: " + String(repeating: "x", count: 2000)])
            let (events, error) = await collect(PictureAPI(server.url, transport).stream(options: CallOptions(eventByteLimit: 1000)))
            #expect(events.count == 1)
            #expect(error?.description == "an event of the stream is larger than 1000 bytes (status 200, request id r-7)")
        }

        @Test("a slow reader slows the server down")
        func backPressure() async throws {
            let sent = Counter()
            let event = "event: new\ndata: \(String(repeating: "x", count: 1 << 20))\n\n"
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.streamHead)
                for _ in 0..<100 {
                    connection.send(Answer.chunk(event))
                    sent.add(1)
                }
                connection.send(Answer.chunk("event: completed\ndata: {\"name\":\"fox\"}\n\n") + Answer.lastChunk)
            }
            var count = 0
            for try await _ in PictureAPI(server.url, .asyncHTTP).stream() {
                count += 1
                if count == 1 {
                    try await Task.sleep(for: .milliseconds(500))
                    // What the sockets and the small buffers of both ends hold.
                    #expect(sent.value < 20)
                }
            }
            #expect(count == 101)
        }

        @Test("where URLSession cannot pause a transfer, a slow reader fails with bounded memory")
        func boundedBuffer() async throws {
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.streamHead)
                let event = Answer.chunk("event: new\ndata: \(String(repeating: "x", count: 1 << 20))\n\n")
                for _ in 0..<100 { connection.send(event) }
                connection.send(Answer.lastChunk)
            }
            var api = PictureAPI(server.url, .urlSession)
            api.client.transport = .urlSession(bufferLimit: 8 << 20)
            var error: APIError?
            do {
                for try await _ in api.stream() { try await Task.sleep(for: .milliseconds(50)) }
            } catch let caught as APIError {
                error = caught
            }
            #if canImport(Darwin)
                #expect(
                    error?.description == "the event stream was cut after 100 events (status 200, request id r-7): it has no final event")
            #else
                guard case .limitExceeded(let failure) = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                #expect(failure.limit == 8 << 20)
                #expect(failure.subject == .transportBuffer)
            #endif
        }
    }
}
