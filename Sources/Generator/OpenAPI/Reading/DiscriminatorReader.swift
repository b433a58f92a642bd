import YAMLDocument

extension DescriptionReader {
    func discriminator(_ place: Place) -> Discriminator? {
        guard let place = resolved(place, "a discriminator") else { return nil }
        guard place.node.kind == .mapping else {
            expected("a mapping", for: "the discriminator", place)
            return nil
        }
        guard let property = place.node["propertyName"]?.string else {
            diagnostics.error("missing-field", "a discriminator needs a \"propertyName\"", at: place.location.mark)
            return nil
        }
        var result = Discriminator(property: property, mark: place.location.mark)
        for (field, value) in fields(of: place, as: "a discriminator") {
            switch field {
            case "propertyName": break
            case "mapping":
                result.mapping = fields(of: value, as: "the mapping", keepingExtensions: true).compactMap { name, target in
                    mappedSchema(target).map { (name, $0) }
                }
            case "defaultMapping": result.fallback = mappedSchema(value)
            default:
                reportUnknown(field, value, in: "a discriminator", known: ["propertyName", "mapping", "defaultMapping"])
            }
        }
        return result
    }

    /// A schema by the name of its component, or by a reference; a text that could be both is the name, as the standard has it.
    private func mappedSchema(_ place: Place) -> SchemaID? {
        guard let text = string(place, "a schema of the mapping") else { return nil }
        if let component = componentPlaces[text] { return readSchema(component) }
        let isName = !text.utf8.contains { "/#:".utf8.contains($0) } && ![".yaml", ".yml", ".json"].contains { text.hasSuffix($0) }
        guard !isName else {
            let message = "no schema is named \(quoted(text)), so this entry is left out; correct it, or refer to a schema"
            diagnostics.warning("unknown-mapping", message, at: place.valueMark)
            return nil
        }
        return target(of: place).map { readSchema($0) }
    }
}
