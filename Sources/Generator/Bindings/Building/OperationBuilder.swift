import OpenAPI

extension ModuleBuilder {
    func operationMethods() -> [OperationMethod] {
        var scope = Scope(reserved: ReservedNames.clientMembers)
        var methods: [OperationMethod] = []
        var operationIDs: [String: Location] = [:]
        if let webhook = description.webhooks.first {
            let message = "webhooks are not turned into Swift yet"
            diagnostics.unsupported("unsupported-webhooks", message, at: webhook.operation.location.mark)
        }
        for operation in description.operations {
            if let id = operation.operationID {
                reportOperationID(id, operation, &operationIDs)
            }
            reportUnused(operation)
            methods += self.methods(of: operation, &scope)
        }
        return methods
    }

    private func reportUnused(_ operation: Operation) {
        if let server = operation.servers.first {
            diagnostics.unsupported(
                "unsupported-servers", "servers of a single path or operation are not used yet", at: server.location.mark)
        }
        if let callback = operation.callbacks.first {
            let message = "callbacks are not turned into Swift yet"
            diagnostics.unsupported("unsupported-callbacks", message, at: callback.operation.location.mark)
        }
    }

    private func reportOperationID(_ id: String, _ operation: Operation, _ known: inout [String: Location]) {
        if id.isEmpty {
            diagnostics.error(
                "empty-operation-id", "an operationId cannot be empty; leave the field out instead", at: operation.operationIDMark)
        } else if let first = known[id] {
            let note = Diagnostic.Note(message: "the first one is here", mark: first.mark)
            let message = "the operationId \(quoted(id)) is used twice; each operation needs its own"
            diagnostics.error("duplicate-operation-id", message, at: operation.operationIDMark, notes: [note])
        } else {
            known[id] = operation.operationIDMark.map { Location(mark: $0, pointer: operation.location.pointer) } ?? operation.location
        }
    }

    private func methods(of operation: Operation, _ scope: inout Scope) -> [OperationMethod] {
        guard let parameters = self.parameters(of: operation) else { return [] }
        let path = path(of: operation, parameters)
        let given = overrides.name(atPointer: operation.pathsPointer) ?? overrides.name(at: operation.location)
        let derived = Identifier.member(operationName(operation), fallback: "operation")
        let name = name(given, or: derived, at: operation.location, in: &scope)
        let base = OperationMethod(
            name: name,
            operationID: operation.operationID ?? name.text,
            documentation: operationDocumentation(operation),
            method: httpMethod(operation),
            path: path,
            parameters: parameters,
            body: nil,
            result: .nothing,
            answers: [],
            failures: [],
            isAnonymous: isAnonymous(operation)
        )
        return variants(of: base, operation, &scope)
    }

    private func httpMethod(_ operation: Operation) -> HTTPMethod {
        switch operation.method {
        case "GET": .get
        case "PUT": .put
        case "POST": .post
        case "DELETE": .delete
        case "OPTIONS": .options
        case "HEAD": .head
        case "PATCH": .patch
        case "TRACE": .trace
        case "QUERY": .query
        default: .other(operation.method)
        }
    }

    private func operationDocumentation(_ operation: Operation) -> Documentation {
        let parts = [operation.summary, operation.description == operation.summary ? nil : operation.description]
        let text = parts.compactMap { $0 }.joined(separator: "\n\n")
        return Documentation(text: text.isEmpty ? "\(operation.method) \(operation.path)" : text, isDeprecated: operation.isDeprecated)
    }

    private func isAnonymous(_ operation: Operation) -> Bool {
        guard let security = operation.security else { return true }
        if security.alternatives.isEmpty || security.alternatives.allSatisfy(\.isEmpty) { return true }
        for alternative in security.alternatives where alternative.count <= 1 {
            guard let name = alternative.first?.name else { continue }
            if description.securitySchemes.contains(where: { $0.name == name && $0.kind == .http("bearer") }) { return false }
        }
        let unknown = security.alternatives.flatMap { $0.map(\.name) }.filter { name in
            !description.securitySchemes.contains { $0.name == name }
        }
        for name in unknown {
            diagnostics.error("unknown-security-scheme", "there is no security scheme \(quoted(name))", at: security.location.mark)
        }
        guard unknown.isEmpty else { return true }
        let names = security.alternatives.map { $0.map(\.name).joined(separator: " and ") }.joined(separator: " or ")
        let message = "the security \(quoted(names)) is not applied yet, bearer tokens alone are; set its header in CallOptions"
        diagnostics.unsupported("unsupported-security", message, at: security.location.mark)
        return true
    }

    func serverFunctions() -> [ServerFunction] {
        var scope = Scope(reserved: ["client"])
        return description.servers.compactMap { server in
            let used = Set(Template.parts(of: server.url).compactMap { if case .variable(let name) = $0 { String(name) } else { nil } })
            for name in used.sorted() where !server.variables.contains(where: { $0.name == name }) {
                diagnostics.error(
                    "unknown-variable", "the server URL uses the variable \(quoted(name)), which is not described", at: server.location.mark
                )
            }
            // A relative URL is relative to where the description was found, which the generated code cannot know.
            guard server.url.hasPrefix("{") || server.url.contains("://") else {
                let message = "the relative server URL \(quoted(server.url)) names no server; give the client its URL"
                diagnostics.unsupported("unsupported-server", message, at: server.location.mark)
                return nil
            }
            guard isServerURL(server.url) else {
                let message = "\(quoted(server.url)) holds characters that no URL has (RFC 3986); the server is left out"
                diagnostics.unsupported("invalid-server-url", message, at: server.location.mark)
                return nil
            }
            for variable in server.variables where !used.contains(variable.name) {
                let message = "the server URL has no place for the variable \(quoted(variable.name))"
                diagnostics.warning("unused-variable", message, at: variable.location.mark)
            }
            var variables = Scope()
            return ServerFunction(
                name: scope.claim(server.name.map { Identifier.member($0, fallback: "server") } ?? "server"),
                documentation: Documentation(text: server.description ?? "A server that the description names."),
                template: server.url,
                variables: server.variables.filter { used.contains($0.name) }.map { variable in
                    ServerFunction.Variable(
                        name: variables.claim(Identifier.member(variable.name, fallback: "variable")),
                        key: variable.name,
                        defaultValue: variable.defaultValue,
                        documentation: Documentation(text: variableText(variable))
                    )
                }
            )
        }
    }

    private func variableText(_ variable: Server.Variable) -> String? {
        guard !variable.enumeration.isEmpty else { return variable.description }
        let values = "One of \(variable.enumeration.map { "`\($0)`" }.joined(separator: ", "))."
        return variable.description.map { "\($0) \(values)" } ?? values
    }

    /// RFC 3986, section 2: the characters of a URI, and the braces of variables.
    private func isServerURL(_ url: String) -> Bool {
        url.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-._~:/?#[]@!$&'()*+,;=%{}".utf8.contains(byte)
            }
        }
    }
}
