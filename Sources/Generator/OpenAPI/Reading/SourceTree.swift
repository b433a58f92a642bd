import YAMLDocument

/// Gives the bytes of a file by its path. Throws `SourceFailure` with the reason, worded for a person.
package typealias FileReader = (_ path: String) throws(SourceFailure) -> [UInt8]

/// Why a file cannot be had.
package struct SourceFailure: Error, Sendable {
    package let reason: String

    package init(_ reason: String) { self.reason = reason }
}

/// The files of a description, each read and parsed once, none outside the folder of the first.
final class SourceTree {
    private let read: FileReader
    private let root: [Substring]
    private var documents: [String: YAMLDocument?] = [:]

    /// `entry` decides the root: references may not leave its folder.
    init(entry: String, read: @escaping FileReader) {
        self.read = read
        root = RelativePath.components(RelativePath.folder(of: entry))
    }

    /// The document at `path`, or nil after a diagnostic at `mark`, the place that refers to it.
    func document(at path: String, referredFrom mark: Mark?, _ diagnostics: Diagnostics) -> YAMLDocument? {
        if let known = documents[path] { return known }
        let document = load(path, mark, diagnostics)
        documents[path] = .some(document)
        return document
    }

    private func load(_ path: String, _ mark: Mark?, _ diagnostics: Diagnostics) -> YAMLDocument? {
        let bytes: [UInt8]
        do {
            bytes = try read(path)
        } catch {
            diagnostics.error("file-unreadable", "cannot read \(quoted(path)): \(error.reason)", at: mark)
            return nil
        }
        do {
            return try YAMLDocument(parsing: SourceFile(path: path, bytes: bytes))
        } catch {
            diagnostics.add(Diagnostic(error))
            return nil
        }
    }

    /// The path that `reference` means in the file `base`, or nil after a diagnostic.
    func path(of reference: String, from base: String, at mark: Mark, _ diagnostics: Diagnostics) -> String? {
        if let scheme = RelativePath.scheme(of: reference) {
            let reason = "only files beside the description are read; save a copy there and refer to that"
            diagnostics.error("ref-remote", "\(quoted(reference)) is an address (\(scheme):); \(reason)", at: mark)
            return nil
        }
        let path = RelativePath.join(RelativePath.folder(of: base), reference)
        guard let path, RelativePath.components(path).starts(with: root), !reference.hasPrefix("/") else {
            diagnostics.error(
                "ref-outside-root",
                "\(quoted(reference)) leaves the folder of the description; move the file below that folder",
                at: mark
            )
            return nil
        }
        return path
    }
}

/// Text arithmetic on paths with `/`; nothing here touches a disk.
enum RelativePath {
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func components(_ path: String) -> [Substring] {
        path.split(separator: "/")
    }

    /// nil where `..` would leave a relative path's beginning.
    static func join(_ folder: String, _ reference: String) -> String? {
        var parts = components(folder)
        for part in components(reference) {
            switch part {
            case ".": continue
            case "..":
                guard let last = parts.last, last != ".." else { return nil }
                parts.removeLast()
            default: parts.append(part)
            }
        }
        return (folder.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }

    /// RFC 3986, section 3.1: letters, digits, `+`, `-`, `.`, then a colon.
    static func scheme(of reference: String) -> Substring? {
        if reference.hasPrefix("//") { return "http" }
        guard let colon = reference.firstIndex(of: ":"), colon != reference.startIndex else { return nil }
        let scheme = reference[..<colon]
        let isScheme = scheme.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "+" || $0 == "-" || $0 == ".")
        }
        return isScheme ? scheme : nil
    }
}
