import Testing

@testable import APIRuntime

@Suite struct RequestPathTests {
    @Test("a value stays one segment, whatever is in it")
    func encoding() {
        let path: RequestPath = "/deployments/\("a/b?c#d%2F;e é~-._", name: "id")/images"
        #expect(path.text == "/deployments/a%2Fb%3Fc%23d%252F%3Be%20%C3%A9~-._/images")
        #expect(path.violations == [])
        #expect(("/x/\("\0\r\n", name: "id")" as RequestPath).text == "/x/%00%0D%0A")
    }

    @Test("text of the description goes as it is")
    func literal() {
        #expect(("/a//b;c/%2F/" as RequestPath).text == "/a//b;c/%2F/")
    }

    @Test("a segment that URL parsers would remove is a violation", arguments: ["", ".", ".."])
    func removedSegments(value: String) {
        let message = value.isEmpty ? "must not be empty in a path" : "must not make the path segment \"\(value)\""
        #expect(("/x/\(value, name: "id")" as RequestPath).violations.map(\.description) == ["/id: \(message)"])
        #expect(("/x/\(value, name: "id")/y" as RequestPath).violations.map(\.description) == ["/id: \(message)"])
    }

    @Test("two values, or a value and text, can make such a segment together")
    func composedSegments() {
        #expect(("/\(".", name: "a")\(".", name: "b")/x" as RequestPath).violations.map(\.pointer) == ["/b"])
        #expect(("/.\(".", name: "a")" as RequestPath).violations.map(\.pointer) == ["/a"])
        #expect(("/\(".", name: "a")./x" as RequestPath).violations.map(\.pointer) == ["/a"])
        #expect(("/v\("..", name: "a")" as RequestPath).violations == [])
        #expect(("/\("...", name: "a").json" as RequestPath).violations == [])
    }

    @Test("arrays are separated by commas, and values without text are violations")
    func values() {
        #expect(("/\(["a,b", "c"], name: "ids")" as RequestPath).text == "/a%2Cb,c")
        #expect(("/\([Int](), name: "ids")" as RequestPath).violations.map(\.description) == ["/ids: must not be empty in a path"])
        #expect(("/x\([Int](), name: "ids", .matrix, explode: true)" as RequestPath).violations.map(\.pointer) == ["/ids"])
        #expect(("/x\([Int](), name: "ids", .matrix)" as RequestPath).text == "/x;ids")
        #expect(("/\(Double.infinity, name: "n")" as RequestPath).violations.first?.description == "/n: has no text form")
        #expect(("/\(7, name: "a")/\(true, name: "b")/\(2.0, name: "c")/\(0.5, name: "d")" as RequestPath).text == "/7/true/2/0.5")
    }
}
