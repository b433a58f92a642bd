import Bindings
import Generator
import OpenAPI
import SwiftEmitter
import YAMLDocument

/// Any files are a module or errors. Every diagnostic is a line with a place inside its file, and whatever is generated is Swift as
/// far as its quotes, comments and brackets say.
enum GeneratorTarget {
    static func faults(in bytes: [UInt8]) -> [String] {
        let files = InputFiles(bytes)
        let diagnostics = Diagnostics()
        var configuration = Configuration(module: "Fuzzed")
        if let text = files.files["bindings.yaml"] {
            let parsed = ConfigurationFile.parse(text, path: "bindings.yaml", diagnostics: diagnostics)
            guard let parsed else {
                return faults(in: diagnostics.all) + (diagnostics.hasErrors ? [] : ["no configuration, and no error"])
            }
            configuration = parsed.bindings
        }
        let result = Generator.generate(entry: files.entry, configuration: configuration) { path throws(SourceFailure) in
            guard let bytes = files.files[path] else { throw SourceFailure("it is not there") }
            return bytes
        }
        var faults = faults(in: diagnostics.all + result.diagnostics)
        if result.hasErrors == !result.files.isEmpty { faults.append("errors: \(result.hasErrors), files: \(result.files.count)") }
        var paths: Set<String> = []
        for file in result.files {
            if let fault = fault(inPath: file.path) { faults.append(fault) }
            if !paths.insert(file.path.lowercased()).inserted { faults.append("two files are named \(file.path)") }
            if let fault = SwiftText.fault(in: file.text) { faults.append("\(file.path): \(fault)") }
        }
        return faults
    }

    private static func faults(in diagnostics: [Diagnostic]) -> [String] {
        var marks = MarkCheck()
        var faults: [String] = []
        for diagnostic in diagnostics {
            let places = [diagnostic.mark] + diagnostic.notes.map(\.mark)
            faults += places.compactMap { $0.flatMap { marks.fault($0) } }
            let message = diagnostic.message
            if message.isEmpty || message.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
                faults.append("no line for a terminal: \(message.debugDescription)")
            }
            if message.utf8.count > 4000 { faults.append("a message of \(message.utf8.count) bytes") }
        }
        let text = DiagnosticText.text(of: Array(diagnostics.prefix(100)))
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t" }) {
            faults.append("what is printed has a control character")
        }
        return faults
    }

    /// A path stays in its folder, on any system.
    private static func fault(inPath path: String) -> String? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isSafe = parts.allSatisfy { part in
            !part.isEmpty && !part.hasPrefix(".") && !part.contains { $0 == "\\" || $0 == ":" || $0.isNewline || $0.isWhitespace }
        }
        return isSafe && path.hasSuffix(".swift") ? nil : "a file cannot be named \(path.debugDescription)"
    }
}

/// Files in one text, so that the fuzzer may make several: a line `#file NAME` begins each but the first, which is the description.
private struct InputFiles {
    let entry: String
    private(set) var files: [String: [UInt8]] = [:]

    private static let separator = Array("#file ".utf8)

    init(_ bytes: [UInt8]) {
        var name = "openapi.yaml"
        var text: [UInt8] = []
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if line.starts(with: Self.separator) {
                files[name] = text
                name = String(decoding: line.dropFirst(Self.separator.count), as: UTF8.self)
                text = []
            } else {
                text += line
                text.append(UInt8(ascii: "\n"))
            }
        }
        files[name] = text
        entry = "openapi.yaml"
    }
}
