import OpenAPI

extension ModuleBuilder {
    func operationMethods() -> [OperationMethod] {
        var scope = Scope(reserved: ReservedNames.clientMembers)
        var methods: [OperationMethod] = []
        var operationIDs: [String: Location] = [:]
        for operation in description.operations {
            if let id = operation.operationID {
                reportOperationID(id, operation, &operationIDs)
            }
            methods += self.methods(of: operation, &scope)
        }
        return methods
    }

    private func reportOperationID(_ id: String, _ operation: Operation, _ known: inout [String: Location]) {
        if id.isEmpty {
            diagnostics.error(
                "empty-operation-id", "an operationId cannot be empty; leave the field out instead", at: operation.operationIDMark)
        } else if let first = known[id] {
            let note = Diagnostic.Note(message: "the first one is here", mark: first.mark)
            let message =
                "the operationId \(quoted(id)) is used twice, so this one is read as \(quoted(operationName(operation))); each needs its own"
            diagnostics.warning("duplicate-operation-id", message, at: operation.operationIDMark, notes: [note])
        } else {
            known[id] = operation.operationIDMark.map { operation.location.marked($0) } ?? operation.location
        }
    }

    private func methods(of operation: Operation, _ scope: inout Scope) -> [OperationMethod] {
        guard let parameters = self.parameters(of: operation) else { return [] }
        let path = path(of: operation, parameters)
        reportBodyWithoutMeaning(operation)
        let given = overrides.name(of: operation)
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
            security: security(of: operation),
            server: ownServer(of: operation)
        )
        return variants(of: base, operation, &scope)
    }

    /// RFC 9110, sections 9.3.1, 9.3.2 and 9.3.8.
    private func reportBodyWithoutMeaning(_ operation: Operation) {
        guard let body = operation.body, ["GET", "HEAD", "TRACE"].contains(operation.method) else { return }
        let message = "HTTP gives the body of \(operation.method) no meaning, and servers and proxies may refuse it; it is sent"
        diagnostics.warning("body-without-meaning", message, at: body.location.mark)
    }
}
