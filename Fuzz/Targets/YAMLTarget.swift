import YAMLDocument

/// Any text is a tree or an error, with marks inside the text; a tree that is written as JSON is read as the same tree.
enum YAMLTarget {
    static func faults(in bytes: [UInt8]) -> [String] {
        // A file named .json has stricter rules.
        let isJSON = bytes.first == UInt8(ascii: "J")
        let file = SourceFile(path: isJSON ? "t.json" : "t.yaml", bytes: isJSON ? Array(bytes.dropFirst()) : bytes)
        var marks = MarkCheck()
        do {
            let root = try YAMLDocument(parsing: file).root
            var walk = Walk()
            walk.visit(root)
            var faults = walk.marks.compactMap { marks.fault($0) }
            if let text = walk.text, let fault = readAgain(text, root) { faults.append(fault) }
            return faults
        } catch {
            var faults = ([error.mark] + error.notes.map(\.mark)).compactMap { marks.fault($0) }
            if error.message.isEmpty || error.message.contains("\n") { faults.append("no sentence: \(error.message)") }
            return faults
        }
    }

    private static func readAgain(_ text: String, _ root: YAMLNode) -> String? {
        do {
            var walk = Walk()
            walk.visit(try YAMLDocument(parsing: SourceFile(path: "again.json", bytes: Array(text.utf8))).root)
            return walk.text == text ? nil : "read again, \(text) is \(walk.text ?? "too long")"
        } catch {
            return "read again, \(text) is an error: \(error)"
        }
    }
}

/// A tree as JSON on one line, and its marks. What only YAML can say about a number is a string there.
private struct Walk {
    private(set) var marks: [Mark] = []
    /// nil where it would be too long: aliases make much of little.
    private(set) var text: String? = ""

    private static let limit = 1 << 20

    mutating func visit(_ node: YAMLNode) {
        guard text != nil else { return }
        marks.append(node.mark)
        switch node.kind {
        case .null: append("null")
        case .boolean: append(node.boolean == true ? "true" : "false")
        case .integer, .float:
            let number = node.text ?? ""
            append(number.wholeMatch(of: Self.number) == nil ? Self.quoted(number) : number)
        case .string: append(Self.quoted(node.string ?? ""))
        case .sequence:
            append("[")
            for (index, element) in node.elements.enumerated() {
                if index > 0 { append(",") }
                visit(element)
            }
            append("]")
        case .mapping:
            append("{")
            for (index, entry) in node.entries.enumerated() {
                if index > 0 { append(",") }
                marks.append(entry.keyMark)
                append(Self.quoted(entry.key) + ":")
                visit(entry.value)
            }
            append("}")
        }
    }

    private mutating func append(_ piece: String) {
        guard let length = text?.utf8.count, length + piece.utf8.count < Self.limit else { return text = nil }
        text?.append(piece)
    }

    /// RFC 8259, section 6.
    nonisolated(unsafe) private static let number = /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/

    /// What stands alone is read as YAML, which has fewer characters than JSON, and no pairs of surrogates.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\0"..<" ", "\u{7F}"..."\u{FFFF}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
