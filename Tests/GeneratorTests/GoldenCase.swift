import Bindings
import Foundation
import Generator
import OpenAPI
import SwiftEmitter
import Testing

/// A folder with a description, and beside it what is generated of it and what is said about it.
struct GoldenCase: CustomStringConvertible, Sendable {
    let folder: URL

    /// Where those are whose modules are compiled.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "GoldenCases")

    static func all(in folder: URL) throws -> [GoldenCase] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { !$0.hasPrefix(".") }
            .sorted()
            .map { GoldenCase(folder: folder.appending(path: $0)) }
    }

    var name: String { folder.lastPathComponent }

    var description: String { name }

    /// What is generated, by path in the case's folder: the module, and `diagnostics.txt` where there are any.
    func generated() throws -> [String: String] {
        let result = try result()
        var files = Dictionary(uniqueKeysWithValues: result.files.map { ("Generated/\($0.path)", $0.text) })
        if !result.diagnostics.isEmpty {
            files["diagnostics.txt"] = DiagnosticText.text(of: result.diagnostics)
        }
        return files
    }

    func result() throws -> Generator.Result {
        Generator.generate(entry: "openapi.yaml", configuration: try configuration()) { path throws(SourceFailure) in
            do { return Array(try Data(contentsOf: folder.appending(path: path))) } catch { throw SourceFailure("it is not there") }
        }
    }

    /// What `bindings.yaml` says, where the case has one.
    private func configuration() throws -> Configuration {
        let file = folder.appending(path: "bindings.yaml")
        guard FileManager.default.fileExists(atPath: file.path) else { return Configuration(module: "Golden\(name)") }
        let diagnostics = Diagnostics()
        let bytes = Array(try Data(contentsOf: file))
        guard let parsed = ConfigurationFile.parse(bytes, path: "bindings.yaml", diagnostics: diagnostics) else {
            throw InvalidConfiguration(text: DiagnosticText.text(of: diagnostics.all))
        }
        return parsed.bindings
    }

    struct InvalidConfiguration: Error { let text: String }
}

// MARK: - Recordings

extension GoldenCase {
    private static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"

    /// `RECORD_GOLDENS=1 swift test --filter CaseTests` makes what is generated what is expected, and fails, so that nobody
    /// takes a recording for a proof.
    func expectRecorded(_ generated: [String: String], sourceLocation: SourceLocation = #_sourceLocation) throws {
        let recorded = try recorded()
        if Self.isRecording, generated != recorded {
            try record(generated)
            Issue.record(
                "recorded \(name); read the difference, then run the tests without RECORD_GOLDENS", sourceLocation: sourceLocation)
            return
        }
        #expect(generated.keys.sorted() == recorded.keys.sorted(), "\(name)", sourceLocation: sourceLocation)
        for (path, text) in generated {
            guard let old = recorded[path] else { continue }
            #expect(lines(text) == lines(old), "\(name)/\(path)", sourceLocation: sourceLocation)
        }
    }

    private func recorded() throws -> [String: String] {
        var files: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        where path == "diagnostics.txt" || path.hasPrefix("Generated/") && path.hasSuffix(".swift") {
            files[path] = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
        }
        return files
    }

    private func record(_ files: [String: String]) throws {
        let manager = FileManager.default
        let old = try recorded()
        for path in old.keys where files[path] == nil { try manager.removeItem(at: folder.appending(path: path)) }
        for (path, text) in files where old[path] != text {
            let file = folder.appending(path: path)
            try manager.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
    }

    /// By lines, so that a failure shows the few that differ.
    private func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }
}

extension GoldenCase {
    /// The bytes of the description.
    func entry() throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: "openapi.yaml")))
    }
}
