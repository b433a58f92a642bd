import APIRuntime
import Foundation
import GoldenWebhooks
import Testing

@Suite struct WebhooksTests {
    @Test func readsWhatAWebhookReceives() throws {
        let pet: Webhooks.NewPet = try decoded(#"{"name":""}"#)
        #expect(pet == Pet(name: ""))
        #expect(violations(of: pet) == ["/name: must have at least 1 character, has 0"])
        let moved: Webhooks.PetsMoved = try decoded(#"[{"name":"n"}]"#)
        #expect(moved == [Pet(name: "n")])
        #expect(try decoded(#"{"name":"n"}"#) as Webhooks.PetPayload == Pet(name: "n"))
    }

    @Test func writesWhatItAnswers() throws {
        #expect(try encoded(NewPetReply(ok: true)) == #"{"ok":true}"#)
    }

    @Test func readsWhatACallbackReceives() throws {
        let event: Callbacks.OnEvent = try decoded(#"{"kind":"born","at":"1970-01-01T00:00:00Z"}"#)
        #expect(event == OnEventPayload(kind: .born, at: Date(timeIntervalSince1970: 0)))
        #expect(try decoded(#"["2024-02-29"]"#) as Callbacks.OnBytes == [CalendarDate(year: 2024, month: 2, day: 29)])
    }
}
