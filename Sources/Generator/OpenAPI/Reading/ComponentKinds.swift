import YAMLDocument

/// A `$ref` to a component of another kind than what it stands for. Read as that it would give nothing, or something by chance, and the
/// complaints would be about the component.
extension DescriptionReader {
    func isOfOtherKind(_ reference: Place, _ target: Place, than what: String) -> Bool {
        guard let text = reference.node.string, let section = Self.section(of: text), let kind = Self.kinds[section], kind != what,
            Self.kinds.values.contains(what),
            // But for its name and place, which a header has of its own, a parameter is one.
            !(kind == "a parameter" && what == "a header"),
            // In a file that is no description these are names like others.
            tree.root(at: target.node.file.path)?["openapi"] != nil
        else { return false }
        diagnostics.error("ref-kind", "\(what) must stand here, but this $ref leads to \(kind)", at: reference.valueMark)
        return true
    }

    /// The section of the component that a reference names, nil where it names a part of one, or something else.
    private static func section(of text: String) -> String? {
        guard let hash = text.utf8.firstIndex(of: UInt8(ascii: "#")), text[hash...].hasPrefix(start) else { return nil }
        let names = text[hash...].utf8.dropFirst(start.utf8.count).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return names.count == 2 ? String(names[0]) : nil
    }

    private static let start = "#/components/"

    /// What the sections hold, as messages name it.
    private static let kinds = [
        "schemas": "a schema", "responses": "a response", "parameters": "a parameter", "requestBodies": "a request body",
        "headers": "a header", "securitySchemes": "a security scheme", "links": "a link", "callbacks": "a callback",
        "pathItems": "a path item", "mediaTypes": "a media type", "examples": "an example",
    ]
}
