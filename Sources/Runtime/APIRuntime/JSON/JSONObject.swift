/// The members of a free-form JSON object, in their order. Each key is there once.
///
/// Objects are equal where they have the same members, in whatever order.
public struct JSONObject: Sendable {
    private var members: [(key: String, value: JSONValue)] = []
    /// Where each key is, once there are enough members for a search to take time.
    private var positions: [String: Int] = [:]

    /// From this many members on keys are found by hash.
    private static let searchLimit = 16

    /// No members.
    public init() {}

    /// The members of a dictionary, in order of their keys.
    public init(_ members: [String: JSONValue]) {
        for (key, value) in members.sorted(by: { $0.key < $1.key }) { append(key, value) }
    }

    /// The value of a member. Setting nil removes the member; a new one is added at the end.
    public subscript(key: String) -> JSONValue? {
        get { position(of: key).map { members[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): members[position].value = value
            case (nil, let value?): append(key, value)
            case (let position?, nil):
                members.remove(at: position)
                positions = [:]
                indexIfLarge()
            case (nil, nil): break
            }
        }
    }

    /// The keys, in their order.
    public var keys: [String] { members.map(\.key) }

    /// Adds a member unless its key is there already.
    mutating func addFirst(_ key: String, _ value: JSONValue) {
        if position(of: key) == nil { append(key, value) }
    }

    private func position(of key: String) -> Int? {
        positions.isEmpty ? members.firstIndex { $0.key == key } : positions[key]
    }

    private mutating func append(_ key: String, _ value: JSONValue) {
        members.append((key, value))
        if positions.isEmpty { indexIfLarge() } else { positions[key] = members.count - 1 }
    }

    private mutating func indexIfLarge() {
        guard members.count >= Self.searchLimit else { return }
        for (position, member) in members.enumerated() { positions[member.key] = position }
    }
}

extension JSONObject: RandomAccessCollection {
    /// The first position.
    public var startIndex: Int { 0 }
    /// The position after the last.
    public var endIndex: Int { members.count }
    /// The member at a position.
    public subscript(position: Int) -> (key: String, value: JSONValue) { members[position] }
}

extension JSONObject: Hashable {
    /// Whether the members are the same, in whatever order.
    public static func == (left: Self, right: Self) -> Bool {
        left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
    }

    /// By members, in whatever order.
    public func hash(into hasher: inout Hasher) {
        let combined = members.reduce(0) { combined, member in
            var hasher = Hasher()
            hasher.combine(member.key)
            hasher.combine(member.value)
            return combined ^ hasher.finalize()
        }
        hasher.combine(combined)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Members in the order of the literal. Of members with the same key the first counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        for (key, value) in elements { addFirst(key, value) }
    }
}
