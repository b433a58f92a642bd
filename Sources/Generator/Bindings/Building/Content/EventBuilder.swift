import OpenAPI

/// Event streams as OpenAPI 3.2 describes them ("Server-Sent Event Streams"): the schema of an item is the event with its fields
/// `event`, `data`, `id` and `retry`; each alternative of `oneOf` is one kind of event, told by the constant of `event`. Its JSON is
/// the `contentSchema` of `data`; where there is none, its text is `data`.
extension ModuleBuilder {
    struct EventBranch {
        let schema: Schema
        let event: String
        /// nil where the data is text.
        let payload: SchemaID?

        var lastPart: Substring { event.split(separator: ".").last ?? "" }
    }

    /// The kinds of events; empty where the schema is not of that form.
    func eventBranches(of id: SchemaID) -> [EventBranch] {
        let schema = description[eventSchema(id)]
        let alternatives = schema.oneOf.isEmpty ? [eventSchema(id)] : schema.oneOf
        var branches: [EventBranch] = []
        for alternative in alternatives {
            let branch = description[resolved(alternative)]
            guard let event = property("event", of: branch), let name = eventConstant(event) else { return [] }
            let data = property("data", of: branch)
            branches.append(EventBranch(schema: branch, event: name, payload: data.flatMap { description[$0].contentSchema }))
        }
        return branches
    }

    private func eventConstant(_ id: SchemaID) -> String? {
        let schema = description[resolved(id)]
        let values = schema.enumeration ?? []
        guard case .string(let name)? = schema.constant ?? (values.count == 1 ? values[0] : nil) else { return nil }
        return name
    }

    func events(_ planned: PlannedType) -> EventEnumeration {
        let schema = description[planned.schema]
        var scope = Scope(reserved: ["unrecognized", "finalEvents", "validate"])
        let branches = eventBranches(of: planned.schema)
        let lastParts = lastParts(of: branches)
        var seen: Set<String> = []
        let cases = branches.compactMap { branch -> EventEnumeration.Case? in
            guard seen.insert(branch.event).inserted else {
                let message = "two kinds of events are named \(quoted(branch.event)); the first is read"
                diagnostics.unsupported("duplicate-event", message, at: branch.schema.location.mark)
                return nil
            }
            let payload = branch.payload.map { use(of: $0, on: .json) }
            if let name = branch.schema.extensions.name, Identifier.checked(name) == nil {
                let message = "\(quoted(name)) in x-event-name is no Swift name, so one is made of the event's"
                diagnostics.warning("invalid-name", message, at: branch.schema.location.mark)
            }
            let role: EventEnumeration.Case.Role =
                branch.schema.extensions.isError ? .failure : branch.schema.extensions.isFinal ? .final : .event
            return EventEnumeration.Case(
                name: scope.claim(eventName(branch, lastParts)),
                event: branch.event,
                payload: payload?.storedType,
                rule: payload?.storedRule,
                documentation: Documentation(text: branch.schema.description ?? payload?.text),
                role: role
            )
        }
        return EventEnumeration(name: planned.name, documentation: documentation(schema, of: planned.name), cases: cases)
    }

    /// The name that the description gives, or the last part of a dotted one where that is enough to tell the events apart.
    ///
    /// - Parameter lastParts: how many of the events have each last part, of all that the name has to be told from.
    func eventName(_ branch: EventBranch, _ lastParts: [Substring: Int]) -> String {
        if let name = branch.schema.extensions.name.flatMap(Identifier.checked) { return name }
        let short = branch.lastPart
        return Identifier.member(lastParts[short] == 1 ? String(short) : branch.event, fallback: "event")
    }

    func lastParts(of branches: [EventBranch]) -> [Substring: Int] {
        Dictionary(branches.map { ($0.lastPart, 1) }, uniquingKeysWith: +)
    }
}
