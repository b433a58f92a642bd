import APIRuntime
import Foundation
import GoldenDataStreams
import Testing

@Suite struct DataStreamsTests {
    private func client(_ transport: ScriptedTransport) -> GoldenDataStreamsClient {
        GoldenDataStreamsClient(server: .example, transport: transport)
    }

    private func client(_ events: String...) -> GoldenDataStreamsClient {
        client(ScriptedTransport(.events(events.map { "data: \($0)\n\n" }.joined())))
    }

    private func all<Element>(_ stream: EventStream<Element>) async throws -> [Element] {
        var events: [Element] = []
        for try await event in stream { events.append(event) }
        return events
    }

    @Test func theMethodChoosesBetweenAnAnswerAndAStream() async throws {
        let answering = ScriptedTransport(.json(#"{"text":"t"}"#))
        #expect(try await client(answering).createChat(.init(text: "a")) == Chat(text: "t"))
        let streaming = ScriptedTransport(.events("data: {\"index\":1}\n\ndata: {\"index\":2}\n\ndata: [DONE]\n\ndata: {\"after\":1}\n\n"))
        #expect(try await all(client(streaming).streamChat(.init(text: "a"))) == [Chunk(index: 1), Chunk(index: 2)])
        #expect(
            await answering.sent == [
                "POST https://example.com/base/chat\naccept: application/json\ncontent-type: application/json\n\n{\"text\":\"a\"}"
            ])
        #expect(
            await streaming.sent == [
                "POST https://example.com/base/chat\naccept: text/event-stream\ncontent-type: application/json\n\n{\"text\":\"a\",\"stream\":true}"
            ])
    }

    @Test func theBooleanOfAFormChoosesToo() async throws {
        let streaming = ScriptedTransport(.events("data: {\"type\":\"response.completed\"}\n\n"))
        let events = try await all(client(streaming).streamResponse(multipart: .init()))
        #expect(events == [.completed(Completed())])
        #expect(await streaming.sent.first?.contains("name=\"stream\"\r\n\r\ntrue\r\n") == true)
        let answering = ScriptedTransport(.json(#"{"text":"t"}"#))
        _ = try await client(answering).createResponse(multipart: .init())
        #expect(await answering.sent.first?.contains("stream") == false)
    }

    @Test func aSchemaOfTheWholeEventGivesItsData() async throws {
        #expect(try await all(client(#"{"index":1}"#, "[DONE]").getWhole()) == [Chunk(index: 1)])
        #expect(try await all(client(#"{"index":1}"#, "[DONE]").getWholeChoice()) == [Chunk(index: 1)])
        let events: [ServerSentEvent] = try await all(client(#"{"index":1}"#, #"{"text":"t"}"#).getWholeSeveral())
        #expect(events.map { String(decoding: $0.data, as: UTF8.self) } == [#"{"index":1}"#, #"{"text":"t"}"#])
    }

    @Test func aSchemaOfAListGivesItsItemsAndNeedsNoMarkAtTheEnd() async throws {
        #expect(try await all(client(#"{"index":1}"#, #"{"index":2}"#).getList()) == [Chunk(index: 1), Chunk(index: 2)])
    }

    @Test func withoutItsEndAStreamWasCut() async throws {
        let error = await #expect(throws: APIError.self) { try await all(client(#"{"index":1}"#).streamChat(.init())) }
        #expect(error?.description == "the event stream was cut after 1 event (status 200): it has no [DONE]")
        let done = #"{"type":"response.text.done"}"#
        let final = await #expect(throws: APIError.self) { try await all(client(done).streamResponse(.init())) }
        #expect(final?.description == "the event stream was cut after 1 event (status 200): it has no final event")
        let marked = await #expect(throws: APIError.self) {
            try await all(client(#"{"type":"audio","audio":"aA=="}"#).streamSpeech(.init()))
        }
        #expect(marked?.description == "the event stream was cut after 1 event (status 200): it has no final event")
    }

    @Test func aCallerMayKnowThatAStreamEndsAnywhere() async throws {
        #expect(try await all(client(#"{"index":1}"#).streamChat(.init()).endingAnywhere()) == [Chunk(index: 1)])
    }

    @Test func anEventThatIsNotWholeIsNeverLost() async throws {
        let transport = ScriptedTransport(.events("data: {\"index\":1}\n\ndata: {\"index\":2}\n"))
        let error = await #expect(throws: APIError.self) { try await all(client(transport).streamChat(.init()).endingAnywhere()) }
        #expect(error?.description == "the event stream was cut after 1 event (status 200): it ended in the middle of an event")
        let mark = ScriptedTransport(.events("data: {\"index\":1}\n\ndata: [DONE]"))
        #expect(try await all(client(mark).streamChat(.init())) == [Chunk(index: 1)])
        let comment = ScriptedTransport(.events("data: [DONE]\n\n: heartbeat"))
        #expect(try await all(client(comment).streamChat(.init())) == [])
    }

    @Test func tellsEventsByTheirTypeAndKnowsTheLast() async throws {
        let stream = client(
            #"{"type":"response.text.delta","delta":"a"}"#, #"{"type":"response.later"}"#, #"{"type":"response.failed"}"#)
        let events = try await all(stream.streamResponse(.init()))
        #expect(
            events == [
                .delta(Delta(delta: "a")), .unrecognized(["type": "response.later"]), .failed(Failed()),
            ])
        let marked = try await all(client(#"{"type":"audio","audio":"aA=="}"#, #"{"type":"last"}"#).streamSpeech(.init()))
        #expect(marked == [.audio(Audio(audio: Data("h".utf8))), .last(Last())])
    }

    @Test func errorsInTheStreamAreThrownWithTheirBodies() async throws {
        let typed = await #expect(throws: APIError.self) {
            try await all(client(#"{"type":"error","code":"c"}"#).streamResponse(.init()))
        }
        #expect(typed?.body(as: Fault.self) == Fault(code: "c"))
        let documented = ScriptedTransport(.events("event: error\ndata: {\"message\":\"m\"}\n\n"))
        let error = await #expect(throws: APIError.self) { try await all(client(documented).streamChat(.init())) }
        #expect(error?.body(as: Problem.self) == Problem(message: "m"))
        let member = await #expect(throws: APIError.self) { try await all(client(#"{"error":{"message":"m"}}"#).streamChat(.init())) }
        #expect(member?.description == "the server sent an error in the stream (status 200): m")
        let wrong = await #expect(throws: APIError.self) { try await all(client(#"{"index":"x"}"#).streamChat(.init())) }
        #expect(
            wrong?.description
                == "undecodable: event 1: /index: expected an integer, found a string (at byte 9); status 200, text/event-stream: \"{\"index\":\"x\"}\""
        )
    }

    @Test func checksEventsWhenAsked() async throws {
        let error = await #expect(throws: APIError.self) {
            try await all(client(#"{"index":6}"#).streamChat(.init(), options: CallOptions(validatesResponse: true)))
        }
        #expect(error?.description == "invalid response (status 200): 1 rule is broken: /index: must be at most 5, is 6")
    }

    @Test func bytesAndEventsAreMethodsOfTheirOwn() async throws {
        let bytes = ScriptedTransport(.init(status: 200, contentType: "application/octet-stream", body: "abc"))
        #expect(try await client(bytes).createSpeech(.init(text: "t")) == Data("abc".utf8))
        #expect(await bytes.sent.first?.contains("accept: application/octet-stream\n") == true)
        var collected: [UInt8] = []
        for try await chunk in try await client(bytes).createSpeechStream(.init()) { collected += chunk }
        #expect(collected == Array("abc".utf8))
    }

    @Test func eventsOfOneKindEndAnywhere() async throws {
        #expect(try await all(client(#"{"index":1}"#).getGeneric()) == [Chunk(index: 1)])
        let raw = try await all(client("x", "y").getRaw())
        #expect(raw.map(\.text) == ["x", "y"])
    }

    @Test func eventsMayBeText() async throws {
        let transport = ScriptedTransport(.events("event: word\ndata: a\ndata: b\n\nevent: stop\ndata:\n\n"))
        var words: [String] = []
        for try await event in client(transport).getText() {
            switch event {
            case .word(let text): words.append("word \(text)")
            case .stop(let text): words.append("stop \(text)")
            case .unrecognized: words.append("?")
            }
        }
        #expect(words == ["word a\nb", "stop "])
    }
}
