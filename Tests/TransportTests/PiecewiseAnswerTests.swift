import APIRuntime
import Foundation
import LoopbackSupport
import Testing

extension TransportSuite {
    /// Answers that are read piece by piece: downloads.
    @Suite struct PiecewiseAnswerTests {
        private var request: APIRequest {
            var request = APIRequest("download", .get, "/file")
            request.expect(200)
            return request
        }

        private func client(
            _ server: RawServer, _ transport: TransportKind, _ options: CallOptions = CallOptions(retries: .never),
            credential: Credential? = .bearer(PictureAPI.secret), middleware: [any ClientMiddleware] = []
        ) -> APIClient {
            APIClient(server: server.url, credential: credential, transport: transport.make(), options: options, middleware: middleware)
        }

        private func read(_ client: APIClient) async throws(APIError) -> [UInt8] {
            var bytes: [UInt8] = []
            for try await piece in try await client.bytes(request) { bytes += piece }
            return bytes
        }

        @Test(
            "arrive as they were sent, with a length and without, to who may read them", arguments: TransportKind.allCases,
            [0, 1, 256 << 10, 3 << 20])
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
                #expect(try await read(client(server, transport)) == body)
                #expect(server.requests.first?.values("authorization") == ["Bearer \(PictureAPI.secret)"])
            }
        }

        @Test("a token that the server refuses is renewed", arguments: TransportKind.allCases)
        func renewal(_ transport: TransportKind) async throws {
            let server = try RawServer { connection in
                while let request = connection.readRequest() {
                    let isAccepted = request.values("authorization") == ["Bearer new"]
                    connection.send(Answer.json(isAccepted ? "1" : "{}", status: isAccepted ? "200 OK" : "401 Unauthorized"))
                }
            }
            let credential = Credential.bearer { request in request.isRenewal ? "new" : "old" }
            #expect(try await read(client(server, transport, credential: credential)) == [UInt8(ascii: "1")])
            #expect(server.requests.map { $0.values("authorization") } == [["Bearer old"], ["Bearer new"]])
        }

        @Test("one that is cut is an error, after all that came before", arguments: TransportKind.allCases, [false, true])
        func cut(_ transport: TransportKind, isChunked: Bool) async throws {
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send("HTTP/1.1 200 OK\r\n\(isChunked ? "Transfer-Encoding: chunked" : "Content-Length: 5000")\r\n\r\n")
                connection.send(isChunked ? Answer.chunk(String(repeating: "x", count: 1000)) : String(repeating: "x", count: 1000))
            }
            var count = 0
            let error = await failure { () async throws(APIError) in
                for try await piece in try await client(server, transport).bytes(request) { count += piece.count }
            }
            #expect(count == 1000)
            guard case .connection(let connection)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
            #expect(connection.mayHaveBeenSent)
        }

        @Test("one that stands still is given up, and its connection is closed", arguments: TransportKind.allCases)
        func idle(_ transport: TransportKind) async throws {
            let isClosed = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nx")
                isClosed.set(connection.waitForClose())
            }
            let options = CallOptions(idleTimeout: .milliseconds(200), retries: .never)
            let error = await failure { () async throws(APIError) in try await read(client(server, transport, options)) }
            #expect(error?.description == "timeout: nothing moved for 0.2 s (status 200)")
            #expect(await isClosed.value == true)
        }

        @Test("another status is the error that it is for every call", arguments: TransportKind.allCases)
        func status(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json(#"{"error":{"message":"no such file"}}"#, status: "404 Not Found"))
            let error = await failure { () async throws(APIError) in try await read(client(server, transport)) }
            #expect(error?.response?.status == 404)
            #expect(error?.description == "the server answered status 404: no such file")
        }

        @Test("one that nobody reads is abandoned, and its connection is closed", arguments: TransportKind.allCases, [false, true])
        func abandoned(_ transport: TransportKind, isBegun: Bool) async throws {
            let isClosed = Flag()
            let ends = Log<CallEvent>()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nx")
                isClosed.set(connection.waitForClose())
            }
            let client = client(server, transport, middleware: [CallObserver { ends.append($0) }])
            do {
                let answer = try await client.bytes(request)
                #expect(answer.head.status == 200)
                if isBegun { for try await _ in answer { break } }
            }
            #expect(await isClosed.value == true)
            guard case .abandoned? = ends.values.last?.kind else { return #expect(Bool(false), "\(ends.values.map(\.kind))") }
        }

        @Test("a second loop finds nothing and sends nothing", arguments: TransportKind.allCases)
        func secondLoop(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json("[1]"))
            let answer = try await client(server, transport).bytes(request)
            var counts: [Int] = []
            for _ in 0..<2 {
                var count = 0
                for try await piece in answer { count += piece.count }
                counts.append(count)
            }
            #expect(counts == [3, 0])
            #expect(server.requests.count == 1)
        }

        @Test("a slow reader slows the server down")
        func backPressure() async throws {
            let sent = Counter()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(100 << 20)\r\n\r\n")
                let megabyte = [UInt8](repeating: 0x20, count: 1 << 20)
                for _ in 0..<100 {
                    connection.send(megabyte)
                    sent.add(1)
                }
            }
            var count = 0
            for try await piece in try await client(server, .asyncHTTP).bytes(request) {
                if count == 0 {
                    try await Task.sleep(for: .milliseconds(500))
                    // What the sockets and the small buffers of both ends hold.
                    #expect(sent.value < 20)
                }
                count += piece.count
            }
            #expect(count == 100 << 20)
        }
    }
}
