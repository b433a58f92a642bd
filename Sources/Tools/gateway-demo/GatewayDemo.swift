import APIRuntime
import ArgumentParser
import AsyncHTTPTransport
import Foundation
import ToolSupport
import URLSessionTransport

@main
struct GatewayDemo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway-demo",
        abstract: "Calls every endpoint of a local gateway through the generated client, and shows what comes back.",
        discussion: """
            Prints a line for each call, and leaves the pictures and a contact sheet, index.html, in the output folder. Exits with 1 if \
            a call did not do what was expected. The gateway's address and key come from AI_GATEWAY_URL and AI_GATEWAY_KEY.
            """
    )

    @Option(help: ArgumentHelp("The folder for the pictures and the contact sheet.", valueName: "dir"))
    var output: String

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        guard let server = environment["AI_GATEWAY_URL"].flatMap(URL.init(string:)), let key = environment["AI_GATEWAY_KEY"] else {
            throw Failure.usage("set AI_GATEWAY_URL and AI_GATEWAY_KEY to the address and the key of a local gateway")
        }
        do {
            try Files.makeFolder(output)
        } catch {
            throw Failure.input("cannot make the folder \(error.path): \(error.reason)")
        }
        let transports: [(name: String, folder: String, transport: any Transport)] = [
            ("AsyncHTTPTransport", "async-http", .asyncHTTP()), ("URLSessionTransport", "url-session", .urlSession()),
        ]
        var sections: [ContactSheet.Section] = []
        for (name, folder, transport) in transports {
            let run = DemoRun(server: server, key: key, transport: transport, output: output, folder: folder)
            Terminal.output(Table.heading(name))
            sections.append(ContactSheet.Section(title: name, outcomes: try await run.outcomes { Terminal.output(Table.row($0)) }))
            Terminal.output("\n")
        }
        let sheet = "\(output)/index.html"
        try Data(ContactSheet.html(sections).utf8).write(to: URL(fileURLWithPath: sheet), options: .atomic)
        let outcomes = sections.flatMap(\.outcomes)
        let pictures = outcomes.reduce(0) { $0 + $1.pictures.count }
        Terminal.output("\(outcomes.count) calls, \(pictures) pictures: \(sheet)")
        let failed = outcomes.count { $0.problem != nil }
        guard failed == 0 else { throw Failure.input("\(failed) of \(outcomes.count) calls did not do what was expected") }
    }

    static func main() async { await runToEnd() }
}
