import Testing

@testable import LocalGateway

@Suite("The reader of JSON requests")
struct JSONReaderTests {
    @Test("values of every kind are read")
    func values() throws {
        let text = #" {"a":[null,true,false,-0.5e+10,0],"b":{"":"\"\\\/\b\f\n\r\t\u00e4\ud83d\udd11\ud83dx"},"a2":"ä","b":1} "#
        #expect(
            try JSONReader.read(Array(text.utf8))
                == .object([
                    "a": .array([.null, .bool(true), .bool(false), .number("-0.5e+10"), .number("0")]), "a2": .string("ä"),
                    "b": .number("1"),
                ])
        )
        let escapes = #""\"\\\/\b\f\n\r\t\u00e4\ud83d\udd11\ud83dx""#
        #expect(try JSONReader.read(Array(escapes.utf8)) == .string("\"\\/\u{8}\u{c}\n\r\tä🔑\u{FFFD}x"))
    }

    @Test(
        "an error has its place",
        arguments: [
            ("", "the text ends too early", 1, 1), ("[1,]", "expected a value", 1, 4), ("{\n\"a\":}", "expected a value", 2, 5),
            ("[01]", "expected ',' or ']'", 1, 3), ("[1.]", "expected a digit", 1, 4), ("[-]", "expected a digit", 1, 3),
            ("{a:1}", "expected a name in quotes", 1, 2), ("{\"a\":1 \"b\"}", "expected ',' or '}'", 1, 8),
            ("[tru]", "expected a value", 1, 2),
            ("\"\\x\"", "unknown escape in a string", 1, 3), ("\"\\u00g0\"", "expected a hexadecimal digit", 1, 6),
            ("\"a\nb\"", "a control character in a string must be escaped", 1, 3), ("\"abc", "the text ends too early", 1, 5),
            ("1 2", "something follows the end of the JSON value", 1, 3),
            (String(repeating: "[", count: 101), "values are nested more than 100 deep", 1, 101),
        ])
    func errors(text: String, message: String, line: Int, column: Int) {
        #expect(throws: JSONReader.SyntaxError(message: message, line: line, column: column)) {
            try JSONReader.read(Array(text.utf8))
        }
    }

    @Test("a string must be UTF-8")
    func encoding() {
        #expect(throws: JSONReader.SyntaxError(message: "the text is not UTF-8", line: 1, column: 2)) {
            try JSONReader.read([UInt8(ascii: "["), UInt8(ascii: "\""), 0xFF, UInt8(ascii: "\""), UInt8(ascii: "]")])
        }
    }
}
