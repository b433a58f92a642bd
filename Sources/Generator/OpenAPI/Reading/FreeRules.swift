import YAMLDocument

/// Keywords that no Swift type has a form for, as text that a validator of JSON Schema takes.
extension DescriptionReader {
    /// A keyword with its value in JSON; nil where it is none of those, or needs more than stands in it.
    func freeRule(_ keyword: String, _ node: YAMLNode) -> String? {
        let keywords: Set<String> = [
            "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "propertyNames", "patternProperties",
        ]
        guard keywords.contains(keyword), let text = schemaText(node, depth: 0) else { return nil }
        return "\(quotedJSON(keyword)): \(text)"
    }

    /// nil where there are references, or spellings of 3.0 that draft 2020-12 reads in another way.
    private func schemaText(_ node: YAMLNode, depth: Int) -> String? {
        guard depth < 64 else { return nil }
        switch node.kind {
        case .null: return "null"
        case .boolean: return node.boolean == true ? "true" : "false"
        case .integer, .float: return node.text.flatMap(OpenAPI.jsonNumber)
        case .string: return quotedJSON(node.string ?? "")
        case .sequence:
            var elements: [String] = []
            for element in node.elements {
                guard let text = schemaText(element, depth: depth + 1) else { return nil }
                elements.append(text)
            }
            return "[\(elements.joined(separator: ", "))]"
        case .mapping:
            let unusable: Set<String> = ["$ref", "$dynamicRef", "$id", "$schema", "nullable"]
            var members: [String] = []
            for entry in node.entries {
                let isOldLimit = entry.key.hasPrefix("exclusiveM") && entry.value.boolean != nil
                guard !unusable.contains(entry.key), !isOldLimit, let text = schemaText(entry.value, depth: depth + 1) else { return nil }
                members.append("\(quotedJSON(entry.key)): \(text)")
            }
            return "{\(members.joined(separator: ", "))}"
        }
    }

    /// RFC 8259, section 7.
    private func quotedJSON(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
