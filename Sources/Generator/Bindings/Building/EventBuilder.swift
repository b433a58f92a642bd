import OpenAPI

/// Event streams as OpenAPI 3.2 describes them ("Server-Sent Events"): the schema of an item is the event with its fields
/// `event`, `data`, `id` and `retry`; each alternative of `oneOf` is one kind of event, told by the constant of `event`,
/// and its JSON is the `contentSchema` of `data`.
extension ModuleBuilder {
    struct EventBranch {
        let schema: Schema
        let event: String
        let payload: SchemaID
    }

    /// The kinds of events; empty where the schema is not of that form.
    func eventBranches(of id: SchemaID) -> [EventBranch] {
        let schema = description[resolved(id)]
        let alternatives = schema.oneOf.isEmpty ? [resolved(id)] : schema.oneOf
        var branches: [EventBranch] = []
        for alternative in alternatives {
            let branch = description[resolved(alternative)]
            guard let event = property("event", of: branch), let data = property("data", of: branch),
                case .string(let name)? = description[event].constant, let payload = description[data].contentSchema
            else { return [] }
            branches.append(EventBranch(schema: branch, event: name, payload: payload))
        }
        return branches
    }

    private func property(_ name: String, of schema: Schema) -> SchemaID? {
        schema.properties.first { $0.name == name }?.schema
    }

    func events(_ planned: PlannedType) -> EventEnumeration {
        let schema = description[planned.schema]
        var scope = Scope(reserved: ["unrecognized", "finalEvents", "validate"])
        let branches = eventBranches(of: planned.schema)
        let cases = branches.map { branch in
            let wanted = branch.schema.extensions.name.flatMap(Identifier.checked) ?? eventName(branch.event, among: branches.map(\.event))
            let payload = use(of: branch.payload)
            let role: EventEnumeration.Case.Role =
                branch.schema.extensions.isError ? .failure : branch.schema.extensions.isFinal ? .final : .event
            return EventEnumeration.Case(
                name: scope.claim(wanted),
                event: branch.event,
                payload: payload.type,
                documentation: Documentation(text: branch.schema.description ?? payload.text),
                role: role
            )
        }
        return EventEnumeration(name: planned.name, documentation: documentation(schema), cases: cases)
    }

    /// The last part of a dotted name, where that is enough to tell the events apart.
    private func eventName(_ event: String, among all: [String]) -> String {
        func last(_ name: String) -> Substring { name.split(separator: ".").last ?? "" }
        let short = last(event)
        return Identifier.member(all.filter { last($0) == short }.count == 1 ? String(short) : event, fallback: "event")
    }
}
