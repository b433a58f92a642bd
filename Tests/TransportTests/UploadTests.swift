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
    }
}
