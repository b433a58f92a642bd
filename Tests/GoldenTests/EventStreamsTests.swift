import APIRuntime
import Foundation
import GoldenEventStreams
import Testing

@Suite struct EventStreamsTests {
    private func client(_ transport: ScriptedTransport) -> GoldenEventStreamsClient {
        GoldenEventStreamsClient(server: .example, transport: transport)
    }

    private let pictures = """
        event: picture.partial
        data: {"index":0}

        event: later.addition
        data: {}

        event: picture.completed
        data: {"url":"https://example.com/1"}


        """

    @Test func theMethodChoosesBetweenAnAnswerAndAStream() async throws {
        let answering = ScriptedTransport(.json(#"{"url":"https://example.com/1"}"#))
        #expect(try await client(answering).createPicture(.init(prompt: "p")) == Picture(url: URL(string: "https://example.com/1")!))
        // False is what the server assumes, so it is not sent.
        #expect(
            await answering.sent == [
                "POST https://example.com/base/pictures\naccept: application/json\ncontent-type: application/json\n\n{\"prompt\":\"p\"}"
            ])
        let streaming = ScriptedTransport(.events(pictures))
        for try await _ in client(streaming).streamPicture(.init(prompt: "p")) {}
        #expect(
            await streaming.sent == [
                "POST https://example.com/base/pictures\naccept: text/event-stream\ncontent-type: application/json\n\n{\"prompt\":\"p\",\"stream\":true}"
            ])
    }

    @Test func aBooleanThatIsRequiredIsAlwaysSent() async throws {
        let answering = ScriptedTransport(.json(#""hello""#))
        #expect(try await client(answering).chat(.init(text: "t")) == "hello")
        let streaming = ScriptedTransport(.events("event: part\ndata: {\"text\":\"abc\"}\n\n"))
        var parts: [String?] = []
        for try await event in client(streaming).streamChat(.init()) {
            if case .part(let part) = event { parts.append(part.text) }
        }
        #expect(parts == ["abc"])
        #expect(await answering.sent.first?.hasSuffix("\n\n{\"stream\":false,\"text\":\"t\"}") == true)
        #expect(await streaming.sent.first?.hasSuffix("\n\n{\"stream\":true}") == true)
    }

    @Test func readsEventsByTheirNames() async throws {
        var seen: [String] = []
        for try await event in client(ScriptedTransport(.events(pictures))).streamPicture(.init(prompt: "p")) {
            switch event {
            case .partial(let partial): seen.append("partial \(partial.index)")
            case .completed(let picture): seen.append("completed \(picture.url)")
            case .unrecognized(let raw): seen.append("unrecognized \(raw.type) \(raw.text)")
            }
        }
        #expect(seen == ["partial 0", "unrecognized later.addition {}", "completed https://example.com/1"])
    }

    @Test func aStreamWithoutItsFinalEventWasCut() async throws {
        let transport = ScriptedTransport(.events("event: picture.partial\ndata: {\"index\":0}\n\n"))
        var count = 0
        let error = await #expect(throws: APIError.self) {
            for try await _ in client(transport).streamPicture(.init(prompt: "p")) { count += 1 }
        }
        #expect(count == 1)
        guard case .streamCut(let cut) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(cut.events == 1)
        #expect(PictureEvent.finalEvents == ["picture.completed"])
        #expect(GetTicksEvent.finalEvents == [])
    }

    @Test func anEventThatReportsAFailureIsThrownWithItsBody() async throws {
        let transport = ScriptedTransport(.events("event: error\ndata: {\"message\":\"no\"}\n\n"))
        let error = await #expect(throws: APIError.self) {
            for try await _ in client(transport).streamPicture(.init(prompt: "p")) {}
        }
        #expect(error?.body(as: Problem.self) == Problem(message: "no"))
    }

    @Test func readsPayloadsOfEveryKind() async throws {
        let events = "event: tick.number\ndata: 4\n\nevent: tick.names\ndata: [\"a\"]\n\nevent: tick.kind\ndata: \"c\"\n\n"
        var seen: [String] = []
        for try await event in client(ScriptedTransport(.events(events))).getTicks() {
            switch event {
            case .number(let number): seen.append("\(number)")
            case .names(let names): seen.append("\(names)")
            case .kind(let kind): seen.append(kind.rawValue)
            case .unrecognized: seen.append("?")
            }
        }
        #expect(seen == ["4", #"["a"]"#, "c"])
        let error = await #expect(throws: APIError.self) {
            let options = CallOptions(validatesResponse: true)
            for try await _ in client(ScriptedTransport(.events(events))).getTicks(options: options) {}
        }
        #expect(error?.description == "invalid response (status 200): 1 rule is broken: must be at most 3, is 4")
    }

    @Test func dataThatIsAnyTextIsGivenAsItCame() async throws {
        let transport = ScriptedTransport(.events("data: one\n\n: still here\nevent: other\nid: 7\ndata: {\"a\":1}\ndata: two\n\n"))
        var seen: [String] = []
        for try await event in client(transport).getOld() { seen.append("\(event.type) \(event.id) \(event.text)") }
        #expect(seen == ["message  one", "other 7 {\"a\":1}\ntwo"])
        #expect(await transport.sent == ["GET https://example.com/base/old\naccept: text/event-stream"])
    }

    @Test func checksTheRequestBeforeAnythingIsSent() async throws {
        let transport = ScriptedTransport(.events(pictures))
        let error = await #expect(throws: APIError.self) {
            for try await _ in client(transport).streamPicture(.init(prompt: "")) {}
        }
        #expect(error?.description == "invalid request: 1 rule is broken: /prompt: must have at least 1 character, has 0")
        #expect(await transport.sent == [])
    }
}
