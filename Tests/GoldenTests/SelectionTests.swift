import APIRuntime
import Foundation
import GoldenSelection
import Testing

/// Operations that a tag, a path or an id selected; what only the others need is broken, and is not there.
@Suite struct SelectionTests {
    @Test func whatIsSelectedCanBeCalled() async throws {
        let transport = ScriptedTransport(.json(#"[{"name":"a"}]"#), .json(#"{"pets":[{"name":"a"}]}"#), .json(#"[{"name":"s"}]"#))
        let client = Selected(server: .example, credential: .bearer("key"), transport: transport)
        #expect(try await client.listPets() == [Pet(name: "a")])
        #expect(try await client.getOwner(id: "1") == Owner(pets: [Pet(name: "a")]))
        #expect(try await client.listShops() == [Shop(name: "s")])
        #expect(
            await transport.sent.map(\.sortedHeaders) == [
                "GET https://example.com/base/pets\naccept: application/json\nauthorization: Bearer key",
                "GET https://example.com/base/pets/1/owner\naccept: application/json",
                "GET https://example.com/base/shops\naccept: application/json",
            ])
    }
}
