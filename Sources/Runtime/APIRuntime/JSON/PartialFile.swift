#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif
#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

/// A file that could not be written.
public struct FileFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    public let file: URL
    /// What the system says.
    public let reason: String

    /// The file, and what the system says.
    public var description: String { "\(file.path) cannot be written: \(reason)" }
}

/// A file that is there when it is complete: written under another name beside its place, then renamed. Letting go of it before
/// deletes what was written; and until it is kept, what was in its place can be put back.
final class PartialFile {
    private let file: URL
    private let temporaryPath: String
    /// The name of what was in the file's place.
    private let formerPath: String
    private var descriptor: Int32
    private var isPlaced = false

    init(for file: URL) throws(FileFailure) {
        self.file = file
        guard file.isFileURL else { throw FileFailure(file: file, reason: "its URL is no file URL") }
        let name = ".\(UUID().uuidString).partial"
        temporaryPath = file.deletingLastPathComponent().appendingPathComponent(name).path
        formerPath = temporaryPath + ".former"
        // Exclusive, so that it is ours; readable by whom the user's mask allows, as other files that a program makes.
        descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        if descriptor < 0 {
            isPlaced = true
            throw failure()
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if !isPlaced { unlink(temporaryPath) }
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure() }
            rest = rest.dropFirst(count)
        }
    }

    /// Ends the writing. The bytes are on the disk before the file has its name: a name without them is what a loss of power would
    /// leave.
    func finish() throws(FileFailure) {
        guard fsync(descriptor) == 0 else { throw failure() }
        let status = close(descriptor)
        descriptor = -1
        guard status == 0 else { throw failure() }
    }

    /// Gives all files their names, or none.
    static func place(_ files: [PartialFile]) throws(FileFailure) {
        for (index, file) in files.enumerated() {
            do throws(FileFailure) {
                // The last is never taken back.
                try file.place(canBeTakenBack: index < files.count - 1)
            } catch {
                for placed in files[..<index].reversed() { placed.takeBack() }
                throw error
            }
        }
        for file in files { file.keep() }
    }

    /// Gives the file its name.
    private func place(canBeTakenBack: Bool) throws(FileFailure) {
        if canBeTakenBack { nameFormer() }
        guard rename(temporaryPath, file.path) == 0 else {
            let failure = failure()
            // Where both names are of one file this does nothing, and the second has to go.
            rename(formerPath, file.path)
            unlink(formerPath)
            throw failure
        }
        isPlaced = true
    }

    /// Gives what is in the file's place another name until the file is kept: one more where it may have two, else instead of its own.
    private func nameFormer() {
        guard link(file.path, formerPath) != 0, errno != ENOENT else { return }
        var status = stat()
        // A folder is not replaced.
        guard lstat(file.path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return }
        rename(file.path, formerPath)
    }

    /// Makes the name final.
    private func keep() {
        unlink(formerPath)
    }

    /// Takes the file away again, and puts back what was in its place.
    private func takeBack() {
        if rename(formerPath, file.path) != 0 { unlink(file.path) }
    }

    private func failure() -> FileFailure {
        FileFailure(file: file, reason: String(cString: strerror(errno)))
    }
}
