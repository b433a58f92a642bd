import YAMLDocument

/// A description that says everything several times: each path and each component again, under names of its own.
struct Copies {
    private(set) var bytes: [UInt8] = []
    /// What the names of the copy being written end in.
    private var suffix = ""

    init(of root: YAMLNode, count: Int) {
        for (key, _, value) in root.entries {
            line(key, depth: 0)
            switch key {
            case "paths": repeated(value, count, depth: 1) { "/copy\($0)\($1)" }
            case "components":
                for (section, _, members) in value.entries {
                    line(section, depth: 1)
                    // Of security schemes there are only so many.
                    repeated(members, section == "securitySchemes" ? 1 : count, depth: 2) { $0 == 0 ? $1 : "\($1)Copy\($0)" }
                }
            default: write(value, depth: 1)
            }
        }
    }

    private mutating func repeated(_ members: YAMLNode, _ count: Int, depth: Int, _ name: (Int, String) -> String) {
        for copy in 0..<count {
            suffix = copy == 0 ? "" : "Copy\(copy)"
            for (key, _, value) in members.entries {
                line(name(copy, key), depth: depth)
                write(value, depth: depth + 1)
            }
        }
        suffix = ""
    }

    /// The value of the key that was written last.
    private mutating func write(_ node: YAMLNode, depth: Int, under key: String = "") {
        switch node.kind {
        case .mapping where !node.entries.isEmpty:
            for (name, _, value) in node.entries {
                line(name, depth: depth)
                write(value, depth: depth + 1, under: key == "mapping" ? key : name)
            }
        case .sequence where !node.elements.isEmpty:
            for element in node.elements {
                text(String(repeating: "  ", count: depth) + "-\n")
                write(element, depth: depth + 1)
            }
        default:
            bytes.removeLast()
            text(" \(scalar(node, under: key))\n")
        }
    }

    private func scalar(_ node: YAMLNode, under key: String) -> String {
        switch node.kind {
        case .mapping: "{}"
        case .sequence: "[]"
        case .string: quoted(renamed(node.text ?? "", under: key))
        default: node.text ?? "null"
        }
    }

    private func renamed(_ text: String, under key: String) -> String {
        switch key {
        case "operationId": return text + suffix
        case "$ref", "mapping":
            var parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard parts.count > 3, parts[0] == "#", parts[1] == "components" else { return text }
            parts[3] += suffix
            return parts.joined(separator: "/")
        default: return text
        }
    }

    private mutating func line(_ key: String, depth: Int) {
        text(String(repeating: "  ", count: depth) + quoted(key) + ":\n")
    }

    private func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private mutating func text(_ text: String) { bytes += text.utf8 }
}
