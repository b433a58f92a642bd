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

    /// Schemas that stand inside an operation, with the names that they would have; before them those that operations share.
    func planOperationTypes(_ plan: (SchemaID, String) -> Void) {
        for areShared in [true, false] {
            for operation in description.operations { planTypes(of: operation, areShared: areShared, plan) }
        }
    }

    private func planTypes(of operation: Operation, areShared: Bool, _ plan: (SchemaID, String) -> Void) {
        let name = operationName(operation)
        for parameter in operation.parameters {
            let shared = sharedName(of: parameter, in: operation)
            guard (shared != nil) == areShared else { continue }
            for schema in [parameter.schema] + parameter.content.map(\.schema) {
                if let schema { plan(schema, shared ?? "\(name) \(parameter.name)") }
            }
        }
        if let body = operation.body {
            let shared = sharedName(of: body.location, in: operation)
            if (shared != nil) == areShared {
                for (media, isFirst) in zip(body.content, areFirst(body.content)) {
                    let own = "\(name) \(isFirst ? "request" : "\(word(for: media)) request")"
                    let words = shared.map { isFirst ? $0 : "\($0) \(word(for: media))" } ?? own
                    planTypes(of: media, words, item: "\(words) item", plan)
                }
            }
        }
        for response in operation.responses {
            let shared = sharedName(of: response.location, in: operation)
            if (shared != nil) == areShared { planTypes(of: response, operation, shared, plan) }
        }
    }

    /// Whose types are named after the operation alone: the first that has any, or JSON behind what has none.
    private func areFirst(_ content: [MediaType]) -> [Bool] {
        var isTaken = false
        return content.enumerated().map { index, media in
            guard !isTaken, index == 0 || isJSON(media.essence) else { return false }
            switch kind(of: media) {
            case .json, .items, .events, .form, .multipart: isTaken = true
            case .text, .bytes: break
            }
            return true
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

    private func planTypes(of response: Response, _ operation: Operation, _ shared: String?, _ plan: (SchemaID, String) -> Void) {
        let name = operationName(operation)
        let isSuccess = isSuccess(response, of: operation)
        let kind = isSuccess ? "response" : "error"
        let several = operation.responses.filter { self.isSuccess($0, of: operation) == isSuccess }.count > 1
        let words = shared ?? "\(name) \(several ? "\(kind) \(statusWord(response.status))" : kind)"
        for (media, isFirst) in zip(response.content, areFirst(response.content)) {
            planTypes(of: media, isFirst ? words : "\(words) \(word(for: media))", item: "\(shared ?? name) event", plan)
        }
        for header in response.headers {
            let owner = sharedName(of: header.target, in: operation) ?? "\(shared ?? name) \(header.name)"
            for schema in [header.schema].compactMap({ $0 }) + header.content.compactMap(\.schema) { plan(schema, owner) }
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
        return "\(operation.method.lowercased()) \(pathWords(operation.path))"
    }
}
