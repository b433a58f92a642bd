import Testing

@testable import YAMLDocument

@Suite("Syntax errors say what to do about the text")
struct SyntaxErrorTests {
    @Test(
        "libyaml's objections are put in words for an author",
        arguments: [
            ("a:\n\tb: 1\n", "2:1: A tab may not indent a line in YAML; use spaces."),
            ("a: @x\n", "1:4: A value may not begin with `@`; put it in quotes."),
            ("a: `x`\n", "1:4: A value may not begin with '`'; put it in quotes."),
            ("a: 1\nbcd\nc: 2\n", "2:1: This is neither `key: value` nor part of the line above; a colon or quotes may be missing."),
            (
                "a: b: c\n",
                "1:5: A `:` with a space after it may not stand here; put text that holds one in quotes, or correct the indentation."
            ),
            ("a: - b\n", "1:4: A list item `- ` may not stand here; begin it on a line of its own, or correct the indentation."),
            ("a: | x\n  y\n", "1:6: The text of a block scalar begins on the line below its `|` or `>`; found `x`."),
            ("a: ]\n", "1:4: Expected a value, found `]`."),
            ("a: \"x\nb: 1\n", "1:4: The file ends inside the quoted text that begins here; a quote is missing, or the file is cut off."),
            ("a: >\n  x\n%y: 1\n", "3:1: A line that begins with `%` is a directive in YAML; indent it, or put the text in quotes."),
            ("%FOO bar\n---\na: 1\n", "1:5: There are only the directives %YAML and %TAG; remove this one."),
            ("%YAML 2.0\n---\na: 1\n", "1:1: This version of YAML is not known; 1.1 and 1.2 are read."),
            (
                "a: *.x\n",
                "1:5: An anchor `&` or alias `*` needs a name of letters, digits, `-` and `_`; put the text in quotes if it is neither."
            ),
            ("a: {b:}\n", "1:6: A `:` right before a bracket, comma or `?` needs a space after it, or the text needs quotes."),
            ("a: |0\n x\n", "1:5: The digit after `|` or `>` is how far its text is indented, from 1 to 9."),
            ("a: !<x\n", "1:4: A value that begins with `!` is a tag in YAML, and this is not one; put text in quotes."),
            ("a: !{}\n", "1:4: A value that begins with `!` is a tag in YAML, and this is not one; put text in quotes."),
            ("%YAML x\n---\na: 1\n", "1:1: This directive is not complete; a description needs none, so remove the line."),
            ("%TAG ! \n---\na: 1\n", "1:1: This directive is not complete; a description needs none, so remove the line."),
            ("- 1\n...\nx\n", "3:1: There is text behind the end of the document; found `x`."),
        ])
    func syntax(text: String, message: String) {
        #expect(failure(text) == "t.yaml:\(message) [yaml-syntax]")
    }

    @Test(
        "errors of structure point at the collection too",
        arguments: [
            (
                "a:\n  b: 1\n c: 2\n", "3:2: This line does not fit the mapping around it; correct its indentation.",
                "1:1: note: the mapping begins here"
            ),
            (
                "a:\n  - b\n  c: 1\n", "3:3: This line does not fit the list around it; correct its indentation.",
                "2:3: note: the list begins here"
            ),
            (
                "a: \"x\" y\n", "1:8: Expected the end of the value, found `y`; put the whole value in quotes if this is part of it.",
                "1:1: note: the mapping around it begins here"
            ),
            ("a: [1, 2\nb: 3\n", "2:2: Expected `,` or `]`, found `:`.", "1:4: note: the list begins here"),
            ("a: [1, 2", "1:9: Expected `,` or `]`, found the end of the file.", "1:4: note: the list begins here"),
            ("a: {b: 1", "1:9: Expected `,` or `}`, found the end of the file.", "1:4: note: the mapping begins here"),
        ])
    func structure(text: String, message: String, note: String) {
        #expect(failure(text) == "t.yaml:\(message) [yaml-syntax]\nt.yaml:\(note)")
    }

    @Test("keys over 1,024 characters are refused in YAML with their limit")
    func longKeys() {
        let key = String(repeating: "k", count: 1100)
        #expect(failure("\(key): 1").contains("a key has at most 1,024 characters"))
        #expect(failure("\"\(key)\": 1\nb: 2").contains("1,024 characters"))
    }

    @Test("escapes of double quotes are explained")
    func escapes() {
        #expect(
            failure("a: \"\\d+\"\n")
                == "t.yaml:1:5: There is no such escape in double quotes; write `\\\\` for a backslash, or use single quotes. [yaml-escape]"
        )
        #expect(
            failure("a: \"\\xZZ\"\n")
                == "t.yaml:1:7: The escapes `\\x`, `\\u` and `\\U` need 2, 4 and 8 hexadecimal digits. [yaml-escape]")
    }

    @Test("a file holds one document", arguments: ["a: 1\n---\nb: 2\n", "a: 1\n---\n", "a: 1\n...\n---\n"])
    func documents(text: String) throws {
        let message = failure(text)
        #expect(message.hasSuffix("A second document begins here; a file of a description holds one. [yaml-multiple-documents]"))
        #expect(try parse("%YAML 1.2\n---\na: 1\n...\n...\n# end\n").rendered == "{a: int 1}")
    }

    @Test("text of a description cannot break a message's line or flood it")
    func hostileText() {
        let key = "\u{202E}\u{7}\u{1B}[31m" + String(repeating: "x", count: 5000)
        let message = failure(
            "{\"\(key.unicodeScalars.map { $0.value < 32 ? "\\u00\($0.value < 16 ? "0" : "")\(String($0.value, radix: 16))" : String($0) }.joined())\": 1, \"a\": 1, \"a\": 2}"
        )
        #expect(message.hasPrefix("t.yaml:1:"))
        #expect(quoted(key) == "`\\u{202E}\\u{07}\\u{1B}[31m" + String(repeating: "x", count: 53) + "…`")
        #expect(quoted("a`b") == "'a`b'")
    }
}
