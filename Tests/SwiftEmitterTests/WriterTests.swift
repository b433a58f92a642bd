import Testing

@testable import Bindings
@testable import SwiftEmitter

@Suite struct WriterTests {
    @Test func indentsBlocksAndPartsThemByEmptyLines() {
        var out = Writer()
        out.gap()
        out.block("struct A") { out in
            out.gap()
            out.line("var a = \(1)")
            out.gap()
            out.block("func b()") { _ in }
        }
        #expect(
            out.text == """
                struct A {
                    var a = 1

                    func b() {
                    }
                }

                """)
    }

    @Test func breaksLongDocumentationBetweenWords() {
        var out = Writer()
        out.doc(Documentation(text: String(repeating: "word ", count: 40)))
        let lines = out.text.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.hasPrefix("/// word") && $0.hasSuffix("word") && $0.count <= Writer.width })
    }

    @Test func aDescriptionCannotLeaveItsComment() {
        var out = Writer()
        out.doc(Documentation(text: "a\n*/ }\r\nexit(0)\u{2028}exit(1)\u{85}exit(2)\n\n", defaultValue: #""x\n""#, isDeprecated: true))
        #expect(out.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().allSatisfy { $0.hasPrefix("///") })
        #expect(
            out.text == """
                /// a
                /// */ }
                /// exit(0)
                /// exit(1)
                /// exit(2).
                /// Default: `"x\\n"`.
                /// Deprecated.

                """)
    }

    @Test func aParameterKeepsItsListsAndParagraphs() {
        var out = Writer()
        let text = "First,\nand more\n\n* a\n* b\n\n```\ncode\n```\n"
        out.doc(Documentation(text: text, defaultValue: "1"), ofParameter: SwiftName(checked: "a"))
        out.doc(Documentation(text: "One line\nand another\n"), ofParameter: SwiftName(checked: "b"))
        out.doc(Documentation(text: "- a", isDeprecated: true), ofParameter: SwiftName(checked: "c"))
        #expect(
            out.text == """
                /// - Parameter a: First, and more
                ///
                ///   * a
                ///   * b
                ///
                ///   ```
                ///   code
                ///   ```
                ///
                ///   Default: `1`.
                /// - Parameter b: One line and another
                /// - Parameter c:
                ///   - a
                ///
                ///   Deprecated.

                """)
    }

    @Test(arguments: [
        ("Short", "/// Short. Default: `1`.\n"), ("Short. ", "/// Short. Default: `1`.\n"),
        ("Two\nlines", "/// Two\n/// lines.\n/// Default: `1`.\n"),
        ("Two\n(lines.)", "/// Two\n/// (lines.)\n/// Default: `1`.\n"),
        ("Two\n[lines.](/a)", "/// Two\n/// [lines.](/a)\n/// Default: `1`.\n"),
        ("A list\n1. item", "/// A list\n/// 1. item\n///\n/// Default: `1`.\n"),
        ("Two\n[lines](/a)", "/// Two\n/// [lines](/a).\n/// Default: `1`.\n"),
    ])
    func theDefaultFollowsAFullStop(_ text: String, _ expected: String) {
        var out = Writer()
        out.doc(Documentation(text: text, defaultValue: "1"))
        #expect(out.text == expected)
    }

    @Test func aNameIsPrintedByItsPath() {
        let outer = TypeName(path: [SwiftName(checked: "Outer")])
        let inner = TypeName(path: [SwiftName(checked: "Outer"), SwiftName(checked: "Inner")])
        #expect(("\(inner, in: nil)" as Code).text == "Outer.Inner")
        #expect(("\(inner, in: outer)" as Code).text == "Inner")
        #expect(("\(outer, in: outer)" as Code).text == "Outer")
        let type = SwiftType.array(.nullable(.named(inner)))
        #expect(("\(type, in: outer)" as Code).text == "[Nullable<Inner>]")
    }
}
