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
/// deletes what was written.
final class PartialFile {
    private let file: URL
    private let temporaryPath: String
    private var descriptor: Int32
    private var isPlaced = false

    init(for file: URL) throws(FileFailure) {
        self.file = file
        let name = ".\(UUID().uuidString).partial"
        temporaryPath = file.deletingLastPathComponent().appendingPathComponent(name).path
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

    /// Gives the file its name.
    func place() throws(FileFailure) {
        guard rename(temporaryPath, file.path) == 0 else { throw failure() }
        isPlaced = true
    }

    private func failure() -> FileFailure {
        FileFailure(file: file, reason: String(cString: strerror(errno)))
    }
}
