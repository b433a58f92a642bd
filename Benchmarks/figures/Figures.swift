import Bindings
import Foundation
import Generator
import OpenAPI
import YAMLDocument

/// Prints how long the parts take, each beside a baseline that runs in turn with it, so that both see the same machine.
///
///     figures SPEC GENERATOR [PART…]   everything, or the parts named: generation, copies, growth, events, answers,
///                                      json, memory
///     figures description SPEC GENERATOR
///                                      of one description: milliseconds to generate, the same as a multiple of the libyaml scan
///                                      (- where it stops at an error), peak memory in MB, the same as a multiple of the text
///     figures memory NAME              what `memory` measures in a process of its own
///     figures run LOG PROGRAM …        seconds and peak memory in MB of a program that prints to LOG; its exit code
@main
enum Figures {
    static func main() async {
        do {
            try await figures(Array(CommandLine.arguments.dropFirst()))
        } catch {
            print("figures: \(error)")
            exit(1)
        }
    }

    private static func figures(_ arguments: [String]) async throws {
        switch arguments.first {
        case "description" where arguments.count == 3: try description(arguments[1], generator: arguments[2])
        case "memory" where arguments.count == 2: try await MemoryFigures.measure(arguments[1])
        case "run" where arguments.count >= 3: try run(Array(arguments[2...]), log: arguments[1])
        case .some where arguments.count >= 2: try parts(Array(arguments[2...]), of: arguments[0], generator: arguments[1])
        default:
            print("usage: figures SPEC GENERATOR [PART...], or: figures description SPEC GENERATOR, or: figures run LOG PROGRAM ...")
            exit(2)
        }
    }

    private static func parts(_ asked: [String], of spec: String, generator: String) throws {
        let parts: [(name: String, run: () throws -> Void)] = [
            ("generation", { try generation(spec) }),
            ("copies", { try copies(spec, generator: generator) }),
            ("growth", growth),
            ("events", EventFigures.run),
            ("answers", AnswerFigures.run),
            ("json", { try JSONFigures.run(description: "../shared/specs/openai/openapi.yaml") }),
            ("memory", MemoryFigures.run),
        ]
        print(Comparison.heading)
        for part in parts where asked.isEmpty || asked.contains(part.name) { try part.run() }
    }

    /// The whole way from the bytes of the description to the texts of the files, against libyaml finding its tokens.
    private static func generation(_ path: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        print(comparison("generate \(bytes.count / 1024) KiB", bytes).measured(rounds: 41).row)
    }

    private static func comparison(_ name: String, _ bytes: [UInt8]) -> Comparison {
        let configuration = Configuration(module: "Figures", client: "FiguresAPI")
        return Comparison(
            name,
            { Generator.generate(entry: "openapi.yaml", configuration: configuration, read: { _ in bytes }).files.count },
            against: "libyaml scan",
            { LibyamlScan.tokens(in: bytes) },
            bytes: bytes.count,
            goal: 0.1
        )
    }

    /// A description once, four and sixteen times in one: time grows as the text does, and so does memory.
    private static func copies(_ path: String, generator: String) throws {
        let source = SourceFile(path: path, bytes: [UInt8](try Data(contentsOf: URL(filePath: path))))
        let root = try YAMLDocument(parsing: source).root
        let idle = try peakMemory(of: Array("{openapi: 3.1.0, info: {title: Idle, version: '1'}, paths: {}}".utf8), generator: generator)
        var single: Double?
        var lines: [String] = []
        for count in [1, 4, 16] {
            let bytes = Copies(of: root, count: count).bytes
            let result = comparison("generate \(count == 1 ? "1 copy" : "\(count) copies")", bytes)
                .measured(rounds: bytes.count < 1 << 20 ? 11 : 5)
            print(result.row)
            let memory = try peakMemory(of: bytes, generator: generator)
            let growth = single.map { "; \(Comparison.rounded(result.seconds / $0)) times the time of 1" } ?? ""
            single = single ?? result.seconds
            lines.append(
                "\(bytes.count / 1024) KiB: peak memory \(Comparison.rounded(memory / 1e6)) MB, over idle "
                    + "\(Comparison.rounded(max(0, memory - idle) / Double(bytes.count))) times the text (at most 40)\(growth)"
                    + (count == 16 ? " (at most 18)" : ""))
        }
        lines.forEach { print($0) }
    }

    /// Descriptions with many of a kind: eight times as many take about eight times as long.
    private static func growth() {
        let counts = [2000, 16000]
        for kind in ManyOfAKind.all {
            let results = counts.map { comparison("", Array(kind.text($0).utf8)).measured(rounds: 3) }
            let times = zip(counts, results).map { "\($0): \(Comparison.rounded($1.seconds * 1000)) ms" }.joined(separator: ", ")
            let growth = Comparison.rounded(results[1].seconds / results[0].seconds)
            print("\(kind.name), \(times): \(growth) times for 8 times as many (at most 12)")
        }
    }

    private static func peakMemory(of bytes: [UInt8], generator: String) throws -> Double {
        let folder = FileManager.default.temporaryDirectory.appending(path: "figures-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "openapi.yaml")
        try Data(bytes).write(to: file)
        return try peakMemory(of: generator, on: file.path, output: folder.appending(path: "out").path)
    }

    /// By way of a small process: no process is said to have held less than the one that began it.
    private static func peakMemory(of generator: String, on path: String, output: String) throws -> Double {
        let process = Process()
        let printed = Pipe()
        process.executableURL = URL(filePath: CommandLine.arguments[0])
        process.arguments = [
            "run", "/dev/null", generator, "generate", "--spec", path, "--module", "Figures", "--client", "FiguresAPI", "--output", output,
        ]
        process.standardOutput = printed
        try process.run()
        let text = String(decoding: printed.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (text.split(whereSeparator: \.isWhitespace).last.flatMap { Double($0) } ?? 0) * 1e6
    }

    private static func run(_ command: [String], log: String) throws {
        // Not by way of FileManager, which would put a file in the place of a device.
        let descriptor = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        let output = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let process = try ChildProcess("/usr/bin/env", command, output: output)
        print(Comparison.rounded(process.seconds), Comparison.rounded(Double(process.peakMemory) / 1e6))
        exit(process.status)
    }

    private static func description(_ path: String, generator: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let result = comparison("", bytes).measured(rounds: 5)
        let output = FileManager.default.temporaryDirectory.appending(path: "figures-\(getpid())").path
        defer { try? FileManager.default.removeItem(atPath: output) }
        let memory = try peakMemory(of: generator, on: path, output: output)
        let multiple = LibyamlScan.readsAll(bytes) ? Comparison.rounded(1 / result.speed) : "-"
        print(
            Comparison.rounded(result.seconds * 1000), multiple, Comparison.rounded(memory / 1e6),
            Comparison.rounded(memory / Double(bytes.count)))
    }
}
