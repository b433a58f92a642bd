/// A node of a document: a view of two words that is copied freely.
///
/// A node that is reached through an alias is the node that carries the anchor, with its mark.
package struct YAMLNode: Sendable {
    package enum Kind: UInt8, Sendable {
        case null, boolean, integer, float, string, sequence, mapping
    }

    let tree: NodeTree
    let number: UInt32

    /// The same for the same node of a document, however it is reached.
    package var id: Int { Int(number) }

    package var kind: Kind { record.kind }

    /// Where the node starts: its tag or anchor if it has one, else its first character.
    package var mark: Mark {
        let record = record
        return Mark(file: tree.file, line: Int(record.line), column: Int(record.column))
    }

    /// The text that it stands in.
    package var file: SourceFile { tree.file }

    package var isNull: Bool { kind == .null }

    /// The text of a string; `nil` for other kinds.
    package var string: String? { kind == .string ? text : nil }

    /// The text of a scalar as it is written, so that numbers keep every digit (`9223372036854775808`, `1e400`, `3.10`);
    /// of a quoted or block scalar what it stands for; `nil` for collections.
    package var text: String? {
        guard !isCollection else { return nil }
        return tree.arena.withText(of: number) { String(decoding: $0, as: UTF8.self) }
    }

    package var boolean: Bool? {
        guard kind == .boolean else { return nil }
        return tree.arena.withText(of: number) { $0.count == 4 }
    }

    /// The value of an integer that fits; one that does not is in `text`.
    package var integer: Int? {
        guard kind == .integer else { return nil }
        return tree.arena.withText(of: number, CoreSchema.integer)
    }

    /// The elements of a sequence in order; empty for other kinds.
    package var elements: Elements { Elements(node: self) }

    /// The entries of a mapping in order, merge keys (`<<`) replaced by what they bring; empty for other kinds.
    package var entries: Entries { Entries(node: self) }

    /// The value of a key in a mapping. Keys that are not strings are found by their text: `200` by `"200"`.
    package subscript(_ key: String) -> YAMLNode? {
        position(of: key).map { child(2 * $0 + 1) }
    }

    /// The entry of a key in a mapping, for those who need the key's mark.
    package func entry(_ key: String) -> Entries.Element? {
        position(of: key).map { entries[$0] }
    }

    /// Whether there is such a string, be it a key, anywhere in the document of the node.
    package func isInDocument(_ string: String) -> Bool { tree.arena.hasString(string) }

    var record: NodeRecord { tree.arena.records[Int(number)] }

    private var isCollection: Bool { kind == .sequence || kind == .mapping }

    private func position(of key: String) -> Int? {
        guard kind == .mapping else { return nil }
        var key = key
        return key.withUTF8 { tree.arena.entry(of: number, key: $0) }
    }

    fileprivate func child(_ index: Int) -> YAMLNode {
        YAMLNode(tree: tree, number: tree.arena.children[Int(record.start) + index])
    }
}

extension YAMLNode {
    package struct Elements: RandomAccessCollection, Sendable {
        fileprivate let node: YAMLNode
        package let endIndex: Int

        fileprivate init(node: YAMLNode) {
            self.node = node
            endIndex = node.kind == .sequence ? Int(node.record.count) : 0
        }

        package var startIndex: Int { 0 }

        package subscript(index: Int) -> YAMLNode {
            precondition(indices.contains(index), "no element \(index) in a sequence of \(endIndex)")
            return node.child(index)
        }
    }

    package struct Entries: RandomAccessCollection, Sendable {
        package typealias Element = (key: String, keyMark: Mark, value: YAMLNode)

        fileprivate let node: YAMLNode
        package let endIndex: Int

        fileprivate init(node: YAMLNode) {
            self.node = node
            endIndex = node.kind == .mapping ? Int(node.record.count) : 0
        }

        package var startIndex: Int { 0 }

        package subscript(index: Int) -> Element {
            precondition(indices.contains(index), "no entry \(index) in a mapping of \(endIndex)")
            let key = node.child(2 * index)
            return (node.tree.arena.withText(of: key.number) { String(decoding: $0, as: UTF8.self) }, key.mark, node.child(2 * index + 1))
        }
    }
}
