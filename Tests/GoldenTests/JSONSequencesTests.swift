import APIRuntime
import Foundation
import GoldenJSONSequences
import Testing

@Suite struct JSONSequencesTests {
    private func client(_ transport: ScriptedTransport) -> GoldenJSONSequencesClient {
        GoldenJSONSequencesClient(server: .example, transport: transport)
    }

    private func lines(_ body: String, contentType: String = "application/x-ndjson") -> ScriptedTransport {
        ScriptedTransport(.init(status: 200, contentType: contentType, body: body))
    }

    private func all<Item>(_ stream: JSONStream<Item>) async throws -> [Item] {
        var items: [Item] = []
        for try await item in stream { items.append(item) }
        return items
    }

    @Test func sendsAndReadsLines() async throws {
        let transport = lines("{\"level\":1}\n\r\n\n {\"level\":2,\"message\":\"m\"}\r\n{\"level\":3}")
        let read = try await all(client(transport).importLines([Entry(level: 4), Entry(level: 5, message: "a\nb")]))
        #expect(read == [Entry(level: 1), Entry(level: 2, message: "m"), Entry(level: 3)])
        #expect(
            await transport.sent == [
                "POST https://example.com/base/lines\naccept: application/x-ndjson\ncontent-type: application/jsonl\n\n"
                    + "{\"level\":4}\n{\"level\":5,\"message\":\"a\\nb\"}\n"
            ])
    }

    @Test func sendsItemsWhileTheyAreMade() async throws {
        let transport = lines("")
        let entries = AsyncStream<Entry> { made in
            for level in 1...3 { made.yield(Entry(level: level)) }
            made.finish()
        }
        #expect(try await all(client(transport).importLines(JSONItems(entries))) == [])
        #expect(await transport.pieces == [12, 12, 12])
        let bad = AsyncStream<Entry> { made in
            made.yield(Entry(level: 6))
            made.finish()
        }
        let error = await #expect(throws: APIError.self) { try await all(client(transport).importLines(JSONItems(bad))) }
        #expect(error?.description == "invalid request: 1 rule is broken: /level: must be at most 5, is 6")
    }

    @Test func checksAListBeforeAnythingIsSent() async throws {
        let transport = lines("")
        let error = await #expect(throws: APIError.self) {
            try await all(client(transport).importLines([Entry(level: 1), Entry(level: 6)]))
        }
        #expect(error?.description == "invalid request: 1 rule is broken: /1/level: must be at most 5, is 6")
        #expect(await transport.sent == [])
    }

    /// RFC 7464, sections 2.1 to 2.4.
    @Test func sendsAndReadsSequences() async throws {
        let transport = lines("\u{1E}{\"level\":1}\n\u{1E}\u{1E}{\n\"level\":\n2}\n", contentType: "application/json-seq")
        #expect(try await all(client(transport).importSequence([Entry(level: 3)])) == [Entry(level: 1), Entry(level: 2)])
        #expect(try await all(client(transport).importSequence()) == [Entry(level: 1), Entry(level: 2)])
        #expect(
            await transport.sent == [
                "POST https://example.com/base/sequence\naccept: application/json-seq\ncontent-type: application/json-seq\n\n\u{1E}{\"level\":3}\n",
                "POST https://example.com/base/sequence\naccept: application/json-seq",
            ])
    }

    @Test(arguments: ["\u{1E}1\n\u{1E}2", "\u{1E}1\n\u{1E}tru"])
    func aSequenceThatEndsInAValueThatMayGoOnWasCut(body: String) async throws {
        var seen: [Int] = []
        let error = await #expect(throws: APIError.self) {
            for try await number in client(lines(body, contentType: "application/geo+json-seq")).getNumbers() { seen.append(number) }
        }
        #expect(seen == [1])
        #expect(error?.description == "the event stream was cut after 1 event (status 200): it ended in the middle of an event")
    }

    @Test func aLineThatEndsInTheMiddleWasCut() async throws {
        var seen: [Entry] = []
        let error = await #expect(throws: APIError.self) {
            for try await entry in client(lines("{\"level\":1}\n{\"lev")).importLines([]) { seen.append(entry) }
        }
        #expect(seen == [Entry(level: 1)])
        guard case .streamCut(let cut) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(cut.events == 1)
    }

    @Test func whatIsNoItemIsAnError() async throws {
        let wrong = await #expect(throws: APIError.self) { try await all(client(lines("{\"level\":1}\n[]\n")).importLines([])) }
        #expect(
            wrong?.description
                == "undecodable: event 2: expected an object, found an array (at byte 0); status 200, application/x-ndjson: \"[]\"")
        let other = await #expect(throws: APIError.self) { try await all(client(lines("{}", contentType: "text/html")).importLines([])) }
        #expect(other?.description == "undecodable: the answer is no stream of JSON values; status 200, text/html: \"{}\"")
        let invalid = await #expect(throws: APIError.self) {
            let options = CallOptions(validatesResponse: true)
            _ = try await all(client(lines("{\"level\":6}\n")).importLines([], options: options))
        }
        #expect(invalid?.description == "invalid response (status 200): 1 rule is broken: /level: must be at most 5, is 6")
        let failure = ScriptedTransport(.json(#"{"message":"m"}"#, status: 400))
        let refused = await #expect(throws: APIError.self) { try await all(client(failure).importLines([])) }
        #expect(refused?.body(as: Problem.self) == Problem(message: "m"))
    }

    @Test func anItemHasALimit() async throws {
        let long = lines("{\"level\":1}\n{\"level\":1,\"message\":\"\(String(repeating: "x", count: 100))\"}\n")
        var seen = 0
        let error = await #expect(throws: APIError.self) {
            for try await _ in client(long).importLines([], options: CallOptions(eventByteLimit: 50)) { seen += 1 }
        }
        #expect(seen == 1)
        #expect(error?.description == "an event of the stream is larger than 50 bytes (status 200)")
    }

    @Test func theItemsAreThoseOfTheListOrWhatTheSchemaSays() async throws {
        #expect(try await all(client(lines("{\"level\":1}\n", contentType: "application/jsonl")).getWhole()) == [Entry(level: 1)])
        #expect(try await all(client(lines("{\"level\":1}\n", contentType: "application/stream+json")).getOld()) == [Entry(level: 1)])
        #expect(try await all(client(lines("{\"level\":1}\n", contentType: "application/jsonl")).getBoth()) == [Entry(level: 1)])
    }

    @Test func theMethodChoosesBetweenAnAnswerAndLines() async throws {
        let answering = ScriptedTransport(.json(#"{"level":1}"#))
        #expect(try await client(answering).createChosen(.init(model: "m")) == Entry(level: 1))
        let streaming = lines("{\"level\":1}\n{\"level\":2}\n")
        #expect(try await all(client(streaming).streamChosen(.init(model: "m"))) == [Entry(level: 1), Entry(level: 2)])
        #expect(await answering.sent.first?.hasSuffix("\n\n{\"model\":\"m\"}") == true)
        #expect(await streaming.sent.first?.hasSuffix("\n\n{\"stream\":true,\"model\":\"m\"}") == true)
    }

    @Test func aStreamIsForOneLoop() async throws {
        let stream = client(lines("{\"level\":1}\n")).importLines([])
        _ = try await all(stream)
        await #expect(throws: APIError.self) { try await all(stream) }
    }
}
