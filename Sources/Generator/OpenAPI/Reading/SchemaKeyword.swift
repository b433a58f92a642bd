/// The keywords of schemas, apart from those that are kept as assertions. Each is looked up once: to compare its text with those of
/// up to fifty others takes five times as long.
enum SchemaKeyword: String, CaseIterable {
    // Annotations.
    case title, description, deprecated, readOnly, writeOnly, defaultValue = "default", enumVarNames = "x-enum-varnames",
        enumNames = "x-enumNames", eventName = "x-event-name", finalEvent = "x-final-event", errorEvent = "x-error-event",
        example, examples, externalDocs, xml, comment = "$comment", defs = "$defs", definitions, id = "$id", anchor = "$anchor",
        dynamicAnchor = "$dynamicAnchor", vocabulary = "$vocabulary", dialect = "$schema"
    // Rules about scalars.
    case type, format, enumeration = "enum", constant = "const", minimum, maximum, exclusiveMinimum, exclusiveMaximum, nullable,
        multipleOf, minLength, maxLength, pattern, contentEncoding, contentMediaType
    // What holds schemas, or says how many values there may be.
    case reference = "$ref", properties, required, additionalProperties, items, additionalItems, contentSchema, allOf, anyOf,
        oneOf, discriminator, minItems, maxItems, uniqueItems, minProperties, maxProperties

    static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}
