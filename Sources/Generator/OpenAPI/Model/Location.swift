package import YAMLDocument

/// Where a thing of a description stands: for messages by mark, for names and overrides by JSON Pointer.
package struct Location: Hashable, Sendable {
    package let mark: Mark

    package init(mark: Mark, pointer: String) {
        self.mark = mark.pointing(to: pointer)
    }

    /// Of what `mark` says that it points to, else of the whole file.
    package init(at mark: Mark) { self.mark = mark }

    private init(mark: Mark, _ way: JSONPointer) {
        self.mark = mark.pointing(to: way)
    }

    /// RFC 6901, from the root of the file that `mark` names.
    package var pointer: String { way.text }

    /// What the pointer goes through, one name after the other; no more than `most`, of which the last has the rest.
    package func pointerTokens(atMost most: Int) -> [String] {
        pointer.split(separator: "/", maxSplits: most - 1).map { JSONPointer.unescaped($0) }
    }

    /// The last of them: the key or the number of what stands here.
    package var lastToken: String? { way.lastToken }

    private var way: JSONPointer { mark.way ?? Self.root }

    private static let root = JSONPointer("")

    /// The name of the file, without its folder and without what says of which kind it is.
    package var fileName: String {
        let name = mark.file.path.split(separator: "/").last.map(String.init) ?? mark.file.path
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// The name of a definition: of a component, of an entry of a file of such, or of a whole file. nil for what stands inside one.
    package var definitionName: String? {
        let tokens = pointerTokens(atMost: 4)
        switch tokens.count {
        case 0: return fileName
        case 1...2: return tokens.last
        case 3 where tokens[0] == "components": return tokens[2]
        default: return nil
        }
    }

    /// Whether it stands below `other` in the same file.
    package func isInside(_ other: Location) -> Bool {
        mark.file === other.mark.file && way.isInside(other.way)
    }

    /// Of the same thing, at another mark.
    package func marked(_ mark: Mark) -> Location { Location(mark: mark, way) }

    package func child(_ token: String, _ mark: Mark) -> Location { Location(mark: mark, way.child(token)) }

    package func child(_ index: Int, _ mark: Mark) -> Location { Location(mark: mark, way.child(index)) }
}

/// A place in a file, for the stages that do not read files themselves.
package typealias SourceMark = Mark

extension [Mark] {
    /// Of those in the file of the first one, the one nearest to its top.
    package var firstInReadingOrder: Mark? {
        filter { $0.file === self[0].file }.min { ($0.line, $0.column) < ($1.line, $1.column) }
    }
}
