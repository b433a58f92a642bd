import APIRuntime
import Foundation
import GoldenBodies
import Testing

@Suite struct BodiesTests {
    private func client(_ transport: ScriptedTransport) -> GoldenBodiesClient {
        GoldenBodiesClient(server: .example, transport: transport)
    }

    @Test func sendsAndReadsJSON() async throws {
        let transport = ScriptedTransport(.json(#"{"text":"b"}"#))
        #expect(try await client(transport).sendJSON(Note(text: "a")) == Note(text: "b"))
        #expect(
            await transport.sent == [
                "POST https://example.com/base/json\naccept: application/json\ncontent-type: application/json\n\n{\"text\":\"a\"}"
            ])
    }

    @Test func sendsAndReadsJSONOfAnotherName() async throws {
        let transport = ScriptedTransport(.init(status: 200, contentType: "application/vnd.note+json", body: #"{"text":"b"}"#))
        #expect(try await client(transport).sendVendor(Note(text: "a")) == Note(text: "b"))
        #expect(
            await transport.sent == [
                "POST https://example.com/base/vendor\naccept: application/vnd.note+json\ncontent-type: application/vnd.note+json\n\n{\"text\":\"a\"}"
            ])
    }

    @Test func leavesOutABodyThatIsNotGiven() async throws {
        let transport = ScriptedTransport(.json(#"["x"]"#))
        #expect(try await client(transport).sendOptional() == ["x"])
        #expect(try await client(transport).sendOptional(["a"]) == ["x"])
        #expect(
            await transport.sent == [
                "POST https://example.com/base/optional\naccept: application/json",
                "POST https://example.com/base/optional\naccept: application/json\ncontent-type: application/json\n\n[\"a\"]",
            ])
    }

    @Test func sendsAndReadsSchemasThatStandInTheOperation() async throws {
        let transport = ScriptedTransport(.json(#"{"id":1}"#))
        #expect(try await client(transport).sendInline(.init(text: "a")) == SendInlineResponse(id: 1))
    }

    @Test func sendsAndReadsNull() async throws {
        let transport = ScriptedTransport(.json("null"))
        #expect(try await client(transport).sendNullable(.null) == nil)
        #expect(try await client(transport).sendAnything(["a": nil]) == .null)
        #expect(
            await transport.sent.map { $0.components(separatedBy: "\n\n").last } == ["null", #"{"a":null}"#])
    }

    @Test func sendsAndReadsText() async throws {
        let transport = ScriptedTransport(.init(status: 200, contentType: "text/plain", body: "grüße"))
        #expect(try await client(transport).sendText("a\nb") == "grüße")
        #expect(
            await transport.sent == ["POST https://example.com/base/text\naccept: text/plain\ncontent-type: text/plain\n\na\nb"])
    }

    @Test func sendsAndReadsBytes() async throws {
        let transport = ScriptedTransport(.init(status: 200, contentType: "image/png", body: "\0\u{1}"))
        #expect(try await client(transport).sendBytes(.data(Data([0x41, 0x42]))) == Data([0, 1]))
        #expect(try await client(transport).sendBytes() == Data([0, 1]))
        #expect(
            await transport.sent == [
                "PUT https://example.com/base/bytes\naccept: image/png\ncontent-type: application/octet-stream\n\nAB",
                "PUT https://example.com/base/bytes\naccept: image/png",
            ])
    }

    @Test func aCallerChoosesAmongBodiesAndTheServerAmongAnswers() async throws {
        let transport = ScriptedTransport(.json(#"{"text":"b"}"#))
        #expect(try await client(transport).sendChoice(Note(text: "a")) == .json(Note(text: "b")))
        let html = ScriptedTransport(.init(status: 200, contentType: "text/html; charset=utf-8", body: "<b>"))
        #expect(try await client(html).sendChoice(text: "a") == .html("<b>"))
        let accept = "POST https://example.com/base/choice\naccept: application/json, text/html\n"
        #expect(await transport.sent == ["\(accept)content-type: application/json\n\n{\"text\":\"a\"}"])
        #expect(await html.sent == ["\(accept)content-type: text/plain\n\na"])
    }

    @Test func sendsAForm() async throws {
        let transport = ScriptedTransport()
        try await client(transport).sendForm(Note(text: "a b"))
        #expect(
            await transport.sent == ["POST https://example.com/base/form\ncontent-type: application/x-www-form-urlencoded\n\ntext=a+b"])
    }

    @Test func checksBodiesBeforeAnythingIsSent() async throws {
        let transport = ScriptedTransport(.json("null"))
        let client = client(transport)
        let long = await #expect(throws: APIError.self) { try await client.sendJSON(Note(text: "longer")) }
        #expect(long?.description == "invalid request: 1 rule is broken: /text: must have at most 5 characters, has 6")
        let list = await #expect(throws: APIError.self) { try await client.sendOptional(["a", "b", "long"]) }
        #expect(
            list?.description
                == "invalid request: 2 rules are broken: must have at most 2 items, has 3; /2: must have at most 3 characters, has 4")
        let text = await #expect(throws: APIError.self) { try await client.sendNullable("long") }
        #expect(text?.description == "invalid request: 1 rule is broken: must have at most 3 characters, has 4")
        let notes = await #expect(throws: APIError.self) { try await client.sendList([Note(text: "a"), Note(text: "longer")]) }
        #expect(
            notes?.description
                == "invalid request: 2 rules are broken: /1/text: must have at most 5 characters, has 6; must have at most 1 item, has 2")
        let map = await #expect(throws: APIError.self) { try await client.sendMap(["a": .value(.init(text: "long")), "b": .null]) }
        #expect(map?.description == "invalid request: 1 rule is broken: /a/text: must have at most 2 characters, has 4")
        #expect(await transport.sent == [])
        // The caller may know better.
        _ = try await client.sendNullable("long", options: CallOptions(validatesRequest: false))
        #expect(await transport.sent.count == 1)
    }

    @Test func checksAnswersWhenAsked() async throws {
        let client = client(ScriptedTransport(.json(#"{"text":"longer"}"#)))
        #expect(try await client.sendJSON(Note(text: "a")) == Note(text: "longer"))
        let error = await #expect(throws: APIError.self) {
            try await client.sendJSON(Note(text: "a"), options: CallOptions(validatesResponse: true))
        }
        #expect(
            error?.description == "invalid response (status 200): 1 rule is broken: /text: must have at most 5 characters, has 6")
    }
}
