import OpenAPI

/// A description whose schemas change while it is prepared.
@dynamicMemberLookup
struct SharedDescription {
    var schemas: Schemas
    /// Of choices the properties that all their cases have, as a schema of its own: what a base has itself that stands for its
    /// subclasses, and what stands beside alternatives.
    var sharedProperties: [SchemaID: SchemaID] = [:]
    /// Of schemas with such properties, the alternatives that they stand for.
    var alternatives: [SchemaID: SchemaID] = [:]
    /// Numbers that may come as the text of one.
    var numbersAsText: Set<SchemaID> = []
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
