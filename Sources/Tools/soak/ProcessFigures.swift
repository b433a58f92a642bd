import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// What this process holds.
enum ProcessFigures {
    /// What each open descriptor leads to, where the system says it. The one that reads the folder is among them, each time.
    static var descriptors: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/dev/fd")) ?? []
        return names.map { (try? FileManager.default.destinationOfSymbolicLink(atPath: "/dev/fd/\($0)")) ?? "another" }
    }

    /// Resident memory in bytes; nil where the system does not say (proc(5) is Linux's).
    static var memory: Int? {
        giveBackFreeMemory()
        guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
            let kilobytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0.trimmingCharacters(in: .whitespaces)) })
        else { return nil }
        return kilobytes << 10
    }

    /// glibc keeps what is free, for each thread, so that without this the size would tell of the busiest moment, not of what is held.
    /// Swift's module of glibc does not have malloc_trim(3), and other C libraries do not either.
    private static func giveBackFreeMemory() {
        #if canImport(Glibc)
            guard let symbol = dlsym(nil, "malloc_trim") else { return }
            _ = unsafeBitCast(symbol, to: (@convention(c) (Int) -> CInt).self)(0)
        #endif
    }
}
