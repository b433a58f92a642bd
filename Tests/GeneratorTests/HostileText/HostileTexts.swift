/// Texts that end a literal, a comment or a line, that a compiler takes for a directive, that hide or reorder what a person sees, or that
/// no name can be made of.
enum HostileTexts {
    static let all = [
        "", " ", "\t", "\n", "a\nb", "a\r\nb", "\ra", "a\u{85}b", "a\u{2028}b", "a\u{2029}b", "a\u{B}\u{C}b", "a\0b",
        "*/", "/* a */", "//", "/// a", "#if A", "#!a", "@main", "\n@main struct A {}\n", "} ; {",
        "init", "self", "Self", "Type", "class", "in", "default", "await", "_", "0", "1a",
        "\"", "\"\"\"", "a\"b", "\"#", "\"##", "#\"a\"#", "\\", "\\\"", "\\(a)", "\\#(a)", "\\(exit(1))", "\\u{41}", "\\n", "'", "`", "`a`",
        "$0", "%s%n", "${a}",
        "{a}", "a,b;c", "a: b", "<<", "~1", "%2F", "../a", "/a", "a/b", "a\\b", "?a#b", "&amp;<b>",
        "\u{202E}a", "a\u{2066}b\u{2069}", "\u{200B}", "a\u{200D}b", "\u{FEFF}", "\u{FEFF}a", "\u{FFFD}", "\u{FFFF}", "\u{E0041}", "\u{7F}",
        "\u{1B}[31m",
        "e\u{301}", "\u{E9}", "\u{301}", "🙂", "👩‍👩‍👧", "名", "ß", "ﬀ", "İ",
        "String", "JSONValue", "Foundation", "APIRuntime", "value", "json", "request", "hash", "unrecognized",
        String(repeating: "a", count: 5000), String(repeating: "a ", count: 2000), String(repeating: "\"#", count: 300),
    ]
}
