import OpenAPI

/// Alternatives that are a `const` each, with words on what it means (OpenAPI 3.2, "Annotated Enumerations"), are an enumeration:
/// ```yaml
/// oneOf:
///   - { const: 1, title: Low }
///   - { const: 2, title: High, description: Before all others. }
/// ```
///
/// A bare `type: string` among them, as for the names of models, opens the set.
enum AnnotatedValues {
    static func makeEnumerations(in description: inout SharedDescription) {
        for id in description.schemaIDs {
            let schema = description[id]
            var alternatives = schema.oneOf.isEmpty ? schema.anyOf : schema.oneOf
            guard alternatives.count > 1, schema.oneOf.isEmpty || schema.anyOf.isEmpty, schema.properties.isEmpty,
                schema.constant == nil, schema.discriminator == nil
            else { continue }
            if let restated = schema.enumeration {
                guard let annotations = annotations(of: restated, alternatives, schema.kinds, description) else { continue }
                description.schemas.change(id) { schema in
                    schema.enumAnnotations = annotations
                    schema.oneOf = []
                    schema.anyOf = []
                }
                continue
            }
            let anyText = schema.oneOf.isEmpty ? alternatives.first { isAnyText(description[$0]) } : nil
            alternatives.removeAll { $0 == anyText }
            guard let values = values(of: alternatives.map { description[$0] }, kinds: schema.kinds) else { continue }
            guard let anyText else {
                description.schemas.change(id) { schema in
                    schema.enumeration = values
                    schema.enumAnnotations = alternatives
                    schema.oneOf = []
                    schema.anyOf = []
                }
                continue
            }
            let isNullable = values.contains(.null)
            guard values.allSatisfy({ kind($0) == .string || $0 == .null }) else { continue }
            var known = OpenAPI.Schema(location: schema.location)
            known.kinds = isNullable ? [.string, .null] : [.string]
            known.enumeration = values
            known.enumAnnotations = alternatives
            known.description = schema.description
            known.resource = schema.resource
            let set = description.schemas.append(known)
            description.schemas.change(id) { $0.anyOf = [anyText, set] }
        }
    }

    /// Of an `enum` beside alternatives, as where it restates some of a component's values: what each of its values means. Nil where the
    /// alternatives say more than that.
    private static func annotations(
        of restated: [Value], _ alternatives: [SchemaID], _ kinds: [Schema.Kind], _ description: SharedDescription
    ) -> [SchemaID]? {
        guard let values = values(of: alternatives.map { description[$0] }, kinds: kinds) else { return nil }
        let places = Dictionary(zip(values, alternatives)) { first, _ in first }
        // What is said of values goes by their place, and of null nothing is said.
        let named = restated.prefix { $0 != .null }
        guard restated.dropFirst(named.count).count <= 1, restated.allSatisfy(Set(values).contains) else { return nil }
        let annotations = named.compactMap { places[$0] }
        return annotations.count == named.count ? annotations : nil
    }

    private static func isAnyText(_ schema: Schema) -> Bool {
        schema.kinds == [.string] && schema.aliasTarget == nil && schema.componentName == nil && schema.format == nil
            && schema.contentEncoding == nil && schema.contentMediaType == nil && schema.allOf.isEmpty && schema.anyOf.isEmpty
            && schema.oneOf.isEmpty && !schema.hasRules
    }

    /// Texts or integers, each once, and perhaps null; nil where the alternatives say more, or something else.
    private static func values(of alternatives: [Schema], kinds: [Schema.Kind]) -> [Value]? {
        var values: [Value] = []
        var seen: Set<Value> = []
        var isNullable = false
        for alternative in alternatives {
            guard let value = soleValue(alternative), seen.insert(value).inserted else { return nil }
            values.append(value)
            isNullable = isNullable || allowsNull(alternative)
        }
        if isNullable, !seen.contains(.null), kinds.isEmpty || kinds.contains(.null) { values.append(.null) }
        // One beside null is what it is without null.
        guard values.count(where: { $0 != .null }) > 1 else { return nil }
        let kindsOfValues = Set(values.map(kind))
        let named = kindsOfValues.subtracting([.null])
        guard named == [.string] || named == [.integer] else { return nil }
        // What the type excludes would be a name for nothing.
        return kinds.isEmpty || kindsOfValues.allSatisfy({ kinds.contains($0) || $0 == .integer && kinds.contains(.number) }) ? values : nil
    }

    /// 3.0 writes a null that is allowed as well beside one of the values.
    private static func allowsNull(_ schema: Schema) -> Bool {
        schema.isNullable || schema.kinds.contains(.null) || schema.enumeration?.contains(.null) ?? false
    }

    /// The one value beside null, or null itself.
    private static func soleValue(_ schema: Schema) -> Value? {
        guard schema.aliasTarget == nil, schema.componentName == nil, schema.allOf.isEmpty, schema.anyOf.isEmpty, schema.oneOf.isEmpty
        else { return nil }
        var rest = schema.value
        let value = rest.constant ?? soleMember(rest.enumeration) ?? (rest.kinds == [.null] ? .null : nil)
        rest.constant = nil
        rest.enumeration = nil
        guard let value, !rest.hasRules else { return nil }
        let kinds = value == .null ? rest.kinds : rest.kinds.filter { $0 != .null }
        return rest.kinds.isEmpty || kinds == [kind(value)] || kinds == [.number] ? value : nil
    }

    private static func soleMember(_ values: [Value]?) -> Value? {
        guard let values else { return nil }
        let named = values.filter { $0 != .null }
        return named.count < 2 ? named.first ?? values.first : nil
    }

    /// A number with a fraction is of no kind that has names.
    private static func kind(_ value: Value) -> Schema.Kind {
        switch value {
        case .null: .null
        case .boolean: .boolean
        case .number(let text): Number(text: text).isWhole ? .integer : .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}
