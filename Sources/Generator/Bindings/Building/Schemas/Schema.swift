import OpenAPI

/// A schema as this stage sees it: shared, never changed, only replaced. It hides OpenAPI's own, which it holds.
///
/// A class, because schemas are looked at far more often than there are any: to copy all keywords for each look took a third of the time of
/// generating.
@dynamicMemberLookup
final class Schema: Sendable {
    typealias Kind = OpenAPI.Schema.Kind
    typealias Property = OpenAPI.Schema.Property

    let value: OpenAPI.Schema

    init(_ value: OpenAPI.Schema) { self.value = value }

    /// In one module and inlined, nothing is left of the key path.
    @inline(__always)
    subscript<Value>(dynamicMember keyword: KeyPath<OpenAPI.Schema, Value>) -> Value { value[keyPath: keyword] }

    func changed(_ change: (inout OpenAPI.Schema) -> Void) -> Schema {
        var value = value
        change(&value)
        return Schema(value)
    }
}
