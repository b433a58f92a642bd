/// A regular expression of ECMA-262, the dialect of JSON Schema (Core, section 6.4), to hold texts against.
///
/// All that is asked is whether some part of a text matches. So every way through the pattern is followed at once, a
/// character at a time: the time grows with the length of the text, times that of the pattern with its repetitions written
/// out. An engine that tries one way and goes back, as Swift's `Regex` does, needs minutes for `^(a+)+$` and thirty letters.
/// Only a pattern that refers back to a group (`\1`) has to be followed so; it gives up after many tries.
package struct ECMAScriptPattern: Sendable {
    private let program: PatternProgram

    /// Throws where the text is no regular expression of ECMA-262, and where it is larger than anybody needs.
    package init(_ pattern: String) throws(PatternFault) {
        program = try PatternCompiler.compile(try PatternParser.parse(pattern))
    }

    /// Whether some part of the text, in UTF-8, matches. Nil where the pattern refers back to a group and there are too many ways
    /// to try.
    package func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
        program.recordsGroups ? BackreferenceSearch.isFound(program, in: text) : PatternSimulation.isFound(program, in: text)
    }
}

/// Why a pattern cannot be used, as a clause.
package struct PatternFault: Error {
    package let reason: String

    package static let tooManyWays = PatternFault(reason: "it refers back to a group, and this text has too many ways to try")
}
