/// A schema as it is evaluated: its subschemas in one array, referring to each other by number. The first is the whole.
final class CompiledSchema: Sendable {
    /// The text of the schema, which the values of `const` and `enum` stay in.
    let tape: JSONTape
    let nodes: [SchemaNode]
    let keywords: [SchemaKeyword]
    /// For each schema resource the subschemas with a `$dynamicAnchor`, by its name.
    let dynamicAnchors: [[String: Int]]

    /// Whether the order in which resources are entered makes a difference.
    var isDynamic: Bool { !dynamicAnchors.isEmpty }

    init(tape: JSONTape, nodes: [SchemaNode], keywords: [SchemaKeyword], dynamicAnchors: [[String: Int]]) {
        self.tape = tape
        self.nodes = nodes
        self.keywords = keywords
        self.dynamicAnchors = dynamicAnchors
    }
}

/// A subschema.
struct SchemaNode: Sendable {
    /// Its keywords. Of `true` and of `{}` there are none.
    let keywords: Range<Int>
    /// The schema resource that it is part of.
    let resource: Int
    /// Where it is in the text.
    let position: Int
    /// Whether it has to know what its other keywords looked at.
    let hasUnevaluated: Bool
}

/// A keyword, or those that look at the same thing together. Subschemas are numbers of nodes.
enum SchemaKeyword: Sendable {
    /// The schema `false`.
    case never
    case types(JSONTypes)
    case enumeration(SchemaEnumeration)
    /// The position of the value in the text of the schema.
    case constant(Int)
    case number([SchemaLimit])
    case string(SchemaStringRules)
    case array(SchemaArrayRules)
    case object(SchemaObjectRules)
    case reference(Int)
    /// An anchor that the outermost resource which has it decides; and the subschema that it names without one.
    case dynamicReference(anchor: String, otherwise: Int)
    case allOf([Int])
    case anyOf([Int])
    case oneOf([Int])
    case not(Int)
    case conditional(SchemaConditional)
    case unevaluatedItems(Int)
    case unevaluatedProperties(Int)

    /// Whether it holds the value itself against other subschemas, so that what they looked at is unknown where one fails.
    var isInPlace: Bool {
        switch self {
        case .reference, .dynamicReference, .allOf, .anyOf, .oneOf, .not, .conditional: true
        default: false
        }
    }
}

/// What `type` names.
struct JSONTypes: OptionSet, Sendable {
    let rawValue: UInt8

    static let null = JSONTypes(rawValue: 1)
    static let boolean = JSONTypes(rawValue: 2)
    static let integer = JSONTypes(rawValue: 4)
    static let number = JSONTypes(rawValue: 8)
    static let string = JSONTypes(rawValue: 16)
    static let array = JSONTypes(rawValue: 32)
    static let object = JSONTypes(rawValue: 64)

    /// By their names, in the order in which they are said.
    static let named: [(name: String, type: JSONTypes)] = [
        ("null", .null), ("boolean", .boolean), ("integer", .integer), ("number", .number), ("string", .string), ("array", .array),
        ("object", .object),
    ]
}

/// `enum`.
struct SchemaEnumeration: Sendable {
    /// Positions of the values in the text of the schema.
    let values: [Int]
    /// The values, where there are too many for looking at each.
    let table: Set<JSONIdentity>

    static let searchLimit = 8
}

/// A limit of numbers.
struct SchemaLimit: Sendable {
    /// The keywords that state one.
    enum Kind: String, CaseIterable {
        case minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf
    }

    let kind: Kind
    let text: String
    let decimal: ExactDecimal
    /// The limit, where 64 bits are enough for it.
    let integer: Int64?

    init(_ kind: Kind, _ number: JSONNumber) {
        self.kind = kind
        text = number.text
        decimal = number.decimal
        integer = decimal.integer()
    }
}

/// `minLength`, `maxLength` and `pattern`.
final class SchemaStringRules: Sendable {
    let length: SchemaCount
    let pattern: String?

    init(length: SchemaCount, pattern: String?) {
        self.length = length
        self.pattern = pattern
    }
}

/// How many there may be.
struct SchemaCount: Sendable {
    var minimum: Int?
    var maximum: Int?

    var isAny: Bool { minimum == nil && maximum == nil }
}

/// Rules for the items of an array.
final class SchemaArrayRules: Sendable {
    let count: SchemaCount
    let isUnique: Bool
    let prefix: [Int]
    /// `items`.
    let rest: Int?
    let contains: SchemaContains?

    init(count: SchemaCount, isUnique: Bool, prefix: [Int], rest: Int?, contains: SchemaContains?) {
        self.count = count
        self.isUnique = isUnique
        self.prefix = prefix
        self.rest = rest
        self.contains = contains
    }

    var isEmpty: Bool { count.isAny && !isUnique && prefix.isEmpty && rest == nil && contains == nil }
}

/// `contains` with `minContains` and `maxContains`.
struct SchemaContains: Sendable {
    let node: Int
    let minimum: Int
    let maximum: Int?
}

/// Rules for the members of an object. Names are numbers of the table.
final class SchemaObjectRules: Sendable {
    let count: SchemaCount
    let names: NameTable
    /// `properties`: for each name its subschema.
    let properties: [Int?]
    let patterns: [(pattern: String, node: Int)]
    /// `additionalProperties`.
    let additional: Int?
    /// `propertyNames`.
    let nameRules: Int?
    let required: [Int]
    let dependentRequired: [(name: Int, needs: [Int])]
    let dependentSchemas: [(name: Int, node: Int)]

    init(_ draft: SchemaObjectDraft) {
        count = draft.count
        names = draft.names
        properties = (0..<draft.names.count).map { draft.properties[$0] }
        patterns = draft.patterns
        additional = draft.additional
        nameRules = draft.nameRules
        required = draft.required
        dependentRequired = draft.dependentRequired
        dependentSchemas = draft.dependentSchemas
    }
}

/// ``SchemaObjectRules`` while they are being read.
struct SchemaObjectDraft {
    var count = SchemaCount()
    var names = NameTable()
    var properties: [Int: Int] = [:]
    var patterns: [(pattern: String, node: Int)] = []
    var additional: Int?
    var nameRules: Int?
    var required: [Int] = []
    var dependentRequired: [(name: Int, needs: [Int])] = []
    var dependentSchemas: [(name: Int, node: Int)] = []

    var isEmpty: Bool { count.isAny && names.count == 0 && patterns.isEmpty && additional == nil && nameRules == nil }
}

/// `if` with `then` and `else`.
struct SchemaConditional: Sendable {
    let condition: Int
    let then: Int?
    let otherwise: Int?
}
