import YAMLDocument

/// What a schema says of values that its `type` does not allow: nothing is made of it, and each is said.
extension DescriptionReader {
    /// Values of `enum` none of which is of the type: mostly those of the items of a list, one level too high.
    func leaveOutValuesOfOtherTypes(in schema: inout Schema, of place: Place) {
        guard let values = schema.enumeration, !schema.kinds.isEmpty, let field = member("enum", of: place) else { return }
        let others = values.filter { $0 != .null }
        guard !others.isEmpty, !others.contains(where: { $0.isOne(of: schema.kinds) }) else { return }
        schema.enumeration = nil
        schema.enumerationMarks = []
        let isOfItems = schema.kinds.contains(.array) && schema.items != nil
        let message =
            "the type is \(schema.kinds.phrase), and no value of \"enum\" is one, so they are not used"
            + (isOfItems ? "; if they are those of the items, they belong into \"items\"" : "")
        diagnostics.warning("value-mismatch", message, at: field.location.mark)
    }

    /// Schemas of what a value of the type has none of. Rules without schemas are looked at where they are used.
    func reportIdleKeywords(_ schema: Schema, _ keywords: [(key: String, place: Place)]) {
        guard !schema.kinds.isEmpty, schema.kinds != [.null] else { return }
        let (isArray, isObject) = (schema.kinds.contains(.array), schema.kinds.contains(.object))
        guard !isArray || !isObject else { return }
        for (keyword, place) in keywords {
            guard let owner = Self.ownersOfSchemas[keyword], owner == .array ? !isArray : !isObject else { continue }
            let message = "the type is \(schema.kinds.phrase), so \(quoted(keyword)) says nothing here, and is not used"
            diagnostics.warning("idle-rule", message, at: place.location.mark)
        }
    }

    private static let ownersOfSchemas: [String: Schema.Kind] = [
        "items": .array, "prefixItems": .array, "contains": .array, "unevaluatedItems": .array,
        "properties": .object, "patternProperties": .object, "additionalProperties": .object, "propertyNames": .object,
        "dependentSchemas": .object, "unevaluatedProperties": .object,
    ]
}

extension Value {
    package func isOne(of kinds: [Schema.Kind]) -> Bool {
        switch self {
        case .null: kinds.contains(.null)
        case .boolean: kinds.contains(.boolean)
        case .number: kinds.contains(.number) || kinds.contains(.integer)
        case .string: kinds.contains(.string)
        case .array: kinds.contains(.array)
        case .object: kinds.contains(.object)
        }
    }
}

extension [Schema.Kind] {
    /// As `"array" or "null"`.
    package var phrase: String { map { quoted($0.rawValue) }.joined(separator: " or ") }
}
