import YAMLDocument

/// Keywords that no Swift type has a form for.
extension DescriptionReader {
    /// Whether `keyword` is one of those; what it says is then added to the schema.
    func readAssertion(_ keyword: String, _ field: Place, into schema: inout Schema) -> Bool {
        switch keyword {
        case "not": schema.assertions.append(.not(readSchema(field)))
        case "if", "then", "else", "contains", "minContains", "maxContains": break  // readGroups
        case "dependentRequired":
            schema.assertions.append(.dependentRequired(dependencies(field) { self.strings($0, keyword) }))
        case "dependentSchemas": schema.assertions.append(.dependentSchemas(dependencies(field, readSchema)))
        case "dependencies": readOldDependencies(field, into: &schema)
        case "prefixItems": schema.assertions.append(.prefixItems(elements(of: field, keyword).map(readSchema)))
        case "propertyNames": schema.assertions.append(.propertyNames(readSchema(field)))
        case "patternProperties": schema.assertions.append(.patternProperties(dependencies(field, readSchema)))
        case "unevaluatedItems": schema.assertions.append(.unevaluatedItems(readSchema(field)))
        case "unevaluatedProperties": schema.assertions.append(.unevaluatedProperties(readSchema(field)))
        case "$dynamicRef": readDynamicReference(field, into: &schema)
        default: return false
        }
        return true
    }

    /// Keywords that mean something only together.
    func readGroups(of place: Place, into schema: inout Schema) {
        func field(_ keyword: String) -> Place? { member(keyword, of: place) }
        if let condition = field("if") {
            // Without the others it rejects nothing, but what it looks at is evaluated.
            let (then, otherwise) = (field("then").map(readSchema), field("else").map(readSchema))
            schema.assertions.append(.condition(if: readSchema(condition), then: then, else: otherwise))
        }
        if let contains = field("contains") {
            let minimum = field("minContains").flatMap { count($0, "minContains") }
            let maximum = field("maxContains").flatMap { count($0, "maxContains") }
            schema.assertions.append(.contains(readSchema(contains), minimum: minimum, maximum: maximum))
        }
    }

    private func dependencies<Value>(_ field: Place, _ read: (Place) -> Value) -> [Assertion.Dependency<Value>] {
        fields(of: field, as: "this keyword", keepingExtensions: true).map { Assertion.Dependency(name: $0.key, value: read($0.place)) }
    }

    /// Until draft 7 lists of names and schemas stood under one keyword.
    private func readOldDependencies(_ field: Place, into schema: inout Schema) {
        var names: [Assertion.Dependency<[String]>] = []
        var schemas: [Assertion.Dependency<SchemaID>] = []
        for (name, value) in fields(of: field, as: "this keyword", keepingExtensions: true) {
            if value.node.kind == .sequence {
                names.append(Assertion.Dependency(name: name, value: strings(value, "the dependencies")))
            } else {
                schemas.append(Assertion.Dependency(name: name, value: readSchema(value)))
            }
        }
        if !names.isEmpty { schema.assertions.append(.dependentRequired(names)) }
        if !schemas.isEmpty { schema.assertions.append(.dependentSchemas(schemas)) }
        reportOldSpelling("dependencies", "dependentRequired and dependentSchemas", field)
    }

    /// JSON Schema Core, section 8.2.3.2: without a dynamic anchor of that name it is a plain reference.
    private func readDynamicReference(_ field: Place, into schema: inout Schema) {
        guard let target = target(of: field), !isOfOtherKind(field, target, than: "a schema") else { return }
        let id = readSchema(target)
        let name = field.node.string.flatMap { text in text.firstIndex(of: "#").map { String(text[text.index(after: $0)...]) } }
        if let name, target.node["$dynamicAnchor"]?.string == name {
            schema.assertions.append(.dynamicReference(anchor: name, otherwise: id))
        } else {
            schema.allOf.append(id)
        }
    }

    func reportOldSpelling(_ old: String, _ new: String, _ field: Place) {
        let message = "\(quoted(old)) is written so in an older draft of JSON Schema; it is read as \(new)"
        diagnostics.warning("old-spelling", message, at: field.location.mark)
    }
}
