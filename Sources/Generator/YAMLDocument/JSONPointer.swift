/// The way to a place in a document (JSON Pointer, RFC 6901), from its end to its start: of the thousands of places of a description only
/// few are ever named, and only then is there a text.
package final class JSONPointer: Sendable {
    private enum Step {
        case key(String)
        case index(Int)

        var text: String {
            switch self {
            case .key(let key): key
            case .index(let index): String(index)
            }
        }
    }

    /// nil where this is the start.
    private let last: (parent: JSONPointer, step: Step)?
    private let start: String

    /// A way that begins with one that is a text already, with its escapes; the empty one is the whole document.
    package init(_ start: String) {
        self.start = start
        last = nil
    }

    private init(_ parent: JSONPointer, _ step: Step) {
        start = ""
        last = (parent, step)
    }

    package func child(_ key: String) -> JSONPointer { JSONPointer(self, .key(key)) }

    package func child(_ index: Int) -> JSONPointer { JSONPointer(self, .index(index)) }

    package var text: String {
        let way = way
        return way.steps.reversed().reduce(into: way.start) { text, step in
            text += "/"
            text += escaped(step.text)
        }
    }

    /// The steps from the end to the start, and the text that they begin with.
    private var way: (steps: [Step], start: String) {
        var steps: [Step] = []
        var current = self
        while let (parent, step) = current.last {
            steps.append(step)
            current = parent
        }
        return (steps, current.start)
    }

    /// What the last token says; nil for the whole document.
    package var lastToken: String? {
        if let last { return last.step.text }
        return start.utf8.lastIndex(of: UInt8(ascii: "/")).map { Self.unescaped(start[start.utf8.index(after: $0)...]) }
    }

    /// What a token of a text says. "~1" is read first, or "~01" would be "/" (RFC 6901, section 4).
    package static func unescaped(_ token: Substring) -> String {
        guard token.utf8.contains(UInt8(ascii: "~")) else { return String(token) }
        return token.split(separator: "~1", omittingEmptySubsequences: false)
            .map { $0.split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~") }
            .joined(separator: "/")
    }

    /// Whether the place lies below that of `other`.
    package func isInside(_ other: JSONPointer) -> Bool {
        let (own, others) = (way, other.way)
        guard own.start == others.start else { return text.utf8.starts(with: "\(other.text)/".utf8) }
        return own.steps.count > others.steps.count
            && own.steps.suffix(others.steps.count).elementsEqual(others.steps) { $0.text.utf8.elementsEqual($1.text.utf8) }
    }
}

/// RFC 6901, section 3: `~` and `/` are escaped.
private func escaped(_ token: String) -> String {
    guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return token }
    var escaped: [UInt8] = []
    for byte in token.utf8 {
        switch byte {
        case UInt8(ascii: "~"): escaped += "~0".utf8
        case UInt8(ascii: "/"): escaped += "~1".utf8
        default: escaped.append(byte)
        }
    }
    return String(decoding: escaped, as: UTF8.self)
}
