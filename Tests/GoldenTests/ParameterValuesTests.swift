import APIRuntime
import Foundation
import GoldenParameterContents
import GoldenParameterValues
import HTTPTypes
import Testing

@Suite struct ParameterValuesTests {
    private let transport = ScriptedTransport()

    private var client: GoldenParameterValuesClient { GoldenParameterValuesClient(server: .example, transport: transport) }

    /// The one request that was sent, without the server.
    private var sent: String {
        get async { await transport.sent.map { $0.replacing("GET https://example.com/base/", with: "") }.joined(separator: "\n---\n") }
    }

    @Test func sendsModelsDictionariesUnionsAndFreeForms() async throws {
        try await client.sendObjects(
            filter: Filter(from: CalendarDate(year: 2024, month: 2, day: 29), size: .small, limit: .null, any: "a&b"),
            labels: ["a=b": "c d"], prices: ["x": 0.5], any: ["n": 1, "t": true, "none": nil], either: .integer(3), maybe: [1, .null, 2],
            sizes: [.small, .large], xLabels: ["k": "v"])
        let query = [
            "filter%5Bfrom%5D=2024-02-29", "filter%5Bsize%5D=small", "filter%5Bany%5D=a%26b", "a%3Db=c%20d", "prices=x,0.5",
            "any%5Bn%5D=1", "any%5Bt%5D=true", "either=3", "maybe=1,2", "sizes=small%7Clarge",
        ]
        #expect(await sent == "objects?\(query.joined(separator: "&"))\nx-labels: k=v")
    }

    @Test func keepsAQueryThatThePathHas() async throws {
        try await client.getBetaMessage(id: "a?b")
        try await client.getBetaMessage(id: "m", limit: 3)
        #expect(await sent == "messages/a%3Fb?beta=true\n---\nmessages/m?beta=true&limit=3")
        let error = await #expect(throws: APIError.self) { try await client.getBetaMessage(id: "..") }
        #expect(error?.description == #"invalid request: 1 rule is broken: /id: must not make the path segment "..""#)
    }

    @Test func sendsAFreeFormThatIsASingleValue() async throws {
        try await client.sendObjects(any: 1.5)
        #expect(await sent == "objects?any=1.5")
    }

    @Test func refusesWhatNoStyleHasAFormFor() async throws {
        let error = await #expect(throws: APIError.self) {
            try await client.sendObjects(
                filter: Filter(limit: 10), labels: ["a": "b"], free: ["a": ["b": 1]], maybe: [1], sizes: [], xLabels: ["a=b": "c"])
        }
        #expect(
            error?.description
                == #"invalid request: 4 rules are broken: /filter/limit: must be at most 9, is 10; /sizes: must have at least 1 item, has 0; /free: has an object inside the property "a", which no style has a form for; /X-Labels: must not contain "=", which stands between its values"#
        )
        #expect(await transport.sent == [])
    }

    /// The standard has no form for them; this is what `qs`, Rails and PHP read.
    @Test func sendsListsAndObjectsInsideADeepObject() async throws {
        try await client.sendObjects(filter: Filter(size: .small, tags: ["a b", "c"]), any: ["a": ["b": [1, nil, ["c": ""]]]])
        try await client.sendUndefined(one: "1", deep: ["x", "y&z"], deeper: [Filter(size: .large), Filter(tags: ["t"])])
        try await client.sendObjects(any: [])
        #expect(
            await sent
                == [
                    "objects?filter%5Bsize%5D=small&filter%5Btags%5D%5B0%5D=a%20b&filter%5Btags%5D%5B1%5D=c"
                        + "&any%5Ba%5D%5Bb%5D%5B0%5D=1&any%5Ba%5D%5Bb%5D%5B1%5D%5Bc%5D=",
                    "undefined?one=1&deep%5B0%5D=x&deep%5B1%5D=y%26z&deeper%5B0%5D%5Bsize%5D=large&deeper%5B1%5D%5Btags%5D%5B0%5D=t",
                    "objects",
                ].joined(separator: "\n---\n"))
    }

    @Test func sendsNullAsAnEmptyValueAndNilNotAtAll() async throws {
        try await client.sendNulls(needed: .null, list: .null)
        try await client.sendNulls(needed: 1, left: "", list: .value(["a", "b"]), flag: .null, text: "")
        #expect(await sent == "nulls?needed=&list=\n---\nnulls?needed=1&left=&list=a,b&flag=&text=")
        let error = await #expect(throws: APIError.self) { try await client.sendNulls(needed: 0, list: .null) }
        #expect(error?.description == "invalid request: 1 rule is broken: /needed: must be at least 1, is 0")
    }

    /// RFC 6570, section 3.2.3, but for what would end the part of the request that the value stands in.
    @Test func leavesReservedCharactersWhereTheDescriptionAllowsThem() async throws {
        let reserved = ":/?#[]@!$&'()*+,;=%20% é"
        try await client.sendReserved(path: reserved, query: reserved, list: ["a/b", "c"], form: "a/b;c", xReserved: reserved)
        let path = ":%2F%3F%23[]@!$&'()*+,;=%20%25%20%C3%A9"
        let query = ":/?%23%5B%5D@!$&'()*+,;=%20%25%20%C3%A9"
        #expect(await sent == "reserved/\(path)?query=\(query)&list=a/b,c\ncookie: form=a/b%3Bc\nx-reserved: \(reserved)")
        for dots in ["..", "%2e%2E"] {
            let error = await #expect(throws: APIError.self) { try await client.sendReserved(path: dots) }
            #expect(error?.description == "invalid request: 1 rule is broken: /path: must not make the path segment \"\(dots)\"")
        }
        let error = await #expect(throws: APIError.self) { try await client.sendReserved(path: "a", list: ["a,b"]) }
        #expect(
            error?.description == #"invalid request: 1 rule is broken: /list: must not contain ",", which stands between its values"#)
    }

    @Test func tellsParametersOfOneNameApart() async throws {
        try await client.sendNames(
            id: "1", idQuery: "2", idCookie: "3", idQuery2: "4", xShared: 5, answer: "6", check: "77", parameter: "8", parameterQuery: "9",
            bare: "10", missing: "a/b")
        #expect(
            await sent
                == "names/1/1/a%2Fb?id=2&ID=4&answer=6&check=77&=8&%22%5C%28%29=9&bare=10\ncookie: id=3\nx-shared: 5")
    }

    @Test func sendsWhatTheStandardLeavesOpenAsAForm() async throws {
        try await client.sendUndefined(one: "a b", many: ["c d", "e"], header: "f", unknown: "g")
        #expect(await sent == "undefined?one=a%20b&many=c%20d&many=e&unknown=g\nheader: f")
    }

    @Test func putsACallersOwnCookiesIntoTheSameField() async throws {
        var options = CallOptions()
        options.headers[.cookie] = "id=own; other=1"
        options.headers.append(HTTPField(name: .cookie, value: "last=2"))
        try await client.sendNames(id: "1", idCookie: "3", missing: "m", options: options)
        try await client.sendReserved(path: "p", form: "f", options: options)
        #expect(await sent == "names/1/1/m\ncookie: id=own; other=1; last=2\n---\nreserved/p\ncookie: form=f; id=own; other=1; last=2")
    }

    @Test func putsCookiesBesideAFieldThatIsAParameter() async throws {
        try await client.sendCookies(cookie: "x=1; y=2")
        try await client.sendCookies(cookie: "x=1; y=2", a: "3")
        var options = CallOptions()
        options.headers[.cookie] = "y=own; z=4"
        try await client.sendCookies(cookie: "x=1; y=2", a: "3", options: options)
        #expect(
            await sent
                == ["x=1; y=2", "a=3; x=1; y=2", "a=3; x=1; y=own; z=4"].map { "cookies\ncookie: \($0)" }.joined(separator: "\n---\n"))
    }
}

@Suite struct ParameterContentsTests {
    private let transport = ScriptedTransport()

    private var client: GoldenParameterContentsClient { GoldenParameterContentsClient(server: .example, transport: transport) }

    private var sent: String {
        get async { await transport.sent.map { $0.replacing("GET https://example.com/base/", with: "") }.joined(separator: "\n---\n") }
    }

    @Test func sendsJSONInEveryPlace() async throws {
        let point = Point(lat: 1.5, long: -2)
        try await client.sendJSON(point: point, near: point, xPoints: [point], last: point)
        let json = "%7B%22lat%22%3A1.5%2C%22long%22%3A-2%7D"
        #expect(await sent == "points/\(json)?near=\(json)\ncookie: last=\(json)\nx-points: [{\"lat\":1.5,\"long\":-2}]")
        let error = await #expect(throws: APIError.self) {
            try await client.sendJSON(point: Point(lat: 91, long: 0), xPoints: [point, Point(lat: -91, long: 0)])
        }
        #expect(
            error?.description
                == "invalid request: 3 rules are broken: /point/lat: must be at most 90, is 91; /X-Points: must have at most 1 item, has 2; /X-Points/1/lat: must be at least -90, is -91"
        )
    }

    @Test func sendsTextAsItIs() async throws {
        try await client.sendTexts(q: "a b", greeting: "a%2Cb", xml: "<a/>", two: ["x": 1], both: "c")
        #expect(await sent == "texts?q=a%20b&xml=%3Ca%2F%3E&two=%7B%22x%22%3A1%7D&both=c\ncookie: greeting=a%2Cb")
    }

    /// The examples of OpenAPI 3.2, "Parameter Object Examples".
    @Test func sendsAWholeQuery() async throws {
        try await client.sendForm(fields: .init(foo: "a + b", bar: true))
        try await client.sendForm(fields: .init(foo: "~ü&", list: [1, 2], point: Point(lat: 1, long: 2)))
        try await client.sendQuery(json: .init(numbers: [1, 2], flag: .null))
        try await client.sendSelector(selector: "$.a.b[1:1]")
        try await client.sendForm()
        #expect(
            await sent
                == """
                form?foo=a+%2B+b&bar=true
                ---
                form?foo=%7E%C3%BC%26&list=1&list=2&point=%7B%22lat%22%3A1%2C%22long%22%3A2%7D
                ---
                json?%7B%22numbers%22%3A%5B1%2C2%5D%2C%22flag%22%3Anull%7D
                ---
                path?%24.a.b%5B1%3A1%5D
                ---
                form
                """)
    }
}
