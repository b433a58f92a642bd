import APIRuntime
import Foundation
import GoldenParameterStyles
import Testing

/// The table of OpenAPI 3.2, "Style Examples", row by row, as what goes over the wire. Its column "undefined" is null, and in a path,
/// which has no null, the empty text.
@Suite struct ParameterStylesTests {
    typealias Client = GoldenParameterStylesClient
    typealias Call = @Sendable (Client) async throws -> Void

    private static let names = ["blue", "black", "brown"]
    private static let color = Color(r: 100, g: 200, b: 150)

    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let call: Call

        init(_ text: String, _ call: @escaping Call) { (self.text, self.call) = (text, call) }

        var testDescription: String { text }
    }

    private func sent(_ row: Row) async throws -> [String] {
        let transport = ScriptedTransport()
        try await row.call(Client(server: .example, transport: transport))
        return await transport.sent
    }

    @Test(
        arguments: [
            Row("matrixString/;color") { try await $0.matrixString(color: "") },
            Row("matrixString/;color=blue") { try await $0.matrixString(color: "blue") },
            Row("matrixArray/;color=blue,black,brown") { try await $0.matrixArray(color: names) },
            Row("matrixObject/;color=R,100,G,200,B,150") { try await $0.matrixObject(color: color) },
            Row("matrixExplodedString/;color") { try await $0.matrixExplodedString(color: "") },
            Row("matrixExplodedString/;color=blue") { try await $0.matrixExplodedString(color: "blue") },
            Row("matrixExplodedArray/;color=blue;color=black;color=brown") { try await $0.matrixExplodedArray(color: names) },
            Row("matrixExplodedObject/;R=100;G=200;B=150") { try await $0.matrixExplodedObject(color: color) },
            // The `x` before the parameter keeps the lone dot from being a dot segment, which URL parsers remove.
            Row("labelString/x.") { try await $0.labelString(color: "") },
            Row("labelString/x.blue") { try await $0.labelString(color: "blue") },
            Row("labelArray/x.blue,black,brown") { try await $0.labelArray(color: names) },
            Row("labelObject/x.R,100,G,200,B,150") { try await $0.labelObject(color: color) },
            Row("labelExplodedString/x.") { try await $0.labelExplodedString(color: "") },
            Row("labelExplodedString/x.blue") { try await $0.labelExplodedString(color: "blue") },
            Row("labelExplodedArray/x.blue.black.brown") { try await $0.labelExplodedArray(color: names) },
            Row("labelExplodedObject/x.R=100.G=200.B=150") { try await $0.labelExplodedObject(color: color) },
            Row("simpleString/blue") { try await $0.simpleString(color: "blue") },
            Row("simpleArray/blue,black,brown") { try await $0.simpleArray(color: names) },
            Row("simpleObject/R,100,G,200,B,150") { try await $0.simpleObject(color: color) },
            Row("simpleExplodedString/blue") { try await $0.simpleExplodedString(color: "blue") },
            Row("simpleExplodedArray/blue,black,brown") { try await $0.simpleExplodedArray(color: names) },
            Row("simpleExplodedObject/R=100,G=200,B=150") { try await $0.simpleExplodedObject(color: color) },
            Row("formString?color=") { try await $0.formString(color: .null) },
            Row("formString?color=blue") { try await $0.formString(color: "blue") },
            Row("formArray?color=blue,black,brown") { try await $0.formArray(color: names) },
            Row("formObject?color=R,100,G,200,B,150") { try await $0.formObject(color: color) },
            Row("formExplodedString?color=") { try await $0.formExplodedString(color: .null) },
            Row("formExplodedString?color=blue") { try await $0.formExplodedString(color: "blue") },
            Row("formExplodedArray?color=blue&color=black&color=brown") { try await $0.formExplodedArray(color: names) },
            Row("formExplodedObject?R=100&G=200&B=150") { try await $0.formExplodedObject(color: color) },
            Row("spaceDelimitedArray?color=blue%20black%20brown") { try await $0.spaceDelimitedArray(color: names) },
            Row("spaceDelimitedObject?color=R%20100%20G%20200%20B%20150") { try await $0.spaceDelimitedObject(color: color) },
            Row("pipeDelimitedArray?color=blue%7Cblack%7Cbrown") { try await $0.pipeDelimitedArray(color: names) },
            Row("pipeDelimitedObject?color=R%7C100%7CG%7C200%7CB%7C150") { try await $0.pipeDelimitedObject(color: color) },
            Row("deepObject?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150") { try await $0.deepObject(color: color) },
        ]
    )
    func putsTheValueIntoTheRequestLine(_ row: Row) async throws {
        #expect(try await sent(row) == ["GET https://example.com/base/\(row.text)"])
    }

    @Test(
        arguments: [
            Row("headerString\ncolor: ") { try await $0.headerString(color: "") },
            Row("headerString\ncolor: blue") { try await $0.headerString(color: "blue") },
            Row("headerArray\ncolor: blue,black,brown") { try await $0.headerArray(color: names) },
            Row("headerObject\ncolor: R,100,G,200,B,150") { try await $0.headerObject(color: color) },
            Row("headerExplodedString\ncolor: blue") { try await $0.headerExplodedString(color: "blue") },
            Row("headerExplodedArray\ncolor: blue,black,brown") { try await $0.headerExplodedArray(color: names) },
            Row("headerExplodedObject\ncolor: R=100,G=200,B=150") { try await $0.headerExplodedObject(color: color) },
            Row("cookieString\ncookie: color=") { try await $0.cookieString(color: .null) },
            Row("cookieString\ncookie: color=blue") { try await $0.cookieString(color: "blue") },
            Row("cookieArray\ncookie: color=blue,black,brown") { try await $0.cookieArray(color: names) },
            Row("cookieObject\ncookie: color=R,100,G,200,B,150") { try await $0.cookieObject(color: color) },
            Row("cookieExplodedString\ncookie: color=") { try await $0.cookieExplodedString(color: .null) },
            Row("cookieExplodedString\ncookie: color=blue") { try await $0.cookieExplodedString(color: "blue") },
            Row("cookieExplodedArray\ncookie: color=blue; color=black; color=brown") { try await $0.cookieExplodedArray(color: names) },
            Row("cookieExplodedObject\ncookie: R=100; G=200; B=150") { try await $0.cookieExplodedObject(color: color) },
            // Appendix D: an ampersand between cookies is always wrong, so `form` differs by its escapes alone.
            Row("formCookieArray\ncookie: color=blue,black,brown") { try await $0.formCookieArray(color: names) },
            Row("formCookieExplodedArray\ncookie: color=blue; color=black; color=brown") {
                try await $0.formCookieExplodedArray(color: names)
            },
            Row("formCookieString\ncookie: color=blue") { try await $0.formCookieString(color: "blue") },
            Row("formCookieObject\ncookie: color=R,100,G,200,B,150") { try await $0.formCookieObject(color: color) },
            Row("formCookieExplodedString\ncookie: color=blue") { try await $0.formCookieExplodedString(color: "blue") },
            Row("formCookieExplodedObject\ncookie: R=100; G=200; B=150") { try await $0.formCookieExplodedObject(color: color) },
        ]
    )
    func putsTheValueIntoAHeaderField(_ row: Row) async throws {
        #expect(try await sent(row) == ["GET https://example.com/base/\(row.text)"])
    }

    /// Appendix E: percent-encoding is for URLs and for cookies of the style `form`.
    @Test(
        arguments: [
            Row("matrixExplodedArray/;color=a%2Fb;color=..;color=%25;color;color=%C3%A9") {
                try await $0.matrixExplodedArray(color: ["a/b", "..", "%", "", "é"])
            },
            Row("labelArray/x.a%2Cb,%2Fc") { try await $0.labelArray(color: ["a,b", "/c"]) },
            Row("simpleString/..%2F..%2Fetc%3Fq%23f") { try await $0.simpleString(color: "../../etc?q#f") },
            Row("formExplodedArray?color=a%26color%3Db&color=%2B%20%23") { try await $0.formExplodedArray(color: ["a&color=b", "+ #"]) },
            Row("headerString\ncolor: a/b %20 é") { try await $0.headerString(color: "a/b %20 é") },
            Row("formCookieString\ncookie: color=a%20%3B%2Cb") { try await $0.formCookieString(color: "a ;,b") },
            Row("cookieString\ncookie: color=a%20b") { try await $0.cookieString(color: "a%20b") },
            Row("cookieString\ncookie: color=\"quoted\"") { try await $0.cookieString(color: "\"quoted\"") },
        ]
    )
    func keepsAValueWhatItIs(_ row: Row) async throws {
        #expect(try await sent(row) == ["GET https://example.com/base/\(row.text)"])
    }

    @Test(
        arguments: [
            Row("must not be empty in a path") { try await $0.simpleString(color: "") },
            Row("must not be empty in a path") { try await $0.simpleArray(color: []) },
            Row("must not be empty in a path") { try await $0.matrixExplodedArray(color: []) },
            Row(#"must not make the path segment "..""#) { try await $0.simpleString(color: "..") },
            Row(#"must not contain " ", which stands between its values"#) { try await $0.spaceDelimitedArray(color: ["a b", "c"]) },
            Row(#"must not contain "|", which stands between its values"#) { try await $0.pipeDelimitedArray(color: ["a|b", "c"]) },
            Row(#"must not contain ",", which stands between its values"#) { try await $0.headerArray(color: ["a,b", "c"]) },
            Row(#"must not contain ",", which stands between its values"#) { try await $0.cookieArray(color: ["a,b", "c"]) },
            Row("must not contain control characters") { try await $0.headerString(color: "a\r\nb: c") },
            Row("must not contain what cannot stand in a cookie: spaces, quotes, semicolons, control characters") {
                try await $0.cookieString(color: "a; b=c")
            },
        ]
    )
    func refusesAValueThatWouldBeAnother(_ row: Row) async throws {
        let transport = ScriptedTransport()
        let error = await #expect(throws: APIError.self) { try await row.call(Client(server: .example, transport: transport)) }
        #expect(error?.description == "invalid request: 1 rule is broken: /color: \(row.text)")
        #expect(await transport.sent == [])
    }

    @Test func leavesAnEmptyListOutOfTheQueryAndTheCookies() async throws {
        #expect(try await sent(Row("") { try await $0.formArray(color: []) }) == ["GET https://example.com/base/formArray"])
        #expect(try await sent(Row("") { try await $0.cookieArray(color: []) }) == ["GET https://example.com/base/cookieArray"])
    }
}
