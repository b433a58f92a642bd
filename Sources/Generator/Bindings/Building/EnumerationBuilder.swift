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
        var scope = Scope(reserved: ReservedNames.enumerationMembers)
        var cases: [OpenEnumeration.Case] = []
        var seen: Set<[UInt8]> = []
        for item in enumerationValues(schema, values) {
            guard let literal = scalarLiteral(item.value) else { continue }
            // By bytes: two spellings of `é` are one text to Swift and two in JSON.
            guard seen.insert(Array(json(item.value).utf8)).inserted else {
                diagnostics.warning("duplicate-value", "the enum names a value twice", at: schema.location.mark)
                continue
            }
            let given = overrides.name(at: item.location)
            let derived = item.name ?? scope.free(caseName(item.value), or: caseNameWithSymbols(item.value))
            let name = name(given, or: derived, at: item.location, in: &scope)
            let words = Documentation(text: item.text, isDeprecated: item.isDeprecated)
            cases.append(OpenEnumeration.Case(name: name, value: literal, documentation: words))
        }
        if case .number = cases.first?.value {
            return OpenEnumeration(name: planned.name, documentation: documentation(schema, of: planned.name), raw: .int, cases: cases)
        }
        return OpenEnumeration(name: planned.name, documentation: documentation(schema, of: planned.name), raw: .string, cases: cases)
    }

    private func caseNameWithSymbols(_ value: Value) -> String {
        if case .string(let text) = value, !text.isEmpty { Identifier.memberWithSymbols(text) } else { caseName(value) }
    }

    func caseName(_ value: Value) -> String {
        switch value {
        case .string(""): "empty"
        case .string(let text): Identifier.value(text)
        case .number(let text): text.hasPrefix("-") ? "minus\(text.dropFirst())" : "value\(text)"
        default: "value"
        }
    }
}
