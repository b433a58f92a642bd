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
        let head = "#/components/schemas/"
        var children: [String: [Place]] = [:]
        for place in componentOrder.compactMap({ componentPlaces[$0] }) {
            for parent in place.node["allOf"]?.elements.compactMap({ $0["$ref"]?.string }) ?? [] where parent.hasPrefix(head) {
                children[String(parent.dropFirst(head.count)), default: []].append(place)
            }
        }
        guard !children.isEmpty else { return }
        var subclasses: Set<SchemaID> = []
        var next = 0
        while next < result.schemas.count {
            let (id, schema) = (SchemaID(index: next), result.schemas[next].value)
            next += 1
            let isBase = schema.discriminator != nil && schema.oneOf.isEmpty && schema.anyOf.isEmpty
            guard isBase || subclasses.contains(id), let name = schema.componentName else { continue }
            for child in children[name] ?? [] { subclasses.insert(readSchema(child)) }
            readPendingSchemas()
        }
    }

    /// Components were read where an operation refers to them; those stay, in the order of the description.
    func leaveOutWhatIsNotSelected() {
        selector.reportUnused(diagnostics)
        if result.operations.isEmpty {
            let message = "the selection leaves no operation of \(quoted(entry))"
            diagnostics.error("empty-selection", message, at: selector.selection.include.first?.mark)
        }
        readSubclasses()
        result.componentSchemas = componentOrder.compactMap { name in
            componentPlaces[name].flatMap { schemaAt[key(of: $0.node)] }.map { (name, $0) }
        }
    }
}
