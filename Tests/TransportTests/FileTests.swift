import APIRuntime
import Foundation
import LoopbackSupport
import Testing

extension TransportSuite {
    @Suite struct FileTests {
        private static let picture = Data((0..<3 << 20).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) })

        /// A folder for the files of a test, and the options that put them there.
        private func folder() throws -> (url: URL, options: CallOptions) {
            let url = FileManager.default.temporaryDirectory.appendingPathComponent("transport-tests-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            return (url, CallOptions(files: Base64Files("/b64_json") { url.appendingPathComponent("picture-\($0.number)") }))
        }

        private func names(_ folder: URL) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        }

        @Test("a picture of an answer goes to its file", arguments: TransportKind.allCases)
        func answer(_ transport: TransportKind) async throws {
            let (folder, options) = try folder()
            defer { try? FileManager.default.removeItem(at: folder) }
            let server = try RawServer(answer: Answer.json(#"{"b64_json":"\#(Self.picture.base64EncodedString())","name":"fox"}"#))
            #expect(try await PictureAPI(server.url, transport).get("/v1/pictures", options: options) == Picture(name: "fox"))
            #expect(try Data(contentsOf: folder.appendingPathComponent("picture-0")) == Self.picture)
            #expect(try names(folder) == ["picture-0"])
        }

        @Test("of several pictures of an answer all are in their places, or none", arguments: TransportKind.allCases)
        func severalPictures(_ transport: TransportKind) async throws {
            let (folder, _) = try folder()
            defer { try? FileManager.default.removeItem(at: folder) }
            let options = CallOptions(files: Base64Files("/data/*/b64_json") { folder.appendingPathComponent("picture-\($0.number)") })
            let item = #"{"b64_json":"\#(Self.picture.base64EncodedString())"}"#
            let server = try RawServer(answer: Answer.json(#"{"name":"fox","data":[\#(item),\#(item)]}"#))
            try Data("old".utf8).write(to: folder.appendingPathComponent("picture-0"))
            let obstacle = folder.appendingPathComponent("picture-1")
            try FileManager.default.createDirectory(at: obstacle, withIntermediateDirectories: true)
            let api = PictureAPI(server.url, transport)
            let error = await failure { () async throws(APIError) in try await api.get("/v1/pictures", options: options) }
            #expect(error?.description == "\(obstacle.path) cannot be written: Is a directory")
            #expect(try String(contentsOf: folder.appendingPathComponent("picture-0"), encoding: .utf8) == "old")
            #expect(try names(folder) == ["picture-0", "picture-1"])
            try FileManager.default.removeItem(at: obstacle)
            #expect(try await api.get("/v1/pictures", options: options) == Picture(name: "fox"))
            #expect(try names(folder) == ["picture-0", "picture-1"])
            #expect(try Data(contentsOf: folder.appendingPathComponent("picture-0")) == Self.picture)
        }

        @Test("pictures of events go to their files, and none is left of an event that was cut", arguments: TransportKind.allCases)
        func events(_ transport: TransportKind) async throws {
            let (folder, options) = try folder()
            defer { try? FileManager.default.removeItem(at: folder) }
            let text = Self.picture.base64EncodedString()
            let isRead = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send(Answer.streamHead)
                connection.send(Answer.chunk("event: partial\ndata: {\"b64_json\":\"\(text)\",\"name\":\"fox\"}\n\n"))
                // A reset throws away what the server's own socket has not sent yet.
                connection.wait(for: isRead)
                connection.send(Answer.chunk("event: completed\ndata: {\"b64_json\":\"\(text.prefix(2 << 20))"))
                connection.reset()
            }
            var events: [PictureEvent] = []
            let error = await #expect(throws: APIError.self) {
                for try await event in PictureAPI(server.url, transport).stream(options: options) {
                    events.append(event)
                    isRead.set(true)
                }
            }
            #expect(events == [.partial(Picture(name: "fox"))])
            guard case .streamCut(let cut) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(cut.events == 1)
            #expect(try Data(contentsOf: folder.appendingPathComponent("picture-0")) == Self.picture)
            #expect(try names(folder) == ["picture-0"])
        }

        @Test(
            "pictures of items go to their files, that of the last one too, whatever ends it", arguments: TransportKind.allCases,
            [JSONItemFraming.lines, .sequence])
        func items(_ transport: TransportKind, _ framing: JSONItemFraming) async throws {
            let (folder, options) = try folder()
            defer { try? FileManager.default.removeItem(at: folder) }
            let item = "{\"b64_json\":\"\(Self.picture.base64EncodedString())\",\"name\":\"fox\"}"
            let body = framing == .lines ? "\(item)\n\(item)" : "\u{1E}\(item)\n\u{1E}\(item)\n"
            let type = framing == .lines ? "application/jsonl" : "application/json-seq"
            let server = try RawServer(
                answer: "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
            var request = APIRequest("list", .get, "/v1/pictures")
            request.expect(200, type)
            var items: [Picture] = []
            for try await item: Picture in PictureAPI(server.url, transport).client.items(request, options, as: framing) {
                items.append(item)
            }
            #expect(items == [Picture(name: "fox"), Picture(name: "fox")])
            #expect(try names(folder) == ["picture-0", "picture-1"])
            for name in try names(folder) {
                #expect(try Data(contentsOf: folder.appendingPathComponent(name)) == Self.picture)
            }
        }

        @Test("a call that is cancelled while its picture arrives leaves no file", arguments: TransportKind.allCases)
        func cancelled(_ transport: TransportKind) async throws {
            let (folder, _) = try folder()
            defer { try? FileManager.default.removeItem(at: folder) }
            let asked = Flag()
            let options = CallOptions(
                files: Base64Files("/b64_json") { _ in
                    asked.set(true)
                    return folder.appendingPathComponent("picture")
                })
            let closed = Flag()
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{\"b64_json\":\"QUJD")
                closed.set(connection.waitForClose())
            }
            let call = Task { try await PictureAPI(server.url, transport).get("/v1/pictures", options: options) }
            #expect(await asked.value == true)
            call.cancel()
            let error = await #expect(throws: APIError.self) { try await call.value }
            #expect(error?.description == "cancelled")
            #expect(await closed.value == true)
            #expect(try names(folder) == [])
        }
    }
}
