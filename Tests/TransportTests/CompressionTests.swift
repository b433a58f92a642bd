import APIRuntime
import AsyncHTTPTransport
import Foundation
import HTTPTypes
import LoopbackSupport
import Testing

extension TransportSuite {
    @Suite struct CompressionTests {
        /// `{"name":"fox"}`
        private static let gzipped = bytes("H4sIAAAAAAACA6tWykvMTVWyUkrLr1CqBQDvnu2eDgAAAA==")
        /// The same in the format of zlib, which is what `deflate` means (RFC 9110, section 8.4.1.2).
        private static let deflated = bytes("eNqrVspLzE1VslJKy69QqgUAIvkEqQ==")

        private static func bytes(_ base64: String) -> [UInt8] {
            Array(Data(base64Encoded: base64) ?? Data())
        }

        private func server(_ body: [UInt8], coding: String) throws -> RawServer {
            let head = Answer.head("Content-Encoding: \(coding)\r\nContent-Length: \(body.count)\r\n")
            return try RawServer { connection in
                while connection.readRequest() != nil { connection.send(Array(head.utf8) + body) }
            }
        }

        @Test("an answer may come compressed", arguments: TransportKind.allCases)
        func answers(_ transport: TransportKind) async throws {
            for (body, coding) in [(Self.gzipped, "gzip"), (Self.deflated, "deflate"), (Self.gzipped, "GZIP")] {
                let server = try server(body, coding: coding)
                let api = PictureAPI(server.url, transport)
                #expect(try await api.get("/") == Picture(name: "fox"))
                #expect(try await api.get("/") == Picture(name: "fox"))
                let accepted = try #require(server.requests.first?.values("accept-encoding").first)
                #expect(accepted.contains("gzip") && accepted.contains("deflate"))
                #expect(server.connections == 1)
            }
        }

        @Test("events of a compressed stream come when they are sent", arguments: TransportKind.allCases)
        func stream(_ transport: TransportKind) async throws {
            let pieces = [
                "H4sIAAAAAAACA0otS80rsVIoSCwqyUzM4UpJLEm0UqhWykvMTVWyUkrLr1Cq5eICAAAA//8=", "SoUoSs7PLchJLUlNwaEMAAAA//8DAIkjbotMAAAA",
            ]
            .map(Self.bytes)
            let isRead = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.streamHead.replacingOccurrences(of: "\r\n\r\n", with: "\r\nContent-Encoding: gzip\r\n\r\n"))
                connection.send(Answer.chunk(pieces[0]))
                for _ in 0..<500 where isRead.now != true { connection.pause(milliseconds: 10) }
                #expect(isRead.now == true)
                connection.send(Answer.chunk(pieces[1]) + Array(Answer.lastChunk.utf8))
            }
            var events: [PictureEvent] = []
            for try await event in PictureAPI(server.url, transport).stream() {
                events.append(event)
                isRead.set(true)
            }
            #expect(events == [.partial(Picture(name: "fox")), .completed(Picture(name: "fox"))])
        }

        @Test("HEAD has no body to decompress", arguments: TransportKind.allCases)
        func head(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.head("Content-Length: 300000000\r\n"))
            var request = APIRequest("look", .head, "/")
            request.expect(200)
            let answer = try await PictureAPI(server.url, transport).client.send(request)
            #expect(answer.data().isEmpty)
        }

        /// 1 MiB of spaces, compressed in a block that can follow itself.
        private static let bombHead: [UInt8] = [31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 0, 0, 0, 255, 255]
        private static let bombBlock: [UInt8] =
            [236, 193, 49, 1, 0, 0, 0, 194, 160, 42, 235, 159, 210, 16, 190, 64, 1] + [UInt8](repeating: 0, count: 1015)
            + [124, 6, 0, 0, 255, 255]

        @Test("an answer that is made to exhaust memory is refused, and its connection closed", arguments: TransportKind.allCases)
        func bomb(_ transport: TransportKind) async throws {
            let isClosed = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.head("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"))
                connection.send(Answer.chunk(Self.bombHead))
                let blocks = Answer.chunk([[UInt8]](repeating: Self.bombBlock, count: 16).flatMap(\.self))
                // 1 GiB at most, so that a client which takes it all fails the test.
                for _ in 0..<64 where connection.send(blocks) { connection.pause(milliseconds: 2) }
                // Long: libcurl first decompresses all that its socket holds, and only then looks whether anybody still wants it.
                isClosed.set(connection.waitForClose())
            }
            let options = CallOptions(answerByteLimit: 32 << 20)
            let error = await failure { () async throws(APIError) in
                try await PictureAPI(server.url, transport, options: options).get("/")
            }
            guard case .limitExceeded(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            switch transport {
            case .asyncHTTP:
                #expect(failure.subject == .compressionRatio)
                #expect(error?.description == "decompressed, the answer is more than 250 times as large (status 200)")
            case .urlSession:
                #expect(failure.limit == 32 << 20)
            }
            #expect(await isClosed.value == true)
        }

        @Test("broken compression is an undecodable answer or a broken connection", arguments: TransportKind.allCases)
        func broken(_ transport: TransportKind) async throws {
            for body in [Array("this is not gzip at all".utf8), Array(Self.gzipped.dropLast(12)), Self.gzipped + [1, 2, 3]] {
                let server = try server(body, coding: "gzip")
                let api = PictureAPI(server.url, transport)
                do {
                    // What libcurl makes of bytes after the end is its own: it passes over them.
                    #expect(try await api.get("/") == Picture(name: "fox"))
                    #expect(transport == .urlSession && body.suffix(3) == [1, 2, 3])
                } catch APIError.undecodable(let body) {
                    #expect(body.head.status == 200)
                } catch APIError.connection(let failure) {
                    #expect(transport == .urlSession)
                    #expect(failure.head?.status ?? 200 == 200)
                }
            }
        }

        @Test("a coding that nobody can decode is named")
        func unknownCoding() async throws {
            let server = try server([1, 2], coding: "x-snappy")
            let error = await failure { () async throws(APIError) in try await PictureAPI(server.url, .asyncHTTP).get("/") }
            #expect(
                error?.description
                    == "undecodable: the body is encoded as x-snappy, which was not asked for; status 200, application/json: \"\""
            )
        }

        @Test("who asks for a coding gets it as it is, or an error")
        func ownAcceptEncoding() async throws {
            let server = try server(Array(#"{"name":"fox"}"#.utf8), coding: "identity")
            let options = CallOptions(headers: [.acceptEncoding: "identity"])
            _ = try await PictureAPI(server.url, .asyncHTTP, options: options).get("/")
            #expect(server.requests.first?.values("accept-encoding") == ["identity"])
        }
    }
}
