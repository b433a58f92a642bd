import APIRuntime
import Bindings
import Foundation
import GatewayImages
import Generator
import OpenAPI

/// Prints how long the parts take, each beside a baseline that runs in turn with it, so that both see the same machine.
@main
enum Figures {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            print("usage: figures SPEC")
            exit(2)
        }
        print(Comparison.heading)
        try generation(CommandLine.arguments[1])
        try largeAnswer()
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

    /// An answer with one picture of 15 MB, as 20 MB of base64.
    private static func largeAnswer() throws {
        var picture = Data(count: 15 << 20)
        for index in picture.indices { picture[index] = UInt8(truncatingIfNeeded: index &* 2_654_435_761 >> 7) }
        let base64 = picture.base64EncodedData()
        let answer = Array(#"{"created":1,"data":[{"b64_json":""#.utf8) + base64 + Array(#""}]}"#.utf8)
        let decode = { (try? ImageResponse(json: JSONDocument(parsing: answer).root).data?.first?.b64JSON?.count) ?? 0 }
        guard decode() == picture.count else { throw CocoaError(.coderInvalidValue) }
        let bytes = answer.count
        print(Comparison("20 MB b64_json to Data", decode, against: "memcpy", { copied(answer) }, bytes: bytes).measured(rounds: 21))
        let plain = { Data(base64Encoded: base64)?.count ?? 0 }
        print(Comparison("20 MB b64_json to Data", decode, against: "base64 alone", plain, bytes: bytes).measured(rounds: 21))
        let foundation = { (try? JSONDecoder().decode(FoundationAnswer.self, from: Data(answer)).data.first?.b64_json.count) ?? 0 }
        print(Comparison("20 MB b64_json to Data", decode, against: "JSONDecoder", foundation, bytes: bytes).measured(rounds: 11))
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
