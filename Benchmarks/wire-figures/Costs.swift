import Foundation

/// What a piece of work takes: time, and time of processors.
struct Costs {
    var seconds: Double
    var processorSeconds: Double

    /// Of work in this process.
    static func of(_ work: () async throws -> Void) async rethrows -> Costs {
        let start = (ContinuousClock.now, processorSeconds(of: RUSAGE_SELF))
        try await work()
        return Costs(seconds: (ContinuousClock.now - start.0) / .seconds(1), processorSeconds: processorSeconds(of: RUSAGE_SELF) - start.1)
    }

    /// Of `curl` with arguments. Throws where it fails, so that a figure is never that of an error.
    static func ofCurl(_ arguments: [String]) throws -> Costs {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["curl", "--silent", "--show-error", "--fail", "--output", "/dev/null"] + arguments
        let start = (ContinuousClock.now, processorSeconds(of: RUSAGE_CHILDREN))
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CurlFailure(status: process.terminationStatus) }
        return Costs(
            seconds: (ContinuousClock.now - start.0) / .seconds(1), processorSeconds: processorSeconds(of: RUSAGE_CHILDREN) - start.1)
    }

    struct CurlFailure: Error, CustomStringConvertible {
        let status: Int32
        var description: String { "curl failed with \(status)" }
    }

    #if os(Linux)
        private typealias Whose = __rusage_who
        private static func usage(of whose: Whose) -> rusage {
            var usage = rusage()
            getrusage(__rusage_who_t(whose.rawValue), &usage)
            return usage
        }
    #else
        private typealias Whose = Int32
        private static func usage(of whose: Whose) -> rusage {
            var usage = rusage()
            getrusage(whose, &usage)
            return usage
        }
    #endif

    private static func processorSeconds(of whose: Whose) -> Double {
        let usage = usage(of: whose)
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }
}

extension [Costs] {
    /// The middle one of each.
    var median: Costs {
        Costs(seconds: map(\.seconds).sorted()[count / 2], processorSeconds: map(\.processorSeconds).sorted()[count / 2])
    }
}
