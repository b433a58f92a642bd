import OpenAPI

/// One method of an operation for each body that a caller may choose, and apart from the answer one for each stream.
extension ModuleBuilder {
    /// The methods; none, after a diagnostic, where what has to be sent cannot be.
    func variants(of base: OperationMethod, _ operation: Operation, _ methodNames: inout Scope) -> [OperationMethod] {
        var scope = Scope(reserved: ReservedNames.locals.union(base.parameters.map(\.name.text) + ["options"]))
        guard let bodies = bodies(of: operation, &scope) else { return [] }
        var base = base
        base.headers = headerParameter(of: operation, &scope)
        base.failures = failures(of: operation)
        declareFailureHeaders(of: operation)
        let outcome = outcome(of: operation)
        let name = base.name
        var methods: [OperationMethod] = []
        if !outcome.answers.isEmpty {
            base.answers = outcome.answers
            base.result = result(outcome.answers, operation)
            methods += self.methods(base, bodies, operation, isStream: outcome.streams.isEmpty ? nil : false)
            if let stream = byteStream(base) { methods += self.methods(named(stream, "\(name.text)Stream", &methodNames), bodies) }
        }
        for (index, stream) in outcome.streams.enumerated() {
            var method = base
            method.answers = stream.answers
            method.result = .stream(stream)
            if !outcome.answers.isEmpty || index > 0 { method = named(method, streamName(name.text), &methodNames) }
            methods += self.methods(method, bodies, operation, isStream: outcome.answers.isEmpty ? nil : true)
        }
        return methods
    }

    private func named(_ method: OperationMethod, _ name: String, _ names: inout Scope) -> OperationMethod {
        var method = method
        method.name = names.claim(name)
        method.operationID = method.name.text
        return method
    }

    /// What is bytes may be too large to be held, so it is offered as it arrives too.
    private func byteStream(_ method: OperationMethod) -> OperationMethod? {
        guard case .one(let answer) = method.result, answer.content == .bytes else { return nil }
        var stream = method
        stream.result = .stream(Stream(kind: .bytes, answers: method.answers, documentation: answer.documentation))
        return stream
    }

    private func methods(_ base: OperationMethod, _ bodies: [Body]) -> [OperationMethod] {
        guard !bodies.isEmpty else { return [base] }
        return bodies.map { body in
            var method = base
            method.body = body
            return method
        }
    }

    /// - Parameter isStream: whether the method is the one for the stream, where an operation answers both ways.
    private func methods(
        _ base: OperationMethod, _ bodies: [Body], _ operation: Operation, isStream: Bool?
    ) -> [OperationMethod] {
        let methods = methods(base, bodies)
        guard let isStream else { return methods }
        return methods.map { method in
            var method = method
            guard case .named(let name)? = method.body?.content.modelType, let body = switchedBodies[name] else { return method }
            // Without a body there is nothing that could say whether to stream.
            method.body?.isRequired = true
            method.streamSwitch = switchProperty(of: body, name).map { streamSwitch($0, isOn: isStream) }
            return method
        }
    }

    /// A body with a property by which a server chooses a stream.
    struct SwitchedBody {
        let type: PlannedType
        let key: String
    }

    func findSwitchedBodies() -> [TypeName: SwitchedBody] {
        let switched = plan.compactMap { type in streamSwitches[type.schema].map { (type.name, SwitchedBody(type: type, key: $0)) } }
        return Dictionary(switched) { first, _ in first }
    }

    /// Kept, because any number of operations may share a body of any size.
    private func switchProperty(of body: SwitchedBody, _ name: TypeName) -> Property? {
        if let known = switchesKnown[name] { return known }
        var property: Property?
        if case .structure(let structure) = declaration(body.type) { property = structure.properties.first { $0.key == body.key } }
        switchesKnown[name] = .some(property)
        return property
    }

    private func streamSwitch(_ property: Property, isOn: Bool) -> OperationMethod.StreamSwitch {
        // A default that the server applies is not sent: some models refuse what others default.
        if !isOn, property.defaultValue == .boolean(false) || property.documentation.defaultValue == "false", property.presence == .optional
        {
            return OperationMethod.StreamSwitch(property: property.name, value: nil)
        }
        return OperationMethod.StreamSwitch(property: property.name, value: isOn)
    }

    /// `createAzureImage` → `streamAzureImage`, `chat` → `streamChat`.
    private func streamName(_ name: String) -> String {
        let words = Words.split(name)
        let verbs: Set<String> = ["create", "generate", "get", "make", "run", "post", "send", "start", "submit"]
        let rest = words.count > 1 && verbs.contains(words[0]) ? words.dropFirst() : words[...]
        return Words.lowerCamel(["stream"] + rest)
    }
}

extension Body.Content {
    /// The type of a model that is the whole body.
    fileprivate var modelType: SwiftType? {
        switch self {
        case .json(let type), .form(let type), .multipart(let type): type
        case .parts, .items, .text, .base64, .upload: nil
        }
    }
}
