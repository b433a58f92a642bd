package import YAMLDocument

/// Something to tell the maintainer of a description, at a place in it. A value: worded where it is made, printed by
/// whoever shows it.
package struct Diagnostic: Sendable, Hashable {
    /// From what must be mended to what may stay.
    package enum Severity: String, Sendable, CaseIterable {
        /// The description is at fault; nothing is generated.
        case error
        /// The description is in order, but a part of it does not become Swift. `--strict` and `inspect` are about these.
        case unsupported
        /// The description is used whole, but probably does not say what its author means.
        case warning
    }

    /// A second place that explains the first.
    package struct Note: Sendable, Hashable {
        package let message: String
        package let mark: Mark?

        package init(message: String, mark: Mark?) {
            self.message = message
            self.mark = mark
        }
    }

    package let severity: Severity
    /// A stable name for scripts, in kebab-case.
    package let code: String
    /// One sentence: what is wrong and what to do.
    package let message: String
    /// Where; nil where the fault is not in a text (a file that is missing).
    package let mark: Mark?
    package let notes: [Note]

    package init(_ severity: Severity, _ code: String, _ message: String, at mark: Mark?, notes: [Note] = []) {
        self.severity = severity
        self.code = code
        self.message = message
        self.mark = mark
        self.notes = notes
    }

    package init(_ error: YAMLError) {
        self.init(
            .error,
            error.code,
            error.message,
            at: error.mark,
            notes: error.notes.map { Note(message: $0.message, mark: $0.mark) }
        )
    }
}

/// Collects what the stages have to say, each thing once.
///
/// A class, because every part of a stage adds to the one list; it never leaves the thread that generates.
package final class Diagnostics {
    /// In the order in which it was found.
    package private(set) var all: [Diagnostic] = []
    private var seen: Set<Diagnostic> = []

    package init() {}

    /// In the order in which a person reads: the files as they were met, each from its top. What has no place comes last.
    package var inReadingOrder: [Diagnostic] {
        var files: [String: Int] = [:]
        for diagnostic in all {
            if let path = diagnostic.mark?.file.path, files[path] == nil { files[path] = files.count }
        }
        func place(_ diagnostic: Diagnostic) -> [Int] {
            guard let mark = diagnostic.mark else { return [files.count] }
            return [files[mark.file.path] ?? 0, mark.line, mark.column]
        }
        let places = all.map(place)
        let order = all.indices.sorted { places[$0] == places[$1] ? $0 < $1 : places[$0].lexicographicallyPrecedes(places[$1]) }
        return order.map { all[$0] }
    }

    package var hasErrors: Bool { all.contains { $0.severity == .error } }

    package func add(_ diagnostic: Diagnostic) {
        if seen.insert(diagnostic).inserted { all.append(diagnostic) }
    }

    package func error(_ code: String, _ message: String, at mark: Mark?, notes: [Diagnostic.Note] = []) {
        add(Diagnostic(.error, code, message, at: mark, notes: notes))
    }

    package func unsupported(_ code: String, _ message: String, at mark: Mark?) {
        add(Diagnostic(.unsupported, code, message, at: mark))
    }

    package func warning(_ code: String, _ message: String, at mark: Mark?, notes: [Diagnostic.Note] = []) {
        add(Diagnostic(.warning, code, message, at: mark, notes: notes))
    }
}
