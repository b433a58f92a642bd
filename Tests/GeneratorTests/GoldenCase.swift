import Bindings
import Foundation
import Generator
import OpenAPI
import SwiftEmitter

/// A folder of `Tests/GoldenCases`: a description, and beside it what is generated of it.
struct GoldenCase: CustomStringConvertible {
    let name: String

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "GoldenCases")

    /// The folders on disk, in order.
    static var all: [GoldenCase] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder.path)
                .filter { !$0.hasPrefix(".") }
                .sorted()
                .map(GoldenCase.init)
        }
    }

    var description: String { name }

    private var folder: URL { Self.folder.appending(path: name) }

    /// What is generated, by path in the case's folder: the module, and `diagnostics.txt` where there are any.
    func generated() throws -> [String: String] {
        let result = Generator.generate(entry: "openapi.yaml", configuration: try configuration()) { path throws(SourceFailure) in
            do { return Array(try Data(contentsOf: folder.appending(path: path))) } catch { throw SourceFailure("it is not there") }
        }
        var files = Dictionary(uniqueKeysWithValues: result.files.map { ("Generated/\($0.path)", $0.text) })
        if !result.diagnostics.isEmpty {
            files["diagnostics.txt"] = result.diagnostics.map(DiagnosticText.text).joined()
        }
        return files
    }

    /// What `bindings.yaml` says, where the case has one.
    private func configuration() throws -> Configuration {
        let file = folder.appending(path: "bindings.yaml")
        guard FileManager.default.fileExists(atPath: file.path) else { return Configuration(module: "Golden\(name)") }
        let diagnostics = Diagnostics()
        let bytes = Array(try Data(contentsOf: file))
        guard let parsed = ConfigurationFile.parse(bytes, path: "bindings.yaml", diagnostics: diagnostics) else {
            throw InvalidConfiguration(text: diagnostics.all.map(DiagnosticText.text).joined())
        }
        return parsed.bindings
    }

    struct InvalidConfiguration: Error { let text: String }

    /// What was recorded.
    func expected() throws -> [String: String] {
        var files: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        where path == "diagnostics.txt" || path.hasPrefix("Generated/") && path.hasSuffix(".swift") {
            files[path] = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
        }
        return files
    }

    /// Makes what is generated what is expected.
    func record(_ files: [String: String]) throws {
        let manager = FileManager.default
        for path in try expected().keys where files[path] == nil { try manager.removeItem(at: folder.appending(path: path)) }
        for (path, text) in files where try expected()[path] != text {
            let file = folder.appending(path: path)
            try manager.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
    }
}
