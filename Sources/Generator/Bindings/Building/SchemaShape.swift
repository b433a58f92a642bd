import OpenAPI

/// What a schema is in Swift, before names.
enum SchemaShape {
    case any
    case boolean
    case integer(format: String?)
    case number(format: String?)
    case string(format: String?)
    case data
    case file
    case enumeration([Value])
    case array(SchemaID?)
    case map(SchemaID?)
    case object
    case union([SchemaID])
    /// Something that has no Swift type yet; the words say what.
    case unsupported(code: String, what: String)
}

extension ModuleBuilder {
    /// The schema's kinds without null, and whether null is among them.
    func nullability(_ schema: Schema) -> (kinds: [Schema.Kind], isNullable: Bool) {
        let kinds = schema.kinds.filter { $0 != .null }
        let enumHasNull = schema.enumeration?.contains(.null) ?? false
        return (
            kinds,
            kinds.count < schema.kinds.count || schema.isNullable || (schema.kinds.isEmpty && enumHasNull) || alternatives(schema).hasNull
        )
    }

    /// Alternatives that only say which properties must be there.
    func presenceAlternatives(_ schema: Schema) -> (count: PresenceRule.Count, alternatives: [SchemaID])? {
        let (count, alternatives): (PresenceRule.Count, [SchemaID]) =
            schema.oneOf.isEmpty ? (.atLeastOne, schema.anyOf) : (.exactlyOne, schema.oneOf)
        guard !alternatives.isEmpty, schema.oneOf.isEmpty || schema.anyOf.isEmpty, !schema.properties.isEmpty else { return nil }
        let areRequired = alternatives.allSatisfy { id in
            let alternative = description[id]
            return alternative.required.count == 1 && alternative.saysOnlyRequired
                && schema.properties.contains { $0.name == alternative.required[0] }
        }
        return areRequired ? (count, alternatives) : nil
    }

    func shape(of id: SchemaID) -> SchemaShape {
        let schema = description[id]
        if let boolean = schema.boolean {
            return boolean ? .any : .unsupported(code: "unsupported-schema", what: "a schema that allows no value")
        }
        if let shape = alternativesShape(schema) { return shape }
        let (kinds, _) = nullability(schema)
        if let values = schema.enumeration?.filter({ $0 != .null }), let shape = enumerationShape(values) { return shape }
        guard kinds.count < 2 else {
            let names = kinds.map(\.rawValue).joined(separator: " or ")
            return .unsupported(code: "unsupported-type-list", what: "a value of several types (\(names))")
        }
        guard let kind = kinds.first ?? schema.kinds.first ?? impliedKind(schema) else {
            return schema.isRawBinary ? .file : .any
        }
        return shape(of: schema, kind)
    }

    private func shape(of schema: Schema, _ kind: Schema.Kind) -> SchemaShape {
        switch kind {
        case .boolean: return .boolean
        case .integer: return .integer(format: schema.format)
        case .number: return .number(format: schema.format)
        case .string: return stringShape(schema)
        case .array: return .array(schema.items)
        case .null: return .unsupported(code: "unsupported-schema", what: "a value that is always null")
        case .object:
            guard schema.properties.isEmpty else { return .object }
            switch schema.additionalProperties {
            case .schema(let value): return .map(value)
            case .allowed: return .map(nil)
            // An object of which nothing is said may hold anything; one that allows no property is an empty structure.
            case .unspecified: return .map(nil)
            case .forbidden: return .object
            }
        }
    }

    private func stringShape(_ schema: Schema) -> SchemaShape {
        if schema.format == "binary" { return .file }
        if schema.format == "byte" || schema.contentEncoding?.lowercased() == "base64" { return .data }
        return .string(format: schema.format)
    }

    private func enumerationShape(_ values: [Value]) -> SchemaShape? {
        let areStrings = values.allSatisfy { if case .string = $0 { true } else { false } }
        let areIntegers = values.allSatisfy { if case .number(let text) = $0 { Int(text) != nil } else { false } }
        if !values.isEmpty, areStrings || areIntegers { return .enumeration(values) }
        return .unsupported(code: "unsupported-enum", what: "an enum of values that are not all strings or all integers")
    }

    /// A schema without `type` that uses the keywords of one kind means that kind, as every author of one expects.
    private func impliedKind(_ schema: Schema) -> Schema.Kind? {
        if !schema.properties.isEmpty { return .object }
        if case .schema = schema.additionalProperties { return .object }
        if schema.items != nil { return .array }
        switch schema.constant {
        case .string: return .string
        case .boolean: return .boolean
        case .number(let text): return Int(text) == nil ? .number : .integer
        case .null, .array, .object, nil: break
        }
        if schema.contentEncoding != nil { return .string }
        return nil
    }
}

extension Schema {
    /// Whether it says which values are valid, apart from what it refers to.
    var hasRules: Bool {
        !numbers.isEmpty || minLength != nil || maxLength != nil || pattern != nil || minItems != nil || maxItems != nil || uniqueItems
            || minProperties != nil || maxProperties != nil || enumeration != nil || constant != nil || !properties.isEmpty
            || !required.isEmpty || items != nil || additionalProperties != .unspecified || !unread.isEmpty || !rules.isEmpty
            || (reference != nil && (!allOf.isEmpty || !anyOf.isEmpty || !oneOf.isEmpty))
    }

    /// OpenAPI 3.2, "Working with Binary Data": raw bytes have a media type and neither type nor encoding.
    var isRawBinary: Bool { contentMediaType != nil && contentEncoding == nil && kinds.isEmpty }

    fileprivate var saysOnlyRequired: Bool {
        properties.isEmpty && kinds.isEmpty && reference == nil && allOf.isEmpty && anyOf.isEmpty && oneOf.isEmpty && enumeration == nil
            && constant == nil && unread.isEmpty && rules.isEmpty
    }
}
