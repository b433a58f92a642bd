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
    static var residentMemory: Int? {
        giveBackFreeMemory()
        guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
            let kilobytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0.trimmingCharacters(in: .whitespaces)) })
        else { return nil }
        return kilobytes << 10
    }

    /// What is allocated and not freed, in bytes; nil where the C library is not glibc. Resident memory tells less: a page stays as long as
    /// one small thing in it does, and where those lie after so many streams is chance.
    static var heldMemory: Int? {
        #if canImport(Glibc)
            // malloc_info(3) writes XML: what the heaps have of the system, and what of that is free; what is large is apart.
            var text: UnsafeMutablePointer<CChar>?
            var length = 0
            guard let symbol = dlsym(nil, "malloc_info"), let stream = open_memstream(&text, &length) else { return nil }
            let status = unsafeBitCast(symbol, to: (@convention(c) (CInt, UnsafeMutablePointer<FILE>) -> CInt).self)(0, stream)
            fclose(stream)
            defer { free(text) }
            guard status == 0, let text else { return nil }
            let totals = String(cString: text).components(separatedBy: "</heap>").last ?? ""
            func size(_ element: String) -> Int? {
                totals.components(separatedBy: element).dropFirst().first?.components(separatedBy: "size=\"").dropFirst().first
                    .flatMap { Int($0.prefix { $0 != "\"" }) }
            }
            guard let system = size("<system type=\"current\""), let fast = size("<total type=\"fast\""),
                let rest = size("<total type=\"rest\""), let mapped = size("<total type=\"mmap\"")
            else { return nil }
            return system - fast - rest + mapped
        #else
            return nil
        #endif
    }

    /// glibc keeps what is free, for each thread, so that without this the size would tell of the busiest moment.
    /// Swift's module of glibc does not have malloc_trim(3), and other C libraries do not either.
    private static func giveBackFreeMemory() {
        #if canImport(Glibc)
            guard let symbol = dlsym(nil, "malloc_trim") else { return }
            _ = unsafeBitCast(symbol, to: (@convention(c) (Int) -> CInt).self)(0)
        #endif
    }
}
