import Foundation

/// A local gateway in a process of its own.
final class GatewayProcess {
    let server: URL
    private let process: Process
    private let log: LogReader

    /// Starts the program, and waits until it listens. Each line of its log goes to `hear`.
    init(program: URL, key: String, hear: @escaping @Sendable (Substring) -> Void) async throws {
        process = Process()
        process.executableURL = program
        process.arguments = ["--port", "0", "--step-delay", "0.05", "--heartbeat", "1"]
        process.environment = ProcessInfo.processInfo.environment.merging(["AI_GATEWAY_KEY": key]) { $1 }
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        try await Self.start(process)
        log = LogReader(errors.fileHandleForReading, hear: hear)
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let text = line.split(separator: " ").last?.trimmingCharacters(in: .newlines), let server = URL(string: text) else {
            process.terminate()
            throw SoakFailure("the local gateway did not start: \(line)")
        }
        self.server = server
    }

    /// On a thread that ends: on Linux Foundation leaves a run loop, three descriptors, to the thread that starts a process.
    private static func start(_ process: Process) async throws {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try process.run() }) }
        }
    }

    /// Ends the program as a service manager does, and waits for its last line. False where it had to be killed: then it still had
    /// calls that nobody was waiting for.
    func stop() async -> Bool {
        process.terminate()
        // Not `waitUntilExit`: on Linux it leaves a run loop, three descriptors, to the thread that it is called on.
        for _ in 0..<600 where process.isRunning { try? await Task.sleep(for: .milliseconds(50)) }
        let isEnded = !process.isRunning
        if !isEnded { kill(process.processIdentifier, SIGKILL) }
        await log.end()
        for case let pipe as Pipe in [process.standardOutput, process.standardError] { try? pipe.fileHandleForReading.close() }
        return isEnded
    }
}

/// Reads lines on a thread of its own, so that whoever writes them never waits long.
private final class LogReader: Sendable {
    private let ended: AsyncStream<Never>

    init(_ file: FileHandle, hear: @escaping @Sendable (Substring) -> Void) {
        let (ended, continuation) = AsyncStream.makeStream(of: Never.self)
        self.ended = ended
        let descriptor = file.fileDescriptor
        Thread.detachNewThread {
            // The handle closes the descriptor when it goes.
            withExtendedLifetime(file) {
                Self.read(descriptor, hear)
            }
            continuation.finish()
        }
    }

    /// Waits for the end of the file.
    func end() async {
        for await _ in ended {}
    }

    private static func read(_ descriptor: Int32, _ hear: (Substring) -> Void) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var rest: [UInt8] = []
        while true {
            let count = buffer.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest += buffer[..<count]
            guard let end = rest.lastIndex(of: UInt8(ascii: "\n")) else { continue }
            for line in String(decoding: rest[..<end], as: UTF8.self).split(separator: "\n") { hear(line) }
            rest.removeFirst(end + 1)
        }
    }
}
