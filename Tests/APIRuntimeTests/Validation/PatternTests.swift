import APIRuntime
import Foundation
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
        (#"^\$\{x\}$"#, "${x}", true), ("(?<=a)b", "ab", true), ("(?<=a)b", "cb", false), ("(?<!a)b", "cb", true),
        ("^(?i)stra(?:ß|ss)e$", "STRASSE", true), ("^(?i:é)x$", "Éx", true), ("^(?i:é)x$", "ÉX", false), ("^(?i:[^é])$", "É", false),
        ("^(?s:.)$", "\n", true), ("^(?m:^b$)", "b\na", true), ("(?m:^b$)", "a\nb\u{2028}c", true), ("(?m:^b$)", "ab", false),
        (#"^\+?[0-9]{9,}$"#, "+491234567890", true), ("^(?:sk-)?[a-z]{20,}$", "sk-abcdefghijklmnopqrst", true),
        ("^(?:sk-)?[a-z]{20,}$", "sk-abcdefghijklmnopqrs", false), (#"^(?:(a)|b?)*\1$"#, "a", false), (#"^(?:(a)|b?)*\1$"#, "aa", true),
        (#"^(?!.*(.)\1{2})[a-z]+$"#, "aabb", true), (#"^(?!.*(.)\1{2})[a-z]+$"#, "abbb", false), (#"(?=(a+?))\1b"#, "aab", true),
        (#"^(?=(a+))a*b\1$"#, "aaabaa", false), ("^(?i)ς$", "Σ", true), ("^(?i)µ$", "μ", true), ("^(?i)[a-z]$", "\u{212A}", true),
        ("^(?i)I$", "ı", false), (#"^(?i)\W$"#, "s", false), ("^(?i)ẞ$", "ß", true), ("^(?:^)*a$", "a", true), ("(?:^a|b)", "cb", true),
        ("^.{1,65536}$", "ab", true), ("^(?:ab){2,3}$", "ababab", true), ("^(?:ab){2,3}$", "abababab", false),
        ("^[\u{20}-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF]+$", "a😀", true), (#"^[^\uD800-\uDFFF]*$"#, "a😀", true),
        (#"^\p{gc=Lu}\p{Uppercase_Letter}\p{Nd}$"#, "ÄB1", true), (#"^\p{Alphabetic}$"#, "é", true), (#"^\P{Script=Greek}$"#, "α", false),
    ])
    func patternsMeanWhatECMAScriptMeans(pattern: String, text: String, matches: Bool) {
        let expected =
            matches ? [] : ["must match the pattern \(pattern), is \(String(decoding: (try? JSONWriter.bytes(text)) ?? [], as: UTF8.self))"]
        #expect(violations(text, pattern) == expected)
    }

    @Test(arguments: [
        ("(", "it has a group that is not closed"), ("(?i", "it has a group that is not closed"),
        ("a)", "it closes a group that was not opened"), ("[a", "it has a bracket that is not closed"), ("\\", "it ends with a backslash"),
        ("*", "it repeats what is not there or is repeated already"), ("a++", "it repeats what is not there or is repeated already"),
        ("^*", "it repeats a place, where no character is"), ("(?<=a)+", "it repeats a place, where no character is"),
        ("a{2,1}", "it repeats at least 2 and at most 1 times"), ("[z-a]", "it has a range that ends before it begins"),
        ("[a--]", "it has a range that ends before it begins"), (#"\Aa\Z"#, #"\A has no meaning there in ECMA-262"#),
        (#"[\B]"#, #"\B has no meaning there in ECMA-262"#), (#"\01"#, #"\0 is followed by a digit"#),
        (#"\u{110000}"#, #"\u is followed by nothing that stands for a character"#),
        (#"\u{+41}"#, #"\u is followed by nothing that stands for a character"#),
        (#"\u00"#, #"\u is followed by nothing that stands for a character"#),
        (#"\x4"#, #"\x is followed by nothing that stands for a character"#),
        (#"\c1"#, #"\c is followed by nothing that stands for a character"#),
        (#"\p{Nonsense}"#, "it names a property of characters that Unicode does not have, or Swift does not know"),
        (#"\p{ccc=230}"#, "it names a property of characters that Unicode does not have, or Swift does not know"),
        (#"\p{L"#, "the name of a property of characters does not stand in braces"),
        (#"\pL"#, "the name of a property of characters does not stand in braces"),
        (#"(a)\2"#, "it refers to group 2 and has 1"), (#"\k<x>(a)"#, "it refers to a group that it does not have"),
        ("(?<x", "it has a name that is not closed"), ("(?<1>a)", "it names a group by what is no identifier"),
        ("(?<n>a)|(?<n>b)", "it has two groups of one name"),
        ("(?>a)", "it has a kind of group that ECMA-262 does not have"), ("(?-)", "it has a kind of group that ECMA-262 does not have"),
        (#"(?<=(a))\1"#, "it refers back to a group where it looks behind"), (#"(?i)(a)\1"#, "it refers back to a group and ignores case"),
        ("(ab){20000}", "it is too large with its repetitions written out"),
        (String(repeating: "(?=a)", count: 100), "it is too large with its repetitions written out"),
        ("(?:a" + String(repeating: "(?:)", count: 2_500) + "){19000}", "it is too large with its repetitions written out"),
        (String(repeating: "a", count: 65_537), "it is longer than 65536 characters"),
    ])
    func aPatternThatCannotBeUsedIsAViolationThatSaysWhy(pattern: String, reason: String) {
        #expect(violations("a", pattern) == ["cannot be checked: the pattern \(pattern) cannot be used: \(reason)"])
    }

    /// Each takes minutes, or longer than there is, where one way is tried after another.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "^(a+)+$", "^(a|aa)*$", "^(.*)*b$", "(a*)*c", "^(?=(a|a)*$)b", "[a-z]{100,2000}b", "(?:(?:a?){30}){30}a{30}b",
            "(a{9,}|a{9,})*b", "(?:(?=a)){5000}b", "(?=(?=(ab){100}){100}){100}",
        ]
    )
    func noTextMakesAPatternSlow(pattern: String) {
        let text = String(repeating: "a", count: 3_000) + "!"
        #expect(violations(text, pattern).count == 1)
    }

    /// The least that a thread has.
    @Test func nestedGroupsTakeLittleStack() async {
        let pattern = String(repeating: "(a|", count: 32) + "b" + String(repeating: ")*", count: 32) + "$"
        let found = await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: violations("ab", pattern)) }
            thread.stackSize = 512 << 10
            thread.start()
        }
        #expect(found == [])
    }

    @Test func waysThatReferBackAreTriedUpToALimit() {
        let reason = "it refers back to a group, and this text has too many ways to try"
        let pattern = #"^(a*)(a*)(a*)\1\2\3b$"#
        let expected = ["cannot be checked: the pattern \(pattern) cannot be used: \(reason)"]
        #expect(violations(String(repeating: "a", count: 1_000), pattern) == expected)
        #expect(violations("aaaaaab", pattern) == [])
        #expect(violations("'" + String(repeating: "x", count: 40_000) + "'", #"^(['"])[^'"]*\1$"#) == [])
    }

    /// Random patterns and texts, and whether V8 finds a match (`new RegExp(pattern, "u").test(text)`).
    @Test func randomPatternsMeanWhatV8SaysTheyMean() throws {
        struct Vector: Decodable {
            let pattern: String
            let text: String
            let isFound: Bool
        }
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Vectors/PatternVectors.json")
        let vectors = try JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))
        #expect(vectors.count == 1302)
        for vector in vectors {
            #expect(violations(vector.text, vector.pattern).isEmpty == vector.isFound, "\(vector)")
        }
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
