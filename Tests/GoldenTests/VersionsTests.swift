import APIRuntime
import Foundation
import GoldenVersions30
import GoldenVersions31
import GoldenVersions32
import Testing

/// One API, as each version of OpenAPI writes it: the types are the same, and what differs is what the versions differ in.
@Suite struct VersionsTests {
    private static let text = #"{"name":null,"weight":1.5,"label":"abcd","kind":"plain","picture":"Zm94"}"#

    @Test func theTypesAreTheSame() throws {
        try expectRoundTrip(Self.text, as: GoldenVersions30.Thing.self)
        try expectRoundTrip(Self.text, as: GoldenVersions31.Thing.self)
        try expectRoundTrip(Self.text, as: GoldenVersions32.Thing.self)
        #expect(try decoded(Self.text, as: GoldenVersions30.Thing.self).picture == Data("fox".utf8))
        for refused in [
            refusal(of: #"{"weight":1}"#, as: GoldenVersions30.Thing.self), refusal(of: #"{"weight":1}"#, as: GoldenVersions31.Thing.self),
            refusal(of: #"{"weight":1}"#, as: GoldenVersions32.Thing.self),
        ] {
            #expect(refused == "/name: required, but absent (at byte 0)")
        }
    }

    @Test func theRulesAreThoseOfTheVersion() throws {
        let weight = "/weight: must be greater than 0, is 0"
        let text = #"{"name":null,"weight":0,"label":"abcd","kind":"plane"}"#
        // Beside a `$ref`, 3.0 has nothing to say.
        #expect(
            violations(of: try decoded(text, as: GoldenVersions30.Thing.self)) == [weight, #"/kind: must be "plain", is "plane""#])
        let newer = [weight, "/label: must have at most 3 characters, has 4", #"/kind: must be "plain", is "plane""#]
        #expect(violations(of: try decoded(text, as: GoldenVersions31.Thing.self)) == newer)
        #expect(violations(of: try decoded(text, as: GoldenVersions32.Thing.self)) == newer)
    }

    @Test func operationsOf32() async throws {
        let transport = ScriptedTransport(
            .init(status: 200, contentType: "application/jsonl", body: #"{"name":"a","weight":1}"# + "\n"), .init())
        let client = GoldenVersions32Client(server: .example, transport: transport)
        var found: [GoldenVersions32.Thing] = []
        for try await thing in client.findThings(.init(label: "x")) { found.append(thing) }
        #expect(found == [.init(name: "a", weight: 1)])
        try await client.purgeThings(query: .init(all: true))
        #expect(
            await transport.sent == [
                "QUERY https://example.com/base/things\naccept: application/jsonl\ncontent-type: application/json\n\n{\"label\":\"x\"}",
                "PURGE https://example.com/base/things?all=true",
            ])
    }

    @Test func webhooksSince31() throws {
        let received: GoldenVersions31.Webhooks.ThingAdded = try decoded(#"{"name":"a","weight":2}"#)
        #expect(received == GoldenVersions31.Thing(name: "a", weight: 2))
    }

    @Test func aBodyIsTheSameInAllVersions() async throws {
        let answers = (0..<3).map { _ in ScriptedTransport(.json(#"{"name":"b","weight":2}"#)) }
        let client30 = GoldenVersions30Client(server: .example, transport: answers[0])
        let client31 = GoldenVersions31Client(server: .example, transport: answers[1])
        let client32 = GoldenVersions32Client(server: .example, transport: answers[2])
        #expect(try await client30.addThing(.init(name: "a", weight: 1)).name == "b")
        #expect(try await client31.addThing(.init(name: "a", weight: 1)).name == "b")
        #expect(try await client32.addThing(.init(name: "a", weight: 1)).name == "b")
        let sent = await answers[0].sent
        #expect(sent.count == 1)
        #expect(sent.first?.hasSuffix(#"{"name":"a","weight":1}"#) == true)
        #expect(await answers[1].sent == sent)
        #expect(await answers[2].sent == sent)
    }
}
