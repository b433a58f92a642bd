/// What the validator holds a value against; the words are JSON Schema's keywords.
package indirect enum Rule: Hashable, Sendable {
    case number(NumberRule)
    case string(minLength: Int?, maxLength: Int?, pattern: String?)
    case array(minItems: Int?, maxItems: Int?, uniqueItems: Bool, element: Rule?)
    case dictionary(minProperties: Int?, maxProperties: Int?, value: Rule?)
    /// A value of an open enum is one that the description names.
    case known
    case constant(Literal)
    /// A generated type, which has its own rules.
    case model
    /// The rule of a value that may be null; null breaks none.
    case nullable(Rule)
}

/// Limits in JSON's spelling: they may lie beyond every Swift type.
package struct NumberRule: Hashable, Sendable {
    package var minimum: String?
    package var maximum: String?
    package var exclusiveMinimum: String?
    package var exclusiveMaximum: String?
    package var multipleOf: String?
}

/// Which properties must be there together with which are not.
package struct PresenceRule: Hashable, Sendable {
    package enum Count: Sendable { case exactlyOne, atLeastOne }

    package let count: Count
    /// The name is nil where the property is always there.
    package let properties: [(key: String, name: SwiftName?)]

    package static func == (left: Self, right: Self) -> Bool {
        left.count == right.count && left.properties.map(\.key) == right.properties.map(\.key)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        hasher.combine(properties.map(\.key))
    }
}
