import APIRuntime
import AsyncHTTPTransport
import Foundation
import GatewayImages
import HTTPTypes

/// Prints what calls over a socket cost, each beside `curl` or the bare transport, which run in turn with it against the same server.
/// Arguments choose among `calls`, `uploads` and `downloads`; without any, all are printed.
@main
struct WireFigures {
    private let server: URL
    private let transport = AsyncHTTPTransport(proxies: .none)

    static func main() async throws {
        if CommandLine.arguments.dropFirst().first == "serve" { return try await WireServer.run() }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: CommandLine.arguments[0])
        process.arguments = ["serve"]
        process.standardOutput = output
        try process.run()
        defer { process.terminate() }
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)),
            let server = URL(string: "http://127.0.0.1:\(port)")
        else { throw CocoaError(.fileReadUnknown) }
        let figures = WireFigures(server: server)
        let wanted = CommandLine.arguments.dropFirst()
        if wanted.isEmpty || wanted.contains("calls") { try await figures.smallCalls() }
        if wanted.isEmpty || wanted.contains("uploads") { try await figures.uploads() }
        if wanted.isEmpty || wanted.contains("downloads") { try await figures.downloads() }
    }

    private func gateway(at server: URL) -> ImageGateway {
        ImageGateway(server: server, credential: .bearer("key"), transport: transport)
    }

    // MARK: - Small calls

    private func smallCalls() async throws {
        print("a small call, processor time over the bare transport (at most 50 us)")
        let gateway = gateway(at: server)
        let body = ImageGenerationRequest(model: "a/b", prompt: "a fox")
        let bytes = try JSONWriter.bytes(body)
        for calls in [100, 1_000, 10_000] {
            var ours: [Costs] = []
            var bare: [Costs] = []
            for _ in 0..<5 {
                ours.append(try await Costs.of { for _ in 0..<calls { _ = try await gateway.generateImage(body) } })
                bare.append(try await Costs.of { for _ in 0..<calls { try await bareCall(bytes) } })
            }
            let each = (ours.median.processorSeconds, bare.median.processorSeconds)
            let over = (each.0 - each.1) / Double(calls) * 1e6
            print(
                "\(calls) calls: \(rounded(over)) us over \(rounded(each.1 / Double(calls) * 1e6)) us;",
                "elapsed \(rounded(ours.median.seconds / Double(calls) * 1e6)) us against \(rounded(bare.median.seconds / Double(calls) * 1e6)) us"
            )
        }
    }

    /// The same exchange without the runtime.
    private func bareCall(_ bytes: [UInt8]) async throws {
        var request = HTTPRequest(method: .post, scheme: "http", authority: "127.0.0.1:\(server.port ?? 0)", path: "/v1/images/generations")
        request.headerFields[.contentType] = "application/json"
        request.headerFields[.authorization] = "Bearer key"
        request.headerFields[.acceptEncoding] = "identity"
        let (_, body) = try await transport.send(request, body: .bytes(bytes), options: TransportOptions(connectTimeout: .seconds(5)))
        for try await _ in body {}
    }

    // MARK: - Uploads

    private func uploads() async throws {
        print("\na form with a file, sent (at least 0.5 of the speed of curl -F)")
        let gateway = gateway(at: server)
        let file = FileManager.default.temporaryDirectory.appending(path: "wire-figures-\(UUID().uuidString).png")
        defer { try? FileManager.default.removeItem(at: file) }
        for length in [64 << 20, 256 << 20, 1 << 30] {
            try Data().write(to: file)
            // Sparse: it takes no room on the disk, and both read the same nothing.
            let handle = try FileHandle(forWritingTo: file)
            try handle.truncate(atOffset: UInt64(length))
            try handle.close()
            let form = ImageVariationRequest(model: "a/b", image: .file(at: file, contentType: "image/png"))
            let address = server.appending(path: "/v1/images/variations").absoluteString
            var ours: [Costs] = []
            var curl: [Costs] = []
            for _ in 0..<3 {
                ours.append(try await Costs.of { _ = try await gateway.createVariation(form) })
                curl.append(try Costs.ofCurl(["-H", "Expect:", "-F", "model=a/b", "-F", "image=@\(file.path)", address]))
            }
            print(
                "\(length >> 20) MB: \(speed(length, ours.median)) MB/s, curl \(speed(length, curl.median)) MB/s:",
                "\(rounded(curl.median.seconds / ours.median.seconds));",
                "processor \(rounded(ours.median.processorSeconds)) s against \(rounded(curl.median.processorSeconds)) s")
        }
    }

    // MARK: - Downloads

    private func downloads() async throws {
        print("\na stream of events of 2 MB, read with their pictures (at most twice the processor time of curl, and base64)")
        let base64 = WireEvent.base64
        for events in [32, 128, 512] {
            let gateway = gateway(at: server.appending(path: "\(events)"))
            let address = server.appending(path: "\(events)/v1/images/generations").absoluteString
            var ours: [Costs] = []
            var curl: [Costs] = []
            var decoding: [Costs] = []
            for _ in 0..<3 {
                ours.append(try await Costs.of { try await read(events, gateway) })
                curl.append(try Costs.ofCurl(["-X", "POST", "-d", "{}", address]))
                decoding.append(await Costs.of { for _ in 0..<events { _ = Data(base64Encoded: base64) } })
            }
            let allowed = 2 * curl.median.processorSeconds + decoding.median.processorSeconds
            print(
                "\(events * WireEvent.base64Length >> 20) MB: \(rounded(ours.median.processorSeconds)) s,",
                "curl \(rounded(curl.median.processorSeconds)) s, base64 \(rounded(decoding.median.processorSeconds)) s:",
                "\(rounded(ours.median.processorSeconds / allowed)) of what is allowed;",
                "\(speed(events * WireEvent.base64Length, ours.median)) MB/s, curl \(speed(events * WireEvent.base64Length, curl.median)) MB/s"
            )
        }
    }

    private func read(_ events: Int, _ gateway: ImageGateway) async throws {
        var length = 0
        for try await event in gateway.streamImage(ImageGenerationRequest(model: "a/b", prompt: "a fox")) {
            switch event {
            case .partialImage(let picture): length += picture.b64JSON?.count ?? 0
            case .completed(let picture): length += picture.b64JSON?.count ?? 0
            case .unrecognized: break
            }
        }
        guard length == events * WireEvent.base64Length / 4 * 3 else { throw CocoaError(.fileReadCorruptFile) }
    }

    private func speed(_ length: Int, _ costs: Costs) -> String { rounded(Double(length) / costs.seconds / 1e6) }

    private func rounded(_ value: Double) -> String { String((value * 100).rounded() / 100) }
}
