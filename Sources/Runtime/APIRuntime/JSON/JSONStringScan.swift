/// Finds the end of a string and checks on the way that it is UTF-8 without control characters, with well-formed escapes.
struct JSONStringScan {
    private let text: UnsafeBufferPointer<UInt8>
    /// While running the next byte to look at, in the end the closing quote.
    private(set) var offset: Int
    private(set) var hasEscapes = false

    /// `start` is the byte after the opening quote.
    init(_ text: UnsafeBufferPointer<UInt8>, from start: Int) {
        self.text = text
        offset = start
    }

    mutating func run() throws(JSONIndexer.Failure) {
        while true {
            offset = Self.plainEnd(text, from: offset)
            guard offset < text.count else {
                throw JSONIndexer.Failure(.unexpectedEnd(expected: "the closing quote of the string"), at: offset)
            }
            switch text[offset] {
            case UInt8(ascii: "\""): return
            case UInt8(ascii: "\\"): try skipEscape()
            case 0x80...: try skipMultibyteScalar()
            default: throw JSONIndexer.Failure(.controlCharacter(text[offset]), at: offset)
            }
        }
    }

    /// The first byte from `start` on that is a quote, a backslash, a control character or not ASCII; else the end.
    ///
    /// Sixteen bytes at a time, sixty-four where the string is long: the base64 text of a picture is most of its document.
    static func plainEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = UnsafeRawPointer(text.baseAddress) else { return start }
        let count = text.count
        var offset = start
        while offset + 16 <= count {
            if let stop = firstStop(stops(in: base, at: offset)) { return offset + stop }
            offset += 16
            while offset + 64 <= count {
                let left = stops(in: base, at: offset) .| stops(in: base, at: offset + 16)
                let right = stops(in: base, at: offset + 32) .| stops(in: base, at: offset + 48)
                if firstStop(left .| right) != nil { break }
                offset += 64
            }
        }
        while offset < count, isPlain(text[offset]) { offset += 1 }
        return offset
    }

    private typealias Vector = SIMD16<Int8>

    /// Which of sixteen bytes end plain text.
    @inline(__always)
    private static func stops(in base: UnsafeRawPointer, at offset: Int) -> SIMDMask<Vector> {
        let bytes = base.loadUnaligned(fromByteOffset: offset, as: Vector.self)
        // With a type of their own: for `SIMD16(repeating:)` as an operand, the compiler takes the comparison that goes byte by byte.
        let space = Vector(repeating: 0x20)
        let quote = Vector(repeating: 0x22)
        let backslash = Vector(repeating: 0x5C)
        // What is not ASCII is negative here, so one comparison finds it and the control characters.
        return (bytes .< space) .| (bytes .== quote) .| (bytes .== backslash)
    }

    /// The place of the first byte that is set.
    @inline(__always)
    private static func firstStop(_ stops: SIMDMask<Vector>) -> Int? {
        // Each byte of the mask is 0xFF or 0x00, the first byte lowest.
        let halves = unsafeBitCast(stops, to: SIMD2<UInt64>.self)
        let (low, high) = (UInt64(littleEndian: halves[0]), UInt64(littleEndian: halves[1]))
        guard low | high != 0 else { return nil }
        return low != 0 ? low.trailingZeroBitCount / 8 : 8 + high.trailingZeroBitCount / 8
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private mutating func skipEscape() throws(JSONIndexer.Failure) {
        hasEscapes = true
        let start = offset
        guard start + 1 < text.count else {
            throw JSONIndexer.Failure(.unexpectedEnd(expected: "the closing quote of the string"), at: text.count)
        }
        switch text[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            offset += 2
        case UInt8(ascii: "u"):
            for index in start + 2..<start + 6 {
                guard index < text.count else {
                    throw JSONIndexer.Failure(.unexpectedEnd(expected: "four hexadecimal digits"), at: text.count)
                }
                guard JSONByte.hexadecimal(text[index]) != nil else { throw JSONIndexer.Failure(.invalidEscape, at: start) }
            }
            offset += 6
        default: throw JSONIndexer.Failure(.invalidEscape, at: start)
        }
    }

    /// The well-formed sequences of The Unicode Standard, table 3-7: no overlong form, no surrogate, nothing beyond U+10FFFF.
    private mutating func skipMultibyteScalar() throws(JSONIndexer.Failure) {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch text[offset] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw JSONIndexer.Failure(.invalidUTF8, at: offset)
        }
        guard offset + length <= text.count, second.contains(text[offset + 1]) else {
            throw JSONIndexer.Failure(.invalidUTF8, at: offset)
        }
        for index in offset + 2..<max(offset + 2, offset + length) where text[index] & 0xC0 != 0x80 {
            throw JSONIndexer.Failure(.invalidUTF8, at: offset)
        }
        offset += length
    }
}
