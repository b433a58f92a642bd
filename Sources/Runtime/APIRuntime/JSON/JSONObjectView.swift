/// The members of an object inside a ``JSONDocument``, looked up by key.
///
/// Of members with the same key the first counts. A lookup begins at the first member that no lookup has been given
/// yet; so a model that asks for its properties in the order of the text looks at each member once.
public struct JSONObjectView: Sendable {
    private let tape: JSONTape
    private let position: Int
    /// The first member that was not given out: all before it belong to other keys than the next one asked for.
    private var firstUnclaimed: Int
    private let end: Int
    /// A bit for each key whose member was given out in its turn. A key that may be one of them is looked up from the first member on.
    private var claimed: UInt64 = 0

    init(tape: JSONTape, position: Int) {
        self.tape = tape
        self.position = position
        firstUnclaimed = position + 2
        end = tape.next(after: position)
    }

    /// The number of members.
    public var count: Int { tape.memberCount(position) }

    /// The value of a property that has to be there. Where `null` is there, it is for the type to take it.
    public mutating func required<Value: JSONDecodable>(_ key: StaticString) throws -> Value {
        guard let value = find(key) else { throw missing(key) }
        return try Value(json: JSONView(tape: tape, position: value))
    }

    /// The value of a property; nil where it is absent, and where it is `null` unless the type has a value for that.
    public mutating func optional<Value: JSONDecodable>(_ key: StaticString) throws -> Value? {
        guard let value = find(key) else { return nil }
        return try present(value)
    }

    /// Apart from the look-up, so that an absent property costs nothing that depends on its type: most properties of most answers are.
    @inline(never)
    private func present<Value: JSONDecodable>(_ value: Int) throws -> Value? {
        if tape.word(value).kind == .null, !(Value.self is any NullDecodable.Type) { return nil }
        return try Value(json: JSONView(tape: tape, position: value))
    }

    /// The value of a property that has to be there; nil where it is `null`.
    public mutating func requiredOrNull<Value: JSONDecodable>(_ key: StaticString) throws -> Value? {
        guard let value = find(key) else { throw missing(key) }
        if tape.word(value).kind == .null { return nil }
        return try Value(json: JSONView(tape: tape, position: value))
    }

    /// The members that the description does not name, read as one type.
    public func additional<Value: JSONDecodable>(except known: [StaticString] = []) throws -> [String: Value] {
        try additional(except: known) { try Value(json: $0) }
    }

    /// The members that the description does not name. Of those with the same key the first counts.
    func additional<Value>(except known: [StaticString] = [], read: (borrowing JSONView) throws -> Value) throws -> [String: Value] {
        var values: [String: Value] = [:]
        for (key, member) in members() where !known.contains(where: { tape.isText(key, UnsafeBufferPointer($0)) }) {
            let name = tape.string(key)
            guard values[name] == nil else { continue }
            values[name] = try read(member)
        }
        return values
    }

    /// The value of a member as it stands in the text, nil where it is absent.
    public mutating func member(_ key: StaticString) -> JSONView? {
        find(key).map { JSONView(tape: tape, position: $0) }
    }

    /// The value of a member that has to be there, as it stands in the text.
    mutating func value(of key: StaticString) throws -> JSONView {
        guard let value = find(key) else { throw missing(key) }
        return JSONView(tape: tape, position: value)
    }

    /// The value of a member whose key is known at run time only, nil where it is absent.
    public func member(named name: String) -> JSONView? {
        members().first { tape.string($0.key) == name }?.value
    }

    /// The keys in the order of the text, with repetitions where the text has them.
    public var keys: [String] { members().map { tape.string($0.key) } }

    /// Each member's value with the position of its key.
    func members() -> some Sequence<(key: Int, value: JSONView)> {
        sequence(state: position + 2) { [tape, end] next in
            guard next < end else { return nil }
            let key = next
            next = tape.next(after: key + 1)
            return (key, JSONView(tape: tape, position: key + 1))
        }
    }
}

// MARK: - Lookup

extension JSONObjectView {
    /// The position of the value of the first member with a key.
    @inline(__always)
    private mutating func find(_ key: StaticString) -> Int? {
        let name = UnsafeBufferPointer(key)
        // Most properties of most answers are absent, and asked for when all members are given out.
        if firstUnclaimed == end, claimed & Self.bit(of: name) == 0 { return nil }
        return search(name)
    }

    @inline(never)
    private mutating func search(_ key: UnsafeBufferPointer<UInt8>) -> Int? {
        let bit = Self.bit(of: key)
        let start = claimed & bit == 0 ? firstUnclaimed : position + 2
        guard let member = tape.member(key, from: start, to: end) else { return nil }
        if member == firstUnclaimed {
            firstUnclaimed = tape.next(after: member + 1)
            claimed |= bit
        }
        return member + 1
    }

    /// One of 64 bits, told apart by the length of a key and its first and last bytes.
    @inline(__always)
    private static func bit(of key: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let first = key.first, let last = key.last else { return 1 }
        return 1 << UInt64(truncatingIfNeeded: (key.count &* 7 &+ Int(last) &* 5 &+ Int(first)) & 63)
    }

    @inline(never)
    private func missing(_ key: StaticString) -> JSONError {
        var pointer = tape.pointer(to: position)
        JSONPointer.append("\(key)", to: &pointer)
        return JSONError(.missing, pointer: pointer, offset: tape.word(position).offset)
    }
}
