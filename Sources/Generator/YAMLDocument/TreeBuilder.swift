/// Puts nodes into an arena in the order in which a reader meets them, and guards what text alone does not:
/// depth, keys, aliases.
struct TreeBuilder {
    private(set) var arena: NodeArena
    private let file: SourceFile
    private let limits: YAMLDocument.Limits
    private var frames: [Frame] = []
    /// Children of all open collections, the innermost last; they move to the arena when theirs is closed.
    private var pending: [UInt32] = []
    private var anchors = AnchorTable()
    /// Nodes that a walk would meet up to here.
    private var walked = 0
    /// Nodes that aliases and merge keys have repeated up to here.
    private var repeated = 0

    /// A collection that is not closed yet.
    private struct Frame {
        let node: UInt32
        let isMapping: Bool
        let firstPending: Int
        let walkedBefore: Int
        let anchor: Int?
        /// Levels below this collection.
        var height = 0
        var hasMergeKey = false
    }

    init(file: SourceFile, limits: YAMLDocument.Limits) {
        self.file = file
        self.limits = limits
        arena = NodeArena(source: file.bytes)
        // Generous for any real text: room that is never written to costs address space, growing costs a copy.
        arena.records.reserveCapacity(file.bytes.count / 10 + 16)
        arena.children.reserveCapacity(file.bytes.count / 8 + 16)
    }

    func mark(_ place: Place) -> Mark {
        Mark(file: file, line: Int(place.line), column: Int(place.column))
    }

    var isComplete: Bool { frames.isEmpty && !arena.records.isEmpty }
    var isInMapping: Bool { frames.last?.isMapping ?? false }

    /// Where the innermost open collection starts, as the note of an error.
    var openCollection: [YAMLError.Note] {
        frames.last.map { [("the \($0.isMapping ? "mapping" : "list") begins here", mark(of: $0.node))] } ?? []
    }

    func mark(of node: UInt32) -> Mark {
        let record = arena.records[Int(node)]
        return mark(Place(line: record.line, column: record.column))
    }

    // MARK: What a reader meets

    mutating func addScalar(_ record: NodeRecord, anchor: String? = nil) {
        let node = append(record)
        if let anchor { anchors.define(anchor, node: node, isOpen: false) }
        if record.isMergeKey, isKeyNext { frames[frames.count - 1].hasMergeKey = true }
        pending.append(node)
    }

    /// Takes scalar text that the source does not hold as it is.
    mutating func addDecodedText(_ write: (inout [UInt8]) -> Void) -> (start: UInt32, count: UInt32) {
        let start = arena.decoded.count
        write(&arena.decoded)
        return (UInt32(start), UInt32(arena.decoded.count - start))
    }

    mutating func begin(_ kind: YAMLNode.Kind, at place: Place, anchor: String? = nil) throws(YAMLError) {
        if isKeyNext { throw complexKey(at: mark(place)) }
        guard frames.count < limits.depth else { throw tooDeep(at: mark(place)) }
        let walkedBefore = walked
        let node = append(NodeRecord(kind: kind, at: place))
        let definition = anchor.map { anchors.define($0, node: node, isOpen: true) }
        let isMapping = kind == .mapping
        pending.append(node)
        frames.append(
            Frame(node: node, isMapping: isMapping, firstPending: pending.count, walkedBefore: walkedBefore, anchor: definition))
    }

    mutating func end() throws(YAMLError) {
        guard let frame = frames.popLast() else { return }
        let start = arena.children.count
        arena.children.append(contentsOf: pending[frame.firstPending...])
        pending.removeSubrange(frame.firstPending...)
        arena.records[Int(frame.node)].start = UInt32(start)
        arena.records[Int(frame.node)].count = UInt32((arena.children.count - start) / (frame.isMapping ? 2 : 1))
        if frame.isMapping {
            try indexKeys(of: frame.node)
            if frame.hasMergeKey { try mergeEntries(of: frame.node) }
        }
        if let anchor = frame.anchor { anchors.close(anchor, size: walked - frame.walkedBefore, height: frame.height + 1) }
        if !frames.isEmpty { noteHeight(frame.height + 1) }
    }

    mutating func addAlias(_ name: String, at place: Place) throws(YAMLError) {
        guard let anchor = anchors[name] else {
            throw YAMLError(code: "yaml-alias", message: "There is no anchor &\(name) above this alias.", mark: mark(place))
        }
        guard !anchor.isOpen else {
            let note = (message: "&\(name) is here", mark: mark(of: anchor.node))
            let message = "The alias *\(name) stands inside the node that it refers to, which would never end."
            throw YAMLError(code: "yaml-alias-cycle", message: message, mark: mark(place), notes: [note])
        }
        if isKeyNext, anchor.height > 0 { throw complexKey(at: mark(place)) }
        guard frames.count + anchor.height <= limits.depth else { throw tooDeep(at: mark(place)) }
        walked += anchor.size
        try repeatNodes(anchor.size, at: mark(place))
        noteHeight(anchor.height)
        pending.append(anchor.node)
    }

    // MARK: Parts

    /// Whether the next node is the key of an entry.
    private var isKeyNext: Bool {
        guard let frame = frames.last, frame.isMapping else { return false }
        return (pending.count - frame.firstPending).isMultiple(of: 2)
    }

    private mutating func append(_ record: NodeRecord) -> UInt32 {
        walked += 1
        arena.records.append(record)
        return UInt32(arena.records.count - 1)
    }

    /// Counts nodes that are there once more without being written out.
    private mutating func repeatNodes(_ count: Int, at mark: Mark) throws(YAMLError) {
        repeated += count
        let budget = limits.aliasedNodes + 10 * arena.records.count
        guard repeated <= budget else {
            let message = "Aliases and merge keys up to here repeat more than \(budget) nodes; write the document out, or repeat less."
            throw YAMLError(code: "yaml-alias-budget", message: message, mark: mark)
        }
    }

    private mutating func noteHeight(_ height: Int) {
        let last = frames.count - 1
        frames[last].height = max(frames[last].height, height)
    }

    /// Refuses equal keys, and makes the hash table of a large mapping on the way.
    private mutating func indexKeys(of mapping: UInt32) throws(YAMLError) {
        let start = Int(arena.records[Int(mapping)].start)
        let count = Int(arena.records[Int(mapping)].count)
        let tableSize = NodeArena.tableSize(entries: count)
        guard tableSize > 0 else {
            for second in 0..<count {
                for first in 0..<second where haveEqualText(arena.children[start + 2 * first], arena.children[start + 2 * second]) {
                    throw duplicateKey(first: arena.children[start + 2 * first], second: arena.children[start + 2 * second])
                }
            }
            return
        }
        let table = arena.children.count
        arena.children.append(contentsOf: repeatElement(0, count: tableSize))
        for entry in 0..<count {
            let key = arena.children[start + 2 * entry]
            var slot = arena.withText(of: key, NodeArena.hash) & (tableSize - 1)
            while arena.children[table + slot] != 0 {
                let other = arena.children[start + 2 * Int(arena.children[table + slot] - 1)]
                if haveEqualText(other, key) { throw duplicateKey(first: other, second: key) }
                slot = (slot + 1) & (tableSize - 1)
            }
            arena.children[table + slot] = UInt32(entry + 1)
        }
    }

    private func haveEqualText(_ first: UInt32, _ second: UInt32) -> Bool {
        guard arena.records[Int(first)].count == arena.records[Int(second)].count else { return false }
        return arena.withText(of: first) { arena.text(of: second, equals: $0) }
    }

    /// Puts what `<<` brings in its place. A mapping's own keys win over merged ones, and of several merged mappings
    /// the first wins (<https://yaml.org/type/merge.html>).
    private mutating func mergeEntries(of mapping: UInt32) throws(YAMLError) {
        let record = arena.records[Int(mapping)]
        let start = Int(record.start)
        let own = (0..<Int(record.count)).map { (key: arena.children[start + 2 * $0], value: arena.children[start + 2 * $0 + 1]) }
        var seen = Set(own.filter { !arena.records[Int($0.key)].isMergeKey }.map { bytes(of: $0.key) })
        var merged: [UInt32] = []
        for (key, value) in own {
            guard arena.records[Int(key)].isMergeKey else {
                merged += [key, value]
                continue
            }
            for source in try mappings(toMerge: value, key: key) {
                let record = arena.records[Int(source)]
                // Also for mappings written out under `<<`: inside each other they would be copied at each level.
                try repeatNodes(Int(record.count), at: mark(of: key))
                for pair in 0..<Int(record.count) {
                    let key = arena.children[Int(record.start) + 2 * pair]
                    guard seen.insert(bytes(of: key)).inserted else { continue }
                    merged += [key, arena.children[Int(record.start) + 2 * pair + 1]]
                }
            }
        }
        arena.children.removeSubrange(start...)
        arena.children += merged
        arena.records[Int(mapping)].count = UInt32(merged.count / 2)
        try indexKeys(of: mapping)
    }

    private func mappings(toMerge value: UInt32, key: UInt32) throws(YAMLError) -> [UInt32] {
        let record = arena.records[Int(value)]
        let range = Int(record.start)..<Int(record.start + record.count)
        let candidates = record.kind == .sequence ? Array(arena.children[range]) : [value]
        guard let wrong = candidates.first(where: { arena.records[Int($0)].kind != .mapping }) else { return candidates }
        let message = "The merge key `<<` takes a mapping or a list of mappings."
        throw YAMLError(code: "yaml-merge", message: message, mark: mark(of: key), notes: [("this is neither", mark(of: wrong))])
    }

    private func bytes(of node: UInt32) -> [UInt8] {
        arena.withText(of: node) { Array($0) }
    }

    // MARK: Errors

    private func tooDeep(at mark: Mark) -> YAMLError {
        let message = "This is more than \(limits.depth) lists and mappings inside each other."
        return YAMLError(code: "yaml-depth", message: message, mark: mark)
    }

    private func complexKey(at mark: Mark) -> YAMLError {
        let message = "A key must be text or a number, not a list or a mapping; put it in quotes if it is text."
        return YAMLError(code: "yaml-complex-key", message: message, mark: mark)
    }

    private func duplicateKey(first: UInt32, second: UInt32) -> YAMLError {
        let key = arena.withText(of: second) { String(decoding: $0, as: UTF8.self) }
        return YAMLError(
            code: "yaml-duplicate-key",
            message: "The key \(quoted(key)) is there twice in one mapping; remove or rename one.",
            mark: mark(of: second),
            notes: [("it is first here", mark(of: first))]
        )
    }
}

/// What each anchor names. A later anchor of the same name replaces the earlier one (YAML 1.2, 3.2.2.2).
private struct AnchorTable {
    struct Anchor {
        let node: UInt32
        /// Whether its node is a collection that is not closed yet.
        var isOpen: Bool
        /// Nodes that a walk over it meets, and levels of collections in it.
        var size = 1
        var height = 0
    }

    private var anchors: [Anchor] = []
    private var indexes: [String: Int] = [:]

    subscript(_ name: String) -> Anchor? { indexes[name].map { anchors[$0] } }

    @discardableResult
    mutating func define(_ name: String, node: UInt32, isOpen: Bool) -> Int {
        anchors.append(Anchor(node: node, isOpen: isOpen))
        indexes[name] = anchors.count - 1
        return anchors.count - 1
    }

    mutating func close(_ anchor: Int, size: Int, height: Int) {
        anchors[anchor].isOpen = false
        anchors[anchor].size = size
        anchors[anchor].height = height
    }
}

/// Text of a description as it may stand in a message: one line, bounded, without characters that move the cursor.
func quoted(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(60).map { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: scalar.escaped(asASCII: true)
        default: String(scalar)
        }
    }
    let mark = text.contains("`") ? "'" : "`"
    return mark + shown.joined() + (text.unicodeScalars.count > 60 ? "…" : "") + mark
}
