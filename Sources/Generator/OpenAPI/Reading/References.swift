import YAMLDocument

extension DescriptionReader {
    /// What the fields beside a `$ref` mean.
    enum Siblings {
        /// They belong to what is referred to, and come before its own (OpenAPI 3.2, "Path Item Object").
        case merged
        /// `summary` and `description` come before those of what is referred to, since 3.1; the rest is ignored (OpenAPI 3.2,
        /// "Reference Object").
        case annotations
    }

    /// The place that `$ref` leads to, over as many references as it takes; nil after a diagnostic. A place without `$ref`
    /// is its own.
    func resolved(_ place: Place, _ what: String, siblings: Siblings = .annotations) -> Place? {
        guard place.node.kind == .mapping, place.node["$ref"] != nil else { return place }
        var current = place
        var overriding = place.overriding
        var visited: Set<NodeKey> = []
        while let reference = reference(in: current) {
            guard visited.insert(key(of: current.node)).inserted else {
                diagnostics.error("ref-cycle", "this $ref leads back to itself and never to \(what)", at: reference.valueMark)
                return nil
            }
            guard visited.count <= Self.longestChain else {
                let message = "more than \(Self.longestChain) references lead from one to the next here; refer to \(what) itself"
                diagnostics.error("ref-chain", message, at: reference.valueMark)
                return nil
            }
            overriding += self.overriding(current, siblings)
            guard let target = target(of: reference), !isOfOtherKind(reference, target, than: what) else { return nil }
            current = target
        }
        current.overriding = overriding
        return current
    }

    /// Each use of the first walks over all of them.
    private static let longestChain = 1000

    private func reference(in place: Place) -> Place? {
        guard place.node.kind == .mapping, let entry = place.node.entry("$ref") else { return nil }
        return Place(node: entry.value, location: place.location.child("$ref", entry.keyMark))
    }

    /// Whether a mapping stands for another place. Of a mapping whose keys are names, `$ref` may be one: then its value is no text.
    func isReference(_ node: YAMLNode) -> Bool {
        node.kind == .mapping && node["$ref"]?.kind == .string
    }

    private func overriding(_ place: Place, _ siblings: Siblings) -> [Field] {
        guard place.node.entries.count > 1 else { return [] }
        var result: [Field] = []
        var ignored: [(key: String, place: Place)] = []
        for (key, field) in entries(of: place) where key != "$ref" && !key.hasPrefix("x-") {
            let isAnnotation = version != .v30 && (key == "summary" || key == "description")
            if siblings == .merged || isAnnotation { result.append(Field(key: key, place: field)) } else { ignored.append((key, field)) }
        }
        reportIgnored(ignored)
        return result
    }

    /// Once for each reference, at the first field that does not count.
    func reportIgnored(_ siblings: [(key: String, place: Place)]) {
        guard let first = siblings.first else { return }
        let names = siblings.map { quoted($0.key) }.joined(separator: ", ")
        let verb = siblings.count == 1 ? "is" : "are"
        let message = "\(names) beside a $ref \(verb) ignored, as the standard says; move this into what the $ref leads to, or remove it"
        diagnostics.warning("ignored-ref-siblings", message, at: first.place.location.mark)
    }

    /// The place that the text of a `$ref` names; nil after a diagnostic.
    func target(of reference: Place) -> Place? {
        guard let text = reference.node.string else {
            let message = "a $ref must be a string, but is \(reference.node.kind.phrase)"
            diagnostics.error("unexpected-kind", message, at: reference.valueMark)
            return nil
        }
        return target(of: text, at: reference.valueMark, in: resource(around: reference.node))
    }

    /// The place that `text`, which stands at `mark` in a schema resource, names; nil after a diagnostic.
    func target(of text: String, at mark: Mark, in base: SchemaResource? = nil) -> Place? {
        if let known = base?.targets[text] { return known }
        let target = newTarget(of: text, at: mark, in: base)
        base?.targets[text] = target
        return target
    }

    private func newTarget(of text: String, at mark: Mark, in base: SchemaResource?) -> Place? {
        let hash = text.firstIndex(of: "#") ?? text.endIndex
        let fragment = String(text[hash...].dropFirst())
        if let base, let resource = resource(named: text, from: base) {
            return placeInFile(around: resource, fragment, mark, text) ?? follow(fragment, in: resource, mark, text)
        }
        if hash == text.endIndex, SourcePath.scheme(of: text) == nil, let meant = component(named: text, for: mark),
            !tree.hasFile(percentDecoded(text), from: mark.file.path)
        {
            diagnostics.error("ref-unresolved", "there is no file \(quoted(text)); did you mean \(quoted(meant))?", at: mark)
            return nil
        }
        guard let path = path(ofFile: String(text[..<hash]), at: mark),
            let document = tree.document(at: path, referredFrom: mark, diagnostics)
        else { return nil }
        return follow(fragment, in: resources(of: document.root)[0], mark, text)
    }

    /// The file that a reference leads to, which is its own where it names none; nil after a diagnostic.
    private func path(ofFile file: String, at mark: Mark) -> String? {
        if file == Metaschema.address { return file }
        return file.isEmpty ? mark.file.path : tree.path(of: percentDecoded(file), from: mark.file.path, at: mark, diagnostics)
    }

    /// A text, or what a `$ref` in its place leads to: a text in a YAML or JSON file, or a whole file that is neither.
    func text(_ place: Place, _ what: String) -> String? {
        guard isReference(place.node), let reference = reference(in: place), let text = reference.node.string else {
            return string(place, what)
        }
        let isDocument = [".yaml", ".yml", ".json"].contains { text.hasSuffix($0) } || text.contains("#")
        guard isDocument else {
            return path(ofFile: text, at: reference.valueMark).flatMap { tree.text(at: $0, referredFrom: reference.valueMark, diagnostics) }
        }
        return resolved(place, "a text").flatMap { string($0, what) }
    }

    /// Below a schema with an `$id`, `#/components/…` leads into that schema (JSON Schema Core, section 8.2.1). Authors who give
    /// their schemas an `$id` mean the file all the same.
    private func placeInFile(around resource: SchemaResource, _ fragment: String, _ mark: Mark, _ text: String) -> Place? {
        let file = resources(of: resource.place.node)[0]
        guard file.place.node.id != resource.place.node.id, fragment.hasPrefix("/"), case .nowhere = find(fragment, in: resource),
            case .at(let place) = find(fragment, in: file)
        else { return nil }
        let message = "\(quoted(text)) is looked for below the $id that stands around it, where it is not; it is taken from the whole file"
        diagnostics.warning("ref-beyond-id", message, at: mark)
        return place
    }

    private func follow(_ fragment: String, in resource: SchemaResource, _ mark: Mark, _ text: String) -> Place? {
        switch find(fragment, in: resource) {
        case .at(let place): return place
        case .nowhere(let missing, let known):
            let suggestion = suggestion(for: missing, text, at: mark, among: known)
            let message = "\(quoted(text)) leads nowhere: there is no \(missing) there\(suggestion)"
            diagnostics.error("ref-unresolved", message, at: mark)
            return nil
        }
    }

    /// What was meant, for as many references as anybody mends at once: a look at all names for each of a million would have no end.
    private func suggestion(for missing: String, _ text: String, at mark: Mark, among known: () -> [String]) -> String {
        guard suggestionsLeft > 0 else { return "" }
        suggestionsLeft -= 1
        if let found = nearest(to: missing, in: known()) { return "; did you mean \(found)?" }
        return component(named: text, for: mark).map { "; did you mean \(quoted($0))?" } ?? ""
    }

    /// The reference to the schema that bears the last name of a text: authors leave out the way to it, or the name of the section.
    private func component(named text: String, for mark: Mark) -> String? {
        let name = text.split(separator: "/").last.map { JSONPointer.unescaped($0.drop { $0 == "#" }) } ?? ""
        guard componentPlaces[name] != nil else { return nil }
        return "\(SourcePath.relative(entry, to: mark.file.path))#/components/schemas/\(name)"
    }

    private enum Finding {
        case at(Place)
        /// What is not there, and what is, both as they are shown; most who look do not ask.
        case nowhere(missing: String, known: () -> [String])
    }

    /// RFC 6901, section 6: a JSON Pointer as the fragment of a URI.
    private func find(_ fragment: String, in resource: SchemaResource) -> Finding {
        let pointer = percentDecoded(fragment)
        guard pointer.isEmpty || pointer.hasPrefix("/") else {
            return resource.anchors[pointer].map { .at($0) }
                ?? .nowhere(
                    missing: "$anchor \(quoted(pointer))", known: { resource.anchors.keys.sorted().map { "$anchor \(quoted($0))" } })
        }
        // `file.yaml#/` is written for the whole file; a key without a name, which it says, is in none.
        if pointer == "/", child("", of: resource.place) == nil { return .at(resource.place) }
        var place = resource.place
        for escaped in pointer.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst() {
            let token = JSONPointer.unescaped(Substring(escaped))
            guard let next = child(token, of: place) ?? childBehindReference(token, of: place) else {
                return .nowhere(missing: quoted(token), known: { place.node.entries.map { quoted($0.key) } })
            }
            place = next
        }
        return .at(place)
    }

    private func child(_ token: String, of place: Place) -> Place? {
        switch place.node.kind {
        case .mapping:
            // The key's mark, as for whoever reads the file from its top.
            guard let entry = place.node.entry(token) else { return nil }
            return Place(node: entry.value, location: place.location.child(token, entry.keyMark))
        case .sequence:
            guard let index = Int(token), place.node.elements.indices.contains(index), token == String(index) else { return nil }
            let element = place.node.elements[index]
            return Place(node: element, location: place.location.child(index, element.mark))
        default: return nil
        }
    }

    /// `#/components/schemas/Pet` where `schemas` is in another file: the standard has pointers lead through the text as it is,
    /// authors write them as if it were one.
    private func childBehindReference(_ token: String, of place: Place) -> Place? {
        guard isReference(place.node), depthOfPointers < 64 else { return nil }
        let key = key(of: place.node)
        if let known = placesBehind[key] { return known.flatMap { child(token, of: $0) } }
        // Until it is known it is nothing: a pointer may lead through the reference that it stands in.
        placesBehind[key] = .some(nil)
        depthOfPointers += 1
        let behind = resolved(place, "what the pointer names")
        depthOfPointers -= 1
        placesBehind[key] = .some(behind)
        return behind.flatMap { child(token, of: $0) }
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
