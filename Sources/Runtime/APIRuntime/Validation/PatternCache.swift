import SchemaSyntax

/// Patterns in the form that texts are held against, kept from one validation to the next.
final class PatternCache: Sendable {
    static let shared = PatternCache()

    /// How many patterns are kept; a description has fewer, and past that all are dropped.
    private static let limit = 256

    private let patterns = Locked<[Key: Result<ECMAScriptPattern, PatternFault>]>([:])

    /// Equal where the code points are: equal strings can be different patterns.
    private struct Key: Hashable {
        let text: String

        static func == (left: Self, right: Self) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }

    /// Whether some part of a text, in UTF-8, matches a pattern.
    func matches(_ text: UnsafeBufferPointer<UInt8>, _ pattern: String) -> Result<Bool, PatternFault> {
        self.pattern(pattern).flatMap { $0.matches(text).map(Result.success) ?? .failure(.tooManyWays) }
    }

    private func pattern(_ text: String) -> Result<ECMAScriptPattern, PatternFault> {
        let key = Key(text: text)
        if let pattern = patterns.withLock({ $0[key] }) { return pattern }
        let pattern = Result { () throws(PatternFault) in try ECMAScriptPattern(text) }
        patterns.withLock { patterns in
            if patterns.count >= Self.limit { patterns = [:] }
            patterns[key] = pattern
        }
        return pattern
    }
}
