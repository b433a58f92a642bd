/// Reads a text as JSON and nothing more (RFC 8259), into the same tree as YAML.
struct JSONReader {
    /// The code of the one error that leaves open whether the text is YAML.
    static let syntaxErrorCode = "json-syntax"

    private let bytes: UnsafeBufferPointer<UInt8>
    private var builder: TreeBuilder
    private var at = 0
    private var line: UInt32 = 1
    private var lineStart = 0
    /// Bytes on this line that begin no character, so that columns count characters.
    private var tailBytes = 0

    private enum Expected {
        case value, valueOrEnd, key, keyOrEnd, commaOrEnd, nothing
    }

    static func looksLikeJSON(_ bytes: [UInt8]) -> Bool {
        let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    /// The text must be valid UTF-8.
    static func read(_ file: SourceFile, limits: YAMLDocument.Limits) throws(YAMLError) -> NodeTree {
        let arena = try file.bytes.withUnsafeBufferPointer { (bytes) throws(YAMLError) -> NodeArena in
            var reader = JSONReader(bytes: bytes, builder: TreeBuilder(file: file, limits: limits))
            try reader.readDocument()
            return reader.builder.arena
        }
        return NodeTree(arena: arena, file: file)
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, builder: TreeBuilder) {
        self.bytes = bytes
        self.builder = builder
    }

    private mutating func readDocument() throws(YAMLError) {
        var expected = Expected.value
        while true {
            skipWhitespace()
            guard at < bytes.count else {
                guard expected == .nothing else { throw endOfText() }
                return
            }
            expected = try readNext(bytes[at], expected)
        }
    }

    /// Reads one token and says what may follow it.
    private mutating func readNext(_ byte: UInt8, _ expected: Expected) throws(YAMLError) -> Expected {
        switch expected {
        case .value:
            return try readValue(byte)
        case .valueOrEnd:
            return byte == UInt8(ascii: "]") ? try endCollection() : try readValue(byte)
        case .keyOrEnd where byte == UInt8(ascii: "}"):
            return try endCollection()
        case .key, .keyOrEnd:
            guard byte == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
            try readString()
            skipWhitespace()
            guard at < bytes.count else { throw endOfText() }
            guard bytes[at] == UInt8(ascii: ":") else { throw unexpected("`:` after a key") }
            at += 1
            return .value
        case .commaOrEnd:
            if byte == UInt8(ascii: ",") {
                at += 1
                return builder.isInMapping ? .key : .value
            }
            guard byte == UInt8(ascii: builder.isInMapping ? "}" : "]") else {
                throw unexpected(builder.isInMapping ? "`,` or `}`" : "`,` or `]`", notes: builder.openCollection)
            }
            return try endCollection()
        case .nothing:
            throw unexpected("the end of the file")
        }
    }

    private mutating func readValue(_ byte: UInt8) throws(YAMLError) -> Expected {
        switch byte {
        case UInt8(ascii: "{"):
            try builder.begin(.mapping, at: place(at))
            at += 1
            return .keyOrEnd
        case UInt8(ascii: "["):
            try builder.begin(.sequence, at: place(at))
            at += 1
            return .valueOrEnd
        case UInt8(ascii: "\""): try readString()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber()
        case UInt8(ascii: "t"): try readWord("true", .boolean)
        case UInt8(ascii: "f"): try readWord("false", .boolean)
        case UInt8(ascii: "n"): try readWord("null", .null)
        default: throw unexpected("a value")
        }
        return afterValue
    }

    private mutating func endCollection() throws(YAMLError) -> Expected {
        at += 1
        try builder.end()
        return afterValue
    }

    private var afterValue: Expected { builder.isComplete ? .nothing : .commaOrEnd }

    // MARK: Scalars

    private mutating func readWord(_ word: StaticString, _ kind: YAMLNode.Kind) throws(YAMLError) {
        let length = word.utf8CodeUnitCount
        guard bytes[at...].prefix(length).elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: length)) else {
            throw unexpected("a value")
        }
        addVerbatim(kind, from: at, to: at + length, start: at)
        at += length
    }

    private mutating func readNumber() throws(YAMLError) {
        let start = at
        var kind = YAMLNode.Kind.integer
        if bytes[at] == UInt8(ascii: "-") { at += 1 }
        if at < bytes.count, bytes[at] == UInt8(ascii: "0") { at += 1 } else { try readDigits() }
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            at += 1
            kind = .float
            try readDigits()
        }
        if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            kind = .float
            if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
            try readDigits()
        }
        addVerbatim(kind, from: start, to: at, start: start)
    }

    private mutating func readDigits() throws(YAMLError) {
        let start = at
        while at < bytes.count, (0x30...0x39).contains(bytes[at]) { at += 1 }
        guard at > start else { throw at < bytes.count ? unexpected("a digit") : endOfText() }
    }

    private mutating func readString() throws(YAMLError) {
        let quote = at
        let quotePlace = place(at)
        at += 1
        skipPlainCharacters()
        guard at < bytes.count else { throw unclosedString(quotePlace) }
        if bytes[at] == UInt8(ascii: "\"") {
            let record = NodeRecord(
                kind: .string, at: quotePlace, start: UInt32(quote + 1), count: UInt32(at - quote - 1), isVerbatim: true)
            builder.addScalar(record)
            at += 1
            return
        }
        var text = Array(bytes[(quote + 1)..<at])
        while bytes[at] != UInt8(ascii: "\"") {
            guard bytes[at] == UInt8(ascii: "\\") else { throw controlCharacter() }
            try readEscape(into: &text)
            let start = at
            skipPlainCharacters()
            guard at < bytes.count else { throw unclosedString(quotePlace) }
            text += bytes[start..<at]
        }
        at += 1
        let (start, count) = builder.addDecodedText { $0 += text }
        builder.addScalar(NodeRecord(kind: .string, at: quotePlace, start: start, count: count))
    }

    /// Moves to the next quote, backslash or control character.
    private mutating func skipPlainCharacters() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let raw = UnsafeRawBufferPointer(bytes)
        while at < bytes.count {
            // Eight bytes at a time: a byte's high bit in `stop` is set where it is no ASCII, below a space, a quote
            // or a backslash. (Borrows can set bits above a true one; the bytes are then looked at singly.)
            while at + 8 <= bytes.count {
                let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
                let quotes = (word ^ (ones &* 0x22)) &- ones
                let backslashes = (word ^ (ones &* 0x5C)) &- ones
                let controls = word &- ones &* 0x20
                guard (word | quotes | backslashes | controls) & highs == 0 else { break }
                at += 8
            }
            for _ in 0..<8 where at < bytes.count {
                let byte = bytes[at]
                if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
                if byte & 0xC0 == 0x80 { tailBytes += 1 }
                at += 1
            }
        }
    }

    private mutating func readEscape(into text: inout [UInt8]) throws(YAMLError) {
        let start = at
        at += 1
        guard at < bytes.count else { throw endOfText() }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += try readUnicodeEscape(from: start).utf8
        default: throw syntaxError("There is no such escape in JSON; write `\\\\` for a backslash.", at: start)
        }
    }

    private mutating func readUnicodeEscape(from start: Int) throws(YAMLError) -> String {
        let first = try readHexDigits(from: start)
        if let scalar = Unicode.Scalar(first) { return String(scalar) }
        let half = String(first, radix: 16, uppercase: true)
        let isFirstHalf = first & 0xFC00 == 0xD800
        if isFirstHalf, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") {
            at += 2
            let second = try readHexDigits(from: start)
            if second & 0xFC00 == 0xDC00, let scalar = Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF) {
                return String(scalar)
            }
        }
        throw YAMLError(
            code: "yaml-escape",
            message: "`\\u\(half)` is half of a surrogate pair, which is no character; write both halves, or the character itself.",
            mark: builder.mark(place(start))
        )
    }

    private mutating func readHexDigits(from start: Int) throws(YAMLError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard at < bytes.count else { throw endOfText() }
            guard let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue else {
                throw syntaxError("The escape `\\u` needs four hexadecimal digits.", at: start)
            }
            value = value << 4 | UInt32(digit)
            at += 1
        }
        return value
    }

    private mutating func addVerbatim(_ kind: YAMLNode.Kind, from: Int, to: Int, start: Int) {
        builder.addScalar(NodeRecord(kind: kind, at: place(start), start: UInt32(from), count: UInt32(to - from), isVerbatim: true))
    }

    // MARK: Places and errors

    private mutating func skipWhitespace() {
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x09: at += 1
            case 0x0A: beginLine(after: 1)
            // A carriage return counts as a line end alone too, as in YAML.
            case 0x0D: beginLine(after: at + 1 < bytes.count && bytes[at + 1] == 0x0A ? 2 : 1)
            default: return
            }
        }
    }

    private mutating func beginLine(after count: Int) {
        at += count
        line += 1
        lineStart = at
        tailBytes = 0
    }

    /// Right for places on the current line that have no character of several bytes between them and `at`.
    private func place(_ offset: Int) -> Place {
        Place(line: line, column: UInt32(offset - lineStart - tailBytes + 1))
    }

    private func syntaxError(_ message: String, at offset: Int) -> YAMLError {
        YAMLError(code: Self.syntaxErrorCode, message: message, mark: builder.mark(place(offset)))
    }

    private func unexpected(_ expected: String, notes: [YAMLError.Note] = []) -> YAMLError {
        let mark = builder.mark(place(at))
        let found = mark.file.describeCharacter(at: mark)
        return YAMLError(code: Self.syntaxErrorCode, message: "Expected \(expected), found \(found).", mark: mark, notes: notes)
    }

    private func controlCharacter() -> YAMLError {
        let code = String(bytes[at], radix: 16, uppercase: true)
        let message = "A line end or control character (0x\(code)) stands inside quotes; close them, or write an escape such as `\\n`."
        return syntaxError(message, at: at)
    }

    private func unclosedString(_ quote: Place) -> YAMLError {
        let message = "The file ends inside the text that begins here; it may be cut off."
        return YAMLError(code: Self.syntaxErrorCode, message: message, mark: builder.mark(quote))
    }

    private func endOfText() -> YAMLError {
        let message = "The file ends in the middle of a value; it may be cut off."
        return YAMLError(
            code: Self.syntaxErrorCode, message: message, mark: builder.mark(place(bytes.count)), notes: builder.openCollection)
    }
}
