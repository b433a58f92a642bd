import YAMLDocument

extension DescriptionReader {
    private static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]

    /// The operations of a path.
    func readPath(_ place: Place) {
        guard let path = place.location.lastToken, path.hasPrefix("/") else {
            let path = quoted(place.location.lastToken ?? "")
            diagnostics.unsupported("invalid-path", "\(path) is left out: a path begins with a slash", at: place.location.mark)
            return
        }
        let sent = Operation.withoutFragment(path)
        if sent != path {
            let message = "a path has no fragment, so what begins with # is not sent"
            diagnostics.warning("path-fragment", message, at: place.location.mark)
        }
        if sent.contains("?"), !Operation.hasQuery(sent) {
            let message = "a path has no query with parameters, so ? is sent as %3F; describe the parameters"
            diagnostics.unsupported("unsupported-path", message, at: place.location.mark)
        }
        let known = Location(mark: place.location.mark, pointer: "/paths").child(path, place.location.mark)
        guard selectable(place, path, "a path item") != nil else { return }
        let operations = readPathItem(place, path: path, knownAs: known) { self.isSelected($0, path) }
        if !operations.isEmpty { reportTwin(path, at: place.location.mark) }
        result.operations += operations
    }

    /// OpenAPI 3.2, "Paths Object": templates that differ in the names of their variables alone are one path.
    private func reportTwin(_ path: String, at mark: Mark) {
        var form: [UInt8] = []
        var isVariable = false
        for byte in path.utf8 {
            if byte == UInt8(ascii: "}") { isVariable = false }
            if !isVariable { form.append(byte) }
            if byte == UInt8(ascii: "{") { isVariable = true }
        }
        guard let first = pathForms[form] else {
            pathForms[form] = mark
            return
        }
        let note = Diagnostic.Note(message: "the other one is here", mark: first)
        let message = "this path differs from another in the names of its variables alone, and the standard takes the two for one"
        diagnostics.warning("identical-path", message, at: mark, notes: [note])
    }

    /// The requests under `webhooks`, each by the name of its path item.
    func readWebhooks(_ place: Place) -> [ReceivedRequest] {
        guard selector.takes(path: nil) != false else { return [] }
        return fields(of: place, as: "the webhooks").flatMap { name, item -> [ReceivedRequest] in
            guard selectable(item, nil, "a path item") != nil else { return [] }
            let operations = readPathItem(item, path: name) { self.isSelected($0, nil) }
            if selector.selection.takesAll || !operations.isEmpty { census?.webhooks.append(name) }
            return received(name, operations)
        }
    }

    /// The first bears the name of the whole, those behind it their own where they have one.
    private func received(_ name: String, _ operations: [Operation]) -> [ReceivedRequest] {
        operations.enumerated().map { index, operation in
            ReceivedRequest(name: index == 0 ? name : operation.operationID ?? name, operation: operation)
        }
    }

    /// OpenAPI 3.2, "Callback Object": path items by the expression that says where they go.
    func readCallbacks(_ place: Place) -> [ReceivedRequest] {
        // They may refer to each other without end, and nobody writes one on purpose.
        guard !isReadingCallback else {
            diagnostics.unsupported("unsupported-callbacks", "callbacks of a callback are not read", at: place.location.mark)
            return []
        }
        isReadingCallback = true
        defer { isReadingCallback = false }
        return fields(of: place, as: "the callbacks", keepingExtensions: true).flatMap { name, field -> [ReceivedRequest] in
            guard let callback = resolved(field, "a callback") else { return [] }
            return received(name, fields(of: callback, as: "a callback").flatMap { readPathItem($1, path: $0) })
        }
    }

    private func readPathItem(
        _ place: Place,
        path: String,
        knownAs known: Location? = nil,
        isSelected: (Place) -> Bool = { _ in true }
    ) -> [Operation] {
        guard let item = resolved(place, "a path item", siblings: .merged) else { return [] }
        var shared: Place?
        var servers: Place?
        var words: (summary: String?, description: String?)
        var operations: [(method: String, field: Place, location: Location)] = []
        for (key, field) in fields(of: item, as: "a path item") {
            let location = (known ?? place.location).child(key, field.location.mark)
            switch key {
            case "parameters": shared = field
            case "servers": servers = field
            case "summary": words.summary = text(field, "the summary")
            case "description": words.description = text(field, "the description")
            case "additionalOperations":
                for (method, operation) in fields(of: field, as: "the additional operations", keepingExtensions: true)
                where isAdditional(method, operation) {
                    operations.append((method, operation, location.child(method, operation.location.mark)))
                }
            case let method where Self.methods.contains(method): operations.append((method.uppercased(), field, location))
            default: reportUnknown(key, field, isOperation: field.node.kind == .mapping && isSelected(field))
            }
        }
        operations.removeAll { !isSelected($0.field) }
        guard !operations.isEmpty else { return [] }
        let (parameters, pathServers) = (shared.map { readParameters($0) } ?? [], servers.map { readServers($0) } ?? [])
        return operations.compactMap { method, field, location in
            guard let target = resolved(field, "an operation", siblings: .merged) else { return nil }
            var operation = Operation(location: target.location, method: method, path: path, pathMark: place.location.mark)
            operation.pathsPointer = location.pointer
            operation.servers = pathServers
            readOperation(target, into: &operation)
            if operation.summary == nil, operation.description == nil {
                (operation.summary, operation.description) = (words.summary, words.description)
            }
            let own = Set(operation.parameters.map(\.identity))
            operation.parameters = parameters.filter { !own.contains($0.identity) } + operation.parameters
            return operation
        }
    }

    /// - Parameter isOperation: whether it may be an operation that is selected. Its method is misspelt then, or has no field.
    private func reportUnknown(_ key: String, _ place: Place, isOperation: Bool) {
        let known = Self.methods + ["parameters", "servers", "additionalOperations"]
        guard isOperation else { return reportUnknown(key, place, in: "a path item", known: known) }
        let suggestion = nearest(to: key, in: known).map { "did you mean \(quoted($0))?" }
        let advice = suggestion ?? "a method without a field of its own stands in \"additionalOperations\""
        let message = "\(quoted(key)) is no field of a path item, so what it holds is left out; \(advice)"
        diagnostics.unsupported("unknown-field", message, at: place.location.mark)
    }

    /// - Parameter path: nil for a webhook, which has none.
    private func isSelected(_ place: Place, _ path: String?) -> Bool {
        guard !selector.selection.takesAll else { return true }
        guard let target = selectable(place, path, "an operation") else { return false }
        let tags = target.node["tags"]?.elements.compactMap(\.string) ?? []
        return selector.takes(.init(path: path, operationID: target.node["operationId"]?.string, tags: tags))
    }

    /// What `place` refers to, and nil where that cannot be had. Of operations that nobody selected errors do not count; of those that
    /// a tag or an id might have selected they are said.
    private func selectable(_ place: Place, _ path: String?, _ what: String) -> Place? {
        let isTaken = selector.takes(path: path)
        guard isTaken != true else { return resolved(place, what, siblings: .merged) }
        let collected = diagnostics
        diagnostics = Diagnostics()
        defer { diagnostics = collected }
        let target = resolved(place, what, siblings: .merged)
        for fault in diagnostics.all where isTaken == nil {
            let message = fault.severity == .error ? fault.message + "; no operation there is selected" : fault.message
            collected.warning(fault.code, message, at: fault.mark, notes: fault.notes)
        }
        return target
    }

    /// OpenAPI 3.2, "Path Item Object": any method that has no field of its own, as it is sent.
    private func isAdditional(_ method: String, _ place: Place) -> Bool {
        guard !method.isEmpty, method.utf8.allSatisfy(isTokenByte) else {
            let message = "\(quoted(method)) is no method (RFC 9110, section 9.1), so the operation is left out"
            diagnostics.unsupported("invalid-method", message, at: place.location.mark)
            return false
        }
        if Self.methods.contains(method.lowercased()), method == method.uppercased() {
            let message = "the method \(method) has the field \(quoted(method.lowercased())) of its own; move the operation there"
            diagnostics.warning("misplaced-method", message, at: place.location.mark)
        }
        return true
    }

    /// The links of a response, which are documentation.
    func readLinks(_ place: Place) -> [Link] {
        fields(of: place, as: "the links", keepingExtensions: true).compactMap { name, field in
            guard let link = resolved(field, "a link") else { return nil }
            let target = link.node["operationId"]?.string ?? link.node["operationRef"]?.string
            return Link(name: name, target: target, description: link.node["description"]?.string)
        }
    }
}
