import Testing

@testable import SwiftEmitter

@Suite struct QuotingTests {
    @Test(arguments: [
        ("plain", #""plain""#), ("", #""""#), ("a\"b", #""a\"b""#), ("a\\b", #""a\\b""#), ("\\(exit(1))", #""\\(exit(1))""#),
        ("\"#", ##""\"#""##), ("\"\"\"", #""\"\"\"""#), ("\n\r\t", #""\n\r\t""#), ("\r\n", #""\r\n""#), ("\0", #""\u{0}""#),
        ("\u{7F}\u{85}", #""\u{7F}\u{85}""#), ("\u{2028}\u{2029}", #""\u{2028}\u{2029}""#), ("\u{202E}x\u{202C}", #""\u{202E}x\u{202C}""#),
        ("\u{2066}\u{2069}", #""\u{2066}\u{2069}""#), ("\u{FEFF}\u{200B}\u{AD}", #""\u{FEFF}\u{200B}\u{AD}""#),
        ("\u{E0041}", #""\u{E0041}""#), ("日本é🙂", #""日本é🙂""#), ("👩\u{200D}👧", "\"👩\u{200D}👧\""), ("e\u{301}", "\"e\u{301}\""),
        ("*/ /*", #""*/ /*""#), ("`a`", #""`a`""#),
    ])
    func aLiteralGivesExactlyTheText(_ text: String, _ literal: String) {
        #expect(Quoting.literal(text) == literal)
    }

    @Test(arguments: [
        ("^[a-z]+$", #""^[a-z]+$""#), (#"^\d+$"#, ##"#"^\d+$"#"##), (#"\"#, ##"#"\"#"##), (#"\("#, ##"#"\("#"##),
        (##"\"#"##, ###"##"\"#"##"###), (##"\#(x)"##, ###"##"\#(x)"##"###), (###"a"##\"###, ####"###"a"##\"###"####),
        ("\"\"\\d", ##""\"\"\\d""##), ("\"", ##""\"""##), ("\"a", ##"#""a"#"##), ("\\d\n", #""\\d\n""#), ("\\\u{202E}", #""\\\u{202E}""#),
        ("\\d\"\"\"", ##"#"\d""""#"##),
    ])
    func aRawLiteralIsUsedWhereItSparesBackslashesAndIsSafe(_ text: String, _ literal: String) {
        #expect(Quoting.rawLiteral(text) == literal)
    }

    @Test(arguments: [
        ("0", "0"), ("-1", "-1"), ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
        ("9223372036854775808", #""9223372036854775808""#), ("0.1", "0.1"), ("-1.5e-3", "-1.5e-3"), ("1E+3", "1E+3"),
        ("1e400", #""1e400""#), ("1e-400", #""1e-400""#), ("4e-320", #""4e-320""#), ("0.0e-400", "0.0e-400"),
        ("0.12345678901234567890", #""0.12345678901234567890""#), ("1); exit(0", #""1); exit(0""#),
        ("nan", #""nan""#),
        ("0x10", #""0x10""#),
    ])
    func aLimitKeepsEveryDigit(_ text: String, _ literal: String) {
        #expect(Quoting.number(text) == literal)
    }

    @Test(arguments: [
        ("plain", "plain"), ("*/", "*/"), ("a\nb", #"a\u{A}b"#), ("\u{2028}", #"\u{2028}"#), ("\r", #"\u{D}"#), ("a\tb", "a\tb"),
        ("\u{202E}", #"\u{202E}"#), ("\0", #"\u{0}"#), ("👩\u{200D}👧", "👩\u{200D}👧"), ("\u{1B}[31m", #"\u{1B}[31m"#),
    ])
    func aCommentStaysOnItsLineAndIsSeenWhole(_ text: String, _ comment: String) {
        #expect(Quoting.comment(text) == comment)
    }

    @Test(arguments: [
        ("one", ["one"]), ("one\ntwo", ["one", "two"]), ("one\r\ntwo\rthree", ["one", "two", "three"]),
        ("a\u{2028}b\u{2029}c\u{85}d", ["a", "b", "c", "d"]),
        ("\n\n a \n\n", [" a "]), ("a\n\nb", ["a", "", "b"]), (" \n\t", []), ("", []), ("a\n\u{301}b", ["a", "\u{301}b"]),
    ])
    func linesEndWhereAnyReaderEndsThem(_ text: String, _ lines: [String]) {
        #expect(Quoting.lines(text).map(String.init) == lines)
    }

    /// What ends a line for the Swift compiler, and for any tool that shows it.
    @Test func noCharacterEndsALiteralOrAComment() {
        for value in Array(UInt32(0)...0xFFFF) + Array(0xE0000...0xE01FF) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "a\(scalar)b"
            for quoted in [Quoting.literal(text), Quoting.comment(text), Quoting.rawLiteral("\\" + text)] {
                let hasLineEnd = quoted.unicodeScalars.contains { [0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029, 0].contains($0.value) }
                if hasLineEnd { Issue.record("U+\(String(value, radix: 16)) ends a line") }
            }
        }
    }
}
