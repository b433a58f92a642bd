package import OpenAPI
import YAMLDocument

/// A diagnostic as a person reads it: place, message and code, the line of the source, and a caret under the place.
package enum DiagnosticText {
    package static func text(of diagnostic: Diagnostic) -> String {
        var result = entry("\(diagnostic.severity.rawValue): \(diagnostic.message) [\(diagnostic.code)]", diagnostic.mark)
        for note in diagnostic.notes { result += entry("note: \(note.message)", note.mark) }
        return result
    }

    private static func entry(_ message: String, _ mark: Mark?) -> String {
        guard let mark else { return message + "\n" }
        return "\(mark.file.path):\(mark.line):\(mark.column): \(message)\n" + excerpt(mark)
    }

    /// At most this much of a line is shown: a description may be one line of megabytes.
    private static let width = 100

    private static func excerpt(_ mark: Mark) -> String {
        let line = Array(mark.file.line(mark.line).unicodeScalars)
        guard !line.isEmpty else { return "" }
        let column = min(max(mark.column - 1, 0), line.count)
        // A window around the place, where the line is longer than a terminal.
        let start = column > width - 20 ? column - width / 2 : 0
        let end = min(line.count, start + width)
        // What a terminal would act on takes a place, and one only, so that the caret stays under its character.
        let shown = line[start..<end].map { visible($0).unicodeScalars.count == 1 || $0 == "\t" ? $0 : "\u{FFFD}" }
        let padding = line[start..<column].map { $0 == "\t" ? "\t" : " " }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: shown)
        return "    \(start > 0 ? "…" : "")\(String(text))\n    \(start > 0 ? " " : "")\(padding.joined())^\n"
    }
}
