import APIRuntime
import Bindings
import Foundation
import GatewayImages
import Generator
import OpenAPI
import YAMLDocument

/// Prints how long the parts take, each beside a baseline that runs in turn with it, so that both see the same machine.
///
///     figures SPEC GENERATOR           everything
///     figures description SPEC GENERATOR
///                                      of one description: milliseconds to generate, the same as a multiple of the libyaml scan,
///                                      peak memory in MB, the same as a multiple of the text
///     figures run LOG PROGRAM …        seconds and peak memory in MB of a program that prints to LOG; its exit code
@main
enum Figures {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.count {
        case 2:
            print(Comparison.heading)
            try generation(arguments[0])
            try copies(arguments[0], generator: arguments[1])
            try largeAnswer()
        case 3 where arguments[0] == "description": try description(arguments[1], generator: arguments[2])
        case 3... where arguments[0] == "run": try run(Array(arguments[2...]), log: arguments[1])
        default:
            print("usage: figures [description] SPEC GENERATOR, or: figures run LOG PROGRAM ...")
            exit(2)
        }
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
            bytes: bytes.count
        )
    }

    /// A description once, four and sixteen times in one: time grows as the text does, and so does memory.
    private static func copies(_ path: String, generator: String) throws {
        let source = SourceFile(path: path, bytes: [UInt8](try Data(contentsOf: URL(filePath: path))))
        let root = try YAMLDocument(parsing: source).root
        var single: Double?
        var lines: [String] = []
        for count in [1, 4, 16] {
            let bytes = Copies(of: root, count: count).bytes
            let result = comparison("generate \(count == 1 ? "1 copy" : "\(count) copies")", bytes).measured(rounds: 11)
            print(result.row)
            let memory = try peakMemory(of: bytes, generator: generator)
            let growth = single.map { "\(Comparison.rounded(result.seconds / $0)) times the time of 1" } ?? ""
            single = single ?? result.seconds
            lines.append(
                "\(bytes.count / 1024) KiB: peak memory \(Comparison.rounded(memory / 1e6)) MB, "
                    + "\(Comparison.rounded(memory / Double(bytes.count))) times the text\(growth.isEmpty ? "" : "; \(growth)")")
        }
        lines.forEach { print($0) }
    }

    private static func peakMemory(of bytes: [UInt8], generator: String) throws -> Double {
        let folder = FileManager.default.temporaryDirectory.appending(path: "figures-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "openapi.yaml")
        try Data(bytes).write(to: file)
        return Double(try run(generator, on: file.path, output: folder.appending(path: "out").path).peakMemory)
    }

    private static func run(_ generator: String, on path: String, output: String) throws -> ChildProcess {
        try ChildProcess(generator, ["generate", "--spec", path, "--module", "Figures", "--client", "FiguresAPI", "--output", output])
    }

    private static func run(_ command: [String], log: String) throws {
        guard FileManager.default.createFile(atPath: log, contents: nil), let output = FileHandle(forWritingAtPath: log) else {
            throw CocoaError(.fileWriteUnknown)
        }
        let process = try ChildProcess("/usr/bin/env", command, output: output)
        print(Comparison.rounded(process.seconds), Comparison.rounded(Double(process.peakMemory) / 1e6))
        exit(process.status)
    }

    private static func description(_ path: String, generator: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let result = comparison("", bytes).measured(rounds: 5)
        let output = FileManager.default.temporaryDirectory.appending(path: "figures-\(getpid())").path
        defer { try? FileManager.default.removeItem(atPath: output) }
        let process = try run(generator, on: path, output: output)
        let memory = Double(process.peakMemory)
        print(
            Comparison.rounded(result.seconds * 1000), Comparison.rounded(result.ratio), Comparison.rounded(memory / 1e6),
            Comparison.rounded(memory / Double(bytes.count)))
    }

    /// An answer with one picture of 15 MB, as 20 MB of base64.
    private static func largeAnswer() throws {
        var picture = Data(count: 15 << 20)
        for index in picture.indices { picture[index] = UInt8(truncatingIfNeeded: index &* 2_654_435_761 >> 7) }
        let base64 = picture.base64EncodedData()
        let answer = Array(#"{"created":1,"data":[{"b64_json":""#.utf8) + base64 + Array(#""}]}"#.utf8)
        let decode = { (try? ImageResponse(json: JSONDocument(parsing: answer).root).data?.first?.b64JSON?.count) ?? 0 }
        guard decode() == picture.count else { throw CocoaError(.coderInvalidValue) }
        let bytes = answer.count
        print(Comparison("20 MB b64_json to Data", decode, against: "memcpy", { copied(answer) }, bytes: bytes).measured(rounds: 21).row)
        let plain = { Data(base64Encoded: base64)?.count ?? 0 }
        print(Comparison("20 MB b64_json to Data", decode, against: "base64 alone", plain, bytes: bytes).measured(rounds: 21).row)
        let foundation = { (try? JSONDecoder().decode(FoundationAnswer.self, from: Data(answer)).data.first?.b64_json.count) ?? 0 }
        print(Comparison("20 MB b64_json to Data", decode, against: "JSONDecoder", foundation, bytes: bytes).measured(rounds: 11).row)
    }

    private static func copied(_ bytes: [UInt8]) -> Int {
        let copy = [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, count in
            bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
            count = bytes.count
        }
        return Int(copy[copy.count / 2])
    }

    private struct FoundationAnswer: Decodable {
        // swift-format-ignore: AlwaysUseLowerCamelCase
        struct Image: Decodable { let b64_json: Data }

        let data: [Image]
    }
}
