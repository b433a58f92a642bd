package import YAMLDocument

/// A schema's place in `Description.schemas`.
package struct SchemaID: Hashable, Sendable {
    package let index: Int

    package init(index: Int) { self.index = index }
}

/// What a schema says (OpenAPI 3.2, "Schema Object"; JSON Schema draft 2020-12). 3.0's own spellings (`nullable`, boolean
/// `exclusiveMinimum`) are already put into the later form.
package struct Schema: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case null, boolean, integer, number, string, array, object
    }

    package struct Property: Sendable {
        package var name: String
        package var mark: Mark
        package var schema: SchemaID

        package var location: Location { Location(at: mark) }
    }

    package enum AdditionalProperties: Sendable, Hashable {
        case unspecified
        case allowed
        case forbidden
        case schema(SchemaID)
    }

    package var location: Location
    /// The name under `components/schemas`, where the schema stands there.
    package var componentName: String?
    /// `true` and `false` are schemas too.
    package var boolean: Bool?
    package var reference: SchemaID?
    package var title: String?
    package var description: String?
    package var isDeprecated = false

    /// The kinds that `type` names; empty where it does not say.
    package var kinds: [Kind] = []
    /// 3.0's `nullable` where there is no `type` that could name null. The standard gives it no meaning there; authors do.
    package var isNullable = false
    package var format: String?
    package var contentEncoding: String?
    package var contentMediaType: String?
    package var contentSchema: SchemaID?
    package var enumeration: [Value]?
    /// Where its values stand; empty where that is not in the place of the schema.
    package var enumerationMarks: [Mark] = []
    package var constant: Value?
    package var defaultValue: Value?

    /// Apart, because few schemas have them, and all are copied a lot.
    private var numberRules: Boxed<NumberRules>?
    package var numbers: NumberRules {
        get { numberRules?.value ?? NumberRules() }
        set { numberRules = newValue.isEmpty ? nil : Boxed(newValue) }
    }
    package var hasNumberRules: Bool { numberRules != nil }
    package var minLength: Int?
    package var maxLength: Int?
    package var pattern: String?
    package var patternMark: Mark?
    package var minItems: Int?
    package var maxItems: Int?
    package var uniqueItems = false
    package var items: SchemaID?
    /// The schemas of the first items, of a list whose items have schemas by their place; `items` is about those behind them. The
    /// assertion says the same of one schema, this of all that were made one.
    package var prefixItems: [SchemaID] = []
    package var minProperties: Int?
    package var maxProperties: Int?
    package var properties: [Property] = []
    package var required: [String] = []
    package var additionalProperties = AdditionalProperties.unspecified

    package var allOf: [SchemaID] = []
    package var anyOf: [SchemaID] = []
    package var oneOf: [SchemaID] = []
    private var boxedDiscriminator: Boxed<Discriminator>?
    package var discriminator: Discriminator? {
        get { boxedDiscriminator?.value }
        set { boxedDiscriminator = newValue.map(Boxed.init) }
    }

    /// `x-enum-varnames`, or NSwag's `x-enumNames`: a name for each value of `enumeration`.
    package var enumNames: [String]?
    /// The schemas that say what each value of `enumeration` means, where it was written as alternatives with a `const` each.
    package var enumAnnotations: [SchemaID] = []
    package var extensions = EventExtensions()
    package var assertions: [Assertion] = []
    /// Where several schemas were made one: keywords of each that the one does not carry.
    package var parts: [SchemaPart] = []
    /// Sent by the server alone, or by the client alone.
    package var isReadOnly = false
    package var isWriteOnly = false
    /// The schema resource that it is part of (JSON Schema Core, section 4.3.5): an index into `Description.resources`.
    package var resource = 0

    package init(location: Location) { self.location = location }
}

/// A schema in one word, because schemas are passed on far more often than there are any, and have some forty keywords to copy.
package final class SharedSchema: Sendable {
    package let value: Schema

    package init(_ value: Schema) { self.value = value }
}

/// The property that says which alternative an object is (OpenAPI 3.2, "Discriminator Object").
package struct Discriminator: Sendable {
    package var property: String
    package var mapping: [(value: String, schema: SchemaID)] = []
    /// `defaultMapping`: what an object is whose property is absent, or has a value that is not known.
    package var fallback: SchemaID?
    package var mark: Mark
}

/// The limits of a number, as the text has them: they may lie beyond `Int64` and `Double`.
package struct NumberRules: Hashable, Sendable {
    package var minimum: Number?
    package var maximum: Number?
    package var exclusiveMinimum: Number?
    package var exclusiveMaximum: Number?
    package var multipleOf: Number?

    package var isEmpty: Bool {
        minimum == nil && maximum == nil && exclusiveMinimum == nil && exclusiveMaximum == nil && multipleOf == nil
    }
}

/// What our extensions say about an event of a stream.
package struct EventExtensions: Hashable, Sendable {
    /// `x-event-name`: the name in Swift.
    package var name: String?
    /// `x-final-event`: a stream that ends before such an event was cut.
    package var isFinal = false
    /// `x-error-event`: the event reports a failure.
    package var isError = false

    package init() {}
}

/// A value written in a description: a default, a constant, a member of an enumeration.
package indirect enum Value: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(String)
    case string(String)
    case array([Value])
    case object([String: Value])
}

/// A value that is one word wherever it is kept.
private final class Boxed<Value: Sendable>: Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
}
