/// What untagged plain text means: the core schema of YAML 1.2 (10.3.2).
///
/// So `no`, `on` and `yes` are strings, `012` is the integer twelve, and dates are strings.
enum CoreSchema {
    static func kind(of text: UnsafeBufferPointer<UInt8>) -> YAMLNode.Kind {
        guard let first = text.first else { return .null }
        switch first {
        case UInt8(ascii: "~"): return text.count == 1 ? .null : .string
        case UInt8(ascii: "n"), UInt8(ascii: "N"): return isWord(text, "null", "Null", "NULL") ? .null : .string
        case UInt8(ascii: "t"), UInt8(ascii: "T"): return isWord(text, "true", "True", "TRUE") ? .boolean : .string
        case UInt8(ascii: "f"), UInt8(ascii: "F"): return isWord(text, "false", "False", "FALSE") ? .boolean : .string
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): return number(text)
        default: return .string
        }
    }

    /// The value of text whose kind is integer; `nil` where it does not fit.
    static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        var digits = String(decoding: text, as: UTF8.self)
        if digits.hasPrefix("0x") || digits.hasPrefix("0o") {
            let radix = digits.hasPrefix("0x") ? 16 : 8
            digits.removeFirst(2)
            return Int(digits, radix: radix)
        }
        return Int(digits)
    }

    private static func number(_ text: UnsafeBufferPointer<UInt8>) -> YAMLNode.Kind {
        if text.count > 2, text[0] == UInt8(ascii: "0") {
            if text[1] == UInt8(ascii: "x") { return text.dropFirst(2).allSatisfy(isHexDigit) ? .integer : .string }
            if text[1] == UInt8(ascii: "o") { return text.dropFirst(2).allSatisfy { (0x30...0x37).contains($0) } ? .integer : .string }
        }
        let hasSign = text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-")
        var at = hasSign ? 1 : 0
        if isSpecial(text, from: at, hasSign: hasSign) { return .float }

        let whole = skipDigits(text, &at)
        if at == text.count { return whole > 0 ? .integer : .string }
        if text[at] == UInt8(ascii: ".") {
            at += 1
            let fraction = skipDigits(text, &at)
            guard whole + fraction > 0 else { return .string }
        }
        guard at < text.count else { return .float }
        guard whole > 0 || at > 1, text[at] | 0x20 == UInt8(ascii: "e") else { return .string }
        at += 1
        if at < text.count, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") { at += 1 }
        return skipDigits(text, &at) > 0 && at == text.count ? .float : .string
    }

    /// `.inf` with or without a sign, `.nan` without.
    private static func isSpecial(_ text: UnsafeBufferPointer<UInt8>, from start: Int, hasSign: Bool) -> Bool {
        guard text.count - start == 4, text[start] == UInt8(ascii: ".") else { return false }
        let word = UnsafeBufferPointer(rebasing: text[start...])
        return isWord(word, ".inf", ".Inf", ".INF") || !hasSign && isWord(word, ".nan", ".NaN", ".NAN")
    }

    private static func skipDigits(_ text: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int {
        let start = at
        while at < text.count, (0x30...0x39).contains(text[at]) { at += 1 }
        return at - start
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    private static func isWord(_ text: UnsafeBufferPointer<UInt8>, _ a: StaticString, _ b: StaticString, _ c: StaticString) -> Bool {
        guard text.count == a.utf8CodeUnitCount else { return false }
        return isWord(text, a) || isWord(text, b) || isWord(text, c)
    }

    private static func isWord(_ text: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
        text.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }
}

/// Tags of the core schema; any other tag asks for a meaning that JSON, and so OpenAPI, does not have.
enum CoreTag: String {
    case null, bool, int, float, str, seq, map

    static let prefix = "tag:yaml.org,2002:"

    init?(_ tag: String) {
        guard tag.hasPrefix(Self.prefix) else { return nil }
        self.init(rawValue: String(tag.dropFirst(Self.prefix.count)))
    }

    /// The kind that tagged text gets, `nil` where the text does not fit its tag.
    func kind(of text: UnsafeBufferPointer<UInt8>) -> YAMLNode.Kind? {
        let plain = CoreSchema.kind(of: text)
        switch self {
        case .str: return .string
        case .null: return plain == .null ? .null : nil
        case .bool: return plain == .boolean ? .boolean : nil
        case .int: return plain == .integer ? .integer : nil
        case .float: return plain == .float || plain == .integer ? .float : nil
        case .seq, .map: return nil
        }
    }
}
