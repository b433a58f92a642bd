/// Whether a text can be Swift: comments and literals end, brackets meet, and nothing is hidden from who reads it. Only what the
/// emitter writes is known; the compiler knows the rest.
struct SwiftText {
    private let bytes: [UInt8]
    private var position = 0
    private var brackets: [UInt8] = []

    /// What is wrong, with its line; nil where nothing is.
    static func fault(in text: String) -> String? {
        var reader = SwiftText(text)
        return reader.readCode(isInterpolation: false).map { "line \(reader.line): \($0)" }
    }

    private init(_ text: String) { bytes = Array(text.utf8) }

    private var line: Int { bytes[..<position].count { $0 == UInt8(ascii: "\n") } + 1 }

    private func isNext(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[position...].starts(with: $0) }
    }

    /// Up to the end, or up to the bracket that ends an interpolation.
    private mutating func readCode(isInterpolation: Bool) -> String? {
        let outer = brackets.count
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "/") where isNext("//"):
                if let fault = readComment() { return fault }
            case UInt8(ascii: "/") where isNext("/*"): return "a comment that may hold code"
            case UInt8(ascii: "\""), UInt8(ascii: "#"):
                if let fault = readLiteral() { return fault }
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                brackets.append(byte)
                position += 1
            case UInt8(ascii: ")") where isInterpolation && brackets.count == outer:
                position += 1
                return nil
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                guard let open = brackets.popLast(), brackets.count >= outer, open == Self.partner(of: byte) else {
                    return "a bracket closes what it did not open"
                }
                position += 1
            case UInt8(ascii: "\\"): return "a backslash in code"
            case 0..<0x20 where byte != UInt8(ascii: "\n"): return "a control character in code"
            default: position += 1
            }
        }
        if isInterpolation { return "an interpolation has no end" }
        return brackets.isEmpty ? nil : "a bracket has no end"
    }

    private static func partner(of closing: UInt8) -> UInt8 {
        switch closing {
        case UInt8(ascii: ")"): UInt8(ascii: "(")
        case UInt8(ascii: "]"): UInt8(ascii: "[")
        default: UInt8(ascii: "{")
        }
    }

    private mutating func readComment() -> String? {
        let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
        defer { position = end }
        return Self.hidden(in: bytes[position..<end])
    }

    /// A literal of one line, raw or not.
    private mutating func readLiteral() -> String? {
        let hashes = bytes[position...].prefix { $0 == UInt8(ascii: "#") }.count
        position += hashes
        guard isNext("\"") else { return "a number sign in code" }
        // The empty literal has two quotes, and a third would be another kind of literal.
        guard !isNext("\"\"\"") else { return "a literal of several lines" }
        position += 1
        let start = position
        let end = [UInt8(ascii: "\"")] + Array(repeating: UInt8(ascii: "#"), count: hashes)
        let escape = [UInt8(ascii: "\\")] + Array(repeating: UInt8(ascii: "#"), count: hashes)
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") {
            if bytes[position...].starts(with: end) {
                if let fault = Self.hidden(in: bytes[start..<position]) { return fault }
                position += end.count
                return nil
            }
            guard bytes[position...].starts(with: escape) else {
                position += 1
                continue
            }
            position += escape.count
            if isNext("(") {
                position += 1
                if let fault = readCode(isInterpolation: true) { return fault }
            } else {
                guard position < bytes.count, "\"\\nrtu0".utf8.contains(bytes[position]) else {
                    return "an escape that Swift does not know"
                }
                position += 1
            }
        }
        return "a literal has no end"
    }

    /// Characters that end a line for some readers, or that show it in another order than the compiler reads it.
    private static func hidden(in bytes: ArraySlice<UInt8>) -> String? {
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0..<9, 10..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
                return "U+\(String(scalar.value, radix: 16, uppercase: true)) as it is"
            default: continue
            }
        }
        return nil
    }
}
