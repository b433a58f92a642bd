import APIRuntime
import Testing

@Suite struct PatternTests {
    private func violations(_ text: String, _ pattern: String) -> [String] {
        var check = Validator()
        check.string(text, pattern: pattern)
        return check.violations.map(\.description)
    }

    /// Regular expressions of ECMA-262 as it means them (sections 12.2, 12.3 and 22.2, and annex B).
    @Test(arguments: [
        ("b", "abc", true), ("^b", "abc", false), ("^abc$", "abc", true), ("^abc$", "abc\n", false), ("^b", "a\nb", false), ("", "", true),
        ("^[a-z]{2,3}$", "ab", true), ("^[a-z]{2,3}$", "abcd", false), ("^a{2}$", "aa", true), ("^a{2,}$", "aaaa", true),
        ("^a{,2}$", "a{,2}", true),
        ("^a{,2}$", "aa", false), ("^{$", "{", true), (#"^\d+$"#, "123", true), (#"^\d+$"#, "١٢٣", false), (#"^\w$"#, "é", false),
        (#"^\w$"#, "_", true),
        (#"^\W$"#, "é", true), (#"^\D$"#, "x", true), (#"^\s$"#, "\u{FEFF}", true), (#"^\s$"#, "\u{2003}", true),
        (#"^\s$"#, "\u{85}", false),
        (#"^\S$"#, "\u{85}", true), ("^.$", "é", true), ("^.$", "e\u{301}", false), ("^..$", "e\u{301}", true), ("^.$", "😀", true),
        ("^.$", "\n", false),
        ("^.$", "\u{2028}", false), ("^.$", "\u{85}", true), ("^é$", "é", true), ("^é$", "e\u{301}", false),
        ("^e\u{301}$", "e\u{301}", true),
        (#"^\u00e9$"#, "é", true), (#"^\uD83D\uDE00$"#, "😀", true), (#"^\u{1F600}$"#, "😀", true), (#"^\x41$"#, "A", true),
        (#"^\cJ$"#, "\n", true),
        (#"^\v$"#, "\u{B}", true), (#"^\v$"#, "\n", false), (#"^\0$"#, "\0", true), (#"^\/\-\.\_$"#, "/-._", true), ("^[^]$", "\n", true),
        ("^[]$", "a", false),
        ("^[[]$", "[", true), (#"^[\]]$"#, "]", true), ("^[a&&b]+$", "a&b", true), ("^[+--]+$", "+,-", true),
        (#"^[\w-.]+$"#, "a-.", true), ("^[-a]+$", "a-", true), ("^[a-]+$", "a-", true), ("^[a-f0-9]+$", "b4", true),
        ("^[^a-f]+$", "xyz", true),
        ("^[^a-f]+$", "xaz", false), (#"^[\b]$"#, "\u{8}", true), (#"\bfox\b"#, "a fox!", true), (#"\bfox\b"#, "foxes", false),
        (#"\Box"#, "fox", true),
        (#"^[\s\S]*$"#, "a\r\nb", true), (#"^[\d\D]$"#, "x", true), (#"^[^\s]+$"#, "ab", true), (#"^[^\s]+$"#, "a b", false),
        (#"^(a|b)\1$"#, "aa", true),
        (#"^(a|b)\1$"#, "ab", false), (#"^(?<x>a)\k<x>$"#, "aa", true), ("^(?:a|b)+?$", "ab", true), ("^a(?=b)", "ab", true),
        ("^a(?!b)", "ab", false),
        (#"^\p{L}+$"#, "né", true), (#"^\p{Lu}$"#, "a", false), (#"^\P{L}$"#, "1", true), (#"^\p{Script=Greek}$"#, "α", true),
        (#"^[\p{L}\d]+$"#, "é1", true),
        ("^[\u{2000}-\u{200A}]$", "\u{2000}", true),
        ("^[\u{2126}-\u{212B}]$", "\u{212A}", true), ("^[\u{2126}-\u{212B}]$", "\u{C5}", false), ("^a b#c$", "a b#c", true),
        ("^\r\n$", "\r\n", true), ("^\r", "\r\n", true), ("^[\u{1F600}-\u{1F64F}]$", "😀", true), ("^[0-9]{4}-[0-9]{2}$", "2024-02", true),
        (#"^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[a-z]{2,}$"#, "fox@example.com", true), ("^(?:[A-Za-z0-9+/]{4})*$", "QUJD", true),
        (#"^\$\{x\}$"#, "${x}", true),
    ])
    func patternsMeanWhatECMAScriptMeans(pattern: String, text: String, matches: Bool) {
        let expected =
            matches ? [] : ["must match the pattern \(pattern), is \(String(decoding: (try? JSONWriter.bytes(text)) ?? [], as: UTF8.self))"]
        #expect(violations(text, pattern) == expected)
    }

    @Test(arguments: ["(", "a)", "[a", "\\", #"\uD800"#, "*", "a{2,1}", "[z-a]", "[a--]", #"\p{Nonsense}"#, "(?<=a)b"])
    func aPatternThatCannotBeCompiledIsAViolationAndNoCrash(pattern: String) {
        #expect(violations("a", pattern) == ["cannot be checked: \(pattern) is not a regular expression that this runtime understands"])
    }

    @Test func manyPatternsAtOnceFromManyTasksGiveTheSameAnswers() async {
        await withTaskGroup(of: Bool.self) { group in
            for task in 0..<16 {
                group.addTask {
                    (0..<100).allSatisfy { index in
                        var check = Validator()
                        check.string("\(index)", pattern: "^\((index + task) % 300)$")
                        check.string("aab", pattern: "^(a+)b$")
                        return check.violations.isEmpty == (task == 0)
                    }
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}
