import APIRuntime
import Foundation
import GoldenAnswerHeaders
import Testing

@Suite struct AnswerHeadersTests {
    private func client(_ answer: ScriptedTransport.Answer) -> GoldenAnswerHeadersClient {
        GoldenAnswerHeadersClient(server: .example, transport: ScriptedTransport(answer))
    }

    private func list(_ headers: [(name: String, value: String)]) -> ScriptedTransport.Answer {
        .init(status: 200, contentType: "application/json", body: "[]", headers: headers)
    }

    @Test func aCallerWhoWantsThemGetsTypedFields() async throws {
        let client = client(
            list([
                ("x-total", "12"), ("X-Next", "https://example.com/2"), ("X-Kinds", "small, huge"), ("X-Kinds", "large"),
                ("Set-Cookie", "a=1; Expires=Wed, 21 Oct 2015"), ("Set-Cookie", "b=2"), ("X-Range", "from,1,unit,items"),
                ("X-Exploded", "from=1, unit=2"), ("X-Meta", #"{"from":3}"#), ("X-Date", "2026-01-31"), ("X-Odd", "a,b"),
                ("X-Pair", "a,1"),
            ]))
        let headers = ResponseHeaders<ListThingsHeaders>()
        #expect(try headers.read() == nil)
        #expect(try await client.listThings(headers2: headers) == [])
        let read = try #require(try headers.read())
        #expect(read.xTotal == 12)
        #expect(read.xNext == URL(string: "https://example.com/2"))
        #expect(read.xKinds == [.small, .init(rawValue: "huge"), .large])
        #expect(read.setCookie == ["a=1; Expires=Wed, 21 Oct 2015", "b=2"])
        #expect(read.xRange == .init(from: 1, unit: "items"))
        #expect(read.xExploded == .init(from: 1, unit: "2"))
        #expect(read.xMeta == .init(from: 3))
        #expect(read.xDate == CalendarDate("2026-01-31"))
        #expect(read.xOdd == "a,b")
        #expect(read.xPair == "a,1")
        #expect(headers.head?.status == 200)
    }

    @Test func whoDoesNotWantThemIsNotBotheredByThem() async throws {
        #expect(try await client(list([("X-Total", "no number")])).listThings() == [])
    }

    @Test func saysWhichFieldIsWrong() async throws {
        for (fields, message) in [
            ([(name: "X-Total", value: "x")], "the header field X-Total is no Int"),
            ([], "the header field X-Total is missing"),
            (
                [(name: "X-Total", value: "1"), (name: "X-Meta", value: "{")],
                "the header field X-Meta is not what the description says: the text ends where a key in quotes is expected (at byte 1)"
            ),
            (
                [(name: "X-Total", value: "1"), (name: "X-Range", value: "from")],
                "the header field X-Range is not what the description says"
            ),
        ] {
            let headers = ResponseHeaders<ListThingsHeaders>()
            _ = try await client(list(fields)).listThings(headers2: headers)
            let error = #expect(throws: HeaderError.self) { try headers.read() }
            #expect(error?.description == message)
        }
    }

    @Test func failuresHaveTheirOwn() async throws {
        let answer = ScriptedTransport.Answer(status: 429, headers: [("Retry-After", "30"), ("X-Reason", "busy")])
        let error = await #expect(throws: APIError.self) { try await client(answer).listThings() }
        let headers = try #require(try error?.headers(as: ListThingsErrorHeaders.self))
        #expect(headers.retryAfter == 30)
        #expect(headers.xReason == "busy")
    }

    @Test func fieldsOfSeveralAnswersAreOneType() async throws {
        let headers = ResponseHeaders<PutThingHeaders>()
        try await client(.init(status: 201, headers: [("ETag", "\"v1\""), ("Location", "/things/1")])).putThing(id: "1", headers: headers)
        let read = try #require(try headers.read())
        #expect(read.eTag == "\"v1\"")
        #expect(read.location == "/things/1")
    }

    @Test func operationsShareTheTypeOfFieldsThatStandInOneComponent() async throws {
        let page = ResponseHeaders<LinkHeaders>()
        try await client(.init(status: 200, headers: [("Link", "</2>")])).getPage(number: 1, headers: page)
        #expect(try page.read()?.link == "</2>")
        let removed = ResponseHeaders<LinkHeaders>()
        try await client(.init(status: 204, headers: [("Link", "</1>")])).deletePage(number: 1, headers: removed)
        #expect(try removed.read()?.link == "</1>")
        for status in [429, 503] {
            let answer = ScriptedTransport.Answer(status: status, headers: [("Retry-After", "30")])
            let error = await #expect(throws: APIError.self) { try await client(answer).deletePage(number: 1) }
            #expect(try error?.headers(as: TooManyRequestsHeaders.self)?.retryAfter == 30)
        }
    }

    @Test func fieldsThatNotAllAnswersHaveAreATypeOfTheirOwn() async throws {
        let changed = ResponseHeaders<PutPageHeaders>()
        try await client(.init(status: 204)).putPage(number: 1, headers: changed)
        #expect(try changed.read()?.link == nil)
        let error = await #expect(throws: APIError.self) { try await client(.init(status: 503)).putPage(number: 1) }
        let failed = try #require(try error?.headers(as: PutPageErrorHeaders.self))
        #expect(failed.retryAfter == nil)
    }

    @Test func aStreamHasThemWithItsFirstItem() async throws {
        let headers = ResponseHeaders<GetEventsHeaders>()
        let answer = ScriptedTransport.Answer(status: 200, contentType: "application/jsonl", body: "1\n", headers: [("X-Stream", "s")])
        for try await item in client(answer).getEvents(headers: headers) { #expect(item == 1) }
        #expect(try headers.read()?.xStream == "s")
    }
}
