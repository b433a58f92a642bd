import OpenAPI

/// Numbers that may also come as the text of one: `type: [integer, string]` with the pattern of a number, as .NET writes nearly every
/// number, whichever of the two its servers send. A property or a parameter that is so is a number in Swift, and read from both.
enum NumbersAsText {
    /// Those that are a property or a parameter and nothing else. An item of a list stays one of two types, and so does what a
    /// reference leads to, as it may be such an item.
    static func found(in description: SharedDescription) -> Set<SchemaID> {
        var places = description.schemaIDs.flatMap { description[$0].properties.map(\.schema) }
        places += description.operations.flatMap { $0.parameters.compactMap(\.schema) }
        let found = Set(places.filter { isNumberOrText(description[$0]) })
        guard !found.isEmpty else { return [] }
        return found.subtracting(description.schemaIDs.compactMap { description[$0].reference })
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
