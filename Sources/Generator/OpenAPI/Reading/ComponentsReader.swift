import YAMLDocument

extension DescriptionReader {
    func readComponents(_ place: Place) {
        for (field, section) in fields(of: place, as: "the components") {
            switch field {
            case "schemas":
                let components = fields(of: section, as: "the schemas", keepingExtensions: true)
                // All names first: a schema that is met by reference first is still the component that it is.
                for (name, schema) in components {
                    componentNames[key(of: schema.node)] = name
                    componentPlaces[name] = schema
                }
                componentOrder = components.map(\.key)
                // Of a selection, those that an operation refers to.
                guard selector.selection.takesAll else { continue }
                for (name, schema) in components {
                    result.componentSchemas.append((name, readSchema(schema)))
                    readPendingSchemas()
                }
            case "securitySchemes":
                securitySchemePlaces = fields(of: section, as: "the security schemes", keepingExtensions: true)
                for (name, scheme) in securitySchemePlaces { schemeNames[key(of: scheme.node)] = name }
            // Read where something refers to them.
            case "responses", "parameters", "examples", "requestBodies", "headers", "links", "callbacks", "pathItems", "mediaTypes":
                break
            default:
                reportUnknown(
                    field, section, in: "the components", known: ["schemas", "responses", "parameters", "requestBodies", "headers"])
            }
        }
    }

    /// A schema with a discriminator and without alternatives stands for the components that have it in their `allOf`: what needs it
    /// needs those.
    private func readSubclasses() {
        let isBase = { (schema: Schema) in schema.discriminator != nil && schema.oneOf.isEmpty && schema.anyOf.isEmpty }
        guard result.schemas.contains(where: { isBase($0.value) }) else { return }
        let children = componentsByParent()
        var subclasses: Set<NodeKey> = []
        var next = 0
        while next < result.schemas.count {
            let (key, schema) = (schemaKeys[next], result.schemas[next].value)
            next += 1
            guard isBase(schema) || subclasses.contains(key) else { continue }
            for child in children[key] ?? [] {
                subclasses.insert(child.key)
                _ = readSchema(child.place)
            }
            readPendingSchemas()
        }
    }

    /// Which components have a schema in their `allOf`. What is wrong in those that nothing needs is not said.
    private func componentsByParent() -> [NodeKey: [(key: NodeKey, place: Place)]] {
        let collected = diagnostics
        diagnostics = Diagnostics()
        defer { diagnostics = collected }
        var children: [NodeKey: [(key: NodeKey, place: Place)]] = [:]
        for component in componentOrder.compactMap({ componentPlaces[$0] }) {
            guard let target = resolved(component, "a schema"), let members = target.node["allOf"]?.elements else { continue }
            for (index, member) in members.enumerated() {
                let place = Place(node: member, location: target.location.child("allOf", member.mark).child(index, member.mark))
                guard let parent = resolved(place, "a schema") else { continue }
                children[key(of: parent.node), default: []].append((key(of: target.node), component))
            }
        }
        return children
    }

    /// Components were read where an operation refers to them; those stay, in the order of the description.
    func leaveOutWhatIsNotSelected() {
        selector.reportUnused(diagnostics)
        if result.operations.isEmpty, result.webhooks.isEmpty {
            let message = "the selection leaves no operation of \(quoted(entry))"
            let patterns = selector.selection.include + selector.selection.exclude
            diagnostics.error("empty-selection", message, at: patterns.first?.mark)
        }
        readSubclasses()
        result.componentSchemas = componentOrder.compactMap { name in
            componentPlaces[name].flatMap { schemaAt[key(of: $0.node)] }.map { (name, $0) }
        }
    }
}
