/// A model that is a JSON object: what generated structures are.
///
/// Not one protocol with the others as its parents: a table that leads to those of the standard library is put together when the
/// program runs, by functions that are made for each type. They were a twentieth of the code of a large module in debug.
public typealias JSONModel = JSONObjectModel & Codable & Hashable

/// The part of ``JSONModel`` that a structure says itself: its properties. The braces are said here, once for all of them, and what
/// makes models equal: that all their properties are.
public protocol JSONObjectModel: JSONDecodable, JSONEncodable, Validatable, Sendable {
    /// Reads the properties; throws ``JSONError`` where one is not what the description says.
    init(properties object: inout JSONObjectView) throws

    /// Writes the properties, in the order of the description.
    func writeProperties(to json: inout JSONWriter)
}

extension JSONObjectModel {
    /// Throws ``JSONError`` where the JSON is no object, or a property is not what the description says.
    public init(json: borrowing JSONView) throws {
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

    /// The hash of all properties. Here, so that it is not made for each type.
    public var hashValue: Int { WrittenPieces.hashValue(self) }
}
