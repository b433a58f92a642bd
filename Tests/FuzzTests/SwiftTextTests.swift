import Testing

@testable import FuzzTargets

@Suite struct SwiftTextTests {
    @Test(arguments: [
        "",
        "struct A {}\n",
        "let a = \"b\\\"c\\\\\" // \" ( {\n",
        "let a = #\"\"\\(x)\\\"#, b = ##\"\"#\"##\n",
        "let a = \"/a/\\(b(\"c\"))/d\"\n",
        "func f() { g([h(1)]) }\n",
        "/// the text */ and `x`\n",
    ])
    func isSwift(_ text: String) {
        #expect(SwiftText.fault(in: text) == nil)
    }

    @Test(arguments: [
        ("let a = \"b\n\"", "line 1: a literal has no end"),
        ("\nlet a = \"b\" c\"", "line 2: a literal has no end"),
        ("let a = #\"b\"", "line 1: a literal has no end"),
        ("let a = \"\"\"\n\"\"\"", "line 1: a literal of several lines"),
        ("let a = \"\\q\"", "line 1: an escape that Swift does not know"),
        ("let a = \"\\(b\"", "line 1: a literal has no end"),
        ("let a = \"\\(b}\"", "line 1: a bracket closes what it did not open"),
        ("struct A {", "line 1: a bracket has no end"),
        ("struct A { (} )", "line 1: a bracket closes what it did not open"),
        ("}", "line 1: a bracket closes what it did not open"),
        ("a /* b */", "line 1: a comment that may hold code"),
        ("#if A\n#endif", "line 1: a number sign in code"),
        ("a \\ b", "line 1: a backslash in code"),
        ("a \r b", "line 1: a control character in code"),
        ("// a\r b", "line 1: U+D as it is"),
        ("// a\u{2028}b", "line 1: U+2028 as it is"),
        ("\n\"\u{202E}\"", "line 2: U+202E as it is"),
        ("\"\0\"", "line 1: U+0 as it is"),
    ])
    func isNoSwift(_ text: String, _ fault: String) {
        #expect(SwiftText.fault(in: text) == fault)
    }
}
