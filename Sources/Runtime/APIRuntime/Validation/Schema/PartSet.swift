/// A set of small integers: of members of an object, of items of an array, by their number.
struct PartSet {
    private var first: UInt64 = 0
    private var rest: [UInt64] = []
    private var isAll = false

    func contains(_ part: Int) -> Bool {
        if isAll { return true }
        if part < 64 { return first & 1 << UInt64(part) != 0 }
        let word = part >> 6 - 1
        return word < rest.count && rest[word] & 1 << UInt64(part & 63) != 0
    }

    mutating func insert(_ part: Int) {
        if part < 64 {
            first |= 1 << UInt64(part)
            return
        }
        let word = part >> 6 - 1
        if word >= rest.count { rest.append(contentsOf: repeatElement(0, count: word + 1 - rest.count)) }
        rest[word] |= 1 << UInt64(part & 63)
    }

    /// Whatever there is, is in the set.
    mutating func insertAll() { isAll = true }

    mutating func formUnion(_ other: PartSet) {
        isAll = isAll || other.isAll
        first |= other.first
        if rest.count < other.rest.count { rest.append(contentsOf: repeatElement(0, count: other.rest.count - rest.count)) }
        for (word, bits) in other.rest.enumerated() { rest[word] |= bits }
    }
}
