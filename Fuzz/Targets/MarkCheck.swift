import YAMLDocument

/// Whether marks point into their files.
struct MarkCheck {
    private var lengths: [ObjectIdentifier: [Int]] = [:]

    /// What is wrong with a mark, or nil. The place behind a line's last character is one too, and the end of a text.
    mutating func fault(_ mark: Mark) -> String? {
        let lengths = lengths(of: mark.file)
        guard lengths.indices.contains(mark.line - 1) else {
            return "line \(mark.line) is not one of the \(lengths.count) of \(mark.file.path)"
        }
        let length = lengths[mark.line - 1]
        guard (1...length + 1).contains(mark.column) else { return "\(mark) is behind its line of \(length)" }
        return nil
    }

    /// Of each line, in characters as marks count them.
    private mutating func lengths(of file: SourceFile) -> [Int] {
        let key = ObjectIdentifier(file)
        if let known = lengths[key] { return known }
        let starts = file.lineStarts()
        let result = starts.indices.map { file.line($0 + 1, in: starts).unicodeScalars.count }
        lengths[key] = result
        return result
    }
}
