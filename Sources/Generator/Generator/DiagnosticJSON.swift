package import OpenAPI
import YAMLDocument

/// A diagnostic as a program reads it.
package enum DiagnosticJSON {
    /// Each diagnostic on a line of its own (JSON Lines), so that a reader needs no end of the text.
    package static func lines(of diagnostics: [Diagnostic]) -> String {
        diagnostics.map { json($0).text + "\n" }.joined()
    }

    static func json(_ diagnostic: Diagnostic) -> JSONText {
        let notes = diagnostic.notes.map { note in JSONText.object([("message", .string(note.message))] + place(note.mark)) }
        return .object(
            [
                ("severity", .string(diagnostic.severity.rawValue)), ("code", .string(diagnostic.code)),
                ("message", .string(diagnostic.message)),
            ] + place(diagnostic.mark) + [("notes", notes.isEmpty ? nil : .array(notes))]
        )
    }

    private static func place(_ mark: Mark?) -> [(key: String, value: JSONText?)] {
        guard let mark else { return [] }
        return [
            ("file", .string(mark.file.path)), ("line", .number(mark.line)), ("column", .number(mark.column)),
            ("pointer", .optional(mark.pointer)),
        ]
    }
}
