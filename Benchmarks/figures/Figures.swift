import Bindings
import Foundation
import Generator
import OpenAPI

/// Prints how long the parts take, each beside a baseline that runs in turn with it, so that both see the same machine.
@main
enum Figures {
    static func main() throws {
        guard CommandLine.arguments.count >= 2 else {
            print("usage: figures SPEC [PART…]")
            exit(2)
        }
        let asked = CommandLine.arguments.dropFirst(2)
        let parts: [(name: String, run: () throws -> Void)] = [
            ("generation", { try generation(CommandLine.arguments[1]) }),
            ("events", EventFigures.run),
            ("answers", AnswerFigures.run),
        ]
        print(Comparison.heading)
        for part in parts where asked.isEmpty || asked.contains(part.name) { try part.run() }
    }

    /// The whole way from the bytes of the description to the texts of the files, against libyaml finding its tokens.
    private static func generation(_ path: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let configuration = Configuration(module: "GatewayImages", client: "ImageGateway")
        let comparison = Comparison(
            "generate \(bytes.count / 1024) KiB",
            { Generator.generate(entry: path, configuration: configuration, read: { _ in bytes }).files.count },
            against: "libyaml scan",
            { LibyamlScan.tokens(in: bytes) },
            bytes: bytes.count
        )
        print(comparison.measured(rounds: 41))
    }
}
