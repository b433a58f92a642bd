import ArgumentParser
import Generator
import SwiftEmitter
import ToolSupport

struct CheckCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Fails with a diff where the files on disk differ from what would be generated. Writes nothing."
    )

    @OptionGroup var input: InputOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup(title: "What is said") var report: ReportOptions

    func run() throws {
        let input = try input.load(report)
        let generated = try input.generate(report, reading, orSay: "nothing was compared")
        let files = generated.files
        let folder = OutputFolder(path: input.output, ownFolders: GenerateCommand.ownFolders)
        let changes = try folder.changes(for: files)
        guard !changes.isEmpty else {
            Terminal.output(generated.summary(of: input.output, isChanged: false))
            return
        }
        let texts = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) })
        for change in changes { Terminal.output(try diff(change, folder, texts)) }
        throw Failure.input("\(input.output) is not what the description gives: generate again, and edit no generated file")
    }

    private func diff(_ change: OutputFolder.Change, _ folder: OutputFolder, _ texts: [String: String]) throws -> String {
        func text(_ name: String) throws -> String {
            try folder.contents(name).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
        switch change {
        case .added(let name): return "missing: \(folder.path)/\(name)\n"
        case .removed(let name): return "no longer generated: \(folder.path)/\(name)\n"
        case .changed(let name):
            return "--- \(folder.path)/\(name)\n+++ generated\n" + LineDiff.text(from: try text(name), to: texts[name] ?? "")
        }
    }
}
