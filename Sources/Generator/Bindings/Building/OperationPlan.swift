import OpenAPI

/// What operations say about schemas, before names: which are forms, which are events, which need names of an operation.
extension ModuleBuilder {
    func findFormsAndEvents() {
        for operation in description.operations {
            for media in operation.body?.content ?? [] {
                guard let schema = media.schema else { continue }
                if media.essence == "multipart/form-data" { formSchemas.insert(resolved(schema)) }
            }
            for response in operation.responses {
                for media in response.content {
                    guard media.essence == "text/event-stream", let item = media.itemSchema, !eventBranches(of: item).isEmpty else {
                        continue
                    }
                    eventSchemas.insert(resolved(item))
                }
            }
            if let (schema, key) = streamSwitch(of: operation) { streamSwitches[schema] = key }
        }
    }

    /// The boolean property `stream` of a JSON body whose operation answers JSON or an event stream.
    func streamSwitch(of operation: Operation) -> (schema: SchemaID, key: String)? {
        let isBoth = operation.responses.contains { response in
            isSuccess(response) && response.content.contains { isJSON($0.essence) }
                && response.content.contains { $0.essence == "text/event-stream" }
        }
        guard isBoth, let body = operation.body?.content.first(where: { isJSON($0.essence) })?.schema else { return nil }
        let schema = resolved(body)
        guard let property = description[schema].properties.first(where: { $0.name == "stream" }),
            description[resolved(property.schema)].kinds.contains(.boolean)
        else { return nil }
        return (schema, property.name)
    }

    func isSuccess(_ response: Response) -> Bool {
        switch response.status {
        case .code(let code): (200...299).contains(code)
        case .range(let hundred): hundred == 2
        case .default: false
        }
    }

    func isJSON(_ essence: String) -> Bool {
        essence == "application/json" || essence.hasSuffix("+json") || essence == "text/json"
    }

    /// Schemas that stand inside an operation, with the names that they would have.
    func planOperationTypes(_ plan: (SchemaID, String) -> Void) {
        for operation in description.operations {
            let name = operationName(operation)
            for parameter in operation.parameters {
                for schema in [parameter.schema] + parameter.content.map(\.schema) {
                    if let schema { plan(schema, "\(name) \(parameter.name)") }
                }
            }
            for media in operation.body?.content ?? [] {
                if let schema = media.schema { plan(schema, "\(name) request") }
            }
            for response in operation.responses {
                let kind = isSuccess(response) ? "response" : "error"
                let several = operation.responses.filter { isSuccess($0) == isSuccess(response) }.count > 1
                let suffix = several ? "\(kind) \(statusWord(response.status))" : kind
                for media in response.content {
                    if let schema = media.schema { plan(schema, "\(name) \(suffix)") }
                    if let item = media.itemSchema { plan(item, "\(name) event") }
                }
            }
        }
    }

    private func statusWord(_ status: Response.Status) -> String {
        switch status {
        case .code(let code): String(code)
        case .range(let hundred): "\(hundred)xx"
        case .default: "default"
        }
    }

    /// The operation's own name, or one of its method and path: `GET /pets/{id}` → `get pets by id`.
    func operationName(_ operation: Operation) -> String {
        if let id = operation.operationID, !Words.split(id).isEmpty { return id }
        let words = operation.path.split(separator: "/").map { part in
            part.hasPrefix("{") && part.hasSuffix("}") ? "by \(part.dropFirst().dropLast())" : String(part)
        }
        return ([operation.method.lowercased()] + words).joined(separator: " ")
    }
}
