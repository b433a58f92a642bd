import APIRuntime
import Foundation
import GatewayImages
import HTTPTypes

/// The most memory that a process takes for a picture, over what it takes before it. Each is measured in a process of its own: what one
/// has freed, the next would use again.
enum MemoryFigures {
    static func run() throws {
        guard residentBytes("VmHWM") != nil else { return print("\nthe memory of a process cannot be read here") }
        print("\npeak memory over idle")
        for name in ["answer", "answer-file", "event", "event-file", "upload"] {
            let process = Process()
            process.executableURL = URL(filePath: CommandLine.arguments[0])
            process.arguments = ["memory", name]
            // What was printed before it is to stand before it.
            fflush(nil)
            try process.run()
            process.waitUntilExit()
        }
    }

    /// Measures one of them in this process.
    static func measure(_ name: String) async throws {
        // A call before, so that what is made once does not count.
        try await call(name, length: 1 << 10)
        let idle = residentBytes("VmRSS") ?? 0
        try await call(name, length: name == "upload" ? 1 << 30 : 20 << 20)
        let peak = Double((residentBytes("VmHWM") ?? 0) - idle) / 1e6
        let decoded = Double(20 << 20) / 4 * 3 / 1e6
        switch name {
        case "answer": print("20 MB answer, read: \(rounded(peak)) MB, \(rounded(peak / decoded)) times its picture (at most 2.5 times)")
        case "event": print("20 MB event, read: \(rounded(peak)) MB, \(rounded(peak / decoded)) times its picture")
        case "answer-file": print("20 MB answer, its picture to a file: \(rounded(peak)) MB (at most 32 MB)")
        case "event-file": print("20 MB event, its picture to a file: \(rounded(peak)) MB (at most 32 MB)")
        default: print("form with a file of 1 GB, sent: \(rounded(peak)) MB (at most 32 MB)")
        }
    }

    private static func call(_ name: String, length: Int) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "figures-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let isFile = name.hasSuffix("-file")
        let path = name == "answer-file" ? "/data/*/b64_json" : "/b64_json"
        let files = isFile ? Base64Files(path) { _ in folder.appending(path: "picture") } : nil
        let isUpload = name == "upload"
        let transport = MadeUpTransport(isStream: name.hasPrefix("event"), length: isUpload ? 1 << 10 : length)
        let gateway = ImageGateway(
            server: URL(string: "http://127.0.0.1")!, credential: nil, transport: transport, options: CallOptions(files: files))
        let request = ImageGenerationRequest(model: "a/b", prompt: "a fox")
        switch name {
        case "upload":
            let file = folder.appending(path: "upload")
            try Data().write(to: file)
            // Sparse: it takes no room on the disk.
            let handle = try FileHandle(forWritingTo: file)
            try handle.truncate(atOffset: UInt64(length))
            try handle.close()
            _ = try await gateway.createVariation(ImageVariationRequest(model: "a/b", image: .file(at: file, contentType: "image/png")))
        case "event", "event-file":
            for try await _ in gateway.streamImage(request) {}
        default:
            _ = try await gateway.generateImage(request)
        }
    }

    /// A line of what Linux says about this process, nil elsewhere.
    private static func residentBytes(_ line: String) -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let found = text.split(separator: "\n").first(where: { $0.hasPrefix(line + ":") })
        else { return nil }
        return found.split(separator: " ").compactMap { Int($0) }.first.map { $0 * 1024 }
    }

    private static func rounded(_ value: Double) -> String { String((value * 10).rounded() / 10) }
}

/// Answers with one picture that is made while it is read, in chunks of 64 KB, and reads what it is sent to the end.
private struct MadeUpTransport: Transport {
    let isStream: Bool
    let length: Int

    func send(
        _ request: HTTPRequest, body: RequestBody, options: TransportOptions
    ) async throws -> (response: HTTPResponse, body: ByteStream) {
        if case .stream(let stream, _, _) = body {
            for try await _ in stream {}
        }
        var response = HTTPResponse(status: .ok)
        response.headerFields[.contentType] = isStream ? "text/event-stream" : "application/json"
        let whole = isStream ? Pictures.event(base64: Data()) : Pictures.answer(base64: Data())
        let middle = (whole.firstRange(of: Array(#"_json":""#.utf8))?.upperBound ?? 0)
        response.headerFields[.contentLength] = "\(whole.count + length)"
        let chunk = [UInt8](repeating: UInt8(ascii: "A"), count: 64 << 10)
        let answer = ByteStream {
            var sent = -1
            return {
                defer { sent = sent < 0 ? 0 : sent + chunk.count }
                if sent < 0 { return Array(whole[..<middle]) }
                if sent < length { return Array(chunk.prefix(length - sent)) }
                return sent - chunk.count < length ? Array(whole[middle...]) : nil
            }
        }
        return (response, answer)
    }
}
