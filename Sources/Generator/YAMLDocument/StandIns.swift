/// A text in which what libyaml would misread is replaced, character for character, so that its marks stay right.
///
/// libyaml's scanner is of YAML 1.1: it breaks lines at U+0085, U+2028 and U+2029, which YAML 1.2 made ordinary
/// characters, and would cut or refuse the scalars that hold them. It also refuses surrogate pairs in escapes, which
/// every JSON example that is pasted into a description may hold. Each gets a private-use character as a stand-in
/// that the text does not use, and the scalars get the original back.
struct StandIns {
    let text: [UInt8]
    /// Whether anything is replaced.
    private(set) var isEmpty = true
    private let lineBreaks: [(original: [UInt8], standIn: [UInt8])]
    /// Begins twelve characters: itself, the eight digits of both halves, three that fill up.
    private let pair: [UInt8]

    private static let pairLength = 12
    private static let filling = Array("___".utf8)

    /// `nil` for a text that already uses every private character.
    init?(_ source: [UInt8]) {
        let free = Self.unusedCharacters(in: source, count: 4)
        guard free.count == 4 else { return nil }
        lineBreaks = zip(["\u{85}", "\u{2028}", "\u{2029}"], free).map { (Array($0.utf8), $1) }
        pair = free[3]

        var text: [UInt8] = []
        text.reserveCapacity(source.count + source.count / 16)
        var at = 0
        var backslashes = 0
        while at < source.count {
            let byte = source[at]
            // A backslash after an odd number of backslashes is itself escaped and begins nothing.
            if byte == UInt8(ascii: "\\"), backslashes.isMultiple(of: 2), let digits = Self.pairDigits(source, at) {
                text += pair + digits + Self.filling
                at += Self.pairLength
                isEmpty = false
                continue
            }
            backslashes = byte == UInt8(ascii: "\\") ? backslashes + 1 : 0
            if byte == 0xC2 || byte == 0xE2, let found = lineBreaks.first(where: { source[at...].starts(with: $0.original) }) {
                text += found.standIn
                at += found.original.count
                isEmpty = false
                continue
            }
            text.append(byte)
            at += 1
        }
        self.text = text
    }

    /// The scalar text with its originals. Only in double quotes is an escape an escape.
    func restore(_ scalar: UnsafeBufferPointer<UInt8>, inDoubleQuotes: Bool, into text: inout [UInt8]) {
        var at = 0
        while at < scalar.count {
            let rest = scalar[at...]
            if scalar[at] < 0x80 {
                text.append(scalar[at])
                at += 1
            } else if let found = lineBreaks.first(where: { rest.starts(with: $0.standIn) }) {
                text += found.original
                at += found.standIn.count
            } else if rest.starts(with: pair), rest.count >= pair.count + Self.pairLength - 1 {
                let digits = Array(rest.dropFirst(pair.count).prefix(8))
                text +=
                    inDoubleQuotes ? Self.character(ofPair: digits) : Array("\\u".utf8) + digits[..<4] + Array("\\u".utf8) + digits[4...]
                at += pair.count + Self.pairLength - 1
            } else {
                text.append(scalar[at])
                at += 1
            }
        }
    }

    /// The digits of both halves of `\uD83D\uDE00`.
    private static func pairDigits(_ source: [UInt8], _ at: Int) -> [UInt8]? {
        guard at + pairLength <= source.count, source[at + 6] == UInt8(ascii: "\\") else { return nil }
        guard source[at + 1] == UInt8(ascii: "u"), source[at + 7] == UInt8(ascii: "u") else { return nil }
        let digits = Array(source[(at + 2)..<(at + 6)] + source[(at + 8)..<(at + 12)])
        guard let value = hexadecimal(digits), value >> 16 & 0xFC00 == 0xD800, value & 0xFC00 == 0xDC00 else { return nil }
        return digits
    }

    private static func character(ofPair digits: [UInt8]) -> [UInt8] {
        guard let value = hexadecimal(digits) else { return [] }
        guard let scalar = Unicode.Scalar(0x10000 + (value >> 16 & 0x3FF) << 10 + value & 0x3FF) else { return [] }
        return Array(String(scalar).utf8)
    }

    private static func hexadecimal(_ digits: [UInt8]) -> UInt32? {
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private static func unusedCharacters(in source: [UInt8], count: Int) -> [[UInt8]] {
        var used: Set<UInt32> = []
        for scalar in String(decoding: source, as: UTF8.self).unicodeScalars where scalar.properties.generalCategory == .privateUse {
            used.insert(scalar.value)
        }
        let candidates = [0xE000...0xF8FF, 0xF0000...0xFFFFD].joined().lazy.map { UInt32($0) }.filter { !used.contains($0) }
        return candidates.compactMap(Unicode.Scalar.init).prefix(count).map { Array(String($0).utf8) }
    }
}
