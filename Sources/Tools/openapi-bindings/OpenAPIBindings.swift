import ArgumentParser

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
        } catch let failure as Failure {
            Terminal.error(failure.message)
            Terminal.end(failure.code)
        } catch {
            exit(reporting: error)
        }
    }

    /// ArgumentParser leaves with 64 where the command line is at fault; here that is 2 (see `--help`).
    private static func exit(reporting error: any Error) -> Never {
        let message = fullMessage(for: error)
        switch exitCode(for: error) {
        case .success:
            Terminal.output(message)
            Terminal.end(0)
        case .validationFailure:
            Terminal.error(message)
            Terminal.end(Failure.usage)
        default:
            Terminal.error(message)
            Terminal.end(Failure.bug)
        }
    }
}

/// Why the program ends without having done what it was asked for.
struct Failure: Error {
    static let input: Int32 = 1
    static let usage: Int32 = 2
    static let bug: Int32 = 70

    let code: Int32
    let message: String

    static func input(_ message: String) -> Failure { Failure(code: input, message: message) }
}
