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
        let values = distinct(enumerationValues(schema, values))
        let cases = zip(values, caseNames(of: values.map(\.item))).map { value, name in
            let words = Documentation(text: value.item.text, isDeprecated: value.item.isDeprecated)
            return OpenEnumeration.Case(name: name, value: value.literal, documentation: words)
        }
        if case .number = cases.first?.value {
            return OpenEnumeration(name: planned.name, documentation: documentation(schema, of: planned.name), raw: .int, cases: cases)
        }
        return OpenEnumeration(name: planned.name, documentation: documentation(schema, of: planned.name), raw: .string, cases: cases)
    }

    /// Those that have a literal, each once.
    private func distinct(_ values: [EnumerationValue]) -> [(item: EnumerationValue, literal: Literal)] {
        // By bytes: two spellings of `é` are one text to Swift and two in JSON.
        var seen: Set<[UInt8]> = []
        return values.compactMap { item in
            guard let literal = scalarLiteral(item.value) else { return nil }
            guard seen.insert(Array(json(item.value).utf8)).inserted else {
                diagnostics.warning("duplicate-value", "the enum names a value twice", at: item.location.mark)
                return nil
            }
            return (item, literal)
        }
    }

    private func caseNames(of values: [EnumerationValue]) -> [SwiftName] {
        var scope = Scope(reserved: ReservedNames.enumerationMembers)
        let wanted = values.map { $0.name ?? caseName($0.value) }
        var names: [SwiftName?] = Array(repeating: nil, count: values.count)
        for index in namingOrder(of: values, wanted) {
            let item = values[index]
            let derived = item.name ?? scope.free(wanted[index], or: caseNameWithSymbols(item.value))
            names[index] = name(overrides.name(at: item.location), or: derived, at: item.location, in: &scope)
        }
        return names.compactMap { $0 }
    }

    /// What has a name already, or is called in Swift as it is, comes first; then what has no symbols by which it could be told from
    /// others: beside `C#`, `C` is `c`, whichever stands before the other.
    private func namingOrder(of values: [EnumerationValue], _ wanted: [String]) -> [Int] {
        let ranks = zip(values, wanted).map { item, name in
            if item.name != nil || item.value == .string(name) { return 0 }
            return caseNameWithSymbols(item.value) == name ? 1 : 2
        }
        return (0...2).flatMap { rank in values.indices.filter { ranks[$0] == rank } }
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
