import OpenAPI

/// Properties that a structure has no member for: which of them it keeps, and as what.
extension ModuleBuilder {
    /// The property for them; nil where there may be none, or where nobody is told of any.
    func additionalProperties(_ schema: Schema, _ wire: Wire, _ scope: inout Scope) -> AdditionalProperties? {
        let type: SwiftType
        var rule: Rule?
        switch schema.additionalProperties {
        // What only the alternatives name is kept as well.
        case .unspecified where (hasAlternativeRules(schema) || rulesNeedAllProperties(schema)) && wire == .json: type = .json
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

    func hasUnnamedRequired(_ schema: Schema) -> Bool {
        // No set is made for a few names.
        if schema.required.count < 8 { return !schema.required.allSatisfy { name in schema.properties.contains { $0.name == name } } }
        let names = Set(schema.properties.map(\.name))
        return !schema.required.allSatisfy(names.contains)
    }

    func hasPatterns(_ schema: Schema) -> Bool {
        schema.parts.contains { part in
            description[part.schema].assertions.contains { if case .patternProperties = $0 { true } else { false } }
        }
    }

    /// Whether rules speak of properties that have no name of their own in Swift.
    private func rulesNeedAllProperties(_ schema: Schema) -> Bool {
        if hasUnnamedRequired(schema) { return true }
        guard !schema.parts.isEmpty else { return false }
        let names = Set(schema.properties.map(\.name))
        return schema.parts.contains { part in
            description[part.schema].assertions.contains { assertion in
                switch assertion {
                case .patternProperties, .propertyNames: true
                case .condition(_, let then, let otherwise):
                    [then, otherwise].compactMap { $0 }.contains { namesOthers($0, than: names) }
                case .dependentSchemas(let dependencies): dependencies.contains { namesOthers($0.value, than: names) }
                case .dependentRequired(let dependencies): dependencies.contains { !names.isSuperset(of: $0.value) }
                default: false
                }
            }
        }
    }

    private func namesOthers(_ rule: SchemaID, than names: Set<String>) -> Bool {
        let rule = description[resolved(rule)]
        return !names.isSuperset(of: rule.required) || !rule.properties.allSatisfy { names.contains($0.name) }
    }
}
