/// Finds items that are equal, in linear time.
enum UniqueItems {
    /// The positions of the first item that is equal to an earlier one. Items that are neither `Hashable` nor written as
    /// JSON cannot be compared, and count as different.
    static func firstEqualPair<Item>(in items: [Item]) -> (first: Int, second: Int)? {
        var positions: [AnyHashable: Int] = [:]
        for (index, item) in items.enumerated() {
            guard let key = key(of: item) else { return nil }
            if let first = positions.updateValue(index, forKey: key) { return (first, index) }
        }
        return nil
    }

    private static func key<Item>(of item: Item) -> AnyHashable? {
        if let item = item as? any Hashable { return AnyHashable(item) }
        guard let item = item as? any JSONEncodable else { return nil }
        return (try? JSONValue(encoding: item)).map { AnyHashable($0) }
    }
}
