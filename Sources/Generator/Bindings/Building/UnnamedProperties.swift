import OpenAPI

/// Properties that a structure has no member for: which of them it keeps, and as what.
extension ModuleBuilder {
    /// The property for them; nil where there may be none, or where nobody is told of any.
    func additionalProperties(_ schema: Schema, _ wire: Wire, _ scope: inout Scope) -> AdditionalProperties? {
        if wire == .json { reportUntypedAlternatives(schema) }
        let type: SwiftType
        var rule: Rule?
        switch schema.additionalProperties {
        // What only the alternatives name is kept as well.
        case .unspecified where needsOthers(schema) && wire == .json: type = .json
        case .unspecified where wire == .json:
            guard let rest = unevaluatedProperties(schema) else { return nil }
            type = use(of: rest).storedType
        case .forbidden where hasPatterns(schema) && wire == .json: type = .json
        case .unspecified, .forbidden: return nil
        case .allowed: type = .json
        // A property whose name has a pattern is of another type, and the rule knows both.
        case .schema where hasPatterns(schema): type = .json
        case .schema(let id):
            // A form has files among its parts, and no forms.
            let isFile = wire == .form && part(self.use(of: id).type) != .value
            let use = self.use(of: id, on: isFile ? .form : .json)
            type = use.storedType
            rule = use.storedRule
        }
        return AdditionalProperties(name: scope.claim("additionalProperties"), type: type, rule: rule)
    }

    /// Alternatives beside properties that could not be made structures of their own: of what they name only the rule is left.
    private func reportUntypedAlternatives(_ schema: Schema) {
        guard hasAlternativeRules(schema), schema.additionalProperties != .forbidden else { return }
        let names = Set(schema.properties.map(\.name))
        let alternatives = (schema.oneOf + schema.anyOf).map { description[resolved($0)] }
        let other = alternatives.lazy.flatMap(\.properties).first { !names.contains($0.name) }
        guard let other else { return }
        let message =
            "\(quoted(other.name)), which only an alternative names, has no Swift of its own here: it is kept as JSON, and checked by a rule"
        diagnostics.unsupported("untyped-alternatives", message, at: schema.location.mark)
    }

    /// Whether an object of JSON keeps the properties that its schema does not name.
    func keepsUnnamed(_ schema: Schema) -> Bool {
        switch schema.additionalProperties {
        case .allowed, .schema: true
        // Without names it is a map.
        case .unspecified: schema.properties.isEmpty || needsOthers(schema) || unevaluatedProperties(schema) != nil
        case .forbidden: hasPatterns(schema)
        }
    }

    private func needsOthers(_ schema: Schema) -> Bool { hasAlternativeRules(schema) || rulesNeedAllProperties(schema) }

    /// What all properties are that no schema around them names; nil where there may be none.
    private func unevaluatedProperties(_ schema: Schema) -> SchemaID? {
        for case .unevaluatedProperties(let rest) in assertions(schema) where description[rest].boolean != false { return rest }
        return nil
    }

    func hasUnnamedRequired(_ schema: Schema) -> Bool {
        // No set is made for a few names.
        if schema.required.count < 8 { return !schema.required.allSatisfy { name in schema.properties.contains { $0.name == name } } }
        let names = Set(schema.properties.map(\.name))
        return !schema.required.allSatisfy(names.contains)
    }

    func hasPatterns(_ schema: Schema) -> Bool { !patternValues(schema).isEmpty }

    /// What properties are whose names have a pattern, where `additionalProperties` of the same schema is about the others alone.
    func patternValues(_ schema: Schema) -> [SchemaID] {
        let sources = schema.parts.filter { $0.keywords.contains(.assertions) }.map { self.sources[$0.schema] }
        return sources.flatMap { source -> [SchemaID] in
            switch source.additionalProperties {
            case .unspecified, .allowed: return []
            case .schema, .forbidden: break
            }
            var values: [SchemaID] = []
            for case .patternProperties(let patterns) in source.assertions { values += patterns.map(\.value) }
            return values
        }
    }

    /// What the properties are of which all that is said is one pattern; whether a name has it is a rule.
    func solePattern(_ schema: Schema) -> SchemaID? {
        var values: [SchemaID] = []
        for case .patternProperties(let patterns) in assertions(schema) { values += patterns.map(\.value) }
        // A map of itself has no type in Swift.
        return values.count == 1 && resolved(values[0]) != schema.id ? values[0] : nil
    }

    /// What a schema asserts, and those that it takes in.
    private func assertions(_ schema: Schema) -> [Assertion] {
        schema.parts.filter { $0.keywords.contains(.assertions) }.flatMap { sources[$0.schema].assertions }
    }

    /// Whether rules speak of properties that have no name of their own in Swift.
    private func rulesNeedAllProperties(_ schema: Schema) -> Bool {
        if hasUnnamedRequired(schema) { return true }
        guard !schema.parts.isEmpty else { return false }
        let names = Set(schema.properties.map(\.name))
        return assertions(schema).contains { $0.speaksOfOthers(than: names) { description[resolved($0)] } }
    }
}

extension Assertion {
    /// Whether it says something of properties that have none of these names.
    func speaksOfOthers(than names: Set<String>, schema: (SchemaID) -> Schema) -> Bool {
        func namesOthers(_ rule: SchemaID) -> Bool {
            let rule = schema(rule)
            return !names.isSuperset(of: rule.required) || !rule.properties.allSatisfy { names.contains($0.name) }
        }
        return switch self {
        case .patternProperties, .propertyNames: true
        case .condition(_, let then, let otherwise): [then, otherwise].compactMap { $0 }.contains(where: namesOthers)
        case .dependentSchemas(let dependencies): dependencies.contains { namesOthers($0.value) }
        case .dependentRequired(let dependencies): dependencies.contains { !names.isSuperset(of: $0.value) }
        default: false
        }
    }
}
