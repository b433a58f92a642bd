import Bindings

/// Writes the lines of a file, indented, into one buffer.
struct Writer {
    private var bytes: [UInt8] = []
    private(set) var indentation = ""
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
        bytes += indentation.utf8
        bytes += code.bytes
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
        indentation += "    "
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
            if lines.count == 1, lines[0].count < 80 {
                let end = lines[0].last.map { ".!?:".contains($0) } ?? true
                lines[0] += end ? " \(sentence)" : ". \(sentence)"
            } else {
                lines.append(sentence[...])
            }
        }
        if documentation.isDeprecated { lines.append("Deprecated.") }
        return lines
    }

    mutating func doc(_ documentation: Documentation, ofParameter name: SwiftName) {
        let text = lines(of: documentation).joined(separator: " ")
        guard !text.isEmpty else { return }
        doc("- Parameter \(name): \(comment: text)")
    }

    mutating func doc(_ text: Code) { line("/// \(text)") }

    /// Long lines are broken between words; what is shorter stays as its author wrote it.
    private mutating func docLine(_ text: Substring) {
        let width = Self.width - indentation.utf8.count - 4
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
        if piece.isEmpty { line("///") } else { line("/// \(comment: String(piece))") }
    }
}
