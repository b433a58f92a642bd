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
        var report: ReportOptions?
        do {
            var command = try parseAsRoot()
            if let reporting = command as? any ReportingCommand { report = reporting.report }
            try command.run()
        } catch let failure as Failure where report?.diagnostics == .json {
            report?.report(failure)
            Terminal.end(failure.code)
        } catch {
            end(with: error)
        }
    }
}
