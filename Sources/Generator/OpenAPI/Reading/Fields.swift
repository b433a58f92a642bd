import YAMLDocument

/// How every object of a description is taken apart: by its fields in document order, with a diagnostic for what is not of
/// the expected kind.
extension DescriptionReader {
    func key(of node: YAMLNode) -> NodeKey {
        NodeKey(file: ObjectIdentifier(node.file), id: node.id)
    }

    /// The fields of a mapping without extensions (`x-`); nothing, after a diagnostic, where it is none. A `$ref` in its place is
    /// followed: authors put one wherever a file grows long, also where the standard knows none.
    func fields(of place: Place, as what: String, keepingExtensions: Bool = false) -> [(key: String, place: Place)] {
        guard isReference(place.node) || !place.overriding.isEmpty else { return plainFields(of: place, as: what, keepingExtensions) }
        guard let target = resolved(place, what, siblings: .merged) else { return [] }
        var result = plainFields(of: target, as: what, keepingExtensions)
        guard !target.overriding.isEmpty else { return result }
        let places = Dictionary(result.enumerated().map { ($1.key, $0) }) { first, _ in first }
        // The nearest to the place come first, and stay.
        var seen: Set<String> = []
        for field in target.overriding where (keepingExtensions || !field.key.hasPrefix("x-")) && seen.insert(field.key).inserted {
            if let index = places[field.key] {
                result[index].place = field.place
            } else {
                result.append((field.key, field.place))
            }
        }
        return result
    }

    private func plainFields(of place: Place, as what: String, _ keepingExtensions: Bool) -> [(key: String, place: Place)] {
        guard place.node.kind == .mapping else {
            expected("a mapping", for: what, place)
            return []
        }
        let entries = entries(of: place)
        // Few have extensions, and to leave them out copies the others.
        guard !keepingExtensions, entries.contains(where: { $0.key.hasPrefix("x-") }) else { return entries }
        return entries.filter { !$0.key.hasPrefix("x-") }
    }

    /// The entries of a mapping as they stand there, `$ref` among them.
    func entries(of place: Place) -> [(key: String, place: Place)] {
        let entries = place.node.entries
        // By index: a loop over a collection of another module asks for each element in a coroutine.
        return entries.indices.map { index in
            let entry = entries[index]
            // The mark of a field is its key's: a message about a field shows the line that names it.
            return (entry.key, Place(node: entry.value, location: place.location.child(entry.key, entry.keyMark)))
        }
    }

    /// A field by its name, where it is there.
    func member(_ name: String, of place: Place) -> Place? {
        place.node.entry(name).map { Place(node: $0.value, location: place.location.child($0.key, $0.keyMark)) }
    }

    func elements(of place: Place, _ what: String) -> [Place] {
        if isReference(place.node) {
            guard let target = resolved(place, what) else { return [] }
            if target.node.kind == .sequence { return elements(of: target, what) }
            // What stands there may be right, and the reference wrong.
            let message = "\(what) must be a list, but this $ref leads to \(target.node.kind.phrase)"
            diagnostics.error("unexpected-kind", message, at: place.valueMark)
            return []
        }
        guard place.node.kind == .sequence else {
            expected("a list", for: what, place)
            return []
        }
        return place.node.elements.enumerated().map { index, node in
            Place(node: node, location: place.location.child(index, node.mark))
        }
    }

    /// A text. YAML takes one without quotes for a number, or for a boolean, where it looks like one: it is the text all the same.
    func string(_ place: Place, _ what: String) -> String? {
        if let string = place.node.string { return string }
        guard let text = place.node.text, !place.node.isNull else {
            expected("a string", for: what, place)
            return nil
        }
        let message = "\(what) must be a string, but is \(text) without quotes; it is read as \(quoted(text))"
        diagnostics.warning("unquoted-string", message, at: place.valueMark)
        return text
    }

    func strings(_ place: Place, _ what: String) -> [String] {
        let element = "an element of \(what)"
        return elements(of: place, what).compactMap { string($0, element) }
    }

    func boolean(_ place: Place, _ what: String) -> Bool {
        if let boolean = place.node.boolean { return boolean }
        let words = ["true": true, "false": false]
        guard let text = place.node.string, let boolean = words[text.lowercased()] else {
            expected("true or false", for: what, place)
            return false
        }
        diagnostics.warning("quoted-boolean", "\(what) is \(quoted(text)), a string; it is read as \(boolean)", at: place.valueMark)
        return boolean
    }

    /// What an extension says. One that is wrong says nothing, and stops nobody: the description is in order without it.
    func extensionValue<Value>(_ read: () -> Value) -> Value? {
        let collected = diagnostics
        diagnostics = Diagnostics()
        let value = read()
        let found = diagnostics
        diagnostics = collected
        for fault in found.all {
            let end = fault.severity == .error ? "; the extension is not used" : ""
            diagnostics.warning(fault.code, fault.message + end, at: fault.mark, notes: fault.notes)
        }
        return found.hasErrors ? nil : value
    }

    /// A count: a whole number from 0.
    func count(_ place: Place, _ what: String) -> Int? {
        if let integer = place.node.integer, integer >= 0 { return integer }
        // 3.0 documents in the wild write counts as `10.0`; JSON Schema calls that an integer.
        guard let number = numberText(place, what).flatMap(OpenAPI.jsonNumber), let count = Number(text: number).count else {
            expected("a whole number from 0", for: what, place)
            return nil
        }
        return count
    }

    /// The text of a number, with a warning where it stands in quotes.
    private func numberText(_ place: Place, _ what: String) -> String? {
        let node = place.node
        if node.kind == .integer || node.kind == .float { return node.text }
        guard let text = node.string, OpenAPI.jsonNumber(text) != nil else { return nil }
        diagnostics.warning("quoted-number", "\(what) is \(quoted(text)), a string; it is read as \(text)", at: place.valueMark)
        return text
    }

    func number(_ place: Place, _ what: String) -> Number? {
        guard let text = numberText(place, what) else {
            expected("a number", for: what, place)
            return nil
        }
        return jsonNumber(text, at: place.valueMark).map { Number(text: $0) }
    }

    func value(_ place: Place) -> Value? {
        value(place.node, place)
    }

    private func value(_ node: YAMLNode, _ place: Place) -> Value? {
        switch node.kind {
        case .null: return .null
        case .boolean: return .boolean(node.boolean ?? false)
        case .integer, .float: return jsonNumber(node.text ?? "", at: place.location.marked(node.mark).mark).map { .number($0) }
        case .string: return .string(node.string ?? "")
        case .sequence: return .array(node.elements.compactMap { value($0, place) })
        case .mapping:
            var members: [String: Value] = [:]
            for entry in node.entries { members[entry.key] = value(entry.value, place) }
            return .object(members)
        }
    }

    private func jsonNumber(_ text: String, at mark: @autoclosure () -> Mark) -> String? {
        if let spelled = OpenAPI.jsonNumber(text) { return spelled }
        diagnostics.error("not-json", "\(quoted(text)) is no number that JSON can carry", at: mark())
        return nil
    }

    /// What is null is what its author left empty: that is said, and there is nothing else that it could mean.
    func expected(_ kind: String, for what: String, _ place: Place) {
        guard !place.node.isNull else {
            return diagnostics.warning("empty-value", "nothing is given for \(what), so it is read as empty", at: place.valueMark)
        }
        let found =
            switch place.node.kind {
            case .integer, .float: place.node.text ?? place.node.kind.phrase
            default: place.node.kind.phrase
            }
        diagnostics.error("unexpected-kind", "\(what) must be \(kind), but is \(found)", at: place.valueMark)
    }

    func reportUnknown(_ key: String, _ place: Place, in what: String, known: [String]) {
        let suggestion = nearest(to: key, in: known).map { "; did you mean \(quoted($0))?" } ?? ""
        diagnostics.warning("unknown-field", "\(quoted(key)) is no field of \(what)\(suggestion)", at: place.location.mark)
    }
}

/// A YAML number in JSON's spelling (RFC 8259, section 6), its digits kept; nil for `.inf` and `.nan`, which JSON has not.
func jsonNumber(_ text: String) -> String? {
    var digits = Substring(text)
    let sign = digits.first == "-" ? "-" : ""
    if digits.first == "-" || digits.first == "+" { digits = digits.dropFirst() }
    for (prefix, radix) in [("0x", 16), ("0o", 8)] where digits.hasPrefix(prefix) {
        return UInt64(digits.dropFirst(2), radix: radix).map { sign + String($0) }
    }
    let exponentStart = digits.firstIndex { $0 == "e" || $0 == "E" } ?? digits.endIndex
    let mantissa = digits[..<exponentStart].split(separator: ".", omittingEmptySubsequences: false)
    guard mantissa.count <= 2, mantissa.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
    let whole = mantissa[0].drop { $0 == "0" }
    let fraction = mantissa.count == 2 ? mantissa[1] : ""
    guard !mantissa[0].isEmpty || !fraction.isEmpty else { return nil }
    let spelled = sign + (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction)
    return spelled + digits[exponentStart...]
}
