import Foundation
import SwiftEmitter
import Testing

/// The Swift compiler over generated files, with the runtime that is built beside the tests.
enum Compiler {
    /// Errors and warnings as the compiler prints them; nothing where it is content.
    static func complaints(about files: [SwiftEmitter.File]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "openapi-bindings-compiler-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var paths: [String] = []
        for file in files {
            let url = folder.appending(path: file.path)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.text.utf8).write(to: url)
            paths.append("\"\(url.path)\"")
        }
        let list = folder.appending(path: "files")
        try Data(paths.joined(separator: "\n").utf8).write(to: list)
        let modules = try modules
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["swiftc", "-typecheck", "-wmo", "-swift-version", "6", "-warnings-as-errors", "-module-name", "Hostile"]
            + [modules, modules.deletingLastPathComponent(), Self.headers].flatMap { ["-I", $0.path] } + ["@\(list.path)"]
        let output = folder.appending(path: "output")
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        let handle = try FileHandle(forWritingTo: output)
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        process.waitUntilExit()
        let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        return process.terminationStatus == 0 && text.isEmpty ? "" : "exit code \(process.terminationStatus)\n\(text)"
    }

    /// What the runtime has of C.
    private static let headers = URL(filePath: #filePath).appending(path: "../../../../Sources/Runtime/CBase64/include").standardized

    /// Where the build has put the runtime's module: beside the tests.
    private static var modules: URL {
        get throws {
            let bundles = Bundle.allBundles.map(\.bundleURL).filter { $0.pathExtension == "xctest" }
            let folders = bundles.map { $0.deletingLastPathComponent() } + [Bundle.main.bundleURL]
            let candidates = folders.map { $0.appending(path: "Modules") }
            return try #require(
                candidates.first { FileManager.default.fileExists(atPath: $0.appending(path: "APIRuntime.swiftmodule").path) })
        }
    }
}
