import OpenAPI

extension ModuleBuilder {
    /// What a property is called. Kept, because the same few names stand at most of the properties of a description.
    func memberName(_ text: String) -> String {
        if let known = memberNames[text] { return known }
        let name = Identifier.member(text)
        memberNames[text] = name
        return name
    }

    /// The order in which things of one place take their names, by what the description calls them. What is called there as it is
    /// in Swift is called so, whatever stands before it: `id`, and not `_id`.
    func namingOrder(of names: [String]) -> [(index: Int, member: String)] {
        let members = names.map(memberName)
        let kept = names.indices.filter { members[$0] == names[$0] }
        let order = kept.count == names.count ? kept : kept + names.indices.filter { members[$0] != names[$0] }
        return order.map { ($0, members[$0]) }
    }

    /// The Swift name of the thing at `location`: what the maintainer gave it, or what was derived, made different from the names
    /// in `scope`. A given name is never changed: where it is taken, that is an error.
    func name(_ given: NameOverrides.Given?, or derived: @autoclosure () -> String, at location: Location, in scope: inout Scope)
        -> SwiftName
    {
        guard let given else {
            let wanted = derived()
            let name = scope.claim(wanted)
            if name.text != wanted, let mark = scope.place(ofGiven: wanted) { reportTaken(wanted, by: location, at: mark) }
            reportRenamed(name, wanted, at: location)
            return name
        }
        let name = scope.claim(given.name)
        scope.note(given.name, givenAt: given.mark)
        if name.text != given.name { reportTaken(given.name, by: location, at: given.mark) }
        return name
    }

    /// The name of a type that no schema describes. One that a schema has is said: the name of the type changes for it.
    func ownTypeName(_ wanted: String, ifTaken other: String? = nil) -> SwiftName {
        let name = moduleScope.claim(moduleScope.contains(wanted) ? other ?? wanted : wanted)
        if name.text != wanted, let schema = schemasByTypeName[wanted] {
            let message = "this schema is named \(wanted) in Swift, so the type that these bindings would call so is \(name.text)"
            diagnostics.warning("name-collision", message, at: description[schema].location.mark)
        }
        return name
    }

    /// Of a type of the client; the name must hide none outside that the client uses.
    func clientTypeName(_ wanted: String) -> SwiftName { ownTypeName(wanted, ifTaken: configuration.clientName + wanted) }

    private func reportTaken(_ name: String, by location: Location, at mark: SourceMark?) {
        let message = "the name \(name) is taken by another thing in the same place; choose a name that nothing else has there"
        let note = Diagnostic.Note(message: "this would have the same name", mark: location.mark)
        diagnostics.error("name-collision", message, at: mark, notes: [note])
    }

    func reportRenamed(_ name: SwiftName, _ wanted: String, at location: Location) {
        guard name.text != wanted else { return }
        let message =
            "another thing is named \(wanted) in Swift, so this one is \(name.text); give it a name of your own with \"names\" in bindings.yaml"
        diagnostics.warning("name-collision", message, at: location.mark)
    }
}
