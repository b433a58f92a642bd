import OpenAPI

/// Webhooks and callbacks: requests that the provider of the API makes. Their bodies become types, so that whoever receives one can
/// read it; the server that does so is not generated.
extension ModuleBuilder {
    /// The callbacks of all operations, each once. Those that several operations call alike are named after their operations too: with
    /// a number, one would take the name of another when an operation is added before it.
    func findCallbacks() -> [ReceivedRequest] {
        var seen: Set<Location> = []
        let all = description.operations.flatMap { operation in operation.callbacks.map { (operation, request: $0) } }
        let distinct = all.filter { seen.insert($0.request.operation.location).inserted }
        var owners: [String: Set<String>] = [:]
        for (operation, request) in distinct { owners[Identifier.type(request.name), default: []].insert(operation.pathsPointer) }
        return distinct.map { operation, request in
            guard owners[Identifier.type(request.name), default: []].count > 1 else { return request }
            var request = request
            request.name = "\(operationName(operation)) \(request.name)"
            return request
        }
    }

    func planReceivedTypes(_ plan: (SchemaID, String) -> Void) {
        for request in description.webhooks + callbacks {
            if let schema = payload(of: request)?.schema { plan(schema, "\(request.name) payload") }
            if let schema = reply(to: request)?.schema { plan(schema, "\(request.name) reply") }
        }
    }

    func payloadNames() -> [TypeDeclaration] {
        let kinds = [
            ("Webhooks", "What the provider of the API sends to its webhooks.", description.webhooks),
            ("Callbacks", "What the provider of the API sends to the callbacks of its operations.", callbacks),
        ]
        return kinds.compactMap { wanted, text, requests in
            var scope = Scope(reserved: Keywords.unusable)
            let aliases = requests.flatMap { self.payloadAliases(of: $0, &scope) }
            guard !aliases.isEmpty else { return nil }
            let name = TypeName(path: [clientTypeName(wanted)])
            return .payloads(PayloadNames(name: name, documentation: Documentation(text: text), aliases: aliases))
        }
    }

    private func payloadAliases(of request: ReceivedRequest, _ scope: inout Scope) -> [PayloadNames.Alias] {
        reportUnread(request)
        var aliases: [PayloadNames.Alias] = []
        if let media = payload(of: request) {
            aliases.append(alias(media, Identifier.type(request.name), operationDocumentation(request.operation), &scope))
        } else {
            let message = "\(quoted(request.name)) has no body in JSON, so nothing of it becomes Swift"
            diagnostics.unsupported("unsupported-webhook", message, at: request.operation.location.mark)
        }
        // One that is described here has that name already.
        let wantedReply = Identifier.type("\(request.name) reply")
        if let media = reply(to: request), media.schema.flatMap({ typeNames[resolved($0)]?.last.text }) != wantedReply {
            let text = "What the provider wants for an answer to \(quoted(request.name))."
            aliases.append(alias(media, wantedReply, Documentation(text: text), &scope))
        }
        return aliases
    }

    private func alias(
        _ media: MediaType, _ wanted: String, _ documentation: Documentation, _ scope: inout Scope
    ) -> PayloadNames.Alias {
        // Inside the list its name would hide the type of the same name outside, perhaps the one that it stands for.
        var name = wanted
        var number = 2
        while moduleScope.contains(name) {
            name = number == 2 ? wanted + "Payload" : "\(wanted)Payload\(number)"
            number += 1
        }
        let type = media.schema.map { use(of: $0, on: .json).storedType } ?? .json
        return PayloadNames.Alias(name: scope.claim(name), documentation: documentation, type: type)
    }

    private func payload(of request: ReceivedRequest) -> MediaType? {
        request.operation.body?.content.first { isJSON($0.essence) && !isForm($0) }
    }

    private func reply(to request: ReceivedRequest) -> MediaType? {
        request.operation.responses.first { isSuccess($0) }?.content.first { isJSON($0.essence) && !isForm($0) }
    }

    /// A form is written, never read.
    private func isForm(_ media: MediaType) -> Bool { media.schema.map { formSchemas.contains(resolved($0)) } ?? false }

    private func reportUnread(_ request: ReceivedRequest) {
        for parameter in request.operation.parameters {
            let what = "the \(parameter.place.rawValue) parameter \(quoted(parameter.name)) of \(quoted(request.name))"
            let message = "\(what) has no Swift form; read it from the request that you receive"
            diagnostics.unsupported("unsupported-webhook-parameter", message, at: parameter.location.mark)
        }
        let used = [payload(of: request), reply(to: request)].compactMap { $0?.location }
        let media = (request.operation.body?.content ?? []) + request.operation.responses.filter { isSuccess($0) }.flatMap(\.content)
        for other in media where !used.contains(other.location) {
            let message = "the body \(quoted(other.name)) of \(quoted(request.name)) has no type"
            diagnostics.unsupported("unsupported-media-type", message, at: other.location.mark)
        }
    }
}
