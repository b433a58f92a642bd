import Foundation
import LocalGateway
import Testing

/// A run of the built `gateway-images`.
struct Run: Sendable {
    let code: Int32
    let output: String
    let errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// The program with an environment and a folder of its own.
struct Program: Sendable {
    static let key = "sk-the-key-of-the-tests"

    let folder: URL
    var environment: [String: String]

    init(server: URL?, key: String? = Program.key) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("gateway-images-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        environment = ["PATH": "/usr/bin:/bin"]
        environment["AI_GATEWAY_URL"] = server?.absoluteString
        environment["AI_GATEWAY_KEY"] = key
    }

    /// Runs the program to its end, in the folder. No run may show the key.
    func run(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) async throws -> Run {
        try await run(arguments, sourceLocation: sourceLocation)
    }

    /// Runs the program to its end, in the folder. No run may show the key.
    func run(_ arguments: [String], sourceLocation: SourceLocation = #_sourceLocation) async throws -> Run {
        let (process, output, errors) = start(arguments)
        try process.run()
        async let reported = onThread { errors.fileHandleForReading.readDataToEndOfFile() }
        let written = await onThread { output.fileHandleForReading.readDataToEndOfFile() }
        let run = Run(
            code: await onThread {
                process.waitUntilExit()
                return process.terminationStatus
            },
            output: String(decoding: written, as: UTF8.self), errors: String(decoding: await reported, as: UTF8.self))
        for key in [Self.key, environment["AI_GATEWAY_KEY"] ?? Self.key] {
            #expect(!(run.output + run.errors).contains(key), sourceLocation: sourceLocation)
        }
        return run
    }

    /// A process that is set up and not yet started.
    func start(_ arguments: [String]) -> (Process, output: Pipe, errors: Pipe) {
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = folder
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        return (process, output, errors)
    }

    /// The files in the folder and below, in order.
    var files: [String] {
        get throws { try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() }
    }

    func contents(_ file: String) throws -> Data {
        try Data(contentsOf: folder.appendingPathComponent(file))
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// The program stands beside the tests in the folder of built products.
    private static let executable: URL = {
        #if os(macOS)
            let products = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL.deletingLastPathComponent()
            return (products ?? Bundle.main.bundleURL).appendingPathComponent("gateway-images")
        #else
            return Bundle.main.bundleURL.appendingPathComponent("gateway-images")
        #endif
    }()
}

/// What blocks runs on a thread of its own: the gateway is in this process, and needs the few threads that tasks share.
func onThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: work()) }
    }
}

/// Runs a test with a gateway on loopback and a program that knows it.
func withProgram(
    stepDelay: Duration = .zero, key: String? = Program.key, _ test: (Program) async throws -> Void
) async throws {
    var configuration = LocalGateway.Configuration()
    configuration.key = Program.key
    configuration.stepDelay = stepDelay
    try await withLocalGateway(configuration) { server in
        let program = try Program(server: server, key: key)
        defer { program.remove() }
        try await test(program)
    }
}

/// Width and height of a PNG, nil for other bytes.
func sizeOfPNG(_ picture: Data) -> [Int]? {
    let bytes = [UInt8](picture.prefix(24))
    guard bytes.count == 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
    return [16, 20].map { start in bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) } }
}
