import APIRuntime
import Foundation
import HTTPTypes
import LoopbackSupport

/// Makes one call to a server that means ill, and prints its error and the most memory that the process took for it, in bytes.
///
/// `memory-probe TRANSPORT SERVER PATH`: an answer below `/answer`, an event stream below `/events`, and one whose reader takes its time
/// below `/slow`. A process of its own, because what others of a process use cannot be told from what a call does.
@main struct MemoryProbe {
    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let transport = TransportKind(rawValue: arguments[1]), let server = URL(string: arguments[2]) else {
            print("usage: memory-probe TRANSPORT SERVER PATH")
            exit(2)
        }
        let client = APIClient(
            server: server, credential: nil, transport: transport.make(),
            options: CallOptions(
                idleTimeout: .seconds(20), retries: .never, answerByteLimit: MemoryProbe.limit, eventByteLimit: MemoryProbe.limit))
        // What is made once, at the first call, does not count.
        _ = await error(of: "/answer/warm-up", client)
        forgetPeak()
        let idle = bytes("VmRSS")
        let error = await error(of: arguments[3], client)
        let peak = bytes("VmHWM")
        print(error.map { "\($0)" } ?? "no error")
        print(peak.flatMap { peak in idle.map { "\(peak - $0)" } } ?? "unknown")
    }

    /// The limit on answers and on events.
    private static let limit = 8 << 20

    private static func error(of path: String, _ client: APIClient) async -> APIError? {
        let kind = path.split(separator: "/").first ?? ""
        var request = APIRequest("probe", .get, RequestPath(stringLiteral: path))
        request.expect(200, kind == "answer" ? "application/json" : "text/event-stream")
        do throws(APIError) {
            guard kind != "answer" else {
                _ = try await client.send(request)
                return nil
            }
            for try await _ in client.rawEvents(request) {
                if kind == "slow" { try? await Task.sleep(for: .milliseconds(50)) }
            }
            return nil
        } catch {
            return error
        }
    }

    /// A line of what Linux says about this process, nil elsewhere.
    private static func bytes(_ line: String) -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let found = text.split(separator: "\n").first(where: { $0.hasPrefix(line + ":") })
        else { return nil }
        return found.split(separator: " ").compactMap { Int($0) }.first.map { $0 * 1024 }
    }

    /// proc(5): the peak starts again from what is resident.
    private static func forgetPeak() {
        try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
    }
}
