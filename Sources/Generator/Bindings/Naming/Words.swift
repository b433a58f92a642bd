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

    /// `deployment-id` → `deployment`, `id`; `b64_json` → `b64`, `json`; `HTTPServer2` → `HTTP`, `Server2`. What is in capitals
    /// alone, as in `IMAGE_SIZE`, is in small letters, unless the name is to keep them.
    static func split(_ text: String, keepsCapitals: Bool = false) -> [String] {
        let scalars = text.unicodeScalars
        var words: [String] = []
        words.reserveCapacity(4)
        var isAllNumeric = true
        /// Of what stands between two characters that are no part of words.
        var (firstWord, hasLowercase) = (0, false)
        /// Where the word begins that is not finished, and its last character.
        var start = scalars.startIndex
        var last: Unicode.Scalar?
        func finish(at end: String.Index) {
            if last != nil { words.append(String(text[start..<end])) }
            last = nil
        }
        func finishPart(at end: String.Index) {
            finish(at: end)
            if !hasLowercase, !keepsCapitals { for word in words.indices[firstWord...] { words[word] = words[word].lowercased() } }
            (firstWord, hasLowercase) = (words.count, false)
        }
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let (scalar, current) = (scalars[index], index)
            index = scalars.index(after: index)
            guard isIdentifierPart(scalar) else {
                finishPart(at: current)
                continue
            }
            if scalar.isUppercase, let last {
                let startsWord = index < scalars.endIndex && scalars[index].isLowercase && !isPlural(index, in: scalars)
                if last.isLowercase || (last.isNumeric || last.isUppercase) && startsWord { finish(at: current) }
            }
            if last == nil { start = current }
            last = scalar
            hasLowercase = hasLowercase || scalar.isLowercase
            isAllNumeric = isAllNumeric && scalar.isNumeric
        }
        finishPart(at: scalars.endIndex)
        return isAllNumeric ? spelledSymbols(Array(scalars)) : words
    }

    /// The `s` of `IDs`, behind capitals and at the end of a word.
    private static func isPlural(_ index: String.Index, in scalars: String.UnicodeScalarView) -> Bool {
        guard scalars[index] == "s" else { return false }
        let next = scalars.index(after: index)
        return next == scalars.endIndex || !scalars[next].isLowercase
    }

    /// The words of a value of an enumeration, with the signs at its ends: `-created` is not `created`, and `A+` is no `A`.
    static func splitValue(_ text: String) -> [String] {
        // Few have one.
        guard text.utf8.contains(where: { $0 < UInt8(ascii: "A") && "+-<>=!".utf8.contains($0) }) else { return split(text) }
        return split(text, firstSigns: "+-<>=!", lastSigns: "+-") { isSign($0, in: text.unicodeScalars) }
    }

    /// The words of a property or a parameter, with the comparison at its ends: `price<` is not `price`.
    static func splitMember(_ text: String) -> [String] {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, let last = scalars.last, isComparison(first) || isComparison(last) else { return split(text) }
        return split(text, firstSigns: "<>=!", lastSigns: "<>=!") { _ in false }
    }

    /// The words of a name with all its symbols, for one that has to be told from another. Of a name of many symbols nobody would
    /// read them.
    static func splitWithSymbols(_ text: String) -> [String] {
        let scalars = text.unicodeScalars
        guard scalars.count(where: { !isIdentifierPart($0) && symbols[$0] != nil }) <= 4 else { return split(text) }
        return split(text, firstSigns: "+-<>=!", lastSigns: "+-") { scalars[$0] == "-" ? isSign($0, in: scalars) : true }
    }

    /// Words, with those symbols that `isSpelled` takes, and with signs at the ends.
    private static func split(_ text: String, firstSigns: String, lastSigns: String, isSpelled: (String.Index) -> Bool) -> [String] {
        let scalars = text.unicodeScalars
        // A name of digits and signs alone has names for all its signs already.
        guard scalars.contains(where: { isIdentifierPart($0) && !$0.isNumeric }) else { return split(text) }
        let isTag = scalars.last == ">" && scalars.contains("<")
        let start = isTag ? scalars.startIndex : scalars.firstIndex { !firstSigns.unicodeScalars.contains($0) } ?? scalars.startIndex
        let last = isTag ? nil : scalars.lastIndex { !lastSigns.unicodeScalars.contains($0) }
        let end = last.map { scalars.index(after: $0) } ?? scalars.endIndex
        guard start < end else { return split(text) }
        var words = spelledSymbols(Array(scalars[..<start]))
        var rest = start
        for index in scalars[start..<end].indices {
            guard !isIdentifierPart(scalars[index]), isSpelled(index), let symbol = symbols[scalars[index]] else { continue }
            words += split(String(scalars[rest..<index])) + [symbol]
            rest = scalars.index(after: index)
        }
        return words + split(String(scalars[rest..<end])) + spelledSymbols(Array(scalars[end...]))
    }

    private static func isComparison(_ scalar: Unicode.Scalar) -> Bool { "<>=!".unicodeScalars.contains(scalar) }

    /// Whether a `+` or `-` is the sign of the number behind it. A hyphen mostly parts words (`gpt-4`), but not where hours are
    /// counted from: `UTC-02:00`.
    private static func isSign(_ index: String.Index, in scalars: String.UnicodeScalarView) -> Bool {
        let next = scalars.index(after: index)
        guard next < scalars.endIndex, scalars[next].isNumeric else { return false }
        guard scalars[index] == "-" else { return scalars[index] == "+" }
        var start = index
        while start > scalars.startIndex, case let before = scalars.index(before: start), isIdentifierPart(scalars[before]) {
            start = before
        }
        return start == index || ["utc", "gmt"].contains(String(scalars[start..<index]).lowercased())
    }

    /// Whether nothing parts it but capitals.
    static func isOneWord(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(isIdentifierPart) }

    /// Letters, digits and marks; `_` parts words. Characters that are not seen are no part of a name.
    private static func isIdentifierPart(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.isUppercase || scalar.isLowercase || scalar.isNumeric }
        return scalar.properties.isXIDContinue && !scalar.properties.isDefaultIgnorableCodePoint
            && scalar.properties.generalCategory != .connectorPunctuation
    }

    /// Of digits and symbols: `-0.5` → `minus`, `0`, `dot`, `5`.
    private static func spelledSymbols(_ scalars: [Unicode.Scalar]) -> [String] {
        var words: [String] = []
        var digits = ""
        let hyphen = hyphenBetweenNumbers(scalars)
        for (index, scalar) in scalars.enumerated() {
            if isIdentifierPart(scalar) {
                digits.unicodeScalars.append(scalar)
                continue
            }
            // Behind a number it is not the sign of the next.
            let isHyphen = scalar == "-" && !digits.isEmpty && index + 1 < scalars.count && isIdentifierPart(scalars[index + 1])
            if !digits.isEmpty { words.append(digits) }
            digits = ""
            if let word = isHyphen ? hyphen : symbols[scalar] { words.append(word) }
        }
        return digits.isEmpty ? words : words + [digits]
    }

    /// What a hyphen is called that stands between numbers: `18-24` are from 18 to 24. In a date it has no name, as the parts of
    /// one are of a known length; of others `1-12` and `11-2` would be one.
    private static func hyphenBetweenNumbers(_ scalars: [Unicode.Scalar]) -> String? {
        let parts = scalars.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count > 1, parts.allSatisfy({ $0.allSatisfy(\.isNumeric) }) else { return "dash" }
        let lengths = parts.map(\.count)
        if lengths == [4, 2, 2] || lengths == [4, 2] { return nil }
        // Numbers may be of any length.
        let digits = parts.map { String(String.UnicodeScalarView($0.drop { $0 == "0" })) }
        return digits.count == 2 && (digits[0].count, digits[0]) < (digits[1].count, digits[1]) ? "to" : "dash"
    }

    /// In bytes. A file's name has at most 255, and nobody reads a name that is longer than a line.
    private static let longestName = 150

    /// As many words as a name may have; of a single one that is too long, its beginning.
    private static func shortened(_ words: [String]) -> [String] {
        guard words.reduce(0, { $0 + $1.utf8.count }) > longestName else { return words }
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
        // `b64JSON` is one word.
        let begin = first.unicodeScalars.first?.isLowercase == true ? first : first.lowercased()
        return words.dropFirst().reduce(into: begin) { $0 += capitalised($1) }
    }

    static func upperCamel(_ words: [String]) -> String {
        shortened(words).reduce(into: "") { $0 += capitalised($1) }
    }

    private static func capitalised(_ word: String) -> String {
        // No acronym is longer, and most words are.
        if word.utf8.count <= 5, case let lower = word.lowercased(), acronyms.contains(lower) {
            return lower == "ids" ? "IDs" : lower == "urls" ? "URLs" : lower.uppercased()
        }
        // Bytes of ASCII need no tables of Unicode.
        guard let byte = word.utf8.first, word.utf8.allSatisfy({ $0 < 0x80 }) else {
            return word.prefix(1).uppercased() + word.dropFirst()
        }
        guard (97...122).contains(byte) else { return word }
        return String(unsafeUninitializedCapacity: word.utf8.count) { bytes in
            let (_, count) = bytes.initialize(from: word.utf8)
            bytes[0] = byte & 0x5F
            return count
        }
    }
}

/// The properties by which names are taken apart. The tables of Unicode are asked for the scalars that need them.
extension Unicode.Scalar {
    fileprivate var isUppercase: Bool { isASCII ? (65...90).contains(value) : properties.isUppercase }
    fileprivate var isLowercase: Bool { isASCII ? (97...122).contains(value) : properties.isLowercase }
    fileprivate var isNumeric: Bool { isASCII ? (48...57).contains(value) : properties.numericType != nil }
}
