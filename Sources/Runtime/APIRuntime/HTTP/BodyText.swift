/// Text of a body in the character sets that servers still use (RFC 9110, section 8.3.2).
enum BodyText {
    /// The text; nil where the bytes are not of the set, or the set is not known. What names none is UTF-8.
    static func text(_ bytes: [UInt8], charset: String?) -> String? {
        switch charset {
        case nil, "utf-8", "utf8", "us-ascii", "ascii": String(validating: withoutMark(bytes), as: UTF8.self)
        case "iso-8859-1", "latin1": String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        default: nil
        }
    }

    /// A byte order mark is no part of a text (RFC 3629, section 6).
    private static func withoutMark(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    }
}
