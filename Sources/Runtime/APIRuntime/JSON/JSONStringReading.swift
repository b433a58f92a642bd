/// Text of strings that ``JSONStringScan`` has checked.
enum JSONStringReading {
    static func string(_ text: UnsafeBufferPointer<UInt8>, _ extent: Range<Int>, hasEscapes: Bool) -> String {
        let content = UnsafeBufferPointer(rebasing: text[extent])
        guard hasEscapes else { return String(decoding: content, as: UTF8.self) }
        // An escape is never shorter than what it stands for: a byte for two, at most four for twelve.
        return String(unsafeUninitializedCapacity: content.count) { unescape(content, into: $0) }
    }

    /// Writes the text that `content` stands for, and returns its length.
    ///
    /// An escaped surrogate without its partner cannot be in a Swift string. It is read as U+FFFD, as by Go and by the
    /// encoders of the web: half a character in an echoed prompt must not cost the picture beside it.
    static func unescape(_ content: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var read = 0
        var written = 0
        while read < content.count {
            guard content[read] == UInt8(ascii: "\\") else {
                target[written] = content[read]
                read += 1
                written += 1
                continue
            }
            let (scalar, length) = scalar(content, at: read)
            read += length
            for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                target[written] = unit
                written += 1
            }
        }
        return written
    }

    /// The scalar that the escape at `offset` stands for, and the length of the escape in bytes.
    static func scalar(_ content: UnsafeBufferPointer<UInt8>, at offset: Int) -> (Unicode.Scalar, length: Int) {
        switch content[offset + 1] {
        case UInt8(ascii: "b"): return ("\u{8}", 2)
        case UInt8(ascii: "f"): return ("\u{C}", 2)
        case UInt8(ascii: "n"): return ("\n", 2)
        case UInt8(ascii: "r"): return ("\r", 2)
        case UInt8(ascii: "t"): return ("\t", 2)
        case UInt8(ascii: "u"): break
        case let itself: return (Unicode.Scalar(itself), 2)
        }
        let first = unit(content, at: offset)
        if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
        let hasPartner =
            first < 0xDC00 && offset + 12 <= content.count && content[offset + 6] == UInt8(ascii: "\\")
            && content[offset + 7] == UInt8(ascii: "u")
        if hasPartner {
            let second = unit(content, at: offset + 6)
            if 0xDC00...0xDFFF ~= second, let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) {
                return (scalar, 12)
            }
        }
        return ("\u{FFFD}", 6)
    }

    /// The UTF-16 code unit of a `\u` escape.
    private static func unit(_ content: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt32 {
        (offset + 2..<offset + 6).reduce(0) { $0 << 4 | (JSONByte.hexadecimal(content[$1]) ?? 0) }
    }
}

extension JSONTape {
    /// The text of a string or key.
    func string(_ position: Int) -> String {
        let extent = extent(position)
        let hasEscapes = word(position).mark
        return bytes.withUnsafeBufferPointer { JSONStringReading.string($0, extent, hasEscapes: hasEscapes) }
    }

    /// Calls `body` with the text of a string as UTF-8, without making a `String` where there are no escapes.
    func withText<Result>(of position: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        guard word(position).mark else { return try withBytes(of: position, body) }
        var text = string(position)
        return try text.withUTF8(body)
    }
}
