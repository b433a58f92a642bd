/// All nodes of one document in three flat arrays: no object for a node, no string for a scalar.
struct NodeArena: Sendable {
    /// The text that verbatim scalars are ranges of.
    let source: [UInt8]
    /// The text of scalars that the source does not hold as they are, one after the other.
    var decoded: [UInt8] = []
    var records: [NodeRecord] = []
    /// For each collection a run of node numbers: the elements of a sequence; for a mapping each key and value in
    /// turn, then, if it is a large one, its hash table.
    var children: [UInt32] = []

    /// Up to here comparing with each key is faster than hashing.
    static let largestUnhashedMapping = 8

    /// A power of two that leaves at least half of the table free; 0 for mappings that need none.
    static func tableSize(entries: Int) -> Int {
        guard entries > largestUnhashedMapping else { return 0 }
        return 1 << (Int.bitWidth - (entries * 2 - 1).leadingZeroBitCount)
    }

    @inline(__always)
    func withText<Result>(of node: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let record = records[Int(node)]
        let range = Int(record.start)..<Int(record.start) + Int(record.count)
        if record.isVerbatim {
            return source.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
        }
        return decoded.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    func text(of node: UInt32, equals other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(records[Int(node)].count) == other.count else { return false }
        return withText(of: node) { text in
            for index in 0..<other.count where text[index] != other[index] { return false }
            return true
        }
    }

    func hasString(_ string: String) -> Bool {
        var string = string
        return string.withUTF8 { wanted in
            records.indices.contains { records[$0].kind == .string && text(of: UInt32($0), equals: wanted) }
        }
    }

    /// The position among a mapping's entries of the one with this key.
    func entry(of mapping: UInt32, key: UnsafeBufferPointer<UInt8>) -> Int? {
        let record = records[Int(mapping)]
        let start = Int(record.start)
        let count = Int(record.count)
        guard count > Self.largestUnhashedMapping else {
            return (0..<count).first { text(of: children[start + 2 * $0], equals: key) }
        }
        let table = start + 2 * count
        let mask = Self.tableSize(entries: count) - 1
        var slot = Self.hash(key) & mask
        // The table is never full, so that an empty slot ends the search.
        while children[table + slot] != 0 {
            let entry = Int(children[table + slot]) - 1
            if text(of: children[start + 2 * entry], equals: key) { return entry }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Seeded for each process, so that nobody can write keys that all collide.
    static func hash(_ key: UnsafeBufferPointer<UInt8>) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(key))
        return hasher.finalize()
    }
}

/// One node in 20 bytes.
struct NodeRecord: Sendable {
    /// Scalars: where their text starts in the source or in the decoded text. Collections: where their run starts.
    var start: UInt32
    /// Bytes of text, elements of a sequence, entries of a mapping.
    var count: UInt32
    let line: UInt32
    let column: UInt32
    let kind: YAMLNode.Kind
    let isVerbatim: Bool
    /// Plain `<<`, which as a key asks for the entries of other mappings (YAML merge key type).
    let isMergeKey: Bool

    init(kind: YAMLNode.Kind, at place: Place, start: UInt32 = 0, count: UInt32 = 0, isVerbatim: Bool = false, isMergeKey: Bool = false) {
        self.start = start
        self.count = count
        line = place.line
        column = place.column
        self.kind = kind
        self.isVerbatim = isVerbatim
        self.isMergeKey = isMergeKey
    }
}

/// A mark without its file, both numbers from 1.
struct Place {
    let line: UInt32
    let column: UInt32
}

/// A finished arena, shared by the nodes that look into it.
final class NodeTree: Sendable {
    let arena: NodeArena
    let file: SourceFile

    init(arena: NodeArena, file: SourceFile) {
        self.arena = arena
        self.file = file
    }
}
