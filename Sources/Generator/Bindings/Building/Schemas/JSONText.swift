import OpenAPI

/// A value in JSON; keys in order, so that it is the same in each run.
func json(_ value: Value) -> String {
    switch value {
    case .null: return "null"
    case .boolean(let value): return value ? "true" : "false"
    case .number(let text): return text
    case .string(let text): return jsonString(text)
    case .array(let elements): return "[" + elements.map(json).joined(separator: ", ") + "]"
    case .object(let members):
        return "{" + members.sorted { $0.key < $1.key }.map { "\(jsonString($0.key)): \(json($0.value))" }.joined(separator: ", ") + "}"
    }
}

/// RFC 8259, section 7. What else is to be seen of a character, the emitter's comments decide.
func jsonString(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    if isPlain { return "\"\(text)\"" }
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": result += "\\\(scalar)"
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        case "\0"..<" ", "\u{2028}", "\u{2029}", "\u{85}":
            let digits = String(scalar.value, radix: 16, uppercase: true)
            result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
