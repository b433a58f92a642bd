import ArgumentParser
import Foundation
import LocalGateway

/// The command `local-gateway`.
@main
struct LocalGatewayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "local-gateway",
        abstract: "Stands in for the AI gateway on this machine: its image endpoints, with pictures that it draws itself.",
        discussion: """
            POST /v1/images/generations
            POST /v1/images/variations
            POST /openai/openai/deployments/{deployment-id}/images/generations

            The same prompt and seed give the same picture. Without a seed the prompt alone decides. Pictures are PNG files; \
            answers with URLs point to this gateway, which keeps the newest 256 pictures.

            --fault makes something go wrong with each call, or with the first --faulty-calls of them; several faults add up:

            \(Fault.help.map { "  \($0.text): \($0.meaning)" }.joined(separator: "\n"))

            Prints "listening on URL" once it accepts connections; SIGINT and SIGTERM end it. Exit codes: 0 ended by a signal, \
            1 cannot listen, 2 the command line is wrong.
            """
    )

    @Option(help: ArgumentHelp("The address to listen on. Anything but loopback lets other machines in.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 takes a free one.")
    var port = 8080

    @Option(
        help:
            "The bearer token that callers must send. (default: AI_GATEWAY_KEY of the environment, else \(LocalGateway.Configuration.defaultKey))"
    )
    var key: String?

    @Option(help: ArgumentHelp("Time between heartbeat comments of an event stream; 0 writes one before each event.", valueName: "seconds"))
    var heartbeat = 1.0

    @Option(help: ArgumentHelp("Time between two events of a stream.", valueName: "seconds"))
    var stepDelay = 0.4

    @Option(help: ArgumentHelp("Something that goes wrong on purpose, see above; may be given several times.", valueName: "fault"))
    var fault: [String] = []

    @Option(help: ArgumentHelp("How many calls the faults befall, the first ones. (default: all)", valueName: "count"))
    var faultyCalls: Int?

    @Flag(help: "Write no line for each request on standard error.")
    var quiet = false

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be between 0 and 65535, not \(port)") }
        guard key != "" else { throw ValidationError("--key must not be empty") }
        for (name, seconds) in [("--heartbeat", heartbeat), ("--step-delay", stepDelay)] where !(0...3_600).contains(seconds) {
            throw ValidationError("\(name) must be between 0 and 3600 seconds, not \(seconds)")
        }
        for text in fault where Fault(text) == nil {
            throw ValidationError("--fault does not know \"\(text)\"; it knows \(Fault.help.map(\.text).joined(separator: ", "))")
        }
        guard faultyCalls.map({ $0 >= 0 }) ?? true else { throw ValidationError("--faulty-calls must not be negative") }
    }

    func run() async throws {
        var configuration = LocalGateway.Configuration()
        configuration.host = host
        configuration.port = port
        configuration.key = key ?? environmentKey ?? LocalGateway.Configuration.defaultKey
        configuration.heartbeat = .seconds(heartbeat)
        configuration.stepDelay = .seconds(stepDelay)
        configuration.faults = fault.compactMap { Fault($0) }
        configuration.faultyCalls = faultyCalls
        if !quiet { configuration.log = { Self.print($0, to: .standardError) } }
        if !isLoopback {
            Self.print("warning: \(host) is not a loopback address: other machines may reach this gateway", to: .standardError)
        }
        let address = host.contains(":") ? "[\(host)]" : host
        try await LocalGateway(configuration).run(stop: .onSignal) { port in
            Self.print("listening on http://\(address):\(port)", to: .standardOutput)
        }
    }

    private var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

    private var environmentKey: String? {
        let key = ProcessInfo.processInfo.environment["AI_GATEWAY_KEY"]
        return key == "" ? nil : key
    }

    /// Writes a line at once; standard output of `print` waits in a buffer where it is no terminal.
    private static func print(_ line: String, to file: FileHandle) {
        try? file.write(contentsOf: Data("\(line)\n".utf8))
    }

    /// Maps errors to the project's exit codes: the parser's own are others.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as LocalGateway.CannotListen {
            print("error: \(error)", to: .standardError)
            exit(withError: ExitCode(1))
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            print(fullMessage(for: error), to: .standardError)
            exit(withError: ExitCode(2))
        }
    }
}
