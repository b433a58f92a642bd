import APIRuntime
import Foundation
import GoldenBinaryBodies
import Testing

@Suite struct BinaryBodiesTests {
    private func client(_ transport: ScriptedTransport) -> GoldenBinaryBodiesClient {
        GoldenBinaryBodiesClient(server: .example, transport: transport)
    }

    private func answer(_ contentType: String, _ body: String) -> ScriptedTransport {
        ScriptedTransport(.init(status: 200, contentType: contentType, body: body))
    }

    @Test func sendsAFileFromTheDiskPieceByPiece() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "golden-\(UUID().uuidString).bin")
        try Data(repeating: 65, count: 1 << 20 | 3).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let transport = answer("application/octet-stream", "done")
        #expect(try await client(transport).putFile(.file(at: file)) == Data("done".utf8))
        let sent = try #require(await transport.sent.first)
        #expect(
            sent.hasPrefix(
                "PUT https://example.com/base/file\naccept: application/octet-stream\ncontent-type: application/octet-stream\n\n"))
        #expect(sent.utf8.count { $0 == 65 } == 1 << 20 | 3)
        #expect(await transport.pieces == [1 << 20, 3])
        let missing = await #expect(throws: APIError.self) { try await client(transport).putFile(.file(at: file.appending(path: "x"))) }
        #expect(missing?.description.hasPrefix("invalid request: 1 rule is broken: ") == true)
    }

    @Test func givesBytesAsTheyArrive() async throws {
        let transport = answer("application/octet-stream", "abc")
        let bytes = try await client(transport).putFileStream(.data(Data("x".utf8), contentType: "a/b"))
        #expect(bytes.head.status == 200)
        var collected: [UInt8] = []
        for try await chunk in bytes { collected += chunk }
        #expect(collected == Array("abc".utf8))
        for try await _ in bytes { Issue.record("a body is read once") }
        #expect(await transport.sent == ["PUT https://example.com/base/file\naccept: application/octet-stream\ncontent-type: a/b\n\nx"])
    }

    @Test func aRangeLeavesTheTypeToTheCaller() async throws {
        let transport = answer("image/png", "")
        _ = try await client(transport).putPicture(.data(Data("x".utf8), contentType: "image/svg+xml"))
        _ = try await client(transport).putPicture(.data(Data([0xFF, 0xD8, 0xFF])))
        _ = try await client(transport).putPicture()
        #expect(await transport.sent[0] == "PUT https://example.com/base/picture\naccept: image/*\ncontent-type: image/svg+xml\n\nx")
        #expect(await transport.sent[1].contains("content-type: image/jpeg"))
        #expect(await transport.sent[2] == "PUT https://example.com/base/picture\naccept: image/*")
        let unknown = await #expect(throws: APIError.self) { try await client(transport).putPicture(.data(Data("x".utf8))) }
        #expect(unknown?.description == "invalid request: 1 rule is broken: needs a content type of image/*")
        let other = await #expect(throws: APIError.self) {
            try await client(transport).putPicture(.data(Data(), contentType: "text/plain"))
        }
        #expect(other?.description == "invalid request: 1 rule is broken: must be of the type image/*, is text/plain")
    }

    @Test func theLabelChoosesTheFormat() async throws {
        let transport = ScriptedTransport()
        try await client(transport).putFormats(URL(string: "https://example.com/x")!)
        try await client(transport).putFormats(png: .data(Data("p".utf8)))
        try await client(transport).putFormats(jpeg: .data(Data("j".utf8)))
        #expect(
            await transport.sent == [
                "PUT https://example.com/base/formats\ncontent-type: application/json\n\n\"https://example.com/x\"",
                "PUT https://example.com/base/formats\ncontent-type: image/png\n\np",
                "PUT https://example.com/base/formats\ncontent-type: image/jpeg\n\nj",
            ])
    }

    @Test func sendsAndReadsBase64() async throws {
        let transport = answer("image/png", "aGk=")
        #expect(try await client(transport).putBase64(Data("ho".utf8)) == Data("hi".utf8))
        #expect(await transport.sent == ["PUT https://example.com/base/base64\naccept: image/png\ncontent-type: image/png\n\naG8="])
        let error = await #expect(throws: APIError.self) { try await client(answer("image/png", "*")).putBase64(Data()) }
        #expect(error?.description == "undecodable: the text is no Data; status 200, image/png: \"*\"")
    }

    @Test func whereNothingIsSaidOfTheTypeTheSchemaSaysIt() async throws {
        let structured = answer("application/json", #"{"text":"b"}"#)
        #expect(try await client(structured).postStructured(Note(text: "a")) == Note(text: "b"))
        #expect(
            await structured.sent == [
                "POST https://example.com/base/anything\naccept: */*\ncontent-type: application/json\n\n{\"text\":\"a\"}"
            ])
        let text = answer("text/plain", "t")
        #expect(try await client(text).patchEmpty(.data(Data("x".utf8), contentType: "a/b")) == "t")
        #expect(try await client(text).putAnything(.data(Data("x".utf8))) == Data("t".utf8))
        #expect(await text.sent[0] == "PATCH https://example.com/base/anything\naccept: */*\ncontent-type: a/b\n\nx")
        #expect(await text.sent[1] == "PUT https://example.com/base/anything\naccept: */*\ncontent-type: application/octet-stream\n\nx")
    }

    @Test func sendsAndReadsTextOfValues() async throws {
        let transport = answer("text/plain", "42")
        #expect(try await client(transport).putText("a,b") == 42)
        #expect(await transport.sent == ["PUT https://example.com/base/text\naccept: text/plain\ncontent-type: text/csv\n\na,b"])
        let long = await #expect(throws: APIError.self) { try await client(transport).putText("longer") }
        #expect(long?.description == "invalid request: 1 rule is broken: must have at most 5 characters, has 6")
        let wrong = await #expect(throws: APIError.self) { try await client(answer("text/plain", "x")).putText("a") }
        #expect(wrong?.description == "undecodable: the text is no Int; status 200, text/plain: \"x\"")
        let sdp = answer("application/sdp", "v=0")
        #expect(try await client(sdp).postNumber(5) == "v=0")
        #expect(
            await sdp.sent == ["POST https://example.com/base/text\naccept: application/sdp\ncontent-type: Text/Plain; charset=UTF-8\n\n5"])
        await #expect(throws: APIError.self) { try await client(sdp).postNumber(6) }
    }

    @Test func readsTextInItsCharacterSet() async throws {
        let latin = ScriptedTransport(.init(status: 200, contentType: "text/html; charset=ISO-8859-1", bytes: [0x67, 0xFC]))
        #expect(try await client(latin).patchLatin(.data(Data([0xFC]))) == "gü")
        let utf8 = answer("text/html", "\u{FEFF}ü")
        #expect(try await client(utf8).patchLatin(.data(Data())) == "ü")
        let other = answer("text/html; charset=koi8-r", "x")
        let error = await #expect(throws: APIError.self) { try await client(other).patchLatin(.data(Data())) }
        #expect(error?.description == "undecodable: the text is not koi8-r; status 200, text/html; charset=koi8-r: \"x\"")
        #expect(await other.sent.first?.contains("content-type: text/plain; charset=iso-8859-1") == true)
    }

    @Test func formatsThatAreNotReadAreBytesAndText() async throws {
        #expect(try await client(answer("application/xml", "<b/>")).putXML(.data(Data("<a/>".utf8))) == Data("<b/>".utf8))
        let failing = ScriptedTransport(.init(status: 400, contentType: "text/xml", body: "<no/>"))
        let error = await #expect(throws: APIError.self) { try await client(failing).putXML(.data(Data())) }
        #expect(error?.body(as: String.self) == "<no/>")
    }

    @Test func aMediaTypeIsToldByItsParametersToo() async throws {
        let transport = ScriptedTransport()
        try await client(transport).putOdd(["any": 1])
        try await client(transport).putOdd(json: Note(text: "a"))
        #expect(
            await transport.sent.map { $0.components(separatedBy: "\n").dropFirst().joined(separator: "|") } == [
                "content-type: application/json||{\"any\":1}", "content-type: application/json;v=2||{\"text\":\"a\"}",
            ])
    }
}
