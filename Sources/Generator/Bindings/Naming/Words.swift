/// Takes the names of a description apart into words and puts them together as Swift has them.
enum Words {
    /// Words that Swift's API guidelines keep in one case: `ID`, not `Id`.
    private static let acronyms: Set<String> = [
        "api", "ascii", "aws", "cpu", "css", "csv", "db", "dns", "gpu", "html", "http", "https", "id", "ip", "ios", "iso", "jpeg",
        "json", "jwt", "oauth", "os", "pdf", "png", "ram", "rest", "rgb", "sdk", "sha", "sms", "sql", "ssh", "ssl", "svg", "tcp",
        "tls", "tts", "ttl", "udp", "ui", "uri", "url", "urls", "utc", "utf", "uuid", "vm", "vpn", "xml", "yaml", "ids",
    ]

    /// Symbols that carry the meaning of a name that has little else, such as GitHub's `+1` and `-1`.
    private static let symbols: [Unicode.Scalar: String] = [
        "+": "plus", "-": "minus", "*": "asterisk", "/": "slash", "<": "less", ">": "greater", "=": "equal", "!": "not",
        "&": "and", "|": "or", "%": "percent", "@": "at", "#": "hash", "$": "dollar", ".": "dot", "?": "question", "~": "tilde",
    ]

    /// `deployment-id` → `deployment`, `id`; `b64_json` → `b64`, `json`; `HTTPServer2` → `HTTP`, `Server2`.
    static func split(_ text: String) -> [String] {
        let scalars = text.unicodeScalars
        var words: [String] = []
        var isAllNumeric = true
        /// Where the word begins that is not finished, and its last character.
        var start = scalars.startIndex
        var last: Unicode.Scalar?
        func finish(at end: String.Index) {
            if last != nil { words.append(String(text[start..<end])) }
            last = nil
        }
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let (scalar, current) = (scalars[index], index)
            index = scalars.index(after: index)
            guard isIdentifierPart(scalar) else {
                finish(at: current)
                continue
            }
            if scalar.isUppercase, let last {
                let startsWord = index < scalars.endIndex && scalars[index].isLowercase
                if last.isLowercase || (last.isNumeric || last.isUppercase) && startsWord { finish(at: current) }
            }
            if last == nil { start = current }
            last = scalar
            isAllNumeric = isAllNumeric && scalar.isNumeric
        }
        finish(at: scalars.endIndex)
        return isAllNumeric ? spelledSymbols(Array(scalars)) : words
    }

    /// The words of a value of an enumeration, with the signs at its ends: `-created` is not `created`, and `A+` is no `A`.
    static func splitValue(_ text: String) -> [String] {
        let scalars = text.unicodeScalars
        let isTag = scalars.last == ">"
        let start = isTag ? scalars.startIndex : scalars.firstIndex { !"+-<>=!".unicodeScalars.contains($0) } ?? scalars.startIndex
        let end = scalars.lastIndex { !"+-".unicodeScalars.contains($0) }.map { scalars.index(after: $0) } ?? scalars.endIndex
        // A value of digits and signs alone has names for all its signs already.
        guard start < end, scalars.contains(where: { isIdentifierPart($0) && !$0.isNumeric }) else { return split(text) }
        return spelledSymbols(Array(scalars[..<start])) + split(String(scalars[start..<end])) + spelledSymbols(Array(scalars[end...]))
    }

    /// Letters, digits and marks; `_` parts words. Characters that are not seen are no part of a name.
    private static func isIdentifierPart(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.isUppercase || scalar.isLowercase || scalar.isNumeric }
        return scalar.properties.isXIDContinue && !scalar.properties.isDefaultIgnorableCodePoint
            && scalar.properties.generalCategory != .connectorPunctuation
    }

    private static func spelledSymbols(_ scalars: [Unicode.Scalar]) -> [String] {
        var words: [String] = []
        var digits = ""
        for scalar in scalars {
            if isIdentifierPart(scalar) {
                digits.unicodeScalars.append(scalar)
                continue
            }
            if !digits.isEmpty { words.append(digits) }
            digits = ""
            if let word = symbols[scalar] { words.append(word) }
        }
        return digits.isEmpty ? words : words + [digits]
    }

    /// In bytes. A file's name has at most 255, and nobody reads a name that is longer than a line.
    private static let longestName = 150

    /// As many words as a name may have; of a single one that is too long, its beginning.
    private static func shortened(_ words: [String]) -> [String] {
        var left = longestName
        let fitting = words.prefix {
            left -= $0.utf8.count
            return left >= 0
        }
        guard fitting.isEmpty, let first = words.first else { return Array(fitting) }
        left = longestName
        let beginning = first.unicodeScalars.prefix {
            left -= UTF8.width($0)
            return left >= 0
        }
        return [String(beginning)]
    }

    static func lowerCamel(_ words: [String]) -> String {
        let words = shortened(words)
        guard let first = words.first else { return "" }
        return first.lowercased() + words.dropFirst().map(capitalised).joined()
    }

    static func upperCamel(_ words: [String]) -> String {
        shortened(words).map(capitalised).joined()
    }

    private static func capitalised(_ word: String) -> String {
        let lower = word.lowercased()
        if acronyms.contains(lower) { return lower == "ids" ? "IDs" : lower == "urls" ? "URLs" : lower.uppercased() }
        // Bytes of ASCII need no tables of Unicode.
        var bytes = Array(word.utf8)
        if let first = bytes.first, bytes.allSatisfy({ $0 < 0x80 }) {
            if !bytes.dropFirst().contains(where: { (97...122).contains($0) }) { bytes = Array(lower.utf8) }
            if (97...122).contains(first | 0x20) { bytes[0] = first & 0x5F }
            return String(decoding: bytes, as: UTF8.self)
        }
        guard let first = word.first else { return "" }
        return first.uppercased()
            + (word.dropFirst().contains(where: \.isLowercase) ? word.dropFirst() : word.dropFirst().lowercased()[...])
    }
}

/// The properties by which names are taken apart. The tables of Unicode are asked for the scalars that need them.
extension Unicode.Scalar {
    fileprivate var isUppercase: Bool { isASCII ? (65...90).contains(value) : properties.isUppercase }
    fileprivate var isLowercase: Bool { isASCII ? (97...122).contains(value) : properties.isLowercase }
    fileprivate var isNumeric: Bool { isASCII ? (48...57).contains(value) : properties.numericType != nil }
}
