import Foundation
import Testing

@Suite("The program local-gateway")
struct CommandTests {
    /// The program lies beside the tests' bundle.
    private static let program: URL? = {
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<5 {
            let file = folder.appendingPathComponent("local-gateway")
            if FileManager.default.isExecutableFile(atPath: file.path) { return file }
            folder.deleteLastPathComponent()
        }
        return nil
    }()

    private final class Run {
        let process = Process()
        let output = Pipe()
        let errors = Pipe()

        init(_ arguments: [String], environment: [String: String] = [:]) throws {
            let program: URL = try #require(CommandTests.program)
            process.executableURL = program
            process.arguments = arguments
            process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "AI_GATEWAY_KEY" }.merging(environment) { $1 }
            process.standardOutput = output
            process.standardError = errors
            try process.run()
        }

        deinit {
            if process.isRunning { process.terminate() }
        }

        /// Waits for the line that says where it listens.
        func server() throws -> URL {
            let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            #expect(line.wholeMatch(of: /listening on http:\/\/127\.0\.0\.1:[0-9]+\n/) != nil, "\(line)")
            return try #require(URL(string: String(line.dropFirst("listening on ".count).dropLast())))
        }

        func end() throws -> (code: Int32, output: String, errors: String) {
            let texts = try [output, errors].map { String(decoding: try $0.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self) }
            process.waitUntilExit()
            return (process.terminationStatus, texts[0], texts[1])
        }
    }

    @Test("it says where it listens, answers, logs, and ends on a signal", arguments: [SIGTERM, SIGINT])
    func serving(signal: Int32) async throws {
        let run = try Run(["--port", "0"], environment: ["AI_GATEWAY_KEY": "key-of-the-environment"])
        let gateway = GatewayCaller(server: try run.server())
        let body = #"{"model":"a/b","prompt":"A","size":"256x256"}"#
        let answer = try await gateway.post("/v1/images/generations", body, key: "key-of-the-environment")
        #expect(answer.status == 200)
        #expect(try await gateway.post("/v1/images/generations", body).status == 401)
        kill(run.process.processIdentifier, signal)
        let end = try run.end()
        #expect(end.code == 0)
        #expect(end.output.isEmpty)
        let lines = end.errors.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.hasPrefix("POST /v1/images/generations 200 ") == true)
        #expect(!end.errors.contains("key-of"))
    }

    @Test("the option key goes before the environment, and quiet writes nothing")
    func keyAndQuiet() async throws {
        let run = try Run(["--port", "0", "--key", "a", "--quiet"], environment: ["AI_GATEWAY_KEY": "b"])
        let gateway = GatewayCaller(server: try run.server())
        #expect(try await gateway.post("/v1/images/generations", "{}", key: "a").status == 400)
        #expect(try await gateway.post("/v1/images/generations", "{}", key: "b").status == 401)
        run.process.terminate()
        let end = try run.end()
        #expect(end.code == 0)
        #expect(end.errors.isEmpty)
    }

    @Test("a port in use is one line and exit code 1")
    func takenPort() throws {
        let first = try Run(["--port", "0"])
        let port = try #require(try first.server().port)
        let end = try Run(["--port", "\(port)"]).end()
        #expect(end.code == 1)
        #expect(end.output.isEmpty)
        #expect(end.errors == "error: cannot listen on 127.0.0.1:\(port): Address already in use\n")
        first.process.terminate()
        #expect(try first.end().code == 0)
    }

    @Test("an address that is not loopback gets a warning")
    func otherAddress() throws {
        let end = try Run(["--host", "no-such-host.invalid", "--port", "0"]).end()
        #expect(end.code == 1)
        #expect(
            end.errors == """
                warning: no-such-host.invalid is not a loopback address: other machines may reach this gateway
                error: cannot listen on no-such-host.invalid:0: the host is not known

                """
        )
    }

    @Test(
        "a wrong command line is exit code 2",
        arguments: [
            (["--port", "70000"], "Error: --port must be between 0 and 65535, not 70000\n"),
            (["--port", "x"], "Error: The value 'x' is invalid for '--port <port>'\n"),
            (["--key", ""], "Error: --key must not be empty\n"),
            (["--step-delay", "-1"], "Error: "),
            (["--heartbeat", "4000"], "Error: --heartbeat must be between 0 and 3600 seconds, not 4000.0\n"),
            (["--fault", "cut"], "Error: --fault does not know \"cut\"; it knows latency=SECONDS, drip, drip=SECONDS, "),
            (["--faulty-calls", "-1"], "Error: "),
            (["--bogus"], "Error: Unknown option '--bogus'\n"),
        ])
    func wrongCommandLine(arguments: [String], start: String) throws {
        let end = try Run(arguments).end()
        #expect(end.code == 2)
        #expect(end.output.isEmpty)
        #expect(end.errors.hasPrefix(start), "\(end.errors)")
    }

    @Test("help is exit code 0 and names every option")
    func help() throws {
        let end = try Run(["--help"]).end()
        #expect(end.code == 0)
        for option in ["--host", "--port", "--key", "--heartbeat", "--step-delay", "--quiet"] { #expect(end.output.contains(option)) }
    }
}
