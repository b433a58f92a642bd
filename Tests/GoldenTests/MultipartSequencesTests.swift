import APIRuntime
import Foundation
import GoldenMultipartSequences
import Testing

@Suite struct MultipartSequencesTests {
    private let transport = ScriptedTransport()
    private var client: GoldenMultipartSequencesClient { GoldenMultipartSequencesClient(server: .example, transport: transport) }

    private func sent() async throws -> String {
        withoutBoundary(try #require(await transport.sent.last))
    }

    @Test func writesItemsAsPartsWithoutNames() async throws {
        try await client.sendNotes([Note(text: "a"), Note(text: "b")])
        #expect(
            try await sent() == """
                POST https://example.com/base/notes
                content-type: multipart/mixed; boundary=B

                --B
                Content-Type: application/vnd.note+json

                {"text":"a"}
                --B
                Content-Type: application/vnd.note+json

                {"text":"b"}
                --B--

                """)
        try await client.sendTexts(["x", "y"])
        #expect(try await sent().hasSuffix("\n\n--B\n\nx\n--B\n\ny\n--B--\n"))
    }

    @Test func filesSayHowTheyAreCalledWhereSomebodySaysIt() async throws {
        try await client.sendPictures(
            [.data(Data("1".utf8), contentType: "image/png"), .data(Data("2".utf8), filename: "two", contentType: "image/gif")],
            itemsXSource: "camera")
        #expect(
            try await sent().hasSuffix(
                "--B\nContent-Type: image/png\nX-Source: camera\n\n1\n--B\nContent-Disposition: attachment; filename=\"two\"\n"
                    + "Content-Type: image/gif\nX-Source: camera\n\n2\n--B--\n"))
    }

    /// RFC 2387, section 3.1.
    @Test func aRelatedBodySaysTheTypeOfItsFirstPart() async throws {
        try await client.sendRelated([Note(text: "a")])
        #expect(
            try await sent().hasPrefix(
                "POST https://example.com/base/related\ncontent-type: multipart/related; type=\"application/json\"; boundary=B\n\n"))
    }

    @Test func partsWithNamesHaveThemInAnyMultipart() async throws {
        try await client.sendNamed(.init(note: Note(text: "a")))
        #expect(
            try await sent().hasSuffix(
                "--B\nContent-Disposition: form-data; name=\"note\"\nContent-Type: application/json\n\n{\"text\":\"a\"}\n--B--\n"))
    }

    @Test func partsOfDifferentKindsHaveTheEncodingsOfTheirPlaces() async throws {
        try await client.sendMixed([.value(Note(text: "a")), .file(.data(Data("p".utf8))), .value("one"), .value("two")])
        #expect(
            try await sent() == """
                POST https://example.com/base/mixed
                content-type: multipart/related; type="application/vnd.note+json"; boundary=B

                --B
                Content-Type: application/vnd.note+json

                {"text":"a"}
                --B
                Content-Type: image/png

                p
                --B
                Content-Type: text/markdown

                one
                --B
                Content-Type: text/markdown

                two
                --B--

                """)
    }

    @Test func checksItemsBeforeTheyAreSent() async throws {
        let notes = await #expect(throws: APIError.self) { try await client.sendNotes([Note(text: "a"), Note(text: "longer")]) }
        #expect(notes?.description == "invalid request: 1 rule is broken: /1/text: must have at most 5 characters, has 6")
        let texts = await #expect(throws: APIError.self) { try await client.sendTexts(["long"]) }
        #expect(texts?.description == "invalid request: 1 rule is broken: /0: must have at most 3 characters, has 4")
        #expect(await transport.sent == [])
    }
}
