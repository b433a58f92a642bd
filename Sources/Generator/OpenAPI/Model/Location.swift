package import YAMLDocument

/// Where a thing of a description stands: for messages by mark, for names and overrides by JSON Pointer.
package struct Location: Hashable, Sendable {
    package let mark: Mark

    package init(mark: Mark, pointer: String) {
        self.mark = mark.pointing(to: pointer)
    }

    /// RFC 6901, from the root of the file that `mark` names.
    package var pointer: String { mark.pointer ?? "" }

    /// The name of the file, without its folder and without what says of which kind it is.
    package var fileName: String {
        let name = mark.file.path.split(separator: "/").last.map(String.init) ?? mark.file.path
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// Whether it stands below `other` in the same file.
    package func isInside(_ other: Location) -> Bool {
        mark.file === other.mark.file && pointer.utf8.starts(with: "\(other.pointer)/".utf8)
    }

    package func child(_ token: String, _ mark: Mark) -> Location {
        let token = Location.escape(token)
        var child = ""
        child.reserveCapacity(pointer.utf8.count + 1 + token.utf8.count)
        child += pointer
        child += "/"
        child += token
        return Location(mark: mark, pointer: child)
    }

    package func child(_ index: Int, _ mark: Mark) -> Location {
        Location(mark: mark, pointer: "\(pointer)/\(index)")
    }

    /// RFC 6901, section 3: `~` and `/` are escaped.
    private static func escape(_ token: String) -> String {
        let mustBeEscaped = { (byte: UInt8) in byte == UInt8(ascii: "~") || byte == UInt8(ascii: "/") }
        // In contiguous storage, where a byte costs a tenth of one of `UTF8View`.
        guard token.utf8.withContiguousStorageIfAvailable({ $0.contains(where: mustBeEscaped) }) ?? true else { return token }
        var escaped = ""
        for character in token.unicodeScalars {
            switch character {
            case "~": escaped += "~0"
            case "/": escaped += "~1"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}

/// A place in a file, for the stages that do not read files themselves.
package typealias SourceMark = Mark
