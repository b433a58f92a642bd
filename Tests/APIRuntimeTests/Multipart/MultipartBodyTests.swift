import Foundation
import Testing

@testable import APIRuntime

@Suite struct MultipartBodyTests {
    private func body(_ write: (inout FormWriter) -> Void) -> MultipartBody {
        var form = FormWriter()
        write(&form)
        return MultipartBody(form, boundary: "B")
    }

    private func bytes(_ body: RequestBody) async throws -> [UInt8] {
        switch body {
        case .none: return []
        case .bytes(let bytes): return bytes
        case .stream(let stream, _, _):
            var bytes: [UInt8] = []
            for try await piece in stream {
                #expect(piece.count <= 1 << 20)
                bytes += piece
            }
            return bytes
        }
    }

    private func text(_ write: (inout FormWriter) -> Void) async throws -> String {
        String(decoding: try await bytes(body(write).body), as: UTF8.self)
    }

    @Test("line breaks in names and values become CRLF, and only three characters are escaped")
    func escaping() async throws {
        let text = try await text { form in
            form.field("a\nb\rc\r\nd\"e%f\\é", "1\n2\r3\r\n4\"%")
        }
        #expect(
            text
                == "--B\r\nContent-Disposition: form-data; name=\"a%0D%0Ab%0D%0Ac%0D%0Ad%22e%f\\é\"\r\n\r\n1\r\n2\r\n3\r\n4\"%\r\n--B--\r\n"
        )
    }

    @Test("bytes of a file are never touched, and its name keeps its line breaks as they are")
    func file() async throws {
        let text = try await text { form in
            form.file("f", .data(Data("a\nb\rc--B--".utf8), filename: "x\ny\rz\".txt", contentType: "text/plain"))
        }
        #expect(
            text
                == "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x%0Ay%0Dz%22.txt\"\r\nContent-Type: text/plain\r\n\r\n"
                + "a\nb\rc--B--\r\n--B--\r\n"
        )
    }

    @Test("what is no scalar is JSON with its type, an array a part for each element, nil none")
    func json() async throws {
        let text = try await text { form in
            form.field("o", ["k": 1])
            form.field("a", [[true], [false]])
            form.field("s", [true, false])
            form.field("n", nil as [String: Int]?)
            form.files("f", nil)
            form.field("t", nil as [Int]?)
        }
        let json = [("o", #"{"k":1}"#), ("a", "[true]"), ("a", "[false]")].map { name, text in
            "--B\r\nContent-Disposition: form-data; name=\"\(name)\"\r\nContent-Type: application/json\r\n\r\n\(text)\r\n"
        }
        let scalars = ["true", "false"].map { "--B\r\nContent-Disposition: form-data; name=\"s\"\r\n\r\n\($0)\r\n" }
        #expect(text == json.joined() + scalars.joined() + "--B--\r\n")
    }

    @Test("an empty form is a body without parts")
    func empty() async throws {
        #expect(try await text { _ in } == "--B--\r\n")
    }

    @Test("values without a text or JSON form are violations")
    func violations() {
        let body = body { form in
            form.field("a", Double.nan)
            form.field("b", Double.infinity)
        }
        #expect(body.violations.map(\.pointer) == ["/a", "/b"])
    }

    @Test("each boundary is new and within the rules")
    func boundary() {
        let boundaries = Set((0..<100).map { _ in MultipartBody.randomBoundary() })
        #expect(boundaries.count == 100)
        #expect(
            boundaries.allSatisfy { boundary in
                boundary.utf8.count <= 70 && boundary.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
            }
        )
    }

    @Test("a file on disk has an exact length, and can be sent again")
    func onDisk() async throws {
        let file = try TemporaryFile(Data(repeating: 7, count: 3 << 20 | 5))
        let requestBody = body { $0.file("f", .file(at: file.url)) }.body
        let first = try await bytes(requestBody)
        #expect(requestBody.length == Int64(first.count))
        #expect(requestBody.isRepeatable)
        #expect(first.filter { $0 == 7 }.count == 3 << 20 | 5)
        #expect(try await bytes(requestBody) == first)
    }

    @Test("a file that has another size when it is read fails the body", arguments: [0, 10, 2000])
    func changedBefore(size: Int) async throws {
        let file = try TemporaryFile(Data(count: 1000))
        let requestBody = body { $0.file("f", .file(at: file.url)) }.body
        try Data(count: size).write(to: file.url)
        let error = await #expect(throws: APIError.self) { try await bytes(requestBody) }
        #expect(
            error?.description == "invalid request: 1 rule is broken: /f: changed its size before it was sent: \(file.url.path)"
        )
    }

    @Test("a file that changes its size while it is read fails the body", arguments: [(1_500_000, "shrank"), (5_000_000, "grew")])
    func changedMeanwhile(size: Int, verb: String) async throws {
        let file = try TemporaryFile(Data(count: 3_000_000))
        guard case .stream(let stream, _, _) = body({ $0.file("f", .file(at: file.url)) }).body else { return }
        var pieces = stream.makeAsyncIterator()
        _ = try await pieces.next()
        _ = try await pieces.next()
        let handle = try FileHandle(forWritingTo: file.url)
        try handle.truncate(atOffset: UInt64(size))
        try handle.close()
        let error = await #expect(throws: APIError.self) { while try await pieces.next() != nil {} }
        #expect(error?.description == "invalid request: 1 rule is broken: /f: \(verb) while it was sent: \(file.url.path)")
    }

    @Test(
        "pictures are told by their first bytes",
        arguments: [
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"), ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"),
            (Array("RIFF1234WEBPVP8 ".utf8), "image/webp"), (Array("GIF89a".utf8), "image/gif"), (Array("GIF87a".utf8), "image/gif"),
            (Array("RIFF1234WAVE".utf8), "application/octet-stream"), ([], "application/octet-stream"),
        ]
    )
    func signatures(start: [UInt8], type: String) async throws {
        let file = try TemporaryFile(Data(start))
        for upload in [FileUpload.data(Data(start)), .file(at: file.url)] {
            #expect(try await text { $0.file("f", upload) }.contains("\r\nContent-Type: \(type)\r\n\r\n"))
        }
        #expect(try await text { $0.file("f", .data(Data(start), contentType: "x/y")) }.contains("\r\nContent-Type: x/y\r\n\r\n"))
    }
}

/// A file that is deleted at the end of a test.
final class TemporaryFile: Sendable {
    let url: URL

    init(_ data: Data) throws {
        url = FileManager.default.temporaryDirectory.appending(path: "runtime-tests-\(UUID().uuidString).bin")
        try data.write(to: url)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }
}
