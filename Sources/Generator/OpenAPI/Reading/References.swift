import YAMLDocument

extension DescriptionReader {
    /// The place that `$ref` leads to, over as many references as it takes; nil after a diagnostic. A place without `$ref`
    /// is its own.
    func resolved(_ place: Place, _ what: String) -> Place? {
        var current = place
        var visited: Set<NodeKey> = []
        while current.node.kind == .mapping, let reference = current.node["$ref"] {
            guard visited.insert(key(of: current.node)).inserted else {
                diagnostics.error("ref-cycle", "this $ref leads back to itself and never to \(what)", at: reference.mark)
                return nil
            }
            guard let target = target(of: reference) else { return nil }
            current = target
        }
        return current
    }

    /// The place that the text of a `$ref` names; nil after a diagnostic.
    func target(of reference: YAMLNode) -> Place? {
        guard let text = reference.string else {
            diagnostics.error("unexpected-kind", "a $ref must be a string, but is \(reference.kind.phrase)", at: reference.mark)
            return nil
        }
        return target(of: text, at: reference.mark)
    }

    /// The place that `text`, which stands at `mark`, names; nil after a diagnostic.
    func target(of text: String, at reference: Mark) -> Place? {
        let hash = text.firstIndex(of: "#") ?? text.endIndex
        let file = String(text[..<hash])
        let fragment = String(text[hash...].dropFirst())
        var path = reference.file.path
        if !file.isEmpty {
            guard let other = tree.path(of: percentDecoded(file), from: path, at: reference, diagnostics) else { return nil }
            path = other
        }
        guard let document = tree.document(at: path, referredFrom: reference, diagnostics) else { return nil }
        return follow(fragment, in: document, reference, text)
    }

    /// RFC 6901, section 6: a JSON Pointer as the fragment of a URI.
    private func follow(_ fragment: String, in document: YAMLDocument, _ reference: Mark, _ text: String) -> Place? {
        var node = document.root
        var mark = node.mark
        let pointer = percentDecoded(fragment)
        guard pointer.isEmpty || pointer.hasPrefix("/") else {
            diagnostics.unsupported("unsupported-anchor", "references by $anchor (\(quoted(text))) are not read yet", at: reference)
            return nil
        }
        for escaped in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            let token = unescaped(escaped)
            let next: YAMLNode?
            switch node.kind {
            case .mapping:
                // The key's mark, as for whoever reads the file from its top.
                let entry = node.entry(token)
                next = entry?.value
                mark = entry?.keyMark ?? mark
            case .sequence:
                let index = Int(token)
                next = index.flatMap { node.elements.indices.contains($0) ? node.elements[$0] : nil }
                mark = next?.mark ?? mark
            default: next = nil
            }
            guard let next else {
                let message = "\(quoted(text)) leads nowhere: there is no \(quoted(token)) there"
                diagnostics.error("ref-unresolved", message, at: reference)
                return nil
            }
            node = next
        }
        return Place(node: node, location: Location(mark: mark, pointer: pointer))
    }

    private func unescaped(_ token: Substring) -> String {
        guard token.contains("~") else { return String(token) }
        // "~1" first would turn "~01" into "/"; RFC 6901, section 4 has the order.
        return token.split(separator: "~1", omittingEmptySubsequences: false)
            .map { $0.split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~") }
            .joined(separator: "/")
    }

    private func percentDecoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let hex = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), hex.utf8.count == 2, let decoded = UInt8(hex, radix: 16) {
                bytes.append(decoded)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
