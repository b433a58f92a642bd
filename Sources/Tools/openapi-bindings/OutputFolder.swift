import SwiftEmitter
import ToolSupport

/// The folder that generated files are written to: only inside it, each file whole or not at all, and only where something
/// changed.
struct OutputFolder {
    let path: String
    /// The folders inside it that hold nothing but what is generated here. Other modules may have been generated into others.
    let ownFolders: Set<String>

    enum Change {
        case added(String)
        case changed(String)
        /// A generated file that the description no longer asks for.
        case removed(String)
    }

    /// What writing `files` would change.
    func changes(for files: [SwiftEmitter.File]) throws -> [Change] {
        try refuseLinks(files)
        var changes: [Change] = []
        for file in files {
            guard let old = try contents(file.path) else {
                changes.append(.added(file.path))
                continue
            }
            guard old != Array(file.text.utf8) else { continue }
            guard isGenerated(old) else {
                throw Failure.input("\(path)/\(file.path) is in the way: it was not generated, so it is not replaced; move it elsewhere")
            }
            changes.append(.changed(file.path))
        }
        let expected = Set(files.map(\.path))
        for path in generatedFiles(isGenerated) where !expected.contains(path) { changes.append(.removed(path)) }
        return changes
    }

    /// Makes the folder hold `files`, and returns what changed. Of several runs for one folder, one writes and the others wait.
    func write(_ files: [SwiftEmitter.File]) throws -> [Change] {
        let made: [String]
        do {
            made = try Files.makeFolder(path)
        } catch {
            throw Failure.input("cannot write \(error.path): \(error.reason); the folder is as it was")
        }
        let lock = FolderLock(path)
        defer { withExtendedLifetime(lock) {} }
        do {
            return try writeAlone(files)
        } catch {
            for folder in made.reversed() { Files.removeEmptyFolder(folder) }
            throw error
        }
    }

    private func writeAlone(_ files: [SwiftEmitter.File]) throws -> [Change] {
        let changes = try changes(for: files)
        let texts = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) })
        let staged = try stage(changes.compactMap { change in change.writtenName.flatMap { name in texts[name].map { (name, $0) } } })
        do {
            for (temporary, target) in staged { try Files.rename(temporary, to: target) }
            for case .removed(let name) in changes {
                try Files.remove("\(path)/\(name)")
                removeEmptyFolders(above: name)
            }
            for file in generatedFiles(isLeftover) { try Files.remove("\(path)/\(file)") }
        } catch {
            for (temporary, _) in staged where Files.kind(temporary) == .file { try? Files.remove(temporary) }
            throw Failure.input("cannot write \(error.path): \(error.reason); some files may have changed, so generate again")
        }
        return changes
    }

    private func removeEmptyFolders(above name: String) {
        var folder = folder(of: name)
        while folder != "." {
            Files.removeEmptyFolder("\(path)/\(folder)")
            folder = self.folder(of: folder)
        }
    }

    /// Writes all texts beside where they belong, before the first takes its place: a full disk changes nothing.
    private func stage(_ texts: [(name: String, text: String)]) throws -> [(temporary: String, target: String)] {
        var staged: [(temporary: String, target: String)] = []
        var madeFolders: [String] = []
        var target = path
        do {
            for (name, text) in texts {
                target = "\(path)/\(name)"
                let folder = folder(of: target)
                madeFolders += try Files.makeFolder(folder)
                // Hidden, so that no build takes it for a source; left over only where the program was killed.
                let name = Substring(target.utf8.dropFirst(folder.utf8.count + 1))
                let temporary = "\(folder)/.\(name)\(Self.temporarySuffix)"
                if Files.kind(temporary) == .file { try Files.remove(temporary) }
                try Files.write(text, to: temporary)
                staged.append((temporary, target))
            }
        } catch {
            for (temporary, _) in staged { try? Files.remove(temporary) }
            for folder in madeFolders.reversed() { Files.removeEmptyFolder(folder) }
            // Nobody knows the names of what is temporary.
            let file = error.path.hasSuffix(Self.temporarySuffix) ? target : error.path
            throw Failure.input("cannot write \(file): \(error.reason); the folder is as it was")
        }
        return staged
    }

    /// The contents of a file in the folder, or nil where there is none.
    func contents(_ name: String) throws -> [UInt8]? {
        let file = "\(path)/\(name)"
        guard let kind = Files.kind(file) else { return nil }
        guard kind == .file else { throw Failure.input("\(file) is in the way: it is no regular file") }
        do { return try Files.read(file) } catch { throw Failure.input("cannot read \(error.path): \(error.reason)") }
    }

    /// A link inside the folder may lead out of it.
    private func refuseLinks(_ files: [SwiftEmitter.File]) throws {
        var known: Set<String> = []
        for file in files {
            var current = path
            for part in file.path.utf8.split(separator: UInt8(ascii: "/")) {
                current += "/\(Substring(part))"
                guard known.insert(current).inserted else { continue }
                if Files.kind(current) == .link {
                    throw Failure.input("\(current) is a symbolic link; generated files are written only inside \(path)")
                }
            }
        }
    }

    private static let temporarySuffix = ".openapi-bindings"
    /// Of the names of the files that are written: besides Swift, the runtime has a little C.
    private static let endings = [".swift", ".c", ".h", ".modulemap"]

    /// The files of the folder itself and of its own folders that this program made; others are somebody's own and stay.
    private func generatedFiles(in folder: String = "", _ isMeant: (_ name: String, _ file: String) -> Bool) -> [String] {
        var result: [String] = []
        for name in Files.names(in: "\(path)/\(folder)") {
            let file = "\(path)/\(folder)\(name)"
            let isOwn = folder.isEmpty ? ownFolders.contains(name) : !name.hasPrefix(".")
            switch Files.kind(file) {
            case .folder? where isOwn: result += generatedFiles(in: "\(folder)\(name)/", isMeant)
            case .file? where isMeant(name, file): result.append(folder + name)
            default: break
            }
        }
        return result
    }

    /// Bears the generator's mark.
    private func isGenerated(_ name: String, _ file: String) -> Bool {
        guard Self.endings.contains(where: name.hasSuffix), let bytes = try? Files.read(file) else { return false }
        return isGenerated(bytes)
    }

    private func isLeftover(_ name: String, _ file: String) -> Bool {
        name.hasPrefix(".") && Self.endings.contains { name.hasSuffix($0 + Self.temporarySuffix) }
    }

    /// The mark opens a file; in a package manifest it follows the line with the version of the tools.
    private func isGenerated(_ bytes: [UInt8]) -> Bool {
        let mark = SwiftEmitter.mark.utf8
        if bytes.starts(with: mark) { return true }
        guard bytes.starts(with: "// swift-tools-version".utf8), let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return false }
        return bytes[(end + 1)...].starts(with: mark)
    }

    private func folder(of file: String) -> String {
        file.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(file[..<$0]) } ?? "."
    }
}

extension OutputFolder.Change {
    /// The file to write, new or not.
    fileprivate var writtenName: String? {
        switch self {
        case .added(let name), .changed(let name): name
        case .removed: nil
        }
    }
}
