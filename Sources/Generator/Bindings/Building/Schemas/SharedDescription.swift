import OpenAPI

/// A description whose schemas change while it is prepared.
@dynamicMemberLookup
struct SharedDescription {
    var schemas: Schemas
    /// What a base has that stands for its subclasses too, as a schema of its own; and what the alternatives of a schema share.
    var basesAlone: [SchemaID: SchemaID] = [:]
    /// All but the schemas.
    private let description: Description

    init(_ description: Description) {
        schemas = Schemas(description.schemas)
        var description = description
        description.schemas = []
        self.description = description
    }

    subscript(_ id: SchemaID) -> Schema { schemas[id] }

    var schemaIDs: [SchemaID] { schemas.ids }

    @inline(__always)
    subscript<Value>(dynamicMember part: KeyPath<Description, Value>) -> Value { description[keyPath: part] }
}
