import Testing

@testable import YAMLDocument

@Suite("Text encodings, line ends and characters")
struct EncodingTests {
    @Test("UTF-8 and UTF-16 with a byte order mark give the same marks and lines")
    func encodings() throws {
        let text = "a: é😀\r\nb:\r\n  - ü: 1\r\n"
        let utf16 = Array(text.utf16)
        let encoded: [[UInt8]] = [
            Array(text.utf8),
            [0xEF, 0xBB, 0xBF] + Array(text.utf8),
            [0xFF, 0xFE] + utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
            [0xFE, 0xFF] + utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
        ]
        for bytes in encoded {
            let root = try parse(bytes)
            #expect(root.rendered == #"{a: "é😀", b: [{ü: int 1}]}"#)
            #expect(root["b"]?.elements[0]["ü"]?.mark.short == "3:8")
            #expect(root.mark.file.line(1) == "a: é😀")
            #expect(root.mark.file.line(3) == "  - ü: 1")
            #expect(root.mark.file.line(4) == "")
            #expect(root.mark.file.line(5) == "")
        }
    }

    @Test(
        "what is no text is an error that says so",
        arguments: [
            ([0x61, 0x3A, 0x20, 0xC3, 0xA9, 0xFF], "1:5: The byte 0xFF is not valid UTF-8 here; save the file as UTF-8."),
            (Array("a: 1\nb: \"".utf8) + [0xC0, 0x80], "2:5: The byte 0xC0 is not valid UTF-8 here; save the file as UTF-8."),
            (Array("abcdefghijkl".utf8) + [0xED, 0xA0, 0x80], "1:13: The byte 0xED is not valid UTF-8 here; save the file as UTF-8."),
            (Array("abcdefg".utf8) + [0xF0, 0x9F, 0x98], "1:8: The byte 0xF0 is not valid UTF-8 here; save the file as UTF-8."),
            (
                [0x61, 0x00, 0x3A, 0x00],
                "1:2: The file holds NUL bytes: it is binary, or UTF-16 without a byte order mark; a description is text in UTF-8."
            ),
            (
                [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0],
                "1:1: The file holds NUL bytes: it is binary, or UTF-16 without a byte order mark; a description is text in UTF-8."
            ),
            (
                [0xFF, 0xFE, 0x61, 0x00, 0x3A, 0x00, 0x20],
                "1:3: The file begins as UTF-16 but holds half a character here; save it as UTF-8."
            ),
            ([0xFE, 0xFF, 0x00, 0x61, 0xD8, 0x3D], "1:2: The file begins as UTF-16 but holds half a character here; save it as UTF-8."),
            (
                [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0],
                "1:1: The file is in UTF-32, which YAML and JSON tools do not read; save it as UTF-8."
            ),
        ] as [([UInt8], String)])
    func noText(bytes: [UInt8], message: String) {
        #expect(failure(bytes) == "t.yaml:\(message) [yaml-encoding]")
    }

    @Test(
        "a file without a value is an error",
        arguments: [
            ("", "The file is empty."),
            ("\u{FEFF}", "The file is empty."),
            ("# only a comment\n\n", "The file holds no value, only white space, comments or document marks."),
            (" \n", "The file holds no value, only white space, comments or document marks."),
            ("---\n", "The file holds no value, only white space, comments or document marks."),
            ("---\n...\n", "The file holds no value, only white space, comments or document marks."),
        ])
    func empty(text: String, message: String) {
        #expect(failure(text) == "t.yaml:1:1: \(message) [yaml-empty]")
    }

    @Test("a null that is written is a value")
    func writtenNull() throws {
        #expect(try parse("~").isNull)
        #expect(try parse("# c\n--- null\n...\n").isNull)
    }

    @Test("all line ends of YAML count as one line each, in both readers")
    func lineEnds() throws {
        #expect(try parse("a: 1\rb: 2\r\nc: 3\nd: 4").entries.map(\.keyMark.short) == ["1:1", "2:1", "3:1", "4:1"])
        #expect(try parse("{\"a\":1,\r\"b\":2,\r\n\"c\":3,\n\"d\":4}").entries.map(\.keyMark.short) == ["1:2", "2:1", "3:1", "4:1"])
        #expect(try parse("a: |\r\n  x\r\n  y\r\n").rendered == "{a: \"x\ny\n\"}")
        let file = SourceFile(path: "t", bytes: Array("a\rb\r\nc\n\nd".utf8))
        #expect((1...6).map(file.line) == ["a", "b", "c", "", "d", ""])
    }

    @Test("U+0085, U+2028 and U+2029 are ordinary characters in every style, as YAML 1.2 has it")
    func legacyLineBreaks() throws {
        let breaks = "x \u{2028} y \u{2029} z \u{85} w"
        let text = "# c \u{2028}d: 1\na: \(breaks)\nb: \"\(breaks)\"\nc: '\(breaks)'\nd: |\n  \(breaks)\n\u{2028}k: >-\n  \(breaks)\n"
        let root = try parse(text)
        #expect(root.entries.map(\.key) == ["a", "b", "c", "d", "\u{2028}k"])
        #expect(root.entries.map(\.keyMark.short) == ["2:1", "3:1", "4:1", "5:1", "7:1"])
        #expect(root.entries.map { $0.value.string } == [breaks, breaks, breaks, breaks + "\n", breaks])
        #expect(failure("a: \u{2028} x\nb: @\n").hasPrefix("t.yaml:2:4: A value may not begin with `@`"))
    }

    @Test("stand-ins never change private-use characters that a text has itself")
    func privateUse() throws {
        let text = "a: \"\u{E000}\u{2028}\u{E001}\u{E003}\u{85}\u{E004}D83DDE00___\"\n"
        #expect(try parse(text)["a"]?.string == "\u{E000}\u{2028}\u{E001}\u{E003}\u{85}\u{E004}D83DDE00___")
    }

    @Test("surrogate pairs are characters in double quotes of YAML, and text elsewhere")
    func surrogatePairs() throws {
        let text = #"a: {b: "\uD83D\uDE00!", 'c': '\uD83D\uDE00', d: \uD83D\uDE00, "e\uD83D\uDE00": "\\uD83D\\uDE00"}"#
        let mapping = try #require(try parse(text)["a"])
        #expect(mapping.rendered == #"{b: "😀!", c: "\uD83D\uDE00", d: "\uD83D\uDE00", e😀: "\uD83D\uDE00"}"#)
        #expect(mapping.entry("e😀")?.keyMark.column == 63)
        #expect(
            failure(#"a: "\uD83D""#)
                == "t.yaml:1:7: This escape names no character: half of a surrogate pair, or a number beyond U+10FFFF. [yaml-escape]")
    }

    @Test("control characters are named")
    func controlCharacters() {
        #expect(
            failure("a: 1\nb: \"é\u{1}\"\n")
                == "t.yaml:2:6: The control character `\\u{01}` may not stand in YAML; write it as an escape in double quotes. [yaml-encoding]"
        )
    }
}
