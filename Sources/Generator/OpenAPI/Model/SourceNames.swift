import YAMLDocument

/// Names for places as a `$ref` in the description itself would write them: `#/components/schemas/Pet`,
/// `schemas/pet.yaml#/properties/name`.
package struct SourceNames: Sendable {
    private let file: String
    private let folder: SourcePath.Folder

    package init(entry: String) {
        folder = SourcePath.Folder(of: entry)
        file = folder.relative(entry)
    }

    package func name(of location: Location) -> String {
        let path = folder.relative(location.mark.file.path)
        return "\(path == file ? "" : path)#\(location.pointer)"
    }

    /// The folders that a place is in, below that of the description, the innermost first: the same wherever the description lies.
    package func folders(of location: Location) -> [String] {
        folder.relative(location.mark.file.path).split(separator: "/").dropLast().reversed().filter { $0 != ".." }.map(String.init)
    }

    /// What `name(of:)` gives for a place that a person wrote: `/components/…` is in the description itself.
    package func name(writtenAs text: String) -> String {
        let hash = text.firstIndex(of: "#")
        guard hash != nil || !(text.isEmpty || text.hasPrefix("/")) else { return "#" + text }
        let path = SourcePath.joined("", String(text[..<(hash ?? text.endIndex)])).joined(separator: "/")
        return "\(path == file ? "" : path)#\(hash.map { text[text.index(after: $0)...] } ?? "")"
    }
}
