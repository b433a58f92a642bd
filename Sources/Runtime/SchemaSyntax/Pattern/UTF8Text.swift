/// Characters and the places between them, in the bytes of UTF-8.
enum UTF8Text {
    /// The character that begins at a place before the end, and its length in bytes.
    static func scalar(at place: Int, in text: UnsafeBufferPointer<UInt8>) -> (scalar: UInt32, length: Int) {
        let first = text[place]
        guard first >= 0x80 else { return (UInt32(first), 1) }
        // The bytes have been checked where they came from; this keeps to them whatever they are.
        let length = min(first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2, text.count - place)
        var scalar = UInt32(first) & (0x7F >> UInt32(length))
        for byte in text[(place + 1)..<(place + length)] { scalar = scalar << 6 | UInt32(byte & 0x3F) }
        return (scalar, length)
    }

    /// The character that ends at a place behind the start, and its length in bytes.
    static func scalar(before place: Int, in text: UnsafeBufferPointer<UInt8>) -> (scalar: UInt32, length: Int) {
        var start = place - 1
        while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
        return (scalar(at: start, in: text).scalar, place - start)
    }

    /// ECMA-262, section 22.2.2.4.
    static func holds(_ assertion: PatternAssertion, at place: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch assertion {
        case .start: place == 0
        case .end: place == text.count
        case .lineStart: place == 0 || isLineTerminator(scalar(before: place, in: text).scalar)
        case .lineEnd: place == text.count || isLineTerminator(scalar(at: place, in: text).scalar)
        case .wordBoundary: isWord(place - 1, text) != isWord(place, text)
        case .noWordBoundary: isWord(place - 1, text) == isWord(place, text)
        }
    }

    private static func isLineTerminator(_ scalar: UInt32) -> Bool { ScalarSet.lineTerminators.contains { $0.contains(scalar) } }

    private static func isWord(_ index: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.indices.contains(index) && ScalarSet.wordCharacters.contains { $0.contains(UInt32(text[index])) }
    }
}
