import OpenAPI
import ToolSupport

/// Reads the files of a description from disk: those in its folder and in the folders that the user allows. A link that leads
/// out of them is refused like a path that does.
final class SourceFolder {
    private let entry: String
    /// Without links, each with a slash at its end.
    private let roots: [String]
    let mayLeaveFolder: Bool
    /// The true place of each folder that was read from: most files of a description share a few.
    private var realFolders: [String: String] = [:]

    init(entry: String, allowedRoots: [String]) throws {
        self.entry = entry
        mayLeaveFolder = !allowedRoots.isEmpty
        var roots: [String] = []
        for root in allowedRoots {
            guard let real = Files.realPath(root) else { throw Failure.usage("--allow-root \(root): there is no such folder") }
            roots.append(real)
        }
        let folder = entry.lastIndex(of: "/").map { String(entry[...$0]) } ?? "."
        if let own = Files.realPath(folder) { roots.append(own) }
        self.roots = roots.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    }

    func read(_ path: String) throws(SourceFailure) -> [UInt8] {
        if path != entry, let real = realPath(path), !roots.contains(where: real.hasPrefix) {
            let isLink = Files.kind(path) == .link
            let reason = "it is \(isLink ? "a link that leaves" : "outside") the folder of the description"
            throw SourceFailure(reason + (mayLeaveFolder ? " and every --allow-root" : "; allow where it leads with --allow-root"))
        }
        do { return try Files.read(path) } catch { throw SourceFailure(error.reason) }
    }

    /// nil where there is nothing.
    private func realPath(_ path: String) -> String? {
        guard Files.kind(path) == .file, let slash = path.lastIndex(of: "/") else { return Files.realPath(path) }
        let folder = String(path[...slash])
        guard let real = realFolders[folder] ?? Files.realPath(folder) else { return nil }
        realFolders[folder] = real
        return "\(real)/\(path[path.index(after: slash)...])"
    }
}
