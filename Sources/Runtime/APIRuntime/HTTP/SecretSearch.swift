#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

/// Finds a secret in what a server sent, as it is and as JSON spells it: any character of it may be written `\u002B`, or behind a `\`,
/// and is itself again once the text is read.
struct SecretSearch {
    private let secret: [UInt8]

    init(_ secret: [UInt8]) { self.secret = secret }

    /// The first occurrence as it is, from an offset on.
    func plain(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
        Self.range(of: secret, in: text, from: start)
    }

    /// The first occurrence with escapes, from an offset on.
    func escaped(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
        guard let first = secret.first, Self.range(of: [Self.backslash], in: text, from: start) != nil else { return nil }
        for offset in start..<text.count where text[offset] == first || text[offset] == Self.backslash {
            if let end = end(ofEscaped: text, from: offset) { return offset..<end }
        }
        return nil
    }

    /// The first occurrence of bytes. By the system: events may be 64 MiB, and the standard library takes a tenth of a second for each.
    static func range(of bytes: [UInt8], in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
        guard let base = text.baseAddress, let first = bytes.first else { return nil }
        var start = start
        while let found = memchr(base + start, Int32(first), text.count - start) {
            let offset = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            guard offset + bytes.count <= text.count else { return nil }
            if memcmp(found, bytes, bytes.count) == 0 { return offset..<offset + bytes.count }
            start = offset + 1
        }
        return nil
    }

    private static let backslash = UInt8(ascii: "\\")

    /// Where the secret ends that begins at an offset; nil where another text does.
    private func end(ofEscaped text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var rest = secret[...]
        var offset = start
        while !rest.isEmpty {
            guard let (character, end) = Self.character(at: offset, in: text), rest.starts(with: character) else { return nil }
            rest = rest.dropFirst(character.count)
            offset = end
        }
        return offset
    }

    /// The bytes that stand at an offset, or that the escape there stands for (RFC 8259, section 7), and where what follows begins.
    private static func character(at offset: Int, in text: UnsafeBufferPointer<UInt8>) -> (bytes: [UInt8], end: Int)? {
        guard offset < text.count else { return nil }
        guard text[offset] == backslash else { return ([text[offset]], offset + 1) }
        guard offset + 1 < text.count else { return nil }
        switch text[offset + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "/"), backslash: return ([text[offset + 1]], offset + 2)
        case UInt8(ascii: "b"): return ([0x08], offset + 2)
        case UInt8(ascii: "f"): return ([0x0C], offset + 2)
        case UInt8(ascii: "n"): return ([0x0A], offset + 2)
        case UInt8(ascii: "r"): return ([0x0D], offset + 2)
        case UInt8(ascii: "t"): return ([0x09], offset + 2)
        case UInt8(ascii: "u"):
            guard let unit = unit(at: offset, in: text) else { return nil }
            // A character beyond the first 65,536 is two units.
            if UTF16.isLeadSurrogate(unit), let trail = self.unit(at: offset + 6, in: text), UTF16.isTrailSurrogate(trail) {
                return (Array(String(decoding: [unit, trail], as: UTF16.self).utf8), offset + 12)
            }
            return (Array(String(decoding: [unit], as: UTF16.self).utf8), offset + 6)
        default: return nil
        }
    }

    /// The unit of `\u002B`.
    private static func unit(at offset: Int, in text: UnsafeBufferPointer<UInt8>) -> UInt16? {
        guard offset + 6 <= text.count, text[offset] == backslash, text[offset + 1] == UInt8(ascii: "u") else { return nil }
        var unit: UInt16 = 0
        for byte in text[offset + 2..<offset + 6] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
