/// Text of strings on its way into JSON.
enum JSONStringWriting {
    /// What follows the backslash: a letter, and for `u` the code.
    struct Escape {
        let letter: UInt8
        var code: UInt8?
    }

    static func escape(of byte: UInt8) -> Escape {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): Escape(letter: byte)
        case 0x08: Escape(letter: UInt8(ascii: "b"))
        case 0x09: Escape(letter: UInt8(ascii: "t"))
        case 0x0A: Escape(letter: UInt8(ascii: "n"))
        case 0x0C: Escape(letter: UInt8(ascii: "f"))
        case 0x0D: Escape(letter: UInt8(ascii: "r"))
        default: Escape(letter: UInt8(ascii: "u"), code: byte)
        }
    }

    /// Copies up to the first byte that has to be escaped, and returns how many bytes that are. Eight at a time; what is
    /// behind the copied bytes in `target` may be overwritten.
    static func copyPlain(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, to target: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        guard let source = text.baseAddress, let output = target.baseAddress else { return 0 }
        let raw = UnsafeRawPointer(source + start)
        let rawOutput = UnsafeMutableRawPointer(output)
        let count = text.count - start
        var offset = 0
        while offset + 8 <= count {
            let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            rawOutput.storeBytes(of: word, toByteOffset: offset, as: UInt64.self)
            let stops = escapeBits(UInt64(littleEndian: word))
            if stops != 0 { return offset + stops.trailingZeroBitCount / 8 }
            offset += 8
        }
        while offset < count {
            let byte = source[start + offset]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return offset }
            output[offset] = byte
            offset += 1
        }
        return offset
    }

    /// The top bit of each byte that has to be escaped; bits above the lowest one set may be wrong.
    @inline(__always)
    private static func escapeBits(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        return (((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- (ones &* 0x20)) & ~word)) & (ones &* 0x80)
    }
}
