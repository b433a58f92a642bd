import Bindings

extension Writer {
    mutating func client(_ client: Client) {
        doc(client.documentation)
        block("public struct \(client.name): Sendable") { out in
            out.doc("Sends the requests; its options hold for every call that has none of its own.")
            out.line("public var client: APIClient")
            out.gap()
            out.clientInitializer(client)
            if let security = client.security { out.security(security) }
            for server in client.servers {
                out.gap()
                out.server(server)
            }
            for operation in client.operations {
                out.gap()
                out.operation(operation, client.security)
            }
        }
    }

    private mutating func clientInitializer(_ client: Client) {
        let credential: Code = client.takesCredential ? "credential: Credential?" : "credential: Credential? = nil"
        parenthesised(
            "public init",
            [
                "server: URL", credential, "transport: any Transport", "options: CallOptions = CallOptions()",
                "middleware: [any ClientMiddleware] = []",
            ],
            " {"
        )
        indented { out in
            out.parenthesised(
                "client = APIClient",
                ["server: server", "credential: credential", "transport: transport", "options: options", "middleware: middleware"],
                ""
            )
        }
        line("}")
    }

    private mutating func operation(_ operation: OperationMethod, _ security: ClientSecurity?) {
        doc(operation.documentation)
        if let server = operation.server { doc("Goes to `\(comment: server)`, unless `options.server` names another.") }
        for parameter in operation.parameters {
            doc(parameter.documentation, ofParameter: parameter.name)
        }
        if let body = operation.body { doc(body) }
        docFailures(operation)
        if operation.documentation.isDeprecated { line("@available(*, deprecated)") }
        let parameters = signature(operation)
        parenthesised("public func \(operation.name)", parameters, "\(operation.effects) {")
        indented { out in
            if let streamSwitch = operation.streamSwitch { out.set(streamSwitch) }
            let keyword: Code = operation.changesRequest ? "var" : "let"
            let path = out.path(operation.path)
            out.line("\(keyword) request = APIRequest(\(literal: operation.operationID), \(operation.method.code), \"\(path)\")")
            if let server = operation.server { out.line("request.server = \(literal: server)") }
            out.security(of: operation, security)
            for parameter in operation.parameters { out.send(parameter) }
            out.checkParameters(operation.parameters)
            if let body = operation.body { out.send(body) }
            for answer in operation.answers { out.expect(answer) }
            for failure in operation.failures { out.failure(failure) }
            if let headers = operation.headers { out.line("request.headers(to: \(headers.name))") }
            out.result(operation.result)
        }
        line("}")
    }

    /// What a caller can read from an error: the types of failures stand in no signature.
    private mutating func docFailures(_ operation: OperationMethod) {
        var types: [Code] = []
        var known: Set<SwiftType> = []
        for case .json(let type) in operation.failures.map(\.content) where known.insert(type).inserted {
            types.append("`\(type, in: nil)`")
        }
        guard !types.isEmpty else { return }
        doc("- Throws: `APIError`; its `body(as:)` gives a documented failure as \(joined: types, by: " or ").")
    }

    private func signature(_ operation: OperationMethod) -> [Code] {
        var parameters = operation.parameters.map { parameter -> Code in
            let label: Code = parameter.local == parameter.name ? "\(parameter.name)" : "\(parameter.name) \(parameter.local)"
            return "\(label): \(parameter.type, in: nil)\(parameter.isRequired ? "" : "? = nil")"
        }
        if let body = operation.body { parameters += self.parameters(body) }
        if let headers = operation.headers {
            parameters.append("\(headers.name): ResponseHeaders<\(headers.type, in: nil)>? = nil")
        }
        return parameters + ["options: CallOptions = CallOptions()"]
    }

    private mutating func set(_ streamSwitch: OperationMethod.StreamSwitch) {
        line("var body = body")
        let value: Code = streamSwitch.value.map { $0 ? "true" : "false" } ?? "nil"
        line("body.\(streamSwitch.property) = \(value)")
    }
}

extension OperationMethod {
    /// Whether anything is said of the request beside its path: a variable that is never changed is a warning.
    fileprivate var changesRequest: Bool {
        if case .token = security, server == nil, body == nil, answers.isEmpty, failures.isEmpty {
            return parameters.contains { $0.place != .path }
        }
        return true
    }
}
