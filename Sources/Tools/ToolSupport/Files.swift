#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Files by path, as far as the programs need them. Errors give the reason in the system's words.
package enum Files {
    package struct Problem: Error {
        package let path: String
        package let reason: String

        /// Of the last system call.
        init(_ path: String) {
            self.path = path
            reason = String(cString: strerror(errno)).lowercased()
        }

        init(_ path: String, _ reason: String) {
            self.path = path
            self.reason = reason
        }
    }

    package enum Kind { case file, folder, link, other }

    /// A description is megabytes at most; a device or a pipe would never end.
    package static let largestFile = 256 << 20

    /// What is at `path` itself, links not followed; nil where there is nothing.
    package static func kind(_ path: String) -> Kind? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        case S_IFLNK: return .link
        default: return .other
        }
    }

    package static func read(_ path: String) throws(Problem) -> [UInt8] {
        // Without waiting: opening a pipe would wait for its writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Problem(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Problem(path) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw Problem(path, "it is a folder")
        default: throw Problem(path, "it is no regular file")
        }
        guard status.st_size <= largestFile else { throw Problem(path, "it is larger than \(largestFile >> 20) MiB") }
        return try readAll(descriptor, Int(status.st_size), path)
    }

    private static func readAll(_ descriptor: Int32, _ size: Int, _ path: String) throws(Problem) -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let more = platformRead(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
                if more < 0 && errno == EINTR { continue }
                failed = more < 0
                if more <= 0 { return }
                count += more
            }
        }
        if failed { throw Problem(path) }
        return bytes
    }

    /// Writes a text that can be made again: what the system has taken is enough, and a thousand files need no wait for the disk.
    package static func write(_ text: String, to path: String) throws(Problem) {
        var text = text
        try text.withUTF8 { bytes in
            Result { () throws(Problem) in try write(UnsafeRawBufferPointer(bytes), to: path, isLasting: false) }
        }.get()
    }

    /// Writes a new file; one that is there already is a problem.
    package static func write(_ bytes: UnsafeRawBufferPointer, to path: String, isLasting: Bool = true) throws(Problem) {
        // Exclusive: never through a link that somebody put there.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Problem(path) }
        var done = 0
        while done < bytes.count {
            let count = platformWrite(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { break }
            done += count
        }
        // On disk before it takes the place of the old one.
        let isWritten = done == bytes.count && (!isLasting || fsync(descriptor) == 0)
        let problem = Problem(path)
        guard close(descriptor) == 0, isWritten else {
            unlink(path)
            throw problem
        }
    }

    package static func rename(_ path: String, to target: String) throws(Problem) {
        guard platformRename(path, target) == 0 else { throw Problem(target) }
    }

    /// Renames a file unless the name is taken; false where it is.
    package static func renameIfFree(_ path: String, to target: String) throws(Problem) -> Bool {
        // A second name, which no system gives to a file that is there; then the first is taken away.
        if platformLink(path, target) == 0 {
            try remove(path)
            return true
        }
        guard errno != EEXIST else { return false }
        // File systems without second names (FAT) say so in many ways; there an empty file holds the place.
        let descriptor = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            if errno == EEXIST { return false }
            throw Problem(target)
        }
        close(descriptor)
        try rename(path, to: target)
        return true
    }

    /// Whether files can be made in a folder.
    package static func isWritable(_ folder: String) -> Bool { access(folder, W_OK | X_OK) == 0 }

    package static func remove(_ path: String) throws(Problem) {
        guard unlink(path) == 0 else { throw Problem(path) }
    }

    /// Makes the folder and those above it; returns the ones that were not there, outermost first.
    @discardableResult
    package static func makeFolder(_ path: String) throws(Problem) -> [String] {
        if mkdir(path, 0o755) == 0 { return [path] }
        let code = errno
        if code == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            let above = try makeFolder(String(path[..<slash]))
            if mkdir(path, 0o755) == 0 { return above + [path] }
            guard errno == EEXIST else { throw Problem(path) }
            return above
        }
        guard code == EEXIST else { throw Problem(path, String(cString: strerror(code)).lowercased()) }
        guard isFolder(path) else { throw Problem(path, "it is no folder") }
        return []
    }

    /// Also where a link leads to one.
    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    package static func removeEmptyFolder(_ path: String) {
        rmdir(path)
    }

    /// The names in a folder, in order; none where there is no such folder.
    package static func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The path without links, or nil where there is nothing.
    package static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

private func platformRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}

private func platformWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

private func platformRename(_ path: String, _ target: String) -> Int32 {
    rename(path, target)
}

private func platformLink(_ path: String, _ target: String) -> Int32 {
    link(path, target)
}
