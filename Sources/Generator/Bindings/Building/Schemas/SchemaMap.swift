import OpenAPI

/// Values for some of the schemas, by the numbers of these: to hash them would cost more than most of what is done with the values.
struct SchemaMap<Value> {
    private var values: [Value?]

    init(schemaCount: Int) { values = Array(repeating: nil, count: schemaCount) }

    subscript(id: SchemaID) -> Value? {
        get { values[id.index] }
        set { values[id.index] = newValue }
    }

    mutating func changeEach(_ change: (inout Value) -> Void) {
        for index in values.indices {
            guard var value = values[index] else { continue }
            change(&value)
            values[index] = value
        }
    }
}

/// Some of the schemas, for the same reason by their numbers.
struct SchemaSet {
    /// As long as the largest number among them.
    private var isMember: [Bool] = []

    init() {}

    init(_ members: some Sequence<SchemaID>) { for id in members { insert(id) } }

    /// All from which one of `starts` is reached. `users` has for each schema those that lead to it at once.
    init(leadingTo starts: [SchemaID], _ users: [[SchemaID]]) {
        self.init(starts)
        var pending = starts
        while let id = pending.popLast() {
            for user in users[id.index] where !contains(user) {
                insert(user)
                pending.append(user)
            }
        }
    }

    /// In the order of their numbers.
    var members: [SchemaID] { isMember.indices.lazy.filter { isMember[$0] }.map { SchemaID(index: $0) } }

    func contains(_ id: SchemaID) -> Bool { id.index < isMember.count && isMember[id.index] }

    mutating func insert(_ id: SchemaID) {
        if id.index >= isMember.count { isMember += repeatElement(false, count: id.index + 1 - isMember.count) }
        isMember[id.index] = true
    }
}
