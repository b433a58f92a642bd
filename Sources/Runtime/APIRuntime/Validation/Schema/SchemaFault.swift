/// A schema that cannot be used: what is wrong, and where in its text.
struct SchemaFault: Error, Hashable {
    let message: String
    /// JSON Pointer of the subschema or keyword at fault.
    let pointer: String
}

extension SchemaFault: CustomStringConvertible {
    var description: String { pointer.isEmpty ? message : "\(pointer): \(message)" }
}
