import SchemaSyntax

/// A pattern is followed from the start of a text, what looks ahead in it from the end: both ways find the same.
enum PatternTarget {
    /// The pattern, up to a zero byte, and the text behind it.
    static func faults(in bytes: [UInt8]) -> [String] {
        let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        let pattern = String(decoding: parts[0], as: UTF8.self)
        let text = String(decoding: parts.count > 1 ? parts[1] : [], as: UTF8.self)
        guard let isFound = isFound(pattern, text) else { return [] }
        return ["(?=\(pattern))", "(?<=\(pattern))", "(?!(?!\(pattern)))"].compactMap { other in
            // It may be too large, or refer back to a group, which cannot be looked for from the end.
            guard let isFoundSo = self.isFound(other, text), isFoundSo != isFound else { return nil }
            return "\(isFound ? "found" : "not found") by \(pattern), and otherwise by \(other), in \(text)"
        }
    }

    private static func isFound(_ pattern: String, _ text: String) -> Bool? {
        guard let pattern = try? ECMAScriptPattern(pattern) else { return nil }
        var text = text
        return text.withUTF8(pattern.matches)
    }
}
