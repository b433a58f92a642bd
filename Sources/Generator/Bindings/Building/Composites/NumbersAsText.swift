import OpenAPI

/// Numbers that may also come as the text of one: `type: [integer, string]` with the pattern of a number, as .NET writes nearly every
/// number, whichever of the two its servers send. A property or a parameter that is so, or has lists or maps of such, is of numbers in
/// Swift, and read from both.
enum NumbersAsText {
    /// Those that nothing but a property or a parameter leads to, as only those read them. Others stay one of two types: a list that is
    /// the whole of an answer, and what a reference leads to, as that may be such a list.
    static func found(in description: SharedDescription) -> Set<SchemaID> {
        var places = description.schemaIDs.flatMap { description[$0].properties.map(\.schema) }
        places += description.operations.flatMap { $0.parameters.compactMap(\.schema) }
        let paths = places.map { path(from: $0, in: description) }.filter { $0.last.map { isNumberOrText(description[$0]) } ?? false }
        guard !paths.isEmpty else { return [] }
        let referenced = Set(description.schemaIDs.compactMap { description[$0].reference })
        return Set(paths.filter { !$0.contains(where: referenced.contains) }.compactMap(\.last))
    }

    /// A property and, where it is a list or a map, what that has in it, down to what is neither.
    private static func path(from place: SchemaID, in description: SharedDescription) -> [SchemaID] {
        var path = [place]
        while let next = element(of: description[path[path.count - 1]]), path.count < 16 { path.append(next) }
        return path
    }

    /// What a mere list or map has in it.
    private static func element(of schema: Schema) -> SchemaID? {
        guard schema.componentName == nil, schema.allOf.isEmpty, schema.anyOf.isEmpty, schema.oneOf.isEmpty, schema.assertions.isEmpty,
            schema.enumeration == nil, schema.constant == nil
        else { return nil }
        switch schema.kinds.filter({ $0 != .null }) {
        case [.array] where schema.prefixItems.isEmpty: return schema.items
        case [.object] where schema.properties.isEmpty:
            if case .schema(let value) = schema.additionalProperties { return value }
            return nil
        default: return nil
        }
    }

    private static func isNumberOrText(_ schema: Schema) -> Bool {
        guard let pattern = schema.pattern, schema.kinds.contains(.string), isOfNumber(pattern) else { return false }
        let kinds = Set(schema.kinds).subtracting([.null])
        let isAlone = schema.componentName == nil && schema.allOf.isEmpty && schema.anyOf.isEmpty && schema.oneOf.isEmpty
        let hasValues = schema.enumeration != nil || schema.constant != nil
        let isOther = schema.minLength != nil || schema.maxLength != nil || !schema.assertions.isEmpty
        return (kinds == [.integer, .string] || kinds == [.number, .string]) && isAlone && !hasValues && !isOther
    }

    /// Whether a pattern is that of JSON's numbers, or of some of them. Others, as that of a postcode, mean texts.
    private static func isOfNumber(_ pattern: String) -> Bool {
        var rest = pattern.replacing("[0-9]", with: "\\d")[...]
        guard rest.hasPrefix("^") else { return false }
        rest.removeFirst()
        if rest.hasPrefix("-?") { rest.removeFirst(2) }
        guard let digits = ["(?:0|[1-9]\\d*)", "(0|[1-9]\\d*)"].first(where: { rest.hasPrefix($0) }) else { return false }
        for part in [digits, "(?:\\.\\d+)?", "(?:[eE][+-]?\\d+)?"] where rest.hasPrefix(part) { rest.removeFirst(part.count) }
        return rest == "$"
    }
}
