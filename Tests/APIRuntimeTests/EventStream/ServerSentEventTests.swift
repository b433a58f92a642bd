import APIRuntime
import Testing

@Suite struct ServerSentEventTests {
    private func event(_ name: String?, _ data: String) -> ServerSentEvent {
        ServerSentEvent(name: name, data: Array(data.utf8))
    }

    @Test("the type is the JSON's, else the name, else message; an event named error is an error")
    func type() {
        #expect(event("a", #"{"x":{"type":"inner"},"type":"b"}"#).type == "b")
        #expect(event("a", #"{"type":7}"#).type == "a")
        #expect(event("a", #"["type"]"#).type == "a")
        #expect(event("a", "no JSON").type == "a")
        #expect(event(nil, "{}").type == "message")
        #expect(event(nil, #"{"type":"error"}"#).type == "error")
        #expect(event("error", #"{"type":"invalid_request_error"}"#).type == "error")
    }

    @Test("an error has a typed body where the data fits, and a message in both forms that gateways use")
    func failure() {
        let typed = event("error", #"{"error":{"message":"no credit"}}"#).failure(GatewayFailure.self)
        #expect(typed.body(as: GatewayFailure.self)?.message == "no credit")
        #expect(typed.description == "the server sent an error in the stream: no credit")

        let plugin = event("error", #"{"error":"not today"}"#).failure(GatewayFailure.self)
        #expect(plugin.body(as: GatewayFailure.self) == nil)
        #expect(plugin.description == "the server sent an error in the stream: not today")

        let text = event("error", "out\nof order").failure()
        #expect(text.description == "the server sent an error in the stream: out of order")
        guard case .errorEvent(let errorEvent) = text else { return }
        #expect(errorEvent.event.text == "out\nof order")
    }
}

struct GatewayFailure: JSONDecodable, Sendable {
    let message: String

    init(json: JSONView) throws {
        var object = try json.object()
        let error: Inner = try object.required("error")
        message = error.message
    }

    private struct Inner: JSONDecodable {
        let message: String
        init(json: JSONView) throws {
            var object = try json.object()
            message = try object.required("message")
        }
    }
}
