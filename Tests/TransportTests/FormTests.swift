import APIRuntime
import Foundation
import LoopbackSupport
import Testing

extension TransportSuite {
    @Suite struct FormTests {
        private struct Form: FormEncodable {
            var prompt = "a \"fox\"\nand a hare"
            var files: [(String, FileUpload)] = []
            var options: PictureRequest?

            func write(to form: inout FormWriter) {
                form.field("prompt", prompt)
                form.field("n", 2)
                form.field("tags", ["x", "y"])
                form.field("none", nil as String?)
                for (name, file) in files { form.file(name, file) }
                form.field("options", options)
            }
        }

        private func send(_ form: Form, _ transport: TransportKind, to server: RawServer) async throws(APIError) -> Picture {
            var request = APIRequest("vary", .post, "/v1/images/variations")
            request.body(multipart: form)
            request.expect(200, "application/json")
            return try await PictureAPI(server.url, transport).client.send(request).json()
        }

        /// The boundary, and the body with the boundary masked.
        private func masked(_ request: RecordedRequest) throws -> String {
            let type = try #require(request.values("content-type").first)
            let prefix = "multipart/form-data; boundary="
            #expect(type.hasPrefix(prefix))
            let boundary = String(type.dropFirst(prefix.count))
            #expect(boundary.utf8.count <= 70)
            #expect(boundary.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
            return request.text.replacingOccurrences(of: boundary, with: "BOUNDARY")
        }

        @Test("a content type with a line break in it is refused, and begins no header field", arguments: TransportKind.allCases)
        func lineBreak(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json(#"{"name":"fox"}"#))
            var request = APIRequest("vary", .post, "/v1/images/variations")
            request.part("prompt", contentType: "text/plain\r\nX-Evil: 1")
            request.body(multipart: Form())
            request.expect(200, "application/json")
            let client = PictureAPI(server.url, transport).client
            let error = await failure { [request] () async throws(APIError) in try await client.send(request) }
            #expect(error?.description == "invalid request: 1 rule is broken: /prompt: has a content type that no header field can carry")
            #expect(server.connections == 0)
        }

        @Test("a form is on the wire byte for byte as the standards have it", arguments: TransportKind.allCases)
        func bytes(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json(#"{"name":"fox"}"#))
            let folder = try TemporaryFolder()
            let onDisk = try folder.write(Data("\u{89}PNG".utf8), to: "plain.bin")
            let form = Form(
                files: [
                    ("image", .data(Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))),
                    ("image[]", .file(at: onDisk)),
                    ("na\r\nme", .data(Data("GIF89a".utf8), filename: "a\"b\r\nc.gif", contentType: "image/x")),
                ],
                options: PictureRequest(prompt: "x")
            )
            _ = try await send(form, transport, to: server)
            let request = try #require(server.requests.first)
            #expect(request.values("transfer-encoding") == [])
            #expect(request.values("content-length") == ["\(request.body.count)"])
            let expected = [
                "--BOUNDARY", "Content-Disposition: form-data; name=\"prompt\"", "", "a \"fox\"", "and a hare",
                "--BOUNDARY", "Content-Disposition: form-data; name=\"n\"", "", "2",
                "--BOUNDARY", "Content-Disposition: form-data; name=\"tags\"", "", "x",
                "--BOUNDARY", "Content-Disposition: form-data; name=\"tags\"", "", "y",
                "--BOUNDARY", "Content-Disposition: form-data; name=\"image\"; filename=\"file.png\"", "Content-Type: image/png", "",
                "\u{FFFD}PNG\r\n\u{1A}\n",
                "--BOUNDARY", "Content-Disposition: form-data; name=\"image[]\"; filename=\"plain.bin\"",
                "Content-Type: application/octet-stream", "", "\u{89}PNG",
                "--BOUNDARY", "Content-Disposition: form-data; name=\"na%0D%0Ame\"; filename=\"a%22b%0D%0Ac.gif\"", "Content-Type: image/x",
                "",
                "GIF89a",
                "--BOUNDARY", "Content-Disposition: form-data; name=\"options\"", "Content-Type: application/json", "", #"{"prompt":"x"}"#,
                "--BOUNDARY--", "",
            ]
            #expect(try masked(request) == expected.joined(separator: "\r\n"))
        }

        @Test("a large file arrives whole, with its exact length", arguments: TransportKind.allCases)
        func largeFile(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json(#"{"name":"fox"}"#))
            let folder = try TemporaryFolder()
            let content = Data((0..<5).flatMap { Data(repeating: UInt8($0), count: 1 << 20) } + "the end".utf8)
            let file = try folder.write(content, to: "large.bin")
            _ = try await send(Form(files: [("image", .file(at: file))]), transport, to: server)
            let request = try #require(server.requests.first)
            #expect(request.values("content-length") == ["\(request.body.count)"])
            let start = try #require(Data(request.body).range(of: Data("octet-stream\r\n\r\n".utf8))).upperBound
            #expect(Data(request.body[start...].prefix(content.count)) == content)
        }

        @Test("files that cannot be sent are reported together, and nothing is sent", arguments: TransportKind.allCases)
        func badFiles(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json("{}"))
            let folder = try TemporaryFolder()
            let missing = folder.url.appending(path: "missing.png")
            let form = Form(
                files: [
                    ("missing", .file(at: missing)), ("folder", .file(at: folder.url)), ("device", .file(at: URL(filePath: "/dev/null"))),
                    ("type", .data(Data(), contentType: "a\r\nX-Evil: 1")),
                ]
            )
            let error = await failure { () async throws(APIError) in try await send(form, transport, to: server) }
            guard case .invalidRequest(let validation) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(
                validation.violations.map(\.description) == [
                    "/missing: does not exist: \(missing.path)",
                    "/folder: is a folder: \(folder.url.path)",
                    "/device: is no regular file: /dev/null",
                    "/type: has a content type with control characters",
                ]
            )
            #expect(server.connections == 0)
        }

        @Test("a file that shrinks while it is sent fails the call with the reason", arguments: [TransportKind.asyncHTTP])
        func shrinking(_ transport: TransportKind) async throws {
            let folder = try TemporaryFolder()
            let file = try folder.write(Data(count: 64 << 20), to: "shrinking.bin")
            let server = try RawServer { connection in
                // Some of the file is here; most of the rest does not fit into the sockets.
                guard connection.readHead() != nil, connection.skip(1 << 20) else { return }
                truncate(file, to: 1000)
                connection.skip()
            }
            let error = await failure { () async throws(APIError) in
                try await send(Form(files: [("image", .file(at: file))]), transport, to: server)
            }
            #expect(
                error?.description == "invalid request: 1 rule is broken: /image: shrank while it was sent: \(file.path)"
            )
        }
    }
}

/// A folder that is deleted at the end of a test.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "transport-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    func write(_ data: Data, to name: String) throws -> URL {
        let file = url.appending(path: name)
        try data.write(to: file)
        return file
    }
}

func truncate(_ file: URL, to size: UInt64) {
    guard let handle = try? FileHandle(forWritingTo: file) else { return }
    try? handle.truncate(atOffset: size)
    try? handle.close()
}
