import Foundation

/// What a program costs that is run as a process of its own.
struct ChildProcess {
    let seconds: Double
    /// The most memory that it held, in bytes; of several that have run, that of the largest.
    let peakMemory: Int
    let status: Int32

    /// Runs a program; what it prints goes to a file, or nowhere.
    init(_ path: String, _ arguments: [String], output: FileHandle = .nullDevice) throws {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = output
        let start = ContinuousClock.now
        try process.run()
        process.waitUntilExit()
        seconds = (ContinuousClock.now - start) / .seconds(1)
        status = process.terminationStatus
        var usage = rusage()
        #if os(Linux)
            getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
            peakMemory = usage.ru_maxrss * 1024
        #else
            getrusage(RUSAGE_CHILDREN, &usage)
            peakMemory = usage.ru_maxrss
        #endif
    }
}
