/// Texts of a description in Swift source: as literals, and in comments.
enum Quoting {
    /// A string literal that gives exactly `text`.
    static func literal(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(literal: text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func append(literal text: String, to bytes: inout [UInt8]) {
        let isPlain = text.hasOnly { (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        bytes.append(UInt8(ascii: "\""))
        bytes += isPlain ? text.utf8 : escaped(text).utf8
        bytes.append(UInt8(ascii: "\""))
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if isHidden(scalar) {
                    result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }

    /// A raw string literal where that spares backslashes, as in a regular expression or in JSON; otherwise a plain one.
    static func rawLiteral(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0 == "\\" || $0 == "\"" }), !text.unicodeScalars.contains(where: isHidden) else {
            return literal(text)
        }
        // Behind the opening quote, two more would open a literal of several lines, and the last may be the closing one.
        guard !text.utf8.starts(with: "\"\"".utf8), text != "\"" else { return literal(text) }
        // More `#` than any run inside: neither the end of the literal nor an interpolation can stand in the text.
        var longest = 0
        var run = 0
        for scalar in text.unicodeScalars {
            run = scalar == "#" ? run + 1 : 0
            longest = max(longest, run)
        }
        let hashes = String(repeating: "#", count: longest + 1)
        return "\(hashes)\"\(text)\"\(hashes)"
    }

    /// A number where Swift's literals keep it exactly, else its text as a string literal.
    static func number(_ text: String) -> String {
        if Int64(text) != nil { return text }
        let digits = text.utf8.count { (48...57).contains($0) }
        let isSpelledForSwift = text.utf8.allSatisfy { "-0123456789.eE+".utf8.contains($0) }
        let isZero = text.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }.allSatisfy { !(49...57).contains($0) }
        // A double that is not normal has lost digits, or all of them: the compiler warns of such a literal.
        if isSpelledForSwift, digits <= 15, let number = Double(text), number.isNormal || isZero { return text }
        return literal(text)
    }

    /// A number literal of a type that is known to hold the number.
    static func numberLiteral(_ text: String) -> String {
        text.utf8.allSatisfy { "-0123456789.eE+".utf8.contains($0) } ? text : literal(text)
    }

    /// One line of a comment.
    static func comment(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(comment: text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func append(comment text: some StringProtocol, to bytes: inout [UInt8]) {
        let isPlain = text.hasOnly { (0x20..<0x7F).contains($0) || $0 == 0x09 }
        if isPlain, text.utf8.withContiguousStorageIfAvailable({ bytes.append(contentsOf: $0) }) != nil { return }
        for scalar in text.unicodeScalars {
            if isHidden(scalar), scalar != "\t" {
                bytes += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".utf8
            } else {
                bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
    }

    /// The lines of a text of the description, whatever ends them.
    static func lines(_ text: String) -> [Substring] {
        let isASCII = text.hasOnly { $0 < 0x80 }
        let lines = isASCII ? asciiLines(text) : text.split(omittingEmptySubsequences: false) { $0.isNewline }
        guard let first = lines.firstIndex(where: { !isBlank($0) }), let last = lines.lastIndex(where: { !isBlank($0) }) else { return [] }
        return last - first + 1 == lines.count ? lines : Array(lines[first...last])
    }

    private static func isBlank(_ line: Substring) -> Bool {
        // Most lines begin with a letter, which needs no table of Unicode.
        if let first = line.utf8.first, (0x21..<0x7F).contains(first) { return false }
        return line.allSatisfy(\.isWhitespace)
    }

    /// By bytes: to find the characters of a text takes a hundred times as long as to find its ends of lines.
    private static func asciiLines(_ text: String) -> [Substring] {
        var text = text
        // Bytes of contiguous storage cost a tenth of those of `UTF8View`.
        let ends = text.withUTF8 { bytes in bytes.indices.filter { (0x0A...0x0D).contains(bytes[$0]) } }
        guard !ends.isEmpty else { return [text[...]] }
        let bytes = text.utf8
        var lines: [Substring] = []
        var start = bytes.startIndex
        for end in ends.lazy.map({ bytes.index(bytes.startIndex, offsetBy: $0) }) {
            // CR LF is one end of a line.
            let isInPair = bytes[end] == 0x0A && end > bytes.startIndex && bytes[bytes.index(before: end)] == 0x0D
            if !isInPair { lines.append(text[start..<end]) }
            start = bytes.index(after: end)
        }
        lines.append(text[start...])
        return lines
    }

    /// Characters that end a line, act on a terminal, are not seen, or change the order in which the line is shown (Trojan
    /// Source, CVE-2021-42574). Joiners inside emoji and scripts stay. Listed here and not asked of the standard library,
    /// whose version of Unicode is not the same on every machine.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0x061C, 0x200E, 0x200F, 0x202A...0x202E: true
        case 0xAD, 0x115F, 0x1160, 0x180E, 0x200B, 0x2060...0x206F, 0x3164, 0xFFA0: true
        case 0xE0000...0xE007F, 0xFFF0...0xFFFB: true
        default: false
        }
    }
}

extension StringProtocol {
    /// Whether a condition holds for all bytes; in contiguous storage, where a byte costs a tenth of one of `UTF8View`. Not by
    /// `allSatisfy`: of a loop that always goes to the end the compiler makes one over many bytes at once.
    fileprivate func hasOnly(_ isAllowed: (UInt8) -> Bool) -> Bool {
        utf8.withContiguousStorageIfAvailable { $0.reduce(true) { isAllowed($1) && $0 } } ?? utf8.allSatisfy(isAllowed)
    }
}
