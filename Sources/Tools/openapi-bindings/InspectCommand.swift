import ArgumentParser
import Bindings
import Generator
import OpenAPI
import ToolSupport

struct InspectCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Prints what a description holds, and every place that is not turned into Swift. Writes nothing.",
        discussion: """
            A place is named as a $ref in the description would name it: #/paths/~1pets/get, schemas/pet.yaml#/properties/age.
            With a configuration, only what it selects is looked at.
            """
    )

    @Argument(help: ArgumentHelp("The OpenAPI description.", valueName: "file"))
    var file: String?

    @Option(help: ArgumentHelp("A configuration instead; its paths are relative to its folder.", valueName: "file"))
    var config: String?

    @Option(help: "How it is printed: for people, or as one JSON object.")
    var format = ReportOptions.Format.text

    @Option(help: ArgumentHelp("A folder outside that of the description whose files $ref may lead to.", valueName: "dir"))
    var allowRoot: [String] = []

    @OptionGroup(title: "What is said") var report: ReportOptions

    func validate() throws {
        guard (file == nil) != (config == nil) else { throw ValidationError("Give either a description or --config FILE.") }
    }

    func run() throws {
        let (spec, selection) = try source()
        let sources = try SourceFolder(entry: spec, allowedRoots: allowRoot)
        let (inventory, diagnostics) = Generator.inspect(
            entry: spec,
            selection: selection,
            mayLeaveFolder: sources.mayLeaveFolder,
            read: sources.read
        )
        // What is not turned into Swift stands in the inventory.
        report.report(diagnostics.filter { inventory == nil || $0.severity != .unsupported })
        if let inventory { Terminal.output(format == .json ? inventory.json.text : inventory.text) }
        guard let errors = Diagnostic.Severity.error.counted(diagnostics.count { $0.severity == .error }) else { return }
        throw Failure.input("the description is at fault: it has \(errors == "1 error" ? "an error" : errors)")
    }

    private func source() throws -> (spec: String, selection: OperationSelection) {
        if let file { return (file, OperationSelection()) }
        let input = try Input(configuration: config ?? "", report)
        return (input.spec, input.configuration.selection)
    }
}
