import APIRuntime
import Foundation
import GoldenFormBodies
import Testing

@Suite struct FormBodiesTests {
    private let transport = ScriptedTransport()
    private var client: GoldenFormBodiesClient { GoldenFormBodiesClient(server: .example, transport: transport) }

    private var contact: Contact {
        Contact(
            id: UUID(uuidString: "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6")!,
            address: .init(streetAddress: "123 Example Dr.", city: "Somewhere", zip: "99999+1234"), emails: ["a@b", "ü&="],
            since: Date(timeIntervalSince1970: 0))
    }

    private func body(_ index: Int = 0) async throws -> String {
        try #require(await transport.sent[index].components(separatedBy: "\n\n").last)
    }

    /// OpenAPI 3.2, "Example: URL Encoded Form with JSON Values", with the characters encoded that WHATWG's rules encode besides.
    @Test func writesScalarsAsTextAndOtherValuesAsJSON() async throws {
        try await client.sendAddress(contact)
        #expect(
            await transport.sent == [
                "POST https://example.com/base/address\ncontent-type: application/x-www-form-urlencoded\n\n"
                    + "id=f81d4fae-7dec-11d0-a765-00a0c91e6bf6&address=%7B%22streetAddress%22%3A%22123+Example+Dr.%22%2C%22city%22%3A%22"
                    + "Somewhere%22%2C%22zip%22%3A%2299999%2B1234%22%7D&emails=a%40b&emails=%C3%BC%26%3D&since=1970-01-01T00%3A00%3A00Z"
            ])
    }

    @Test func leavesOutNullAndWhatIsNotGiven() async throws {
        var contact = contact
        (contact.address, contact.emails, contact.since, contact.score) = (nil, nil, nil, .null)
        try await client.sendAddress(contact)
        contact.score = .value(1.5)
        try await client.sendAddress(contact)
        #expect(try await body(0) == "id=f81d4fae-7dec-11d0-a765-00a0c91e6bf6")
        #expect(try await body(1) == "id=f81d4fae-7dec-11d0-a765-00a0c91e6bf6&score=1.5")
    }

    @Test func writesEachStyle() async throws {
        let color = Color(r: 100, g: 200, b: 150)
        try await client.sendStyles(
            .init(
                id: "a b", list: ["x", "y z"], comma: [1, 2], space: ["a", "b c"], pipe: ["a", "b|c"], color: color, deep: color,
                deeper: .init(colors: [Color(r: 1), color]), flat: color,
                link: "http://x/?a=b&c+d%20[e]", plainLink: "http://x/", note: "n*-._~"))
        #expect(
            try await body()
                == [
                    "id=%22a+b%22", "list=x", "list=y+z", "comma=1,2", "space=a%20b+c", "pipe=a%7Cb%7Cc", "R=100", "G=200", "B=150",
                    "deep%5BR%5D=100", "deep%5BG%5D=200", "deep%5BB%5D=150",
                    "deeper%5Bcolors%5D%5B0%5D%5BR%5D=1", "deeper%5Bcolors%5D%5B1%5D%5BR%5D=100",
                    "deeper%5Bcolors%5D%5B1%5D%5BG%5D=200", "deeper%5Bcolors%5D%5B1%5D%5BB%5D=150", "flat=R,100,G,200,B,150",
                    "link=http://x/?a=b%26c%2Bd%20%5Be%5D", "plainLink=http%3A%2F%2Fx%2F", "note=n*-._%7E",
                ].joined(separator: "&"))
    }

    /// As its diagnostic says: there is no XML.
    @Test func whatShouldBeXMLIsSentAsJSON() async throws {
        try await client.sendXMLField(.init(color: Color(r: 1, g: 2, b: 3)))
        #expect(try await body() == "color=%7B%22R%22%3A1%2C%22G%22%3A2%2C%22B%22%3A3%7D")
    }

    @Test func aFormThatIsNotGivenIsLeftOut() async throws {
        try await client.sendStyles()
        #expect(await transport.sent == ["POST https://example.com/base/styles"])
    }

    @Test func theLabelChoosesTheBody() async throws {
        let contact = Contact(id: contact.id, emails: ["a", "b"])
        try await client.sendContact(contact)
        try await client.sendContact(form: contact)
        try await client.sendContact(multipart: contact)
        try await client.sendContact(xml: .data(Data("<x/>".utf8)))
        let sent = await transport.sent
        #expect(
            sent[0].hasSuffix(
                "content-type: application/json\n\n{\"id\":\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\",\"emails\":[\"a\",\"b\"]}"))
        #expect(
            sent[1].hasSuffix(
                "content-type: application/x-www-form-urlencoded\n\nid=f81d4fae-7dec-11d0-a765-00a0c91e6bf6&emails=a&emails=b"))
        #expect(
            withoutBoundary(sent[2]) == """
                PUT https://example.com/base/several
                content-type: multipart/form-data; boundary=B

                --B
                Content-Disposition: form-data; name="id"

                f81d4fae-7dec-11d0-a765-00a0c91e6bf6
                --B
                Content-Disposition: form-data; name="emails"

                a
                --B
                Content-Disposition: form-data; name="emails"

                b
                --B--

                """)
        #expect(sent[3] == "PUT https://example.com/base/several\ncontent-type: application/xml\n\n<x/>")
    }

    @Test func writesFormsWithoutNamedProperties() async throws {
        try await client.sendFree(["b": 2, "a": 1])
        try await client.sendAnything(["list": [1, "x"], "object": ["a": nil]])
        #expect(try await body(0) == "a=1&b=2")
        #expect(try await body(1) == "list=1&list=x&object=%7B%22a%22%3Anull%7D")
    }

    @Test func checksAFormBeforeItIsSent() async throws {
        let long = Contact(id: contact.id, address: .init(city: String(repeating: "x", count: 21)))
        for send in [{ try await client.sendAddress(long) }, { try await client.sendContact(multipart: long) }] {
            let error = await #expect(throws: APIError.self) { try await send() }
            #expect(error?.description == "invalid request: 1 rule is broken: /address/city: must have at most 20 characters, has 21")
        }
        #expect(await transport.sent == [])
    }
}

/// The request with its boundaries called B, C and so on, and its lines ended as text has them.
func withoutBoundary(_ text: String) -> String {
    var text = text.replacingOccurrences(of: "\r\n", with: "\n")
    for name in ["B", "C", "D"] {
        guard let boundary = text.firstMatch(of: /boundary=(?<name>form-\S+)/) else { break }
        text = text.replacingOccurrences(of: boundary.output.name, with: name)
    }
    return text
}
