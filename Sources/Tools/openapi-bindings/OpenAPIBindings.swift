import ArgumentParser
import ToolSupport

@main
struct OpenAPIBindings: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi-bindings",
        abstract: "Writes Swift bindings for an OpenAPI description.",
        discussion: """
            What is generated from what is said by a configuration (--config bindings.yaml), or by --spec, --module and --output.
            Exit codes: 0 done, 1 the input is at fault, 2 the command line is at fault, 70 a bug of this program.
            """,
        version: "0.1.0",
        subcommands: [GenerateCommand.self, CheckCommand.self, VendorCommand.self]
    )

    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            end(with: error)
        }
    }
}
