import APIRuntime
import Foundation
import GoldenMultipartParts
import Testing

@Suite struct MultipartPartsTests {
    private let transport = ScriptedTransport()
    private var client: GoldenMultipartPartsClient { GoldenMultipartPartsClient(server: .example, transport: transport) }

    private let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])

    private func sent() async throws -> String {
        withoutBoundary(try #require(await transport.sent.first))
    }

    private func part(_ name: String, _ lines: String...) -> String {
        "--B\nContent-Disposition: form-data; name=\"\(name)\"" + lines.map { $0.isEmpty ? "\n" : "\n\($0)" }.joined() + "\n"
    }

    @Test func writesPartsAsTheirEncodingsSay() async throws {
        try await client.sendPicture(
            .init(
                profileImage: .data(Data("JPG".utf8), filename: "p.jpg", contentType: "image/jpeg"),
                thumbnails: [.data(Data("T".utf8), filename: "t", contentType: "image/webp")],
                addresses: [.data(Data("<a/>".utf8), filename: "a.xml")], icon: Data("icon".utf8), sdp: "v=0", settings: ["a": 1],
                tags: ["x", "y"], additionalProperties: ["extra": .data(Data("E".utf8), filename: "e")]),
            profileImageXRateLimitLimit: 7)
        #expect(
            try await sent() == "POST https://example.com/base/picture\ncontent-type: multipart/form-data; boundary=B\n\n"
                + part("profileImage\"; filename=\"p.jpg", "Content-Type: image/jpeg", "X-Rate-Limit-Limit: 7", "X-Version: 2", "", "JPG")
                + part("thumbnails\"; filename=\"t", "Content-Type: image/webp", "", "T")
                + part("addresses\"; filename=\"a.xml", "Content-Type: application/xml; charset=utf-8", "", "<a/>")
                + part("icon", "Content-Type: image/gif", "Content-Transfer-Encoding: base64", "", "aWNvbg==")
                + part("sdp", "Content-Type: application/sdp", "", "v=0")
                + part("settings", "Content-Type: application/vnd.settings+json", "", "{\"a\":1}")
                + part("tags", "", "x,y")
                + part("extra\"; filename=\"e", "Content-Type: application/octet-stream", "", "E") + "--B--\n")
    }

    @Test func aFileIsOfATypeThatTheEncodingAllows() async throws {
        let unknown = await #expect(throws: APIError.self) {
            try await client.sendPicture(.init(profileImage: .data(Data("?".utf8))))
        }
        #expect(
            unknown?.description == "invalid request: 1 rule is broken: /profileImage: needs a content type of image/png, image/jpeg")
        let other = await #expect(throws: APIError.self) {
            try await client.sendPicture(.init(profileImage: .data(png), thumbnails: [.data(png, contentType: "text/plain")]))
        }
        #expect(other?.description == "invalid request: 1 rule is broken: /thumbnails: must be of the type image/*, is text/plain")
        #expect(await transport.sent == [])
        try await client.sendPicture(.init(profileImage: .data(png)))
        #expect(try await sent().contains("Content-Type: image/png\nX-Version: 2\n\n"))
    }

    @Test func writesWhatMayBeAFileOrAnythingElse() async throws {
        let file = FileUpload.data(Data("F".utf8), filename: "f", contentType: "a/b")
        try await client.editImage(.init(image: .files([file, file]), reference: .address(Address(city: "c")), prompt: "p"))
        #expect(
            try await sent() == "POST https://example.com/base/images\ncontent-type: multipart/form-data; boundary=B\n\n"
                + part("image\"; filename=\"f", "Content-Type: a/b", "", "F") + part("image\"; filename=\"f", "Content-Type: a/b", "", "F")
                + part("reference", "Content-Type: application/json", "", "{\"city\":\"c\"}") + part("prompt", "", "p") + "--B--\n")
        let edit = ImageEdit(image: .files([file, file, file]), reference: .address(Address(city: "longer")))
        #expect(
            violations(of: edit) == ["/image: must have at most 2 items, has 3", "/reference/city: must have at most 5 characters, has 6"])
    }

    @Test func writesPartsInsideParts() async throws {
        try await client.sendNested(
            .init(title: "t", attachments: .init(scan: .data(png, filename: "s.png"), remark: "r"), notes: ["a", "b"]))
        #expect(
            try await sent() == "POST https://example.com/base/nested\ncontent-type: multipart/form-data; boundary=B\n\n"
                + part("title", "", "t") + part("attachments", "Content-Type: multipart/mixed; boundary=C", "")
                + "--C\nContent-Disposition: form-data; name=\"scan\"; filename=\"s.png\"\nContent-Type: image/png\n\n"
                + "\u{FFFD}PNG\n\u{1A}\n\n--C\nContent-Disposition: form-data; name=\"remark\"\n\nr\n--C--\n\n"
                + part("notes", "Content-Type: multipart/mixed; boundary=D", "")
                + "--D\nContent-Type: text/markdown\n\na\n--D\nContent-Type: text/markdown\n\nb\n--D--\n\n--B--\n")
    }

    @Test func aFormWithoutFilesIsAModelLikeAnyOther() async throws {
        try await client.sendPlain(
            .init(
                name: "n", address: Address(city: "c"), data: Data("d".utf8), icon: Data("i".utf8), note: "*n*", maybe: .value("<p>"),
                hostile: "h", words: ["x", "y"], additionalProperties: ["more": 1]))
        #expect(
            try await sent() == "POST https://example.com/base/plain\ncontent-type: multipart/form-data; boundary=B\n\n"
                + part("name", "", "n") + part("address", "Content-Type: application/json", "", "{\"city\":\"c\"}")
                + part("data", "Content-Type: application/octet-stream", "Content-Transfer-Encoding: base64", "", "ZA==")
                + part("icon", "Content-Type: image/png", "Content-Transfer-Encoding: base64", "", "aQ==")
                + part("note", "Content-Type: text/markdown", "", "*n*") + part("maybe", "Content-Type: text/html", "", "<p>")
                + part("hostile", "", "h") + part("words", "", "x|y")
                + part("more", "", "1") + "--B--\n")
    }

    @Test func whereJSONCannotCarryTheFilesTheFormIsTheBody() async throws {
        try await client.sendBoth(.init(image: .file(.data(Data("F".utf8), filename: "f", contentType: "a/b"))))
        #expect(try await sent().contains(part("image\"; filename=\"f", "Content-Type: a/b", "", "F")))
    }
}
