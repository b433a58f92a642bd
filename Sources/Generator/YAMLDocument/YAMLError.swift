/// Why a text is not one readable document: what is wrong, where, and in words that its author can act on.
package struct YAMLError: Error, Sendable {
    /// A further place that explains the error, such as the first of two equal keys.
    package typealias Note = (message: String, mark: Mark)

    /// A stable name in kebab-case, such as `yaml-duplicate-key`.
    package let code: String
    /// One sentence.
    package let message: String
    package let mark: Mark
    package let notes: [Note]

    package init(code: String, message: String, mark: Mark, notes: [Note] = []) {
        self.code = code
        self.message = message
        self.mark = mark
        self.notes = notes
    }
}

extension YAMLError: CustomStringConvertible {
    package var description: String {
        (["\(mark): \(message) [\(code)]"] + notes.map { "\($0.mark): note: \($0.message)" }).joined(separator: "\n")
    }
}
