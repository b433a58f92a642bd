/// A model that is a JSON object: what generated structures are. They say their properties; the braces are said here,
/// once for all of them, and what makes models equal: that all their properties are.
public protocol JSONModel: JSONCodable, Hashable {
    /// Reads the properties; throws ``JSONError`` where one is not what the description says.
    init(properties object: inout JSONObjectView) throws

    /// Writes the properties, in the order of the description.
    func writeProperties(to json: inout JSONWriter)
}

extension JSONModel {
    /// Throws ``JSONError`` where the JSON is no object, or a property is not what the description says.
    public init(json: JSONView) throws {
        var object = try json.object()
        try self.init(properties: &object)
    }

    /// Writes the object.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        writeProperties(to: &json)
        json.endObject()
    }

    /// Whether all properties are equal.
    public static func == (left: Self, right: Self) -> Bool { WrittenPieces.areEqual(left, right) }

    /// Hashes all properties.
    public func hash(into hasher: inout Hasher) { WrittenPieces.hash(self, into: &hasher) }
}
