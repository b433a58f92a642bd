/// A keyword of JSON Schema that no Swift type has a form for.
package enum Assertion: Sendable, Hashable {
    package struct Dependency<Value: Hashable & Sendable>: Hashable, Sendable {
        package let name: String
        package let value: Value
    }

    case not(SchemaID)
    case condition(if: SchemaID, then: SchemaID?, else: SchemaID?)
    case dependentRequired([Dependency<[String]>])
    case dependentSchemas([Dependency<SchemaID>])
    case prefixItems([SchemaID])
    case contains(SchemaID, minimum: Int?, maximum: Int?)
    case propertyNames(SchemaID)
    case patternProperties([Dependency<SchemaID>])
    case unevaluatedItems(SchemaID)
    case unevaluatedProperties(SchemaID)
    /// A reference to a `$dynamicAnchor`: to the schema of that name in the outermost resource that has one.
    case dynamicReference(anchor: String, otherwise: SchemaID)

    /// The schemas that it names.
    package var schemas: [SchemaID] {
        switch self {
        case .not(let schema), .contains(let schema, _, _), .propertyNames(let schema), .unevaluatedItems(let schema),
            .unevaluatedProperties(let schema), .dynamicReference(_, let schema):
            [schema]
        case .condition(let condition, let then, let otherwise): [condition, then, otherwise].compactMap { $0 }
        case .dependentSchemas(let schemas), .patternProperties(let schemas): schemas.map(\.value)
        case .prefixItems(let schemas): schemas
        case .dependentRequired: []
        }
    }

    /// Whether it depends on what all other keywords of the schema have looked at.
    package var isUnevaluated: Bool {
        switch self {
        case .unevaluatedItems, .unevaluatedProperties: true
        default: false
        }
    }
}
