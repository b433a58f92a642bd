import YAMLDocument

/// Gives the bytes of a file by its path. Throws `SourceFailure` with the reason, worded for a person.
package typealias FileReader = (_ path: String) throws(SourceFailure) -> [UInt8]

/// Why a file cannot be had.
package struct SourceFailure: Error, Sendable {
    package let reason: String

    package init(_ reason: String) { self.reason = reason }
}

/// The files of a description, each read and parsed once, none outside the folder of the first unless `read` is to judge that.
final class SourceTree {
    private let read: FileReader
    private let folder: SourcePath.Folder
    private let mayLeaveFolder: Bool
    private var documents: [String: YAMLDocument?] = [:]
    private var texts: [String: String?] = [:]
    private var identities = DocumentIdentities()
    /// In the order in which they were met.
    private(set) var paths: [String] = []

    /// `entry` decides the folder.
    init(entry: String, mayLeaveFolder: Bool, read: @escaping FileReader) {
        self.read = read
        self.mayLeaveFolder = mayLeaveFolder
        folder = SourcePath.Folder(of: entry)
    }

    /// The document at `path`, or nil after a diagnostic at `mark`, the place that refers to it.
    func document(at path: String, referredFrom mark: Mark?, _ diagnostics: Diagnostics) -> YAMLDocument? {
        if let known = documents[path] { return known }
        let document = load(path, mark, diagnostics)
        documents[path] = .some(document)
        return document
    }

    /// The root of a document that was read.
    func root(at path: String) -> YAMLNode? { documents[path].flatMap { $0 }?.root }

    private func load(_ path: String, _ mark: Mark?, _ diagnostics: Diagnostics) -> YAMLDocument? {
        guard let bytes = bytes(of: path, mark, diagnostics) else { return nil }
        do {
            let document = try YAMLDocument(parsing: SourceFile(path: path, bytes: bytes))
            identities.add(document.root, at: path)
            return document
        } catch {
            diagnostics.add(Diagnostic(error))
            return nil
        }
    }

    private func bytes(of path: String, _ mark: Mark?, _ diagnostics: Diagnostics) -> [UInt8]? {
        if path == Metaschema.address { return Array(Metaschema.text.utf8) }
        do {
            let bytes = try read(path)
            paths.append(path)
            return bytes
        } catch {
            diagnostics.error("file-unreadable", "cannot read \(quoted(path: path)): \(error.reason)", at: mark)
            return nil
        }
    }

    /// The text of a file that is no YAML, such as Markdown; nil after a diagnostic.
    func text(at path: String, referredFrom mark: Mark, _ diagnostics: Diagnostics) -> String? {
        if let known = texts[path] { return known }
        let text = bytes(of: path, mark, diagnostics).flatMap { bytes -> String? in
            // Transcoded, and without byte order mark.
            let text = String(validating: SourceFile(path: path, bytes: bytes).bytes, as: UTF8.self)
            if text == nil { diagnostics.error("not-text", "\(quoted(path: path)) is no text in UTF-8", at: mark) }
            return text
        }
        texts[path] = .some(text)
        return text
    }

    /// The path that `reference` means in the file `base`, or nil after a diagnostic.
    func path(of reference: String, from base: String, at mark: Mark, _ diagnostics: Diagnostics) -> String? {
        if let path = identities.path(of: reference, from: base, in: folder, isThere: isThere) { return path }
        if let scheme = SourcePath.scheme(of: reference) {
            let reason = "only files beside the description are read; save a copy there and refer to that"
            diagnostics.error("ref-remote", "\(quoted(reference)) is an address (\(scheme):); \(reason)", at: mark)
            return nil
        }
        guard let path = allowedPath(of: reference, from: base) else {
            let advice = "move the file below that folder, or allow its folder with --allow-root"
            diagnostics.error("ref-outside-root", "\(quoted(reference)) leaves the folder of the description; \(advice)", at: mark)
            return nil
        }
        return path
    }

    /// The path where the folder, or whoever reads beyond it, has one.
    private func allowedPath(of reference: String, from base: String) -> String? {
        guard let path = folder.path(of: reference, from: base), mayLeaveFolder || !path.isOutside else { return nil }
        return path.text
    }

    /// Whether a reference leads to a file.
    func hasFile(_ reference: String, from base: String) -> Bool {
        if identities.path(of: reference, from: base, in: folder, isThere: isThere) != nil { return true }
        return allowedPath(of: reference, from: base).map(isThere) ?? false
    }

    private func isThere(_ path: String) -> Bool {
        if documents[path] != nil { return true }
        do { _ = try read(path) } catch { return false }
        return true
    }
}
