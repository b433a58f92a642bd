/// A text with its name. Marks point into it, and diagnostics quote its lines.
///
/// A class, so that the many marks that point into one file share it.
package final class SourceFile: Sendable {
    /// The name that diagnostics print; it is never opened.
    package let path: String

    /// The text in UTF-8, without byte order mark: UTF-16 is transcoded when the file is made, so that lines and
    /// columns have one meaning everywhere. Not yet known to be valid UTF-8; the parser checks that.
    package let bytes: [UInt8]

    /// What made the encoding unreadable; `bytes` then ends where the fault is.
    let encodingFault: EncodingFault?

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        (self.bytes, encodingFault) = decodeText(bytes)
    }

    /// The text of a 1-based line without its end, for diagnostics; empty where there is no such line.
    ///
    /// Reads the file from its start: right for a screen of diagnostics, wrong for a loop over all lines.
    package func line(_ number: Int) -> String {
        var start = 0
        var current = 1
        while current < number {
            guard let lineBreak = bytes[start...].firstIndex(where: isLineBreak) else { return "" }
            start = afterLineBreak(at: lineBreak)
            current += 1
        }
        let rest = bytes[start...]
        return String(decoding: rest.prefix { !isLineBreak($0) }, as: UTF8.self)
    }

    /// Where each line starts, for those who want many of them.
    package func lineStarts() -> [Int] {
        bytes.withUnsafeBufferPointer { bytes in
            var starts = [0]
            for index in bytes.indices where isLineBreak(bytes[index]) {
                let isPair = bytes[index] == UInt8(ascii: "\r") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
                if !isPair { starts.append(index + 1) }
            }
            return starts
        }
    }

    /// The text of a 1-based line, found by what `lineStarts` gave.
    package func line(_ number: Int, in starts: [Int]) -> String {
        guard starts.indices.contains(number - 1) else { return "" }
        return String(decoding: bytes[starts[number - 1]...].prefix { !isLineBreak($0) }, as: UTF8.self)
    }

    /// The mark of the character that a byte of the text belongs to.
    package func mark(atByte offset: Int) -> Mark {
        let (line, column) = position(atByte: offset, in: bytes)
        return Mark(file: self, line: line, column: column)
    }

    /// The character at a mark, `nil` at the end of a line.
    func character(at mark: Mark) -> Unicode.Scalar? {
        let scalars = line(mark.line).unicodeScalars
        guard mark.column >= 1, let index = scalars.index(scalars.startIndex, offsetBy: mark.column - 1, limitedBy: scalars.endIndex)
        else { return nil }
        return index < scalars.endIndex ? scalars[index] : nil
    }

    /// What stands at a mark, in words for a message.
    func describeCharacter(at mark: Mark) -> String {
        switch character(at: mark) {
        case "\t": "a tab"
        case let character?: quoted(String(character))
        case nil: mark == end ? "the end of the file" : "the end of the line"
        }
    }

    /// The mark behind the last character.
    var end: Mark { mark(atByte: bytes.count) }

    private func afterLineBreak(at index: Int) -> Int {
        let isPair = bytes[index] == UInt8(ascii: "\r") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
        return index + (isPair ? 2 : 1)
    }
}

/// A place in a file, both numbers from 1, columns in Unicode scalars.
package struct Mark: Hashable, Sendable {
    package let file: SourceFile
    package let line: Int
    package let column: Int
    /// The way to what stands here, where whoever made the mark knows it. Line and column alone do not tell: a mapping begins
    /// where its first entry does.
    package private(set) var way: JSONPointer?

    package init(file: SourceFile, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// The JSON Pointer (RFC 6901) of what stands here, where it is known.
    package var pointer: String? { way?.text }

    package func pointing(to pointer: String) -> Mark { pointing(to: JSONPointer(pointer)) }

    package func pointing(to way: JSONPointer?) -> Mark {
        var mark = self
        mark.way = way
        return mark
    }

    package static func == (left: Mark, right: Mark) -> Bool {
        left.line == right.line && left.column == right.column && (left.file === right.file || left.file.path == right.file.path)
            && (left.way === right.way || left.pointer == right.pointer)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(file.path)
        hasher.combine(line)
        hasher.combine(column)
    }
}

extension Mark: CustomStringConvertible {
    package var description: String { "\(file.path):\(line):\(column)" }
}

/// YAML 1.2, 5.4: line feed, carriage return, or both. U+0085, U+2028 and U+2029 are ordinary characters since 1.2.
private func isLineBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
}

/// Line and column of a byte, counted from the start of a text.
func position(atByte offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    var afterReturn = false
    for byte in bytes.prefix(offset) {
        switch byte {
        case UInt8(ascii: "\n") where afterReturn: break
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            line += 1
            column = 1
        case 0x80..<0xC0: break
        default: column += 1
        }
        afterReturn = byte == UInt8(ascii: "\r")
    }
    return (line, column)
}
