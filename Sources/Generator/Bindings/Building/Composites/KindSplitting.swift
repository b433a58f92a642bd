import OpenAPI

extension AllOfMerging {
    /// `type: [string, array]` is `anyOf` of a string and an array, each with the rules that are about it.
    mutating func splitKinds(of id: SchemaID) {
        let schema = description[id]
        guard schema.kinds.count > 1 else { return }
        // In Swift one kind.
        guard !description.numbersAsText.contains(id) else {
            return description.schemas.change(id) { schema in
                schema.kinds.removeAll { $0 == .string }
                schema.pattern = nil
            }
        }
        var kinds = schema.kinds.filter { $0 != .null }
        if kinds.contains(.number) { kinds.removeAll { $0 == .integer } }
        guard kinds.count > 1, schema.aliasTarget == nil, schema.enumeration == nil, schema.constant == nil, schema.anyOf.isEmpty,
            schema.oneOf.isEmpty
        else {
            if kinds.count == 1, schema.kinds.contains(.number), schema.kinds.contains(.integer) {
                description.schemas.change(id) { $0.kinds.removeAll { $0 == .integer } }
            }
            return
        }
        var whole = schema.value.annotationsAlone
        whole.isNullable = schema.kinds.contains(.null) || schema.isNullable
        whole.parts = schema.parts
        whole.anyOf = kinds.indices.map { SchemaID(index: description.schemas.count + $0) }
        for kind in kinds {
            _ = added(part(of: schema, kind))
        }
        description.schemas.replace(id, with: whole)
    }

    private func part(of schema: Schema, _ kind: Schema.Kind) -> OpenAPI.Schema {
        var part = OpenAPI.Schema(location: schema.location)
        part.kinds = [kind]
        switch kind {
        case .null, .boolean: break
        case .integer, .number:
            part.numbers = schema.numbers
            part.format = schema.format
        case .string:
            part.minLength = schema.minLength
            part.maxLength = schema.maxLength
            part.pattern = schema.pattern
            part.patternMark = schema.patternMark
            part.format = schema.format
            part.contentEncoding = schema.contentEncoding
        case .array:
            part.items = schema.items
            part.prefixItems = schema.prefixItems
            part.minItems = schema.minItems
            part.maxItems = schema.maxItems
            part.uniqueItems = schema.uniqueItems
        case .object:
            part.properties = schema.properties
            part.required = schema.required
            part.additionalProperties = schema.additionalProperties
            part.minProperties = schema.minProperties
            part.maxProperties = schema.maxProperties
        }
        return part
    }
}
