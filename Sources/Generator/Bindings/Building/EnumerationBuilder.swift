import OpenAPI

extension ModuleBuilder {
    /// All enumerations, before the structures: a default names a case.
    func buildEnumerations() {
        var pending = plan
        while let planned = pending.popLast() {
            pending += planned.nested
            guard !eventSchemas.contains(planned.schema), case .enumeration(let values) = shape(of: planned.schema) else { continue }
            enumerations[planned.name] = enumeration(planned, values)
        }
    }

    func enumeration(_ planned: PlannedType, _ values: [Value]) -> OpenEnumeration {
        let schema = description[planned.schema]
        reportUnused(schema)
        var names = schema.enumNames ?? []
        if schema.enumNames != nil, names.count != schema.enumeration?.count {
            let message = "x-enum-varnames has \(names.count) names for \(schema.enumeration?.count ?? 0) values; they are not used"
            diagnostics.warning("enum-names-count", message, at: schema.location.mark)
            names = []
        }
        let annotations = schema.enumAnnotations.map { description[$0] }
        var scope = Scope(reserved: ReservedNames.enumerationMembers)
        var cases: [OpenEnumeration.Case] = []
        var seen: Set<[UInt8]> = []
        for (index, value) in (schema.enumeration ?? values).enumerated() where value != .null {
            guard let literal = scalarLiteral(value) else { continue }
            // By bytes: two spellings of `é` are one text to Swift and two in JSON.
            guard seen.insert(Array(json(value).utf8)).inserted else {
                diagnostics.warning("duplicate-value", "the enum names a value twice", at: schema.location.mark)
                continue
            }
            let annotation = annotations.indices.contains(index) ? annotations[index] : nil
            let location = annotation?.location ?? schema.location.child("enum", schema.location.mark).child(index, schema.location.mark)
            let given = names.indices.contains(index) ? givenName(names[index], schema) : nil
            let title = annotation?.title.flatMap(titleName)
            let wanted = given ?? title ?? caseName(value)
            let name = name(overrides.name(at: location), or: wanted, at: location, in: &scope)
            let text = annotation?.description ?? (wanted == title ? nil : annotation?.title)
            let words = Documentation(text: text, isDeprecated: annotation?.isDeprecated ?? false)
            cases.append(OpenEnumeration.Case(name: name, value: literal, documentation: words))
        }
        if case .number = cases.first?.value {
            return OpenEnumeration(name: planned.name, documentation: documentation(schema, of: planned.name), raw: .int, cases: cases)
        }
        return OpenEnumeration(name: planned.name, documentation: documentation(schema, of: planned.name), raw: .string, cases: cases)
    }

    private func givenName(_ text: String, _ schema: Schema) -> String? {
        if let name = Identifier.checked(text) { return name }
        let message = "\(quoted(text)) in x-enum-varnames is no Swift name, so one is made of the value"
        diagnostics.warning("invalid-name", message, at: schema.location.mark)
        return nil
    }

    /// A title may be a sentence, or have no letters.
    private func titleName(_ title: String) -> String? {
        let name = Identifier.value(title)
        return name.utf8.count <= 40 && title.contains { $0.isLetter || $0.isNumber } ? name : nil
    }

    private func caseName(_ value: Value) -> String {
        switch value {
        case .string(""): "empty"
        case .string(let text): Identifier.value(text)
        case .number(let text): text.hasPrefix("-") ? "minus\(text.dropFirst())" : "value\(text)"
        default: "value"
        }
    }
}
