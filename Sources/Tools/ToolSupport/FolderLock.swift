#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Holds a folder against other runs of the same program, for as long as it lives. The system lets go of it when the process
/// ends, however that ends, and nothing is left in the folder.
package final class FolderLock {
    private let descriptor: Int32

    /// Waits for whoever holds the folder; nil where there is no such folder, or the file system has no locks.
    package init?(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                close(descriptor)
                return nil
            }
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
