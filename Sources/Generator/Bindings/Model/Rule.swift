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
    /// A schema that the module has as text, for what has no other form.
    case schema(TypeName)
    /// Several, each of which holds.
    case all([Rule])
    /// The rule of a value that may be null; null breaks none.
    case nullable(Rule)

    /// Both rules, where both are there.
    static func both(_ first: Rule?, _ second: Rule?) -> Rule? {
        guard let first, let second else { return first ?? second }
        return .all(first.list + second.list)
    }

    private var list: [Rule] { if case .all(let rules) = self { rules } else { [self] } }
}

/// The rules of a module that are schemas as text.
package struct EmbeddedSchemas: Sendable {
    package struct Rule: Sendable {
        package var name: SwiftName
        /// JSON Schema, draft 2020-12.
        package var text: String
        /// The definitions that it needs, by the names of their constants; where they are more than are listed, some of them.
        package var definitions: [SwiftName]
        /// Where they are many, it has all that the module has: lists of many for many rules would be longer than the rules.
        package var hasAll: Bool { definitions.count > Self.mostListed }
        package static let mostListed = 16
        /// Whether its definitions are resources of their own.
        package var isDynamic: Bool
    }

    package struct Definition: Sendable {
        package var name: SwiftName
        /// What follows `#/$defs/` in a reference.
        package var key: String
        package var text: String
        package var isDynamic: Bool
    }

    /// The enum that holds them.
    package var name: SwiftName
    package var rules: [Rule] = []
    package var definitions: [Definition] = []
    /// The lists of all definitions, and of those that are resources.
    package let all = SwiftName(checked: "definitions")
    package let allResources = SwiftName(checked: "resources")
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
