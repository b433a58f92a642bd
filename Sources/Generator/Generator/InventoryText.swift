import OpenAPI

extension Inventory {
    /// As a person reads it.
    package var text: String {
        let name = [title, version].filter { !$0.isEmpty }.map(shown).joined(separator: " ")
        var lines = ["\(name.isEmpty ? "untitled" : name), OpenAPI \(shown(openAPI)), \(counted(files.count, "file"))"]
        section("servers", servers.map(shown), &lines)
        section("operations", operations.map(line), &lines)
        section("webhooks", webhooks.map(shown), &lines)
        section("callbacks", callbacks.map(shown), &lines)
        if !schemas.isEmpty { lines += ["", "schemas: \(schemas.count)"] }
        section("media types", mediaTypes.map(line), &lines)
        section("parameters", parameters.map(line), &lines)
        section("security schemes", securitySchemes.map(shown), &lines)
        section("keywords of schemas", keywords.map(line), &lines)
        lines += ["", summary]
        for (place, diagnostic) in unsupported { lines.append("  \(shown(place))\n      \(diagnostic.message) [\(diagnostic.code)]") }
        return lines.joined(separator: "\n") + "\n"
    }

    private var summary: String {
        if hasErrors { return "what is turned into Swift is known when the errors are mended" }
        return unsupported.isEmpty ? "everything is turned into Swift" : "not turned into Swift: \(unsupported.count)"
    }

    private func section(_ name: String, _ entries: [String], _ lines: inout [String]) {
        if !entries.isEmpty { lines += ["", "\(name): \(entries.count)"] + entries.map { "  " + $0 } }
    }

    private func line(_ operation: Operation) -> String {
        let method = operation.method + String(repeating: " ", count: max(0, 7 - operation.method.utf8.count))
        return "\(method)\(shown(operation.path))" + (operation.operationID.map { "  \(shown($0))" } ?? "")
    }

    private func line(_ count: Count) -> String {
        let digits = String(count.count)
        return String(repeating: " ", count: max(0, 6 - digits.utf8.count)) + "\(digits)  \(shown(count.name))"
    }

    private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    /// A terminal acts on nothing of it.
    private func shown(_ text: String) -> String { text.unicodeScalars.map(visible).joined() }
}

extension Inventory {
    /// As a program reads it: one JSON object.
    package var json: JSONText {
        .object([
            ("title", .string(title)), ("version", .string(version)), ("openapi", .string(openAPI)), ("files", strings(files)),
            ("servers", strings(servers)), ("operations", .array(operations.map(json))), ("webhooks", strings(webhooks)),
            ("callbacks", strings(callbacks)), ("schemas", strings(schemas)), ("mediaTypes", counts(mediaTypes)),
            ("parameters", counts(parameters)), ("securitySchemes", strings(securitySchemes)),
            ("keywords", counts(keywords)), ("unsupported", .array(unsupported.map { DiagnosticJSON.json($0.diagnostic) })),
        ])
    }

    private func strings(_ texts: [String]) -> JSONText { .array(texts.map { .string($0) }) }

    private func counts(_ counts: [Count]) -> JSONText { .object(counts.map { ($0.name, .number($0.count)) }) }

    private func json(_ operation: Operation) -> JSONText {
        .object([
            ("method", .string(operation.method)), ("path", .string(operation.path)), ("operationId", .optional(operation.operationID)),
            ("tags", strings(operation.tags)),
        ])
    }
}
