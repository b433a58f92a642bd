import APIRuntime
import ArgumentParser
import ToolSupport

@main
struct GatewayImagesTool: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway-images",
        abstract: "Gets pictures from an AI gateway.",
        discussion: """
            Set AI_GATEWAY_URL to the gateway's address and AI_GATEWAY_KEY to your key; the key is never an option and never shown.
            Pictures are saved as NAME-1.png, NAME-2.png and so on; no file is replaced without --overwrite. Where the gateway \
            answers with an address, the picture is fetched from there, without your key unless it is the gateway's own address.
            Standard output has a line for each file; everything else goes to standard error.
            Exit codes: 0 done, 1 the request or the gateway's answer is at fault, 2 the command line or the environment is at fault, \
            70 a bug of this program, 130 interrupted.
            """,
        version: "0.1.0",
        subcommands: [GenerateCommand.self, VaryCommand.self, AzureCommand.self]
    )

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as APIError {
            end(with: Failure(error))
        } catch {
            end(with: error)
        }
    }
}
