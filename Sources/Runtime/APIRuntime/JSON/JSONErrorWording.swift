extension JSONError: CustomStringConvertible {
    /// One line for a person: `/data/0/b64_json: expected a string, found null (at byte 27)`.
    public var description: String {
        let place = offset.map { " (at byte \($0))" } ?? ""
        return pointer.isEmpty ? message + place : "\(pointer): \(message)\(place)"
    }

    /// What is wrong, without the place.
    public var message: String {
        switch kind {
        case .emptyText: "the text is empty"
        case .tooLong: "the text is longer than 4 GiB"
        case .tooDeep(let limit): "nested deeper than \(limit) levels"
        case .unexpectedEnd(let expected): "the text ends where \(expected) is expected"
        case .unexpected(let byte, let expected): "expected \(expected), found \(Self.name(of: byte))"
        case .controlCharacter(let byte): "the string contains \(Self.name(of: byte)), which has to be escaped"
        case .invalidEscape: "the string contains a backslash that begins no escape of JSON"
        case .invalidUTF8: "the string contains bytes that are not UTF-8"
        case .missing: "required, but absent"
        case .wrongKind(let expected, let found): "expected \(expected), found \(found.article)"
        case .wrongCount(let expected, let found): "expected \(expected) \(expected == 1 ? "item" : "items"), found \(found)"
        case .notAnInteger(let value): "expected an integer, found \(value)"
        case .outOfRange(let value, let type): "\(value) is beyond the range of \(type)"
        case .malformed(let expected, let value): "expected \(expected), found \"\(value)\""
        case .invalidBase64(let problem): "invalid base64: \(problem)"
        case .notFinite: "JSON has no infinity and no not-a-number"
        case .dateOutOfRange: "the year of a date-time has four digits"
        case .incomplete: "the value is not complete"
        case .custom(let message): message
        }
    }

    static func name(of byte: UInt8) -> String {
        if 0x21...0x7E ~= byte { return "`\(Unicode.Scalar(byte))`" }
        let digits = String(byte, radix: 16, uppercase: true)
        return byte == 0x20 ? "a space" : "byte 0x\(digits.count == 1 ? "0" : "")\(digits)"
    }
}

extension JSONKind {
    /// The kind as it is said in a sentence.
    var article: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// Values as they are quoted in errors.
enum Excerpt {
    /// The longest excerpt, in Unicode code points; a picture in an error helps nobody.
    static let limit = 64

    static func of(_ text: String) -> String {
        guard let end = text.unicodeScalars.index(text.startIndex, offsetBy: limit, limitedBy: text.endIndex), end < text.endIndex else {
            return text
        }
        return String(text[..<end]) + "…"
    }
}
