import Bindings
import Generator
import OpenAPI
import SwiftEmitter
import Testing
import YAMLDocument

/// Media types that cannot be sent as they are written.
@Suite struct MediaTypeFaultsTests {
    private func generate(_ operation: String) -> (client: String, said: [String]) {
        let text = "openapi: 3.1.0\ninfo: { title: t, version: '1' }\npaths: { /a: { post: {\noperationId: a,\n\(operation)\n} } }\n"
        let result = Generator.generate(entry: "openapi.yaml", configuration: Configuration(module: "M")) { _ in Array(text.utf8) }
        let said = result.diagnostics.map { "\($0.mark?.description ?? ""): \($0.severity.rawValue): \($0.message) [\($0.code)]" }
        return (result.files.first { $0.path == "MClient.swift" }?.text ?? "", said)
    }

    private let nothing = "responses: { '204': { description: d } }"

    @Test(arguments: [#"image/"\(x)"#, "png", "image/png, png", "", ","])
    func whatIsNoMediaTypeOfAPartIsNotUsed(_ type: String) {
        let schema = "{ type: object, properties: { f: { type: string } } }"
        let (client, said) = generate(
            "requestBody: { content: { multipart/form-data: { schema: \(schema), encoding: { f: { contentType: '\(type)' } } } } }, \(nothing)"
        )
        #expect(
            said == [
                "openapi.yaml:5:143: unsupported: \"\(type)\" is no media type (RFC 9110, section 8.3.1), so it is not used; write one such as image/png [invalid-media-type]"
            ])
        #expect(client.contains("func a(") && !client.contains("encoding"))
    }

    @Test(arguments: ["image/png", "image/*", "image/png, image/jpeg", "text/plain; charset=utf-8", "*/*"])
    func whatIsOneIsUsed(_ type: String) {
        let schema = "{ type: object, properties: { f: { type: string } } }"
        let (client, said) = generate(
            "requestBody: { content: { multipart/form-data: { schema: \(schema), encoding: { f: { contentType: '\(type)' } } } } }, \(nothing)"
        )
        #expect(said == [])
        #expect(client.contains("contentType: \"\(type)\""))
    }

    @Test func aTypeOfASchemaThatIsNoneIsNotSent() {
        let schema = "{ type: object, properties: { f: { type: string, contentMediaType: 'text/pl@ain' } } }"
        let (client, said) = generate("requestBody: { content: { multipart/form-data: { schema: \(schema) } } }, \(nothing)")
        #expect(said.first == #"openapi.yaml:5:88: unsupported: "text/pl@ain" is no media type, so it is not sent [invalid-media-type]"#)
        #expect(client.contains("func a(") && !client.contains("encoding"))
    }

    @Test func aRangeThatJSONIsNotInIsSaid() {
        let body = { (types: String) in "requestBody: { content: { \(types) } }, \(self.nothing)" }
        let (client, said) = generate(body("application/*+json: { schema: { type: integer } }"))
        #expect(
            said == [
                #"openapi.yaml:5:27: warning: a body of "application/*+json" is sent as application/json, which is not in that range; name the type itself [json-outside-range]"#
            ])
        #expect(client.contains("request.body(json: body)"))
        // One of the others is sent.
        for types in [
            "application/*+json: { schema: { type: integer } }, application/json: { schema: { type: integer } }",
            "application/json: { schema: { type: integer } }, application/*+json: { schema: { type: integer } }",
            "application/*: { schema: { type: object, properties: { a: { type: string } } } }",
        ] {
            #expect(generate(body(types)).said == [])
        }
    }

    @Test func otherCharacterSetsOfJSONAreSaid() {
        let type = { (name: String) in "'\(name); charset=UTF-16': { schema: { type: integer } }" }
        let (client, said) = generate(
            """
            requestBody: { content: { \(type("application/a+json")) } },
            responses: {
            '200': { description: d, content: { \(type("application/json")) } },
            '400': { description: d, content: { \(type("application/problem+json")) } } }
            """)
        let end = #"; charset=UTF-16" says otherwise [ignored-charset]"#
        let message = "warning: JSON is read and written as UTF-8 (RFC 8259, section 8.1), also where \""
        #expect(
            said == [
                "openapi.yaml:5:27: \(message)application/a+json\(end)", "openapi.yaml:7:37: \(message)application/json\(end)",
                "openapi.yaml:8:37: \(message)application/problem+json\(end)",
            ])
        #expect(client.contains(#"contentType: "application/a+json""#))
        #expect(generate("responses: { '200': { description: d, content: { 'application/json; charset=UTF-8': {} } } }").said == [])
    }

    @Test func linesOfJSONAreAnnouncedInTheCharacterSetThatTheyAreIn() {
        let (client, said) = generate(
            "requestBody: { content: { 'application/jsonl; charset=latin1': { schema: { type: array, items: { type: integer } } } } }, \(nothing)"
        )
        #expect(said.map { String($0.split(separator: " ").last ?? "") } == ["[ignored-charset]"])
        #expect(client.contains(#"contentType: "application/jsonl""#))
    }
}
