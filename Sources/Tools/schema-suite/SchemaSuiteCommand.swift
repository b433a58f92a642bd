import APIRuntime
import Foundation
import Generator
import SwiftEmitter

/// `schema-suite SUITE DIR`: wraps each schema of the JSON Schema Test Suite in a description, and writes into DIR what is
/// generated of all that are not refused, with the cases and a table of types for the driver. Scripts/schema-suite compiles
/// and runs that.
@main
enum SchemaSuiteCommand {
    static func main() throws {
        guard CommandLine.arguments.count == 3 else {
            FileHandle.standardError.write(Data("usage: schema-suite SUITE DIR\n".utf8))
            exit(2)
        }
        var groups = try SuiteGroup.read(URL(filePath: CommandLine.arguments[1]))
        let folder = URL(filePath: CommandLine.arguments[2])
        // One by one first: one refused schema would leave nothing of the others, and each has its own diagnostics.
        for index in groups.indices { groups[index].diagnostics = Wrapping(groups: [groups[index]]).generated().diagnostics }
        let usable = groups.filter { !$0.isRefused }
        for file in Wrapping(groups: usable).generated().files {
            try write(Array(file.text.utf8), to: folder.appending(path: "Generated/\(file.path)"))
        }
        try write(Array(table(of: usable).utf8), to: folder.appending(path: "main.swift"))
        try write(try JSONWriter.bytes(JSONValue.array(groups.map(\.json))), to: folder.appending(path: "cases.json"))
    }

    /// Which generated type holds the values of which group.
    private static func table(of groups: [SuiteGroup]) -> String {
        let rows = groups.map { "    \"\($0.name)\": \($0.name).self,\n" }.joined()
        return """
            import APIRuntime
            import Foundation

            let types: [String: any JSONModel.Type] = [
            \(rows)]
            exit(try SuiteReport(types, CommandLine.arguments[1]).run() ? 0 : 1)

            """
    }

    private static func write(_ bytes: [UInt8], to url: URL) throws {
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }
}
