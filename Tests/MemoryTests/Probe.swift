import Foundation
import LoopbackSupport

/// A run of the built `memory-probe`.
struct Probe {
    let error: String
    /// The most bytes that the process took for its call.
    let memory: Int

    static var isMeasurable: Bool { FileManager.default.fileExists(atPath: "/proc/self/clear_refs") }

    static func run(_ transport: TransportKind, _ server: URL, _ path: String) async throws -> Probe {
        let process = Process()
        // It stands beside the tests in the folder of built products.
        process.executableURL = Bundle.main.bundleURL.appendingPathComponent("memory-probe")
        process.arguments = [transport.rawValue, server.absoluteString, path]
        // A proxy of the environment would stand between.
        process.environment = ["PATH": "/usr/bin:/bin"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        // The threads that tasks share are few, and this blocks one.
        let text = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: output.fileHandleForReading.readDataToEndOfFile()) }
        }
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
        return Probe(error: lines.dropLast().joined(separator: "\n"), memory: lines.last.flatMap { Int($0) } ?? .max)
    }
}
