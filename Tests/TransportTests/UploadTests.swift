import APIRuntime
import Foundation
import LoopbackSupport
import Testing

extension TransportSuite {
    @Suite struct UploadTests {
        private static let fox = Answer.json(#"{"name":"fox"}"#)

        /// The progress of a call, which has to grow to the whole.
        private func expectWhole(_ log: Log<UploadProgress>, of server: RawServer) throws {
            let size = Int64(try #require(server.requests.last).body.count)
            let sent = log.values.map(\.bytesSent)
            #expect(sent == sent.sorted())
            #expect(sent.last == size)
            #expect(sent.count > 3)
            #expect(log.values.allSatisfy { $0.totalBytes == size })
            #expect(log.values.last?.fraction == 1)
        }

        @Test("a form from a file shows its progress", arguments: TransportKind.allCases)
        func file(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Self.fox)
            let folder = try TemporaryFolder()
            let file = try folder.write(Data(count: 8 << 20), to: "large.bin")
            var request = APIRequest("vary", .post, "/")
            request.body(multipart: FileForm(file: .file(at: file)))
            request.expect(200)
            let log = Log<UploadProgress>()
            let options = CallOptions(uploadObserver: UploadObserver { log.append($0) })
            _ = try await PictureAPI(server.url, transport).client.send(request, options)
            try expectWhole(log, of: server)
        }

        @Test("a body in memory shows its progress", arguments: TransportKind.allCases)
        func memory(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Self.fox)
            var request = APIRequest("upload", .put, "/")
            request.body(upload: .data(Data(count: 4 << 20)))
            request.expect(200)
            let log = Log<UploadProgress>()
            let options = CallOptions(uploadObserver: UploadObserver { log.append($0) })
            _ = try await PictureAPI(server.url, transport).client.send(request, options)
            #expect(server.requests.first?.values("content-length") == ["\(4 << 20)"])
            try expectWhole(log, of: server)
        }

        @Test("progress is what the network takes, not what is read", arguments: TransportKind.allCases)
        func slowServer(_ transport: TransportKind) async throws {
            let log = Log<UploadProgress>()
            let server = try RawServer { connection in
                _ = connection.readHead()
                connection.skip(1 << 20)
                connection.pause(milliseconds: 500)
                #expect(log.values.last.map { $0.bytesSent < 60 << 20 } ?? true)
                connection.skip(63 << 20)
                connection.send(Self.fox)
            }
            var request = APIRequest("upload", .put, "/")
            request.body(upload: .data(Data(count: 64 << 20)))
            request.expect(200)
            let options = CallOptions(uploadObserver: UploadObserver { log.append($0) })
            _ = try await PictureAPI(server.url, transport).client.send(request, options)
            #expect(log.values.last?.bytesSent == 64 << 20)
        }

        /// The files that bodies of this test's size go by.
        private static func spooled() -> Set<String> {
            let folder = FileManager.default.temporaryDirectory.path
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let sizes = fileSize...fileSize + 1000
            return Set(
                names.filter { name in
                    let size = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.size] as? Int
                    return name.hasPrefix("upload-") && size.map(sizes.contains) ?? false
                })
        }

        private static let fileSize = 2_345_678

        private enum Ending: CaseIterable { case answered, refused, silent }

        @Test("of a body that goes by way of a file nothing is left, whatever becomes of the call", arguments: Ending.allCases)
        private func noFileIsLeft(_ ending: Ending) async throws {
            let before = Self.spooled()
            let seen = Log<Set<String>>()
            let server = try RawServer { connection in
                if ending == .answered { connection.readRequest() } else { _ = connection.readHead() }
                seen.append(Self.spooled().subtracting(before))
                switch ending {
                case .answered: connection.send(Self.fox)
                case .refused: connection.send(Answer.json("{}", status: "413 Too Large"))
                case .silent: connection.pause(milliseconds: 2000)
                }
            }
            let folder = try TemporaryFolder()
            var request = APIRequest("vary", .post, "/")
            request.body(multipart: FileForm(file: .file(at: try folder.write(Data(count: Self.fileSize), to: "large.bin"))))
            request.expect(200)
            let patience = Duration.seconds(ending == .silent ? 1 : 60)
            let options = CallOptions(responseHeadTimeout: patience, idleTimeout: patience)
            let answer = try? await PictureAPI(server.url, .urlSession).client.send(request, options)
            #expect((answer != nil) == (ending == .answered))
            let files = try #require(seen.values.first)
            #expect(!files.isEmpty)
            // Foundation lets go of what it sends a moment later.
            for _ in 0..<500 where !files.isDisjoint(with: Self.spooled()) { try await Task.sleep(for: .milliseconds(10)) }
            #expect(files.isDisjoint(with: Self.spooled()))
        }
    }
}
