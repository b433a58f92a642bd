#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
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

/// A file that is open for reading.
final class UploadFile {
    /// What can be wrong with a file, for a person.
    struct Failure: Error {
        let reason: String
    }

    private let descriptor: Int32
    let size: Int64

    /// Opens a regular file. Without blocking, because opening a named pipe waits for its other end.
    init(_ url: URL) throws(Failure) {
        guard url.isFileURL else { throw Failure(reason: "is no file URL") }
        let path = url.path
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw Failure(reason: errno == ENOENT ? "does not exist: \(path)" : "cannot be read (\(Self.errorText())): \(path)")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            close(descriptor)
            throw Failure(reason: "cannot be read (\(Self.errorText())): \(path)")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw Failure(reason: "\(status.st_mode & S_IFMT == S_IFDIR ? "is a folder" : "is no regular file"): \(path)")
        }
        self.descriptor = descriptor
        size = Int64(status.st_size)
    }

    deinit {
        close(descriptor)
    }

    /// At most so many bytes from where the last call ended, none at the end of the file.
    func read(_ count: Int) throws(Failure) -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            var result: Int
            repeat {
                #if canImport(Darwin)
                    result = Darwin.read(descriptor, buffer.baseAddress, count)
                #elseif canImport(Glibc)
                    result = Glibc.read(descriptor, buffer.baseAddress, count)
                #elseif canImport(Musl)
                    result = Musl.read(descriptor, buffer.baseAddress, count)
                #else
                    result = Android.read(descriptor, buffer.baseAddress!, count)
                #endif
            } while result < 0 && errno == EINTR
            failed = result < 0
            initialized = max(result, 0)
        }
        guard !failed else { throw Failure(reason: "cannot be read (\(Self.errorText()))") }
        return bytes
    }

    private static func errorText() -> String {
        String(cString: strerror(errno))
    }
}
