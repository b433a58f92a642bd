import OpenAPI

/// A schema as this stage sees it: shared, never changed, only replaced. It hides OpenAPI's own, which it holds.
@dynamicMemberLookup
struct Schema {
    typealias Kind = OpenAPI.Schema.Kind
    typealias Property = OpenAPI.Schema.Property

    let id: SchemaID
    private let shared: SharedSchema

    init(_ id: SchemaID, _ shared: SharedSchema) {
        self.id = id
        self.shared = shared
    }

    var value: OpenAPI.Schema { shared.value }

    /// In one module and inlined, nothing is left of the key path.
    @inline(__always)
    subscript<Value>(dynamicMember keyword: KeyPath<OpenAPI.Schema, Value>) -> Value { shared.value[keyPath: keyword] }

    func changed(_ change: (inout OpenAPI.Schema) -> Void) -> Schema {
        var value = value
        change(&value)
        return Schema(id, SharedSchema(value))
    }
}

/// Schemas by their numbers.
struct Schemas {
    private var shared: [SharedSchema]

    init(_ shared: [SharedSchema]) { self.shared = shared }

    var ids: [SchemaID] { shared.indices.map { SchemaID(index: $0) } }
    var count: Int { shared.count }

    subscript(_ id: SchemaID) -> Schema { Schema(id, shared[id.index]) }

    mutating func replace(_ id: SchemaID, with schema: OpenAPI.Schema) { shared[id.index] = SharedSchema(schema) }

    mutating func change(_ id: SchemaID, _ change: (inout OpenAPI.Schema) -> Void) {
        var schema = shared[id.index].value
        change(&schema)
        replace(id, with: schema)
    }

    mutating func append(_ schema: OpenAPI.Schema) -> SchemaID {
        shared.append(SharedSchema(schema))
        return SchemaID(index: shared.count - 1)
    }
}
