/// Text for the value of a header field (RFC 9110, section 5.5).
enum HeaderText {
    /// The text as a field carries it, nil where it has control characters. White space at the ends is no part of a value.
    static func field(_ text: String) -> String? {
        for byte in text.utf8 where (byte < 0x20 && byte != 0x09) || byte == 0x7F { return nil }
        guard isSpace(text.utf8.first) || isSpace(text.utf8.last) else { return text }
        var value = Substring(text)
        while value.first == " " || value.first == "\t" { value.removeFirst() }
        while value.last == " " || value.last == "\t" { value.removeLast() }
        return String(value)
    }

    private static func isSpace(_ byte: UInt8?) -> Bool { byte == 0x20 || byte == 0x09 }
}
