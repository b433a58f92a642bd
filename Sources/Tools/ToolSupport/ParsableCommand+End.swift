package import ArgumentParser

extension ParsableCommand {
    /// Says why the program ends, and ends it. ArgumentParser leaves with 64 where the command line is at fault; here that is 2.
    package static func end(with error: any Error) -> Never {
        if let failure = error as? Failure {
            Terminal.error(failure.message)
            Terminal.end(failure.code)
        }
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

extension AsyncParsableCommand {
    /// Runs the command that the arguments ask for, and ends the program where it fails.
    package static func runToEnd() async {
        do {
            var command = try parse()
            try await command.run()
        } catch {
            end(with: error)
        }
    }
}
