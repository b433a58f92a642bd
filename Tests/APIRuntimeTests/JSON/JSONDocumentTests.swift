import APIRuntime
import Foundation
import Testing

@Suite struct JSONDocumentTests {
    /// The nastiest of what is not JSON, each with the exact error.
    @Test(arguments: [
        ("", "the text is empty (at byte 0)"),
        (" ", "the text ends where a value is expected (at byte 1)"),
        ("[1,]", "/1: expected a value, found `]` (at byte 3)"),
        ("[1 2]", "/1: expected `,` or `]`, found `2` (at byte 3)"),
        ("[1", "/1: the text ends where `,` or `]` is expected (at byte 2)"),
        (#"{"a":1,}"#, "expected a key in quotes, found `}` (at byte 7)"),
        (#"{"a" 1}"#, "expected `:`, found `1` (at byte 5)"),
        (#"{"a":{"b/c":[0,{"~":tru}]}}"#, "/a/b~1c/1/~0: expected `true`, found `}` (at byte 23)"),
        (#"{a:1}"#, "expected a key in quotes, found `a` (at byte 1)"),
        ("[1}", "/1: expected `,` or `]`, found `}` (at byte 2)"),
        ("01", "expected the end of the text, found `1` (at byte 1)"),
        ("-", "the text ends where a digit is expected (at byte 1)"),
        ("1.", "the text ends where a digit is expected (at byte 2)"),
        (".5", "expected a value, found `.` (at byte 0)"),
        ("1e+", "the text ends where a digit is expected (at byte 3)"),
        ("+1", "expected a value, found `+` (at byte 0)"),
        ("NaN", "expected a value, found `N` (at byte 0)"),
        ("1 2", "expected the end of the text, found `2` (at byte 2)"),
        ("\"a\nb\"", "the string contains byte 0x0A, which has to be escaped (at byte 2)"),
        ("\"a\0b\"", "the string contains byte 0x00, which has to be escaped (at byte 2)"),
        (#""\x""#, "the string contains a backslash that begins no escape of JSON (at byte 1)"),
        (#""\u12G4""#, "the string contains a backslash that begins no escape of JSON (at byte 1)"),
        (#""\u12"#, "the text ends where four hexadecimal digits is expected (at byte 5)"),
        (#""abc"#, "the text ends where the closing quote of the string is expected (at byte 4)"),
        (#""abc\"#, "the text ends where the closing quote of the string is expected (at byte 5)"),
        ("\u{FEFF}\u{FEFF}1", "expected a value, found byte 0xEF (at byte 3)"),
        ("'a'", "expected a value, found `'` (at byte 0)"),
        ("[1]\u{A0}", "expected the end of the text, found byte 0xC2 (at byte 3)"),
    ])
    func whatIsNotJSONIsRefusedWithItsPlace(text: String, message: String) {
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: text) }
        #expect(error?.description == message)
    }

    @Test(
        arguments: [
            ([0x80], 0), ([0x61, 0xC3], 1), ([0xC0, 0xAF], 0), ([0xE0, 0x80, 0xAF], 0), ([0xED, 0xA0, 0x80], 0),
            ([0xF0, 0x8F, 0xBF, 0xBF], 0),
            ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0), ([0xE2, 0x82], 0), ([0xE2, 0x28, 0xA1], 0), ([0xFF], 0),
        ] as [([UInt8], Int)])
    func stringsThatAreNotUTF8AreRefusedAtTheirFirstWrongByte(bytes: [UInt8], offset: Int) {
        // At several distances, for the steps of eight and sixty-four bytes.
        for distance in [0, 1, 7, 8, 63, 64, 200] {
            let padding = [UInt8](repeating: UInt8(ascii: "x"), count: distance)
            let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: [0x22] + padding + bytes + [0x22]) }
            #expect(error == JSONError(.invalidUTF8, pointer: "", offset: 1 + distance + offset))
        }
    }

    @Test func aStopIsFoundAtEveryDistance() throws {
        for distance in 0...200 {
            let padding = String(repeating: "x", count: distance)
            for (escaped, plain) in [(#"\n"#, "\n"), ("é", "é"), ("😀", "😀"), (#"\uD83D\uDE00"#, "😀"), (#"\""#, "\"")] {
                let text = "[\"\(padding)\(escaped)\(padding)\", 1]"
                #expect(try JSONDocument(parsing: text).decode(JSONValue.self) == [.string(padding + plain + padding), 1])
            }
        }
    }

    @Test func nestingIsLimitedAndOneLevelLessIsRead() throws {
        let atLimit = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        #expect(try JSONDocument(parsing: atLimit).root.kind == .array)
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: "[" + atLimit + "]") }
        #expect(error?.kind == .tooDeep(limit: 512))
        #expect(error?.offset == 512)
        #expect(error?.pointer == String(repeating: "/0", count: 512))
        let bomb = String(repeating: "[{\"a\":", count: 1_000_000)
        #expect(throws: JSONError.self) { try JSONDocument(parsing: bomb) }
        #expect(throws: JSONError(.tooDeep(limit: 1), pointer: "/a", offset: 5)) { try JSONDocument(parsing: #"{"a":[]}"#, depthLimit: 1) }
    }

    @Test func aValueOfTheDeepestNestingTakesNoStackForEachLevel() async throws {
        let text = String(repeating: "[{\"a\":", count: 256) + "1" + String(repeating: "}]", count: 256)
        let written: [UInt8]? = await withCheckedContinuation { continuation in
            let thread = Thread {
                let value = try? JSONDocument(parsing: text).decode(JSONValue.self)
                continuation.resume(returning: value.flatMap { try? JSONWriter.bytes($0) })
            }
            thread.stackSize = 256 * 1024
            thread.start()
        }
        #expect(written == Array(text.utf8))
    }

    @Test func oneByteOrderMarkIsSkipped() throws {
        #expect(try JSONDocument(parsing: "\u{FEFF}{\"a\": 1}").decode(JSONValue.self) == ["a": 1])
    }

    @Test func loneSurrogatesAreReadAsReplacementCharacters() throws {
        #expect(try JSONDocument(parsing: #""a\uD83Db""#).decode(String.self) == "a\u{FFFD}b")
        #expect(try JSONDocument(parsing: #""\uDE00\uD83D""#).decode(String.self) == "\u{FFFD}\u{FFFD}")
        #expect(try JSONDocument(parsing: #""\uD83D\uD83D\uDE00""#).decode(String.self) == "\u{FFFD}😀")
        #expect(try JSONDocument(parsing: #""\uD83D\n""#).decode(String.self) == "\u{FFFD}\n")
    }

    @Test func allEscapesAreRead() throws {
        #expect(
            try JSONDocument(parsing: #""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\uD834\uDD1E""#).decode(String.self)
                == "\"\\/\u{8}\u{C}\n\r\tAé€𝄞")
    }

    @Test func aPointerNamesEachValueOfADocument() throws {
        let document = try JSONDocument(parsing: #"{"a":[1,{"b~/c":[]}],"":{"é":null}}"#)
        var root = try document.root.object()
        let array = try #require(try root.member("a")?.array())
        let values = Array(array)
        #expect(values.map(\.pointer) == ["/a/0", "/a/1"])
        #expect(try values[1].object().member(named: "b~/c")?.pointer == "/a/1/b~0~1c")
        #expect(try root.member(named: "")?.object().member(named: "é")?.pointer == "//é")
        #expect(document.root.pointer == "")
        #expect(values.map(\.offset) == [6, 8])
        #expect(root.keys == ["a", ""])
        #expect((root.count, array.count) == (2, 2))
    }

    @Test func anyValuePrintsAsItsText() throws {
        let text = #"{"b":[1.50,null,true,"a\n\"é"],"a":{}}"#
        #expect(try String(describing: JSONDocument(parsing: text).decode(JSONValue.self)) == text)
    }
}
