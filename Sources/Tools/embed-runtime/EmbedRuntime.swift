#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Writes a Swift file that holds the sources of some folders as texts. Run by the build, never by a person.
@main
enum EmbedRuntime {
    static func main() throws {
        let output = CommandLine.arguments[1]
        var text = """
            struct RuntimeSource {
                let module: String
                let path: String
                let text: String
            }

            enum RuntimeSources {
                static let all: [RuntimeSource] = [\n
            """
        for folder in CommandLine.arguments.dropFirst(2) {
            let module = URL(filePath: folder).lastPathComponent
            let paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
                .filter { path in [".swift", ".c", ".h", ".modulemap"].contains { path.hasSuffix($0) } }.sorted()
            for path in paths {
                let source = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
                text += "        RuntimeSource(module: \"\(module)\", path: \"\(path)\", text: \(literal(source))),\n"
            }
        }
        text += "    ]\n}\n"
        try Data(text.utf8).write(to: URL(filePath: output), options: .atomic)
    }

    /// A raw literal with more `#` than any run in the text, so that nothing in it ends the literal.
    private static func literal(_ text: String) -> String {
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "#") ? run + 1 : 0
            longest = max(longest, run)
        }
        let hashes = String(repeating: "#", count: longest + 1)
        return "\(hashes)\"\"\"\n\(text)\n\"\"\"\(hashes)"
    }
}
