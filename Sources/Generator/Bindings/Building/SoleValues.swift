import OpenAPI

/// JSON Schema (draft 2020-12, validation 6.1.3) calls an `enum` of one value and a `const` the same. So are they here, where a
/// property, or an item of a tuple, has a schema of its own: a text with one value, not a type with one member. Descriptions mark
/// objects so (`type: {enum: [message]}`); OpenAI's has 1,046 of them, which were a third of all its types and a quarter of the time
/// to compile it.
enum SoleValues {
    static func makeConstants(in description: inout SharedDescription) {
        for id in description.schemaIDs {
            for part in description[id].properties.map(\.schema) + description[id].prefixItems {
                guard let value = soleValue(description[part]) else { continue }
                description.schemas.change(part) { schema in
                    schema.constant = value
                    schema.enumeration = nil
                }
            }
        }
    }

    /// A component is a type that its author wanted, and so is one whose values have names.
    private static func soleValue(_ schema: Schema) -> Value? {
        guard schema.componentName == nil, schema.enumNames == nil, schema.constant == nil, schema.aliasTarget == nil,
            let values = schema.enumeration, values.count == 1, schema.kinds.count < 2
        else { return nil }
        switch (values[0], schema.kinds.first ?? .string) {
        case (.string, .string): return values[0]
        default: return nil
        }
    }
}
