/// The way to a place in a document (JSON Pointer, RFC 6901), from its end to its start: of the thousands of places of a description only
/// few are ever named, and only then is there a text.
package final class JSONPointer: Sendable {
    private enum Step {
        case key(String)
        case index(Int)
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
        var steps: [Step] = []
        var current = self
        while let (parent, step) = current.last {
            steps.append(step)
            current = parent
        }
        var text = current.start
        for step in steps.reversed() {
            switch step {
            case .key(let key): text += "/\(escaped(key))"
            case .index(let index): text += "/\(index)"
            }
        }
        return text
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
        // Ways that were gone together are the same object as far as they are the same.
        var current = self
        while let parent = current.last?.parent {
            if parent === other { return true }
            current = parent
        }
        return text.utf8.starts(with: "\(other.text)/".utf8)
    }
}

/// RFC 6901, section 3: `~` and `/` are escaped.
private func escaped(_ token: String) -> String {
    guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return token }
    var escaped = ""
    for character in token.unicodeScalars {
        switch character {
        case "~": escaped += "~0"
        case "/": escaped += "~1"
        default: escaped.unicodeScalars.append(character)
        }
    }
    return escaped
}
