/// A list of so many items, each of a type of its own: what the generated structures for tuples are.
public typealias JSONTuple = JSONTupleModel & Codable & Hashable

/// The part of ``JSONTuple`` that a structure says itself, by reading and writing an array.
public protocol JSONTupleModel: JSONDecodable, JSONEncodable, Validatable, Sendable {}

extension JSONTupleModel {
    /// Whether all items are equal.
    public static func == (left: Self, right: Self) -> Bool { WrittenPieces.areEqual(left, right) }

    /// Hashes all items.
    public func hash(into hasher: inout Hasher) { WrittenPieces.hash(self, into: &hasher) }

    /// The hash of all items. Here, so that it is not made for each type.
    public var hashValue: Int { WrittenPieces.hashValue(self) }
}

extension JSONView {
    /// The items of an array that has exactly so many; an error where the value is none.
    public func tuple(of count: Int) throws(JSONError) -> JSONTupleView {
        let array = try array()
        guard array.count == count else { throw error(.wrongCount(expected: count, found: array.count)) }
        return JSONTupleView(array: self, items: array.makeIterator())
    }
}

/// The items of an array of a known length, taken one after the other.
public struct JSONTupleView: Sendable {
    fileprivate let array: JSONView
    fileprivate var items: JSONArrayView.Iterator

    /// The next item. Where it is `null`, that is for the type to take.
    public mutating func next<Value: JSONDecodable>() throws -> Value { try Value(json: nextItem()) }

    /// The next item; nil where it is `null`.
    public mutating func nextOrNull<Value: JSONDecodable>() throws -> Value? {
        let item = try nextItem()
        return item.isNull ? nil : try Value(json: item)
    }

    /// The number was checked, so only who asks for more items than that comes to the end.
    private mutating func nextItem() throws(JSONError) -> JSONView {
        guard let item = items.next() else { throw array.error(.missing) }
        return item
    }
}
