import ArgumentParser
import Generator
import OpenAPI
import ToolSupport

/// How what is said about a description is printed.
struct ReportOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Option(help: "How diagnostics stand on standard error: for people, or as one JSON object on each line.")
    var diagnostics = Format.text

    @Flag(help: "Print all diagnostics, not the first \(ReportOptions.limit) alone; JSON always has all.")
    var all = false

    /// More than that nobody reads on a terminal.
    static let limit = 20

    func report(_ diagnostics: [Diagnostic]) {
        switch self.diagnostics {
        case .json: Terminal.error(DiagnosticJSON.lines(of: inOrder(diagnostics)))
        case .text: Terminal.error(text(of: inOrder(diagnostics)))
        }
    }

    /// What stops the run first: where only some are printed, it is among them.
    private func inOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        Diagnostic.Severity.allCases.flatMap { severity in diagnostics.filter { $0.severity == severity } }
    }

    private func text(of diagnostics: [Diagnostic]) -> String {
        let shown = all ? diagnostics[...] : diagnostics.prefix(Self.limit)
        let text = DiagnosticText.text(of: Array(shown), colored: Terminal.colorsErrors)
        let rest = diagnostics.dropFirst(shown.count)
        guard !rest.isEmpty else { return text }
        let counts = Diagnostic.Severity.allCases.compactMap { severity in
            severity.counted(rest.count { $0.severity == severity })
        }
        return text + "… and \(rest.count) more: \(counts.joined(separator: ", ")); --all prints them\n"
    }

    /// Why the run ends, as the last line of standard error.
    func report(_ failure: Failure) {
        report([Diagnostic(.error, "failed", failure.message, at: nil)])
    }
}

extension Diagnostic.Severity {
    /// `3 errors`; nil for none.
    func counted(_ count: Int) -> String? {
        guard count > 0 else { return nil }
        return switch self {
        case .error: count == 1 ? "1 error" : "\(count) errors"
        case .unsupported: "\(count) unsupported"
        case .warning: count == 1 ? "1 warning" : "\(count) warnings"
        }
    }
}

/// A command that reads a description.
protocol ReportingCommand: ParsableCommand {
    var report: ReportOptions { get }
}
