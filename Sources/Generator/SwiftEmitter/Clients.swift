import Bindings

extension Writer {
    mutating func client(_ client: Client) {
        doc(client.documentation)
        block("public struct \(client.name): Sendable") { out in
            out.doc("Sends the requests; its options hold for every call that has none of its own.")
            out.line("public var client: APIClient")
            out.gap()
            out.clientInitializer(client)
            for server in client.servers {
                out.gap()
                out.server(server)
            }
            for operation in client.operations {
                out.gap()
                out.operation(operation)
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

    private mutating func server(_ server: ServerFunction) {
        doc(server.documentation)
        for variable in server.variables {
            doc(variable.documentation, ofParameter: variable.name)
        }
        let parameters = server.variables.map { variable -> Code in "\(variable.name): String = \(literal: variable.defaultValue)" }
        block("public static func \(server.name)(\(Code.joined(parameters))) throws(APIError) -> URL") { out in
            let variables = server.variables.map { variable -> Code in "\(literal: variable.key): \(variable.name)" }
            out.line("try ServerTemplate.url(\(literal: server.template), [\(variables.isEmpty ? ":" : Code.joined(variables))])")
        }
    }

    private mutating func operation(_ operation: OperationMethod) {
        doc(operation.documentation)
        for parameter in operation.parameters {
            doc(parameter.documentation, ofParameter: parameter.name)
        }
        if operation.documentation.isDeprecated { line("@available(*, deprecated)") }
        let parameters = signature(operation)
        parenthesised("public func \(operation.name)", parameters, "\(operation.effects) {")
        indented { out in
            if let streamSwitch = operation.streamSwitch { out.set(streamSwitch) }
            let needsVar = operation.body != nil || !operation.answers.isEmpty || !operation.failures.isEmpty
            let keyword: Code = needsVar || operation.parameters.contains { $0.place != .path } ? "var" : "let"
            let path = out.path(operation.path)
            out.line("\(keyword) request = APIRequest(\(literal: operation.operationID), \(operation.method.code), \"\(path)\")")
            if operation.isAnonymous { out.line("request.isAnonymous = true") }
            for parameter in operation.parameters { out.send(parameter) }
            out.checkParameters(operation.parameters)
            if let body = operation.body { out.send(body) }
            for answer in operation.answers { out.expect(answer) }
            for failure in operation.failures { out.failure(failure) }
            out.result(operation.result)
        }
        line("}")
    }

    private func signature(_ operation: OperationMethod) -> [Code] {
        var parameters = operation.parameters.map { parameter -> Code in
            let label: Code = parameter.local == parameter.name ? "\(parameter.name)" : "\(parameter.name) \(parameter.local)"
            return "\(label): \(parameter.type, in: nil)\(parameter.isRequired ? "" : "? = nil")"
        }
        if let body = operation.body {
            parameters.append("_ body: \(body.type)\(body.isRequired ? "" : "? = nil")")
        }
        return parameters + ["options: CallOptions = CallOptions()"]
    }

    private mutating func set(_ streamSwitch: OperationMethod.StreamSwitch) {
        line("var body = body")
        let value: Code = streamSwitch.value.map { $0 ? "true" : "false" } ?? "nil"
        line("body.\(streamSwitch.property) = \(value)")
    }

    private mutating func send(_ body: Body) {
        let label: Code =
            switch body.kind {
            case .json where body.mediaType == "application/json": "request.body(json: body)"
            case .json: "request.body(json: body, contentType: \(literal: body.mediaType))"
            case .form: "request.body(multipart: body)"
            case .text: "request.body(text: body, contentType: \(literal: body.mediaType))"
            case .bytes: "request.body(data: body, contentType: \(literal: body.mediaType))"
            }
        if body.isRequired { line(label) } else { line("if let body { \(label) }") }
        guard let rule = body.rule else { return }
        line("request.validate { check in")
        indented { out in out.check(rule, "body", isOptional: !body.isRequired) }
        line("}")
    }

    private mutating func expect(_ answer: Answer) {
        if let mediaType = answer.mediaType {
            line("request.expect(\(statuses(answer.statuses)), \(literal: mediaType))")
        } else {
            line("request.expect(\(statuses(answer.statuses)))")
        }
    }

    private mutating func failure(_ failure: Failure) {
        if let type = failure.type {
            line("request.failure(\(statuses(failure.statuses)), \(type, in: nil).self)")
        } else {
            line("request.failure(\(statuses(failure.statuses)))")
        }
    }

    private func statuses(_ range: ClosedRange<Int>) -> Code {
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)...\(range.upperBound)"
    }

    private mutating func result(_ result: OperationMethod.Result) {
        switch result {
        case .nothing: line("_ = try await client.send(request, options)")
        case .one(let answer): checked("return try await client.send(request, options)\(read(answer.content))", answer.rule, "")
        case .events: line("return client.events(request, options)")
        case .several(_, let cases):
            line("let answer = try await client.send(request, options)")
            line("switch answer.status {")
            for (index, item) in cases.enumerated() {
                let (make, end): (Code, Code) =
                    switch item.answer.content {
                    case .none, .events: ("", "")
                    case .bytes: ("(answer\(read(item.answer.content))", ")")
                    case .json, .text: ("(try answer\(read(item.answer.content))", ")")
                    }
                let pattern: Code = index == cases.count - 1 ? "default" : "case \(statuses(item.answer.statuses))"
                checked("\(pattern): return .\(member: item.name)\(make)", item.answer.rule, end)
            }
            line("}")
        }
    }

    /// A call that reads an answer, with the rules that its types do not have themselves.
    private mutating func checked(_ call: Code, _ rule: Rule?, _ end: Code) {
        guard let rule else { return line("\(call)\(end)") }
        line("\(call.withoutArguments) { check, body in")
        indented { out in out.check(rule, "body") }
        line("}\(end)")
    }

    private func read(_ content: Answer.Content) -> Code {
        switch content {
        case .json: ".json()"
        case .text: ".text()"
        case .bytes: ".data()"
        case .none, .events: ""
        }
    }
}

extension Body {
    fileprivate var type: Code {
        switch kind {
        case .json(let type), .form(let type): "\(type, in: nil)"
        case .text: "String"
        case .bytes: "Data"
        }
    }
}

extension OperationMethod {
    fileprivate var effects: Code {
        switch result {
        case .nothing: " async throws(APIError)"
        case .one(let answer): " async throws(APIError) -> \(answer.type)"
        case .several(let name, _): " async throws(APIError) -> \(name, in: nil)"
        case .events(let name): " -> EventStream<\(name, in: nil)>"
        }
    }
}

extension Answer {
    fileprivate var type: Code {
        switch content {
        case .json(let type): "\(type, in: nil)"
        case .text: "String"
        case .bytes: "Data"
        case .none, .events: "Void"
        }
    }
}
