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

    /// Throws where the options do not say what the input is, be it in a configuration or one by one; `others` are those that a command
    /// has beside these. Not `validate`, which comes before what the parser says of an option that it does not know.
    fileprivate func check(with others: [(option: String, value: String?)] = []) throws {
        let options = [("--spec FILE", spec), ("--module NAME", module)] + others
        let all = options.map(\.0).joined(separator: " ")
        if config != nil {
            guard client == nil, options.allSatisfy({ $0.1 == nil }) else {
                throw ValidationError("Give --config FILE, which says the rest, or \(all), not both.")
            }
            return
        }
        let missing = options.filter { $0.1 == nil }.map(\.0)
        guard !missing.isEmpty else { return }
        let what = missing.count == options.count ? "" : "\(missing.joined(separator: " and ")) missing. "
        throw ValidationError("\(what)Give --config FILE, or \(all).")
    }
}

/// What of the files is read, and what of them must become Swift.
struct ReadingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A folder outside that of the description whose files $ref may lead to.", valueName: "dir"))
    var allowRoot: [String] = []

    @Flag(help: "Fail where a part of the description is not turned into Swift.")
    var strict = false
}

/// Which description becomes which module.
struct VendorInput: ParsableArguments {
    @OptionGroup var source: SourceOptions

    func load(_ report: ReportOptions) throws -> Input {
        try source.check()
        return try Input(source, output: nil, report)
    }
}

/// Which description becomes which module in which folder.
struct InputOptions: ParsableArguments {
    @OptionGroup var source: SourceOptions

    @Option(help: ArgumentHelp("The folder that the module is written to.", valueName: "dir"))
    var output: String?

    func load(_ report: ReportOptions) throws -> Input {
        try source.check(with: [("--output DIR", output)])
        return try Input(source, output: output, report)
    }
}

struct Input {
    let spec: String
    let output: String
    let configuration: Configuration

    init(_ source: SourceOptions, output: String?, _ report: ReportOptions) throws {
        if let config = source.config {
            try self.init(configuration: config, report)
            return
        }
        let configuration = Configuration(module: source.module ?? "", client: source.client)
        if let fault = configuration.faults.first { throw ValidationError("\(fault.message).") }
        self.init(spec: source.spec ?? "", output: output ?? "", configuration: configuration)
    }

    private init(spec: String, output: String, configuration: Configuration) {
        self.spec = spec
        self.output = output
        self.configuration = configuration
    }

    /// Throws after the diagnostics of the configuration are printed.
    init(configuration config: String, _ report: ReportOptions) throws {
        let bytes: [UInt8]
        do { bytes = try Files.read(config) } catch { throw Failure.input("cannot read \(config): \(error.reason)") }
        let diagnostics = Diagnostics()
        let parsed = ConfigurationFile.parse(bytes, path: config, diagnostics: diagnostics)
        report.report(diagnostics.inReadingOrder)
        guard let file = parsed else { throw Failure.input("nothing was written: the configuration \(config) is at fault") }
        let folder = config.lastIndex(of: "/").map { String(config[...$0]) } ?? ""
        func located(_ path: String) -> String { path.hasPrefix("/") ? path : Self.simplified(folder + path) }
        self.init(spec: located(file.spec), output: located(file.output), configuration: file.bindings)
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

    /// Generates and prints the diagnostics; throws where nothing may come of it. `consequence` says what does not.
    func generate(
        _ report: ReportOptions, _ reading: ReadingOptions, orSay consequence: String = "nothing was written"
    ) throws -> Generator.Result {
        let sources = try SourceFolder(entry: spec, allowedRoots: reading.allowRoot)
        let mayLeave = sources.mayLeaveFolder
        let result = Generator.generate(entry: spec, configuration: configuration, mayLeaveFolder: mayLeave, read: sources.read)
        report.report(result.diagnostics)
        if let count = Diagnostic.Severity.error.counted(result.count(.error)) {
            throw Failure.input("\(consequence), because of \(count == "1 error" ? "an error" : count)")
        }
        let left = result.count(.unsupported)
        guard !reading.strict || left == 0 else {
            let places = left == 1 ? "a place" : "\(left) places"
            throw Failure.input(
                "\(consequence): \(spec) has \(places) that \(left == 1 ? "is" : "are") not turned into Swift (--strict)")
        }
        return result
    }
}

extension Generator.Result {
    /// The last line of a run, for people and for scripts.
    func summary(of folder: String, isChanged: Bool) -> String {
        let lines = files.reduce(0) { $0 + $1.lineCount }
        let state = isChanged ? "" : " is up to date"
        let counts = [(operationCount, "operation"), (schemaCount, "schema"), (files.count, "file"), (lines, "line")]
        return "\(folder)\(state): " + counts.map { "\($0) \($1)\($0 == 1 ? "" : "s")" }.joined(separator: ", ")
    }
}

extension SwiftEmitter.File {
    fileprivate var lineCount: Int {
        var text = text
        // Bytes of contiguous storage cost a tenth of those of `UTF8View`.
        return text.withUTF8 { $0.reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 } }
    }
}
