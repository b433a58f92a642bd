import OpenAPI

/// Schemas of OpenAPI 3.0 that are `nullable: true` and nothing else. By themselves they allow every value; beside others their
/// authors mean null, which 3.0 cannot say in another way: `anyOf: [{$ref: …}, {nullable: true}]`.
enum NullableAlone {
    static func makeNull(in description: inout SharedDescription) {
        guard description.version == .v30 else { return }
        let alone = Set(description.schemaIDs.filter { isNullableAlone(description[$0]) })
        guard !alone.isEmpty else { return }
        for id in description.schemaIDs {
            let schema = description[id]
            for member in schema.anyOf + schema.oneOf where alone.contains(member) {
                description.schemas.change(member) { schema in
                    schema.isNullable = false
                    schema.kinds = [.null]
                }
            }
            guard schema.allOf.contains(where: alone.contains) else { continue }
            description.schemas.change(id) { schema in
                schema.allOf.removeAll(where: alone.contains)
                if schema.kinds.isEmpty { schema.isNullable = true } else { schema.kinds.append(.null) }
            }
        }
    }

    private static func isNullableAlone(_ schema: Schema) -> Bool {
        guard schema.isNullable, schema.componentName == nil else { return false }
        var rest = schema.value
        rest.isNullable = false
        return rest.saysNothing
    }
}
