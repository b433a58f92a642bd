import OpenAPI

/// A description whose schemas are shared.
@dynamicMemberLookup
struct SharedDescription {
    var schemas: [Schema]
    /// All but the schemas.
    private let description: Description

    init(_ description: Description) {
        schemas = description.schemas.map(Schema.init)
        var description = description
        description.schemas = []
        self.description = description
    }

    subscript(_ id: SchemaID) -> Schema { schemas[id.index] }

    var schemaIDs: [SchemaID] { schemas.indices.map { SchemaID(index: $0) } }

    @inline(__always)
    subscript<Value>(dynamicMember part: KeyPath<Description, Value>) -> Value { description[keyPath: part] }
}
