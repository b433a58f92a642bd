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

    /// Components were read where an operation refers to them; those stay, in the order of the description.
    func leaveOutWhatIsNotSelected() {
        selector.reportUnused(diagnostics)
        if result.operations.isEmpty {
            let message = "the selection leaves no operation of \(quoted(entry))"
            diagnostics.error("empty-selection", message, at: selector.selection.include.first?.mark)
        }
        result.componentSchemas = componentOrder.compactMap { name in
            componentPlaces[name].flatMap { schemaAt[key(of: $0.node)] }.map { (name, $0) }
        }
    }
}
