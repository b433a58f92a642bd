import Foundation
import Testing

/// The built `openapi-bindings`, run as a process.
struct Program {
    struct Run: Equatable {
        var code: Int32 = 0
        /// What it wrote to standard output, and to standard error.
        var output = ""
        var error = ""
    }

    /// Beside the tests, where the build puts it.
    static var url: URL {
        get throws {
            let bundles = Bundle.allBundles.map(\.bundleURL).filter { $0.pathExtension == "xctest" }
            let folders = bundles.map { $0.deletingLastPathComponent() } + [Bundle.main.bundleURL]
            let candidates = folders.map { $0.appending(path: "openapi-bindings") }
            return try #require(candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) })
        }
    }

    static func run(_ arguments: String..., in folder: TemporaryFolder) throws -> Run {
        try run(arguments, in: folder)
    }

    static func run(_ arguments: [String], in folder: TemporaryFolder) throws -> Run {
        try start(arguments, in: folder).end()
    }

    /// A run that has begun, and where it writes.
    struct Running {
        fileprivate let process: Process
        fileprivate let outside: TemporaryFolder

        /// Waits for its end.
        func end() throws -> Run {
            process.waitUntilExit()
            return Run(code: process.terminationStatus, output: try outside.text("output"), error: try outside.text("error"))
        }
    }

    static func start(_ arguments: [String], in folder: TemporaryFolder) throws -> Running {
        let process = Process()
        process.executableURL = try url
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.standardInput = FileHandle.nullDevice
        // Files and not pipes, which would fill up.
        let outside = try TemporaryFolder()
        let (output, error) = (try outside.handle("output"), try outside.handle("error"))
        process.standardOutput = output
        process.standardError = error
        try process.run()
        return Running(process: process, outside: outside)
    }
}

/// A folder that is gone after the test.
final class TemporaryFolder {
    let url: URL

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "openapi-bindings-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // Without links, as programs see it.
        url = folder.resolvingSymlinksInPath()
    }

    /// A folder inside another, which it goes with.
    init(inside folder: TemporaryFolder, _ name: String) throws {
        url = folder.file(name)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ path: String) -> URL { url.appending(path: path) }

    func write(_ text: String, to path: String) throws {
        try FileManager.default.createDirectory(at: file(path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file(path))
    }

    func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: file(path)), as: UTF8.self)
    }

    func handle(_ path: String) throws -> FileHandle {
        try write("", to: path)
        return try FileHandle(forWritingTo: file(path))
    }

    /// All files with their texts, links as where they lead to, and folders that are empty.
    func contents(of path: String = "") throws -> [String: String] {
        var contents: [String: String] = [:]
        let manager = FileManager.default
        let folder = path.isEmpty ? url : file(path)
        for name in try manager.subpathsOfDirectory(atPath: folder.path) {
            let item = folder.appending(path: name)
            let attributes = try manager.attributesOfItem(atPath: item.path)
            switch attributes[.type] as? FileAttributeType {
            case .typeSymbolicLink?: contents[name] = "→ " + (try manager.destinationOfSymbolicLink(atPath: item.path))
            case .typeDirectory?: if try manager.contentsOfDirectory(atPath: item.path).isEmpty { contents[name] = "empty folder" }
            default: contents[name] = String(decoding: try Data(contentsOf: item), as: UTF8.self)
            }
        }
        return contents
    }

    /// When each file was last written, to the nanosecond.
    func writingTimes(of path: String) throws -> [String: Date] {
        var times: [String: Date] = [:]
        for name in try contents(of: path).keys {
            let attributes = try FileManager.default.attributesOfItem(atPath: file(path).appending(path: name).path)
            times[name] = attributes[.modificationDate] as? Date
        }
        return times
    }
}

enum Descriptions {
    /// Two models and an operation.
    static let pets = """
        openapi: 3.1.0
        info: { title: Pets, version: 1.0.0 }
        paths:
          /pets:
            get:
              operationId: listPets
              responses:
                '200': { description: All., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
        components:
          schemas:
            Pet:
              type: object
              properties:
                age: { type: integer, maximum: 10 }
                owner: { $ref: '#/components/schemas/Owner' }
            Owner:
              type: object
              properties:
                name: { type: string }

        """
}
