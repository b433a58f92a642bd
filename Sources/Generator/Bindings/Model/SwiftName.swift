/// An identifier that the Swift compiler takes, as it stands in code (with backticks where it is a keyword).
///
/// Made by `Naming` alone, so that whatever holds one may print it: a text of a description is never a name as it is.
package struct SwiftName: Hashable, Sendable {
    /// Without backticks.
    package let text: String
    /// Known from the start, because a name is printed many times.
    private let needsBackticks: Bool

    init(checked text: String) {
        self.text = text
        needsBackticks = Keywords.needBackticks.contains(text)
    }

    /// As printed where it is declared or stands alone.
    package var code: String { needsBackticks ? "`\(text)`" : text }
}

enum Keywords {
    /// Swift's reserved words (The Swift Programming Language, "Lexical Structure"): as names they take backticks.
    static let needBackticks: Set<String> = [
        "Any", "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do", "else",
        "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import", "in", "inout",
        "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows",
        "return", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var",
        "where", "while", "await", "_",
    ]

    /// Words that have a meaning of their own behind a dot, so that backticks do not help everywhere.
    static let unusable: Set<String> = ["init", "self", "Self", "Type", "Protocol", "none", "some"]
}
