import OpenAPI

/// What operations say about schemas, before names: which are forms, which are events, which need names of an operation.
extension ModuleBuilder {
    func findFormsAndEvents() {
        findFormSchemas()
        for operation in description.operations {
            for media in operation.responses.flatMap(\.content) {
                guard media.essence == "text/event-stream", let item = media.itemSchema, !eventBranches(of: item).isEmpty else { continue }
                eventSchemas.insert(eventSchema(item))
            }
            findStreamSwitches(of: operation)
        }
    }

    /// The boolean property `stream` of the bodies of an operation that answers at once or as a stream.
    private func findStreamSwitches(of operation: Operation) {
        let content = operation.responses.filter { isSuccess($0, of: operation) }.flatMap(\.content)
        let streams = content.filter { media in
            switch kind(of: media) {
            case .events, .items: true
            default: false
            }
        }
        guard !streams.isEmpty, streams.count < content.count else { return }
        for schema in operation.body?.content.compactMap(\.schema) ?? [] {
            let body = resolved(schema)
            guard let property = description[body].properties.first(where: { $0.name == "stream" }) else { continue }
            var value = description[resolved(property.schema)]
            if let alternative = soleAlternative(value) { value = description[resolved(alternative.id)] }
            if value.kinds.contains(.boolean) { streamSwitches[body] = property.name }
        }
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
            let bodies = operation.body?.content ?? []
            for (index, media) in bodies.enumerated() {
                let suffix = index == 0 || isJSON(media.essence) ? "request" : "\(word(for: media)) request"
                planTypes(of: media, "\(name) \(suffix)", item: "\(name) \(suffix) item", plan)
            }
            for response in operation.responses { planTypes(of: response, operation, name, plan) }
        }
    }

    private func planTypes(of media: MediaType, _ name: String, item: String, _ plan: (SchemaID, String) -> Void) {
        if let schema = media.schema {
            let isEvents = if case .events = kind(of: media) { true } else { false }
            let data = isEvents ? eventData(schema) : schema
            // What stands in a component has its name from there.
            if let data { plan(description[resolved(data)].location.isInside(media.location) ? data : schema, name) }
        }
        if let schema = media.itemSchema {
            // Of an event that is none of several only the data has a type.
            let isEvent = if case .events = kind(of: media) { !eventSchemas.contains(eventSchema(schema)) } else { false }
            let data = isEvent ? property("data", of: description[resolved(schema)]).flatMap { description[$0].contentSchema } : nil
            if let planned = isEvent ? data : schema { plan(planned, item) }
        }
        var encodings = media.encodings.all
        while let encoding = encodings.popLast() {
            encodings += encoding.nested.all
            for schema in encoding.headers.compactMap(\.schema) { plan(schema, "\(name) \(encoding.property)") }
        }
    }

    private func planTypes(of response: Response, _ operation: Operation, _ name: String, _ plan: (SchemaID, String) -> Void) {
        let kind = isSuccess(response) ? "response" : "error"
        let several = operation.responses.filter { isSuccess($0) == isSuccess(response) }.count > 1
        let suffix = several ? "\(kind) \(statusWord(response.status))" : kind
        for (index, media) in response.content.enumerated() {
            let word = index == 0 || isJSON(media.essence) ? suffix : "\(suffix) \(word(for: media))"
            planTypes(of: media, "\(name) \(word)", item: "\(name) event", plan)
        }
        for header in response.headers {
            for schema in [header.schema].compactMap({ $0 }) + header.content.compactMap(\.schema) {
                plan(schema, "\(name) \(header.name)")
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

    /// By the pointers of operations whose operationId is that of one before: the operationId with a number that makes it another.
    func findRepeatedOperationNames() -> [String: String] {
        var taken = Set(description.operations.compactMap(\.operationID))
        var seen: Set<String> = []
        var numbers: [String: Int] = [:]
        var names: [String: String] = [:]
        for operation in description.operations {
            guard let id = operation.operationID, !seen.insert(id).inserted else { continue }
            var number = numbers[id, default: 2]
            while !taken.insert("\(id)\(number)").inserted { number += 1 }
            numbers[id] = number + 1
            names[operation.pathsPointer] = "\(id)\(number)"
        }
        return names
    }

    /// The operation's own name, or one of its method and path: `GET /pets/{id}` → `get pets by id`.
    func operationName(_ operation: Operation) -> String {
        if let name = repeatedOperationNames[operation.pathsPointer] { return name }
        if let id = operation.operationID, !Words.split(id).isEmpty { return id }
        let words = operation.path.split(separator: "/").map { part in
            part.hasPrefix("{") && part.hasSuffix("}") ? "by \(part.dropFirst().dropLast())" : String(part)
        }
        return ([operation.method.lowercased()] + words).joined(separator: " ")
    }
}
