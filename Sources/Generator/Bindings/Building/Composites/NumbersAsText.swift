import OpenAPI

/// Numbers that may also come as the text of one: `type: [integer, string]` with a pattern of digits, as .NET writes nearly every
/// number, whichever of the two its servers send. A property or a parameter that is so is a number in Swift, and read from both.
enum NumbersAsText {
    /// Those that are a property or a parameter and nothing else. An item of a list stays one of two types.
    static func found(in description: SharedDescription) -> Set<SchemaID> {
        var places = Set(description.schemaIDs.flatMap { description[$0].properties.map(\.schema) })
        places.formUnion(description.operations.flatMap { $0.parameters.compactMap(\.schema) })
        return places.filter { isNumberOrText(description[$0]) }
    }

    private static func isNumberOrText(_ schema: Schema) -> Bool {
        guard let pattern = schema.pattern, schema.kinds.contains(.string), isOfDigits(pattern) else { return false }
        let kinds = Set(schema.kinds).subtracting([.null])
        let isAlone = schema.componentName == nil && schema.allOf.isEmpty && schema.anyOf.isEmpty && schema.oneOf.isEmpty
        let hasValues = schema.enumeration != nil || schema.constant != nil
        let isOther = schema.minLength != nil || schema.maxLength != nil || !schema.assertions.isEmpty
        return (kinds == [.integer, .string] || kinds == [.number, .string]) && isAlone && !hasValues && !isOther
    }

    /// Whether a pattern lets nothing but digits, signs, points and exponents through.
    private static func isOfDigits(_ pattern: String) -> Bool {
        pattern.hasPrefix("^") && pattern.hasSuffix("$") && (pattern.contains("\\d") || pattern.contains("0-9"))
            && pattern.dropFirst().dropLast().utf8.allSatisfy { "0123456789-+.eEd\\()[]?:*|{},".utf8.contains($0) }
    }
}
