import APIRuntime
import Foundation
import GoldenMultipart
import Testing

@Suite struct MultipartTests {
    private let transport = ScriptedTransport()

    private var client: GoldenMultipartClient { GoldenMultipartClient(server: .example, transport: transport) }

    /// The request, with its random boundary called B and its lines ended as text has them.
    private func sent() async throws -> String {
        let text = try #require(await transport.sent.first)
        let boundary = try #require(text.firstMatch(of: /boundary=(?<name>\S+)/)).output.name
        return text.replacingOccurrences(of: boundary, with: "B").replacingOccurrences(of: "\r\n", with: "\n")
    }

    @Test func sendsAPartForEachProperty() async throws {
        try await client.sendPicture(
            .init(
                name: "n\"1", picture: .data(Data("PIC".utf8), filename: "p.png", contentType: "image/png"),
                mask: .data(Data("MASK".utf8), filename: "m", contentType: "image/x"),
                pages: [
                    .data(Data("1".utf8), filename: "1", contentType: "a/b"), .data(Data("2".utf8), filename: "2", contentType: "a/b"),
                ],
                count: 1, share: true, size: .large, tags: ["x", "y"], meta: .init(title: "t"),
                metas: [.init(title: "u"), .init(title: "v")], labels: ["k": "l"], form: "f", must: nil, maybe: true,
                some_: .init(title: "w")))
        #expect(
            try await sent() == """
                POST https://example.com/base/pictures
                content-type: multipart/form-data; boundary=B

                --B
                Content-Disposition: form-data; name="name"

                n"1
                --B
                Content-Disposition: form-data; name="picture"; filename="p.png"
                Content-Type: image/png

                PIC
                --B
                Content-Disposition: form-data; name="mask"; filename="m"
                Content-Type: image/x

                MASK
                --B
                Content-Disposition: form-data; name="pages[]"; filename="1"
                Content-Type: a/b

                1
                --B
                Content-Disposition: form-data; name="pages[]"; filename="2"
                Content-Type: a/b

                2
                --B
                Content-Disposition: form-data; name="count"

                1
                --B
                Content-Disposition: form-data; name="share"

                true
                --B
                Content-Disposition: form-data; name="size"

                large
                --B
                Content-Disposition: form-data; name="tags"

                x
                --B
                Content-Disposition: form-data; name="tags"

                y
                --B
                Content-Disposition: form-data; name="meta"
                Content-Type: application/json

                {"title":"t"}
                --B
                Content-Disposition: form-data; name="metas"
                Content-Type: application/json

                {"title":"u"}
                --B
                Content-Disposition: form-data; name="metas"
                Content-Type: application/json

                {"title":"v"}
                --B
                Content-Disposition: form-data; name="labels"
                Content-Type: application/json

                {"k":"l"}
                --B
                Content-Disposition: form-data; name="form"

                f
                --B
                Content-Disposition: form-data; name="maybe"

                true
                --B
                Content-Disposition: form-data; name="some"
                Content-Type: application/json

                {"title":"w"}
                --B--

                """)
    }

    @Test func leavesOutWhatIsNotGiven() async throws {
        try await client.sendInline(.init(file: .data(Data("F".utf8), filename: "f", contentType: "image/png")))
        #expect(
            try await sent() == """
                POST https://example.com/base/inline
                content-type: multipart/form-data; boundary=B

                --B
                Content-Disposition: form-data; name="file"; filename="f"
                Content-Type: image/png

                F
                --B--

                """)
    }

    @Test func leavesOutABodyThatIsNotGiven() async throws {
        try await client.sendInline()
        #expect(await transport.sent == ["POST https://example.com/base/inline"])
    }

    @Test func checksTheFormBeforeAnythingIsSent() async throws {
        let file = FileUpload.data(Data())
        let form = Upload(
            name: "", picture: file, pages: [file, file, file], count: 0, size: .init(rawValue: "huge"), meta: .init(title: "long"),
            metas: [.init(title: "long")], must: "long")
        #expect(
            violations(of: form) == [
                "/name: must have at least 1 character, has 0", "/pages[]: must have at most 2 items, has 3",
                "/count: must be at least 1, is 0", #"/size: must be one of "small" or "large", is "huge""#,
                "/meta/title: must have at most 3 characters, has 4", "/metas/0/title: must have at most 3 characters, has 4",
                "/must: must have at most 3 characters, has 4",
            ])
        let error = await #expect(throws: APIError.self) { try await client.sendPicture(form) }
        #expect(error?.description == "invalid request: 7 rules are broken: " + violations(of: form).joined(separator: "; "))
        #expect(await transport.sent == [])
    }

    private func file(_ text: String) -> FileUpload { .data(Data(text.utf8), filename: text, contentType: "a/b") }

    @Test func aMapOfFilesHasAPartForEach() async throws {
        try await client.sendFiles(["b": file("2"), "a": file("1")])
        #expect(
            try await sent() == """
                POST https://example.com/base/files
                content-type: multipart/form-data; boundary=B

                --B
                Content-Disposition: form-data; name="a"; filename="1"
                Content-Type: a/b

                1
                --B
                Content-Disposition: form-data; name="b"; filename="2"
                Content-Type: a/b

                2
                --B--

                """)
    }

    @Test func listsAndMapsOfFormsAreParts() async throws {
        try await client.sendDocuments(
            .init(
                file: file("f"), note: "*n*", list: [.init(title: "t", scan: file("s")), .init(scan: file("u"))],
                byName: ["k": .init(scan: file("v"))], files: ["w": file("w")]))
        let lines = withoutBoundary(try #require(await transport.sent.first)).split(separator: "\n")
        #expect(
            lines.filter { $0.hasPrefix("Content-Disposition") }.map { $0.dropFirst("Content-Disposition: form-data; ".count) } == [
                #"name="file"; filename="f""#, #"name="note""#, #"name="list""#, #"name="title""#, #"name="scan"; filename="s""#,
                #"name="list""#, #"name="scan"; filename="u""#, #"name="byName""#, #"name="k""#, #"name="scan"; filename="v""#,
                #"name="files""#, #"name="w"; filename="w""#,
            ])
    }

    @Test func theRulesOfFormsInMapsAreChecked() async throws {
        let error = await #expect(throws: APIError.self) {
            try await client.sendAlbums(["k": .init(title: "long", scan: file("s"))])
        }
        #expect(error?.description == "invalid request: 1 rule is broken: /k/title: must have at most 3 characters, has 4")
        try await client.sendAlbums(["k": .init(title: "abc", scan: file("s"))])
        #expect(await transport.sent.count == 1)
    }
}
