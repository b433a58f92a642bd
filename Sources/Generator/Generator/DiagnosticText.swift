package import OpenAPI
import YAMLDocument

/// A diagnostic as a person reads it: place, message and code, the line of the source, and a caret under the place.
package struct DiagnosticText {
    /// ECMA-48, "Select Graphic Rendition", where a terminal shows it.
    private let isColored: Bool
    /// Where the lines of each file start: a description may be megabytes, and there may be hundreds to say about it.
    private var lineStarts: [String: [Int]] = [:]
    /// The line that was shown last: a description may also be one line of megabytes.
    private var last: (mark: Mark, scalars: [Unicode.Scalar])?

    package static func text(of diagnostics: [Diagnostic], colored: Bool = false) -> String {
        var printer = DiagnosticText(isColored: colored)
        var result = ""
        for diagnostic in diagnostics {
            let severity = printer.painted("\(diagnostic.severity.rawValue):", diagnostic.severity.color)
            result += printer.entry("\(severity) \(diagnostic.message) [\(diagnostic.code)]", diagnostic.mark)
            for note in diagnostic.notes { result += printer.entry("\(printer.painted("note:", .plain)) \(note.message)", note.mark) }
        }
        return result
    }

    private init(isColored: Bool) { self.isColored = isColored }

    private mutating func entry(_ message: String, _ mark: Mark?) -> String {
        guard let mark else { return message + "\n" }
        return "\(mark.file.path.unicodeScalars.map(visible).joined()):\(mark.line):\(mark.column): \(message)\n" + excerpt(mark)
    }

    fileprivate enum Color: Int {
        case plain = 1
        case red = 31
        case green = 32
        case yellow = 33
        case magenta = 35
    }

    private func painted(_ text: String, _ color: Color) -> String {
        isColored ? "\u{1B}[1;\(color.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// At most this much of a line is shown.
    private static let width = 100

    private mutating func excerpt(_ mark: Mark) -> String {
        let line = line(of: mark)
        guard !line.isEmpty else { return "" }
        let column = min(max(mark.column - 1, 0), line.count)
        // A window around the place, where the line is longer than a terminal.
        let start = column > Self.width - 20 ? column - Self.width / 2 : 0
        let end = min(line.count, start + Self.width)
        // What a terminal would act on takes a place, and one only, so that the caret stays under its character.
        let shown = line[start..<end].map { visible($0).unicodeScalars.count == 1 || $0 == "\t" ? $0 : "\u{FFFD}" }
        let padding = line[start..<column].map { $0 == "\t" ? "\t" : " " }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: shown)
        return "    \(start > 0 ? "…" : "")\(String(text))\n    \(start > 0 ? " " : "")\(padding.joined())\(painted("^", .green))\n"
    }

    private mutating func line(of mark: Mark) -> [Unicode.Scalar] {
        if let last, last.mark.file === mark.file, last.mark.line == mark.line { return last.scalars }
        let starts = lineStarts[mark.file.path] ?? mark.file.lineStarts()
        lineStarts[mark.file.path] = starts
        let scalars = Array(mark.file.line(mark.line, in: starts).unicodeScalars)
        last = (mark, scalars)
        return scalars
    }
}

extension Diagnostic.Severity {
    fileprivate var color: DiagnosticText.Color {
        switch self {
        case .error: .red
        case .unsupported: .magenta
        case .warning: .yellow
        }
    }
}
