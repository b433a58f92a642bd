import OpenAPI

/// `unevaluatedProperties` of a schema that takes no other one in says what `additionalProperties` does, which has a form of its own
/// (JSON Schema Core, section 11.3). Some write it for every map and for every closed object.
enum UnevaluatedProperties {
    /// Gives back the schemas that had it.
    static func settle(in description: inout SharedDescription) -> Set<SchemaID> {
        var settled: Set<SchemaID> = []
        for id in description.schemaIDs {
            let schema = description[id]
            guard !schema.assertions.isEmpty, schema.value.evaluatesNoOthers, let rest = schema.value.unevaluatedProperties else {
                continue
            }
            settled.insert(id)
            let isNothing = description[rest].boolean == false || description.isNegationOfAll(rest)
            description.schemas.change(id) { schema in
                schema.assertions.removeAll(where: \.isAboutUnevaluatedProperties)
                guard schema.additionalProperties == .unspecified else { return }
                schema.additionalProperties = isNothing ? .forbidden : .schema(rest)
            }
        }
        return settled
    }
}

extension SharedDescription {
    /// `not: {}`, which is how some write `false`.
    fileprivate func isNegationOfAll(_ id: SchemaID) -> Bool {
        let schema = self[id].value
        guard schema.assertions.count == 1, case .not(let negated) = schema.assertions[0] else { return false }
        var rest = schema
        rest.assertions = []
        return rest.saysNothing && self[negated].value.saysNothing
    }
}

extension OpenAPI.Schema {
    fileprivate var unevaluatedProperties: SchemaID? {
        for case .unevaluatedProperties(let rest) in assertions { return rest }
        return nil
    }
}

extension Assertion {
    fileprivate var isAboutUnevaluatedProperties: Bool { if case .unevaluatedProperties = self { true } else { false } }
}
