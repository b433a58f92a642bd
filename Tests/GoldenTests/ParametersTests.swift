import APIRuntime
import Foundation
import GoldenParameters
import Testing

@Suite struct ParametersTests {
    private let transport = ScriptedTransport()

    private var client: GoldenParametersClient { GoldenParametersClient(server: .example, transport: transport) }

    @Test func putsPathAndHeaderParametersInTheirPlaces() async throws {
        try await client.getFile(folder: "a/b", fileName: "ü &?", extension: .png, trace: "t", xRetry: 3)
        #expect(
            await transport.sent == ["GET https://example.com/base/files/a%2Fb/%C3%BC%20%26%3F.png\nx-retry: 3\ntrace: t".sortedHeaders])
    }

    @Test func putsEveryTypeIntoTheQuery() async throws {
        try await client.search(
            q: "a&b", filterSize: -1, ids: [1, 2], tags: ["x", "y,z"], sort: .size, since: Date(timeIntervalSince1970: 0),
            day: CalendarDate(year: 2024, month: 2, day: 29), owner: UUID(uuidString: "123E4567-E89B-12D3-A456-426614174000"),
            exact: true, ratio: 0.5, request: "r", optionsQuery: "o", in: "i", session: "s", theme: "a/b", deep: .init(a: "d"))
        let query = [
            "q=a%26b", "filter%5Bsize%5D=-1", "ids=1", "ids=2", "tags=x,y%2Cz", "sort=size", "since=1970-01-01T00%3A00%3A00Z",
            "day=2024-02-29", "owner=123e4567-e89b-12d3-a456-426614174000", "exact=true", "ratio=0.5", "request=r", "options=o", "in=i",
            "deep%5Ba%5D=d",
        ]
        #expect(
            await transport.sent == [
                "GET https://example.com/base/search?" + query.joined(separator: "&") + "\ncookie: session=s; theme=a%2Fb"
            ])
    }

    @Test func leavesOutWhatIsNotGiven() async throws {
        try await client.search(q: "a", ids: [], tags: [])
        #expect(await transport.sent == ["GET https://example.com/base/search?q=a"])
    }

    @Test func checksTheRulesOfAllParametersBeforeAnythingIsSent() async throws {
        let error = await #expect(throws: APIError.self) {
            try await client.getFile(folder: "a", fileName: "f", extension: .init(rawValue: "gif"), trace: "t", xRetry: 4)
        }
        #expect(
            error?.description
                == #"invalid request: 3 rules are broken: /folder: must have at least 2 characters, has 1; /extension: must be one of "png" or "jpg", is "gif"; /X-Retry: must be at most 3, is 4"#
        )
        let other = await #expect(throws: APIError.self) { try await client.search(q: "", ids: [1, 2, 3, 4], sort: .init(rawValue: "")) }
        #expect(
            other?.description
                == #"invalid request: 3 rules are broken: /q: must have at least 1 character, has 0; /ids: must have at most 3 items, has 4; /sort: must be one of "name" or "size", is """#
        )
        #expect(await transport.sent == [])
    }

    @Test func refusesAValueThatWouldChangeThePath() async {
        let error = await #expect(throws: APIError.self) {
            try await client.getFile(folder: "..", fileName: "", extension: .png, trace: "a\nb")
        }
        #expect(
            error?.description
                == #"invalid request: 3 rules are broken: /folder: must not make the path segment ".."; /file-name: must not be empty in a path; /trace: must not contain control characters"#
        )
    }
}
