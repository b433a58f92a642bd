// Values are equal as JSON Schema has it (draft 2020-12, section 4.2.2): numbers by value, strings by code points, objects by
// members in whatever order.

extension JSONTape {
    /// Whether a value is equal to a value of another text. One level of stack for each level of nesting.
    func isEqual(_ position: Int, to other: JSONTape, _ otherPosition: Int) -> Bool {
        let (left, right) = (word(position), other.word(otherPosition))
        guard left.kind == right.kind else { return false }
        switch left.kind {
        case .null, .false, .true: return true
        case .number: return isEqualNumber(position, to: other, otherPosition)
        case .string: return isEqualString(position, to: other, otherPosition)
        case .array:
            guard memberCount(position) == other.memberCount(otherPosition) else { return false }
            var (item, otherItem) = (position + 2, otherPosition + 2)
            for _ in 0..<memberCount(position) {
                guard isEqual(item, to: other, otherItem) else { return false }
                (item, otherItem) = (next(after: item), other.next(after: otherItem))
            }
            return true
        case .object:
            guard memberCount(position) == other.memberCount(otherPosition) else { return false }
            return hasMembers(position, of: other, otherPosition)
        }
    }

    private func isEqualNumber(_ position: Int, to other: JSONTape, _ otherPosition: Int) -> Bool {
        withBytes(of: position) { text in
            other.withBytes(of: otherPosition) { otherText in
                text.elementsEqual(otherText) || ExactDecimal(text) == ExactDecimal(otherText)
            }
        }
    }

    private func isEqualString(_ position: Int, to other: JSONTape, _ otherPosition: Int) -> Bool {
        let (left, right) = (word(position), other.word(otherPosition))
        if !left.mark, !right.mark, left.length != right.length { return false }
        return withText(of: position) { text in other.withText(of: otherPosition) { text.elementsEqual($0) } }
    }

    /// Objects with more members than this are compared by way of a hash table.
    private static let searchLimit = 16

    private func hasMembers(_ position: Int, of other: JSONTape, _ otherPosition: Int) -> Bool {
        let count = memberCount(position)
        var table: [[UInt8]: Int] = [:]
        if count > Self.searchLimit {
            other.forEachMember(otherPosition) { key in
                table[other.withText(of: key) { [UInt8]($0) }] = key
                return true
            }
        }
        return forEachMember(position) { key in
            let partner: Int?
            if count > Self.searchLimit {
                partner = table[withText(of: key) { [UInt8]($0) }]
            } else {
                var found: Int?
                other.forEachMember(otherPosition) { otherKey in
                    if isEqualString(key, to: other, otherKey) { found = otherKey }
                    return found == nil
                }
                partner = found
            }
            return partner.map { isEqual(key + 1, to: other, $0 + 1) } ?? false
        }
    }

    /// Calls `body` with the position of each key, as long as it returns true; whether it always did.
    @discardableResult
    private func forEachMember(_ position: Int, _ body: (Int) -> Bool) -> Bool {
        var key = position + 2
        for _ in 0..<memberCount(position) {
            guard body(key) else { return false }
            key = next(after: key + 1)
        }
        return true
    }
}

// MARK: - Hashes

/// A value of a text as the key of a hash table: equal where values are, also over texts.
struct JSONIdentity: Hashable {
    let tape: JSONTape
    let position: Int

    static func == (left: Self, right: Self) -> Bool { left.tape.isEqual(left.position, to: right.tape, right.position) }

    func hash(into hasher: inout Hasher) { tape.hash(position, into: &hasher) }
}

extension JSONTape {
    fileprivate func hash(_ position: Int, into hasher: inout Hasher) {
        hasher.combine(word(position).kind)
        switch word(position).kind {
        case .null, .false, .true: break
        case .number: withBytes(of: position) { hasher.combine(ExactDecimal($0)) }
        case .string: withText(of: position) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        case .array:
            var item = position + 2
            for _ in 0..<memberCount(position) {
                hash(item, into: &hasher)
                item = next(after: item)
            }
        case .object:
            var combined = 0
            forEachMember(position) { key in
                var member = Hasher()
                hash(key, into: &member)
                hash(key + 1, into: &member)
                combined &+= member.finalize()
                return true
            }
            hasher.combine(combined)
        }
    }

    /// Up to this many items each is compared with each other, which is faster than a table.
    private static let pairLimit = 8

    private func firstEqualPair(_ items: [Int]) -> (first: Int, second: Int)? {
        for second in items.indices {
            for first in 0..<second where isEqual(items[first], to: self, items[second]) { return (first, second) }
        }
        return nil
    }

    /// The numbers of the first item of an array that is equal to an earlier one, and of that one. In linear time.
    func firstEqualItems(_ position: Int) -> (first: Int, second: Int)? {
        let count = memberCount(position)
        if count <= Self.pairLimit { return firstEqualPair(items(position)) }
        var known: [JSONIdentity: Int] = Dictionary(minimumCapacity: count)
        var item = position + 2
        for number in 0..<count {
            if let first = known.updateValue(number, forKey: JSONIdentity(tape: self, position: item)) { return (first, number) }
            item = next(after: item)
        }
        return nil
    }
}
