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
    /// A list of so many items, each of a type of its own.
    case tuple([SchemaID])
    case map(SchemaID?)
    case object
    case union([SchemaID])
}

extension ModuleBuilder {
    /// The schema's kinds without null, and whether null is among them.
    func nullability(_ schema: Schema) -> (kinds: [Schema.Kind], isNullable: Bool) {
        let kinds = schema.kinds.contains(.null) ? schema.kinds.filter { $0 != .null } : schema.kinds
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
        guard alternatives.allSatisfy({ description[$0].required.count == 1 && description[$0].saysOnlyRequired }) else { return nil }
        let names = Set(schema.properties.map(\.name))
        let areRequired = alternatives.allSatisfy { names.contains(description[$0].required[0]) }
        return areRequired ? (count, alternatives) : nil
    }

    func shape(of id: SchemaID) -> SchemaShape {
        if let known = shapes[id] { return known }
        let shape = makeShape(of: id)
        shapes[id] = shape
        return shape
    }

    private func makeShape(of id: SchemaID) -> SchemaShape {
        let schema = description[id]
        // Whether any value or none is allowed, is a rule.
        if schema.boolean != nil || endlessSchemas.contains(id) { return .any }
        if let shape = alternativesShape(schema) { return shape }
        if let values = schema.enumeration?.filter({ $0 != .null }), areNamed(values) { return .enumeration(values) }
        guard !byteSchemas.contains(id) else { return .file }
        return soleKind(schema).map { shape(of: schema, $0) } ?? .any
    }

    /// The one kind of value that a schema without alternatives allows.
    func soleKind(_ schema: Schema) -> Schema.Kind? {
        let (kinds, _) = nullability(schema)
        return kinds.count < 2 ? kinds.first ?? schema.kinds.first ?? impliedKind(schema) : nil
    }

    private func shape(of schema: Schema, _ kind: Schema.Kind) -> SchemaShape {
        switch kind {
        case .boolean: return .boolean
        case .integer: return .integer(format: schema.format ?? formatOfLimits(schema))
        case .number: return .number(format: valueBeyondFormat(schema) == nil ? schema.format : nil)
        case .string: return stringShape(schema)
        case .array: return schema.prefixItems.isEmpty ? .array(schema.items) : tupleShape(schema)
        case .null: return .any
        case .object:
            guard schema.properties.isEmpty else { return .object }
            switch schema.additionalProperties {
            case .schema(let value): return .map(value)
            case .allowed: return .map(nil)
            // An object of which nothing is said may hold anything; one that allows no property is an empty structure.
            case .unspecified: return .map(nil)
            case .forbidden: return solePattern(schema).map { .map($0) } ?? .object
            }
        }
    }

    private func stringShape(_ schema: Schema) -> SchemaShape {
        if schema.format == "byte" || schema.contentEncoding?.lowercased() == "base64" { return .data }
        return .string(format: schema.format)
    }

    func areNamed(_ values: [Value]) -> Bool {
        let areStrings = values.allSatisfy { if case .string = $0 { true } else { false } }
        let areIntegers = values.allSatisfy { if case .number(let text) = $0 { Int(text) != nil } else { false } }
        return !values.isEmpty && (areStrings || areIntegers)
    }

    /// A schema without `type` that uses the keywords of one kind means that kind, as every author of one expects.
    private func impliedKind(_ schema: Schema) -> Schema.Kind? {
        if !schema.properties.isEmpty { return .object }
        if case .schema = schema.additionalProperties { return .object }
        if schema.items != nil { return .array }
        let values = schema.constant.map { [$0] } ?? schema.enumeration ?? []
        if let first = values.first, values.allSatisfy({ impliedKind($0) == impliedKind(first) }) { return impliedKind(first) }
        return nil
    }

    private func impliedKind(_ value: Value) -> Schema.Kind? {
        switch value {
        case .string: return .string
        case .boolean: return .boolean
        case .number(let text): return Int(text) == nil ? .number : .integer
        case .null, .array, .object: return nil
        }
    }

    /// Other kinds are as valid where there is no `type`, and are not read.
    func reportImpliedKind(_ schema: Schema) {
        guard schema.kinds.isEmpty, schema.boolean == nil, schema.constant == nil, schema.enumeration == nil,
            alternatives(schema).variants.isEmpty, let kind = impliedKind(schema)
        else { return }
        let message =
            "no type is stated, so any value is allowed that is no \(kind.rawValue); only an \(kind.rawValue) is read: state the type"
        diagnostics.warning("implied-type", message, at: schema.location.mark)
    }
}

extension OpenAPI.Schema {
    /// Whether it says which values are valid, apart from what it refers to.
    var hasRules: Bool { hasOwnRules || (reference != nil && (!allOf.isEmpty || !anyOf.isEmpty || !oneOf.isEmpty)) }

    /// The same, apart from `allOf` too.
    var hasOwnRules: Bool {
        hasNumberRules || minLength != nil || maxLength != nil || pattern != nil || minItems != nil || maxItems != nil || uniqueItems
            || minProperties != nil || maxProperties != nil || enumeration != nil || constant != nil || !properties.isEmpty
            || !required.isEmpty || items != nil || additionalProperties != .unspecified || !assertions.isEmpty || !parts.isEmpty
    }

    /// OpenAPI 3.2, "Working with Binary Data": raw bytes have a media type and neither type nor encoding.
    var isRawBinary: Bool { contentMediaType != nil && contentEncoding == nil && kinds.isEmpty }

    /// Whether a value is bytes: a file as a part of a form, or the whole of a body.
    var isBytes: Bool { isRawBinary || format == "binary" && contentEncoding == nil && (kinds.isEmpty || kinds.contains(.string)) }

    fileprivate var saysOnlyRequired: Bool {
        properties.isEmpty && kinds.isEmpty && reference == nil && allOf.isEmpty && anyOf.isEmpty && oneOf.isEmpty && enumeration == nil
            && constant == nil && assertions.isEmpty && parts.isEmpty
    }
}
