import Bindings

/// Writes the lines of a file, indented, into one buffer.
struct Writer {
    private var bytes: [UInt8] = []
    private(set) var indentation: [UInt8] = []
    /// Whether the last line opened a block or the file: then an empty line is not wanted.
    private var isAtStart = true

    /// The width at which a list of parameters, or documentation, goes on in the next line.
    static let width = 132

    init() { bytes.reserveCapacity(16 * 1024) }

    /// What is written up to here.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The text of a file that is complete; the buffer is then used for the next.
    mutating func finish() -> String {
        defer {
            bytes.removeAll(keepingCapacity: true)
            isAtStart = true
        }
        return text
    }

    mutating func line(_ code: Code) {
        bytes += indentation
        code.withBytes { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\n"))
        isAtStart = false
    }

    /// An empty line, to part what follows from what went before.
    mutating func gap() {
        if !isAtStart { bytes.append(UInt8(ascii: "\n")) }
        isAtStart = true
    }

    mutating func block(_ head: Code, _ body: (inout Writer) -> Void) {
        line("\(head) {")
        indented(body)
        line("}")
    }

    mutating func indented(_ body: (inout Writer) -> Void) {
        indentation += "    ".utf8
        isAtStart = true
        body(&self)
        indentation.removeLast(4)
        isAtStart = false
    }

    mutating func doc(_ documentation: Documentation) {
        for text in lines(of: documentation) { docLine(text) }
    }

    private func lines(of documentation: Documentation) -> [Substring] {
        var lines = documentation.text.map(Quoting.lines) ?? []
        let constant = documentation.constantValue.map { "Only value: `\($0)`." }
        for sentence in [constant, documentation.defaultValue.map { "Default: `\($0)`." }].compactMap({ $0 }) {
            // Beside a short description it needs no line of its own.
            let isShort = lines.count == 1 && lines[0].count < 80 && !beginsBlock(lines[0])
            endSentence(of: &lines)
            if isShort { lines[0] += " \(sentence)" } else { lines.append(sentence[...]) }
        }
        if documentation.isDeprecated {
            endSentence(of: &lines)
            lines.append("Deprecated.")
        }
        return lines
    }

    /// So that a sentence may follow, which is shown in the same paragraph.
    private func endSentence(of lines: inout [Substring]) {
        // Code that does not end would take in what follows.
        if !lines.count(where: isFence).isMultiple(of: 2) { lines.append("```") }
        guard var last = lines.popLast() else { return }
        while last.last?.isWhitespace == true { last.removeLast() }
        if beginsBlock(last) { lines += [last, ""] } else { lines.append(endsSentence(last) ? last : last + ".") }
    }

    /// A full stop may also stand in the brackets or in the text of the link with which a line ends.
    private func endsSentence(_ line: Substring) -> Bool {
        var line = line
        if line.hasSuffix(")"), let end = line.lastIndex(of: "]"), line[end...].hasPrefix("](") { line = line[..<end] }
        while let last = line.last, ")*_\"'".contains(last) { line.removeLast() }
        return line.last.map { !$0.isLetter && !$0.isNumber && !"`]".contains($0) } ?? true
    }

    private func isFence(_ line: Substring) -> Bool { line.drop { $0 == " " }.hasPrefix("```") }

    /// Whether Markdown shows a line apart from the one before: an item of a list, code, a heading, a table, a quotation.
    private func beginsBlock(_ line: Substring) -> Bool {
        let text = line.drop { $0 == " " }
        guard let first = text.first else { return true }
        if "`~".contains(first) { return text.hasPrefix("```") || text.hasPrefix("~~~") }
        if "-*+".contains(first) { return text.dropFirst().first?.isWhitespace ?? true }
        if "|#>\t".contains(first) || text.startIndex != line.startIndex { return true }
        let rest = text.drop { $0.isNumber }
        return rest.startIndex != text.startIndex && (rest.hasPrefix(". ") || rest.hasPrefix(") "))
    }

    mutating func doc(_ documentation: Documentation, ofParameter name: SwiftName) {
        let lines = lines(of: documentation)
        guard !lines.isEmpty else { return }
        let paragraph = lines.prefix { !beginsBlock($0) }
        let text = paragraph.joined(separator: " ")
        doc(text.isEmpty ? "- Parameter \(name):" : "- Parameter \(name): \(comment: text)")
        // Indented, they belong to the parameter.
        for line in lines[paragraph.endIndex...] { docPiece("  " + line) }
    }

    mutating func doc(_ text: Code) { line("/// \(text)") }

    /// Long lines are broken between words; what is shorter stays as its author wrote it.
    private mutating func docLine(_ text: Substring) {
        let width = Self.width - indentation.count - 4
        var rest = text
        // There are no more characters than bytes, and only as many are counted as a line has.
        while rest.utf8.count > width, let end = rest.index(rest.startIndex, offsetBy: width, limitedBy: rest.endIndex),
            end < rest.endIndex, let space = rest[..<end].lastIndex(of: " "), space > rest.startIndex
        {
            docPiece(rest[..<space])
            rest = rest[rest.index(after: space)...]
        }
        docPiece(rest)
    }

    private mutating func docPiece(_ piece: Substring) {
        var piece = piece
        // Most pieces end in a letter, which needs no table of Unicode.
        while let last = piece.utf8.last, !(0x21..<0x7F).contains(last), piece.last?.isWhitespace == true { piece.removeLast() }
        bytes += indentation
        bytes += (piece.isEmpty ? "///" : "/// ").utf8
        Quoting.append(comment: piece, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        isAtStart = false
    }
}
