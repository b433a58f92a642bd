import APIRuntime
import Foundation
import GoldenTolerated
import Testing

/// What the standard does not have, and that has one reading all the same.
@Suite struct ToleratedTests {
    private func client(_ transport: ScriptedTransport) -> GoldenToleratedClient {
        GoldenToleratedClient(server: .example, transport: transport)
    }

    @Test func bytesInJSONAreTexts() throws {
        try expectRoundTrip(#"{"name":"fox","2":1,"content":"\u0000raw","pieces":["a","b"]}"#, as: Photo.self)
    }

    @Test func aFormInJSONIsWhateverCame() throws {
        try expectRoundTrip(
            #"{"name":"fox","2":1,"content":"","upload":{"file":"https://example.com/fox"},"more":{"file":1}}"#, as: Photo.self)
    }

    @Test func theSameSchemaIsSentAsAForm() async throws {
        let transport = ScriptedTransport()
        try await client(transport).sendPhoto(Upload(file: .data(Data("fox".utf8), filename: "fox.png"), title: "Fox"))
        let sent = try #require(await transport.sent.first)
        #expect(sent.hasPrefix("POST https://example.com/base/photos\ncontent-type: multipart/form-data; boundary="))
        #expect(sent.contains("\r\nContent-Disposition: form-data; name=\"file\"; filename=\"fox.png\"\r\n"))
    }

    @Test func aNumberAndABooleanMayBeInQuotesOrNot() async throws {
        let transport = ScriptedTransport(.json(#"[{"name":"fox","2":1,"content":""}]"#), .init(status: 204))
        #expect(try await client(transport).listPhotos(limit: 1) == .ok([Photo(name: "fox", value2: 1, content: "")]))
        #expect(try await client(transport).listPhotos(limit: 2) == .noContent)
        #expect(
            await transport.sent == [
                "GET https://example.com/base/photos?limit=1\naccept: application/json",
                "GET https://example.com/base/photos?limit=2\naccept: application/json",
            ])
    }

    @Test func bytesThatAreJSONComeAsTheyAre() async throws {
        let transport = ScriptedTransport(.json(#"{ "a": 1.0 }"#))
        #expect(try await client(transport).rawPhotos() == Data(#"{ "a": 1.0 }"#.utf8))
    }

    @Test func pointersBelowAnIDLeadIntoTheFile() throws {
        let photo = Photo(name: "fox", value2: 1, content: "", size: Size(width: 0), kind: .wide)
        #expect(violations(of: photo) == ["/size/width: must be at least 1, is 0"])
        #expect(try decoded(#"{"width":null}"#, as: Size.self) == Size(width: nil))
    }

    @Test func schemasThatDemandEachOtherHaveWhatBothSay() throws {
        try expectRoundTrip(#"{"shell":"brown","wing":"left"}"#, as: Egg.self)
        try expectRoundTrip(#"{"shell":"brown","wing":"left"}"#, as: Hen.self)
        #expect(violations(of: Egg(wing: "left")) == ["/wing: must have at most 3 characters, has 4"])
        #expect(violations(of: Hen(wing: "left")) == ["/wing: must have at most 3 characters, has 4"])
        #expect(violations(of: Own()) == ["must have at least 1 property, has 0"])
    }

    @Test func alternativesWithoutAnEndTakeEverything() throws {
        for value in ["true", #""a""#, "[1]", "1"] {
            let text = #"{"name":"fox","2":1,"content":"","either":\#(value)}"#
            try expectRoundTrip(text, as: Photo.self)
        }
    }
}
