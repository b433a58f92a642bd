import ArgumentParser
import ToolSupport

@main
struct OpenAPIBindings: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi-bindings",
        abstract: "Writes Swift bindings for an OpenAPI description.",
        discussion: """
            What is generated from what is said by a configuration (--config bindings.yaml), or by --spec, --module and --output.

            openapi-bindings inspect api.yaml
            openapi-bindings generate --spec api.yaml --module PetAPI --output Sources/PetAPI
            openapi-bindings check --config bindings.yaml --strict

            A diagnostic is an error (nothing is written), unsupported (a part of the description that does not become Swift), or a
            warning. They go to standard error, results to standard output.
            Exit codes: 0 done, 1 the input is at fault, 2 the command line is at fault, 70 a bug of this program.
            """,
        version: "0.1.0",
        subcommands: [GenerateCommand.self, CheckCommand.self, VendorCommand.self, InspectCommand.self]
    )

    static func main() {
        var command: any ParsableCommand
        do {
            try checkName()
            command = try parseAsRoot()
        } catch {
            end(with: error)
        }
        do {
            try command.run()
        } catch let failure as Failure {
            guard let reporting = command as? any ReportingCommand else { end(with: failure) }
            reporting.report.report(failure)
            Terminal.end(failure.code)
        } catch let error as ValidationError {
            // Left to the parser, the usage would be that of the whole program.
            Terminal.error("Error: \(error.message)\nUsage: \(usageString(for: type(of: command)))\n")
            Terminal.end(Failure.usage)
        } catch {
            end(with: error)
        }
    }

    /// The parser says of the name of a command that it is an unexpected argument, and not which there are.
    private static func checkName() throws {
        guard let name = CommandLine.arguments.dropFirst().first, !name.hasPrefix("-") else { return }
        let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard !names.contains(name) else { return }
        throw ValidationError("There is no command \"\(name)\". Commands: \(names.joined(separator: ", ")).")
    }
}
