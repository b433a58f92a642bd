import APIRuntime
import ArgumentParser
import AsyncHTTPTransport
import Foundation
import ToolSupport
import URLSessionTransport

@main
struct SoakCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "soak",
        abstract: "Holds the runtime against its promises: very many event streams at once, with faults by chance.",
        discussion: """
            Streams run through one client against a local gateway in a process of its own. Each asks for a fault that the seed \
            determines. Every stream must end as its fault has it, with as many events as the gateway says it sent; in the end no \
            descriptor may be left, and no more than 5 % more memory be held than after a warm-up of a sixth of the time. Exits with 1 \
            where that is not so. On Linux a function of FoundationNetworking that loses memory at each request is replaced.
            """
    )

    enum Carrier: String, CaseIterable, ExpressibleByArgument {
        case asyncHTTP = "async-http"
        case urlSession = "url-session"
    }

    @Argument(help: "How long it takes for each transport, without the warm-up.")
    var seconds = 600.0

    @Option(help: "How many streams are open at once.")
    var streams = 1_000

    @Option(help: "What determines the faults; by chance where none is said.")
    var seed: UInt64?

    @Option(help: "The transport to try; both where none is said.")
    var transport: Carrier?

    func validate() throws {
        guard (1...86_400).contains(seconds) else { throw ValidationError("the time must be between 1 and 86400 seconds, not \(seconds)") }
        guard (1...10_000).contains(streams) else { throw ValidationError("--streams must be between 1 and 10000, not \(streams)") }
    }

    func run() async throws {
        var complaints: [String] = []
        let seed = seed ?? .random(in: 1...999_999)
        for carrier in transport.map({ [$0] }) ?? Carrier.allCases {
            let run = SoakRun(
                name: carrier.rawValue, makeTransport: { Self.make(carrier) }, program: Self.gateway,
                streams: streams, seed: seed)
            complaints += try await run.complaints(seconds: seconds).map { "\(carrier.rawValue): \($0)" }
        }
        guard !complaints.isEmpty else { return }
        let shown = complaints.prefix(20).joined(separator: "\n")
        throw Failure.input("\(complaints.count) promises are broken (seed \(seed)):\n\(shown)\(complaints.count > 20 ? "\n…" : "")")
    }

    private static func make(_ carrier: Carrier) -> any Transport {
        switch carrier {
        case .asyncHTTP: return .asyncHTTP()
        case .urlSession: return .urlSession()
        }
    }

    /// It lies beside this program.
    private static var gateway: URL {
        let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return program.deletingLastPathComponent().appendingPathComponent("local-gateway")
    }

    static func main() async { await runToEnd() }
}
