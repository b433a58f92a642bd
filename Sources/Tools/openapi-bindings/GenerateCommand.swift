import ArgumentParser
import Generator
import ToolSupport

struct GenerateCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Writes the module; files that would stay the same are left alone."
    )

    /// Those that the generator puts files in.
    static let ownFolders: Set = ["Models"]

    @OptionGroup var input: InputOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup(title: "What is said") var report: ReportOptions

    func run() throws {
        let input = try input.load(report)
        let generated = try input.generate(report, reading)
        let changes = try OutputFolder(path: input.output, ownFolders: Self.ownFolders).write(generated.files)
        for change in changes { Terminal.output(change.text(in: input.output)) }
        Terminal.output(generated.summary(of: input.output, isChanged: !changes.isEmpty))
    }
}

extension OutputFolder.Change {
    func text(in folder: String) -> String {
        switch self {
        case .added(let name): "added \(folder)/\(name)"
        case .changed(let name): "changed \(folder)/\(name)"
        case .removed(let name): "removed \(folder)/\(name)"
        }
    }
}
