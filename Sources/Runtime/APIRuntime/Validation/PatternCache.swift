import SchemaSyntax

/// Compiled patterns, kept from one validation to the next.
///
/// A `Regex` must not be used by two threads at once, so one is lent out: whoever finds none compiles another.
final class PatternCache: Sendable {
    static let shared = PatternCache()

    /// How many compiled patterns are kept; a description has fewer, and past that all are dropped.
    private static let limit = 256

    private let idle = Locked<[Pattern: [Box]]>([:])

    /// Equal where the code points are: equal strings can be different patterns.
    private struct Pattern: Hashable {
        let text: String

        static func == (left: Self, right: Self) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }
        func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }
    }

    /// `Regex` is not `Sendable`; a box has one owner at a time.
    private struct Box: @unchecked Sendable {
        let regex: Regex<AnyRegexOutput>
    }

    /// Whether some part of the text matches the pattern; nil where the pattern cannot be compiled.
    func matches(_ text: String, _ pattern: String) -> Bool? {
        let key = Pattern(text: pattern)
        guard let box = takeIdle(key) ?? Self.compile(pattern) else { return nil }
        defer { putBack(box, key) }
        do {
            return try box.regex.firstMatch(in: text) != nil
        } catch {
            return nil
        }
    }

    private static func compile(_ pattern: String) -> Box? {
        guard let translated = ECMAScriptPattern.translate(pattern), let regex = try? Regex(translated) else { return nil }
        return Box(regex: regex.matchingSemantics(.unicodeScalar).asciiOnlyWordCharacters().wordBoundaryKind(.simple))
    }

    private func takeIdle(_ pattern: Pattern) -> Box? {
        idle.withLock { $0[pattern]?.popLast() }
    }

    private func putBack(_ box: Box, _ pattern: Pattern) {
        idle.withLock { idle in
            if idle.count >= Self.limit, idle[pattern] == nil { idle = [:] }
            // More are idle only after as many threads used the pattern at once.
            if idle[pattern, default: []].count < 16 { idle[pattern, default: []].append(box) }
        }
    }
}
