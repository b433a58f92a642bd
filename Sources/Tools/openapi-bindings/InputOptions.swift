import ArgumentParser
import Bindings
import Generator
import OpenAPI
import SwiftEmitter
import ToolSupport

/// Where the description is, and what it is called in Swift.
struct SourceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The configuration; its paths are relative to its folder.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("The OpenAPI description, where there is no configuration.", valueName: "file"))
    var spec: String?

    @Option(help: ArgumentHelp("The name of the generated module.", valueName: "name"))
    var module: String?

    @Option(help: ArgumentHelp("The name of the client type (default: the module's name and \"Client\").", valueName: "name"))
    var client: String?

    var isEmpty: Bool { spec == nil && module == nil && client == nil }
}

/// Which description becomes which module.
struct VendorInput: ParsableArguments {
    @OptionGroup var source: SourceOptions

    func validate() throws {
        if source.config != nil {
            guard source.isEmpty else { throw ValidationError("Give --config, or --spec with --module, not both.") }
        } else if source.spec == nil || source.module == nil {
            throw ValidationError("Give --config FILE, or --spec FILE --module NAME.")
        }
    }

    func load() throws -> Input { try Input(source, output: nil) }
}

/// Which description becomes which module in which folder.
struct InputOptions: ParsableArguments {
    @OptionGroup var source: SourceOptions

    @Option(help: ArgumentHelp("The folder that the module is written to.", valueName: "dir"))
    var output: String?

    func validate() throws {
        if source.config != nil {
            guard source.isEmpty, output == nil else {
                throw ValidationError("Give --config, or --spec with --module and --output, not both.")
            }
        } else if source.spec == nil || source.module == nil || output == nil {
            throw ValidationError("Give --config FILE, or --spec FILE --module NAME --output DIR.")
        }
    }

    func load() throws -> Input { try Input(source, output: output) }
}

struct Input {
    let spec: String
    let output: String
    let configuration: Configuration

    /// Reads the configuration where there is one. Throws after its diagnostics are printed.
    init(_ source: SourceOptions, output: String?) throws {
        guard let config = source.config else {
            spec = source.spec ?? ""
            self.output = output ?? ""
            configuration = Configuration(module: source.module ?? "", client: source.client)
            if let fault = configuration.faults.first { throw ValidationError("\(fault.message).") }
            return
        }
        let bytes: [UInt8]
        do { bytes = try Files.read(config) } catch { throw Failure.input("cannot read \(config): \(error.reason)") }
        let diagnostics = Diagnostics()
        guard let file = ConfigurationFile.parse(bytes, path: config, diagnostics: diagnostics) else {
            Terminal.error(DiagnosticText.text(of: diagnostics.inReadingOrder))
            throw Failure.input("nothing was written: \(config) has errors")
        }
        let folder = config.lastIndex(of: "/").map { String(config[...$0]) } ?? ""
        func located(_ path: String) -> String { path.hasPrefix("/") ? path : Self.simplified(folder + path) }
        self.spec = located(file.spec)
        self.output = located(file.output)
        configuration = file.bindings
    }

    /// `spec/../Generated` → `Generated`: shorter to read in messages. Only where the parts are plain folders, because
    /// `..` behind a link leads elsewhere.
    private static func simplified(_ path: String) -> String {
        let root = path.hasPrefix("/") ? "/" : ""
        var parts: [Substring] = []
        for part in path.split(separator: "/") {
            if part == "..", let last = parts.last, last != "..", Files.kind(root + parts.joined(separator: "/")) == .folder {
                parts.removeLast()
            } else if part != "." {
                parts.append(part)
            }
        }
        return root + parts.joined(separator: "/")
    }

    /// Generates and prints the diagnostics; throws where there is an error.
    func generate() throws -> Generator.Result {
        let sources = SourceFolder(entry: spec)
        let result = Generator.generate(entry: spec, configuration: configuration, read: sources.read)
        Terminal.error(DiagnosticText.text(of: result.diagnostics))
        if result.hasErrors {
            let count = result.diagnostics.count { $0.severity == .error }
            throw Failure.input("nothing was written: \(spec) has \(count == 1 ? "an error" : "\(count) errors")")
        }
        return result
    }
}

extension Generator.Result {
    /// The last line of a run, for people and for scripts.
    func summary(of folder: String, isChanged: Bool) -> String {
        let lines = files.reduce(0) { $0 + $1.text.utf8.count { $0 == UInt8(ascii: "\n") } }
        let state = isChanged ? "" : " is up to date"
        let counts = [(operationCount, "operation"), (schemaCount, "schema"), (files.count, "file"), (lines, "line")]
        return "\(folder)\(state): " + counts.map { "\($0) \($1)\($0 == 1 ? "" : "s")" }.joined(separator: ", ")
    }
}

/// Reads the files of a description from disk; a link that leads out of its folder is refused like a path that does.
struct SourceFolder {
    private let root: String?
    private let entry: String

    init(entry: String) {
        self.entry = entry
        let folder = entry.lastIndex(of: "/").map { String(entry[...$0]) } ?? "."
        root = Files.realPath(folder).map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    }

    func read(_ path: String) throws(SourceFailure) -> [UInt8] {
        if path != entry, let root, let real = Files.realPath(path), !real.hasPrefix(root) {
            throw SourceFailure("it is a link that leaves the folder of the description")
        }
        do { return try Files.read(path) } catch { throw SourceFailure(error.reason) }
    }
}
