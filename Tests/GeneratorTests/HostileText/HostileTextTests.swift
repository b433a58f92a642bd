import Bindings
import Foundation
import FuzzTargets
import Generator
import OpenAPI
import SwiftEmitter
import Testing

/// Every hostile text in every place of a description: it is refused in one line, or the compiler takes what is generated.
@Suite struct HostileTextTests {
    /// What is refused at each place where anything is, by the codes of the errors.
    private static let refusals: [String: [String]] = [
        "a reference to a schema": ["ref-unresolved"],
        "a file that is referred to": ["file-unreadable", "ref-outside-root", "ref-remote", "ref-unresolved"],
        "a mapping's target": ["file-unreadable", "ref-outside-root", "ref-remote", "ref-unresolved"],
        "an anchor and a definition's name": ["ref-unresolved"],
        "an operationId": ["empty-operation-id"],
        "a security requirement": ["file-unreadable", "ref-outside-root", "ref-remote", "ref-unresolved"],
    ]

    private func generate(_ description: HostileDescription, client: String? = nil) -> Generator.Result {
        let bytes = description.bytes
        return Generator.generate(entry: "openapi.json", configuration: Configuration(module: "Hostile", client: client)) {
            path throws(SourceFailure) in
            guard path == "openapi.json" else { throw SourceFailure("it is not there") }
            return bytes
        }
    }

    @Test(arguments: HostilePosition.all)
    func isRefusedOrGenerated(_ position: HostilePosition) async {
        var codes: Set<String> = []
        for text in HostileTexts.all {
            let description = HostileDescription(position.entries(text, "N"))
            let result = generate(description)
            codes.formUnion(result.diagnostics.filter { $0.severity == .error }.map(\.code))
            #expect(await FuzzTarget.generator.faults(in: description.bytes) == [], "\(text.debugDescription)")
        }
        #expect(codes.sorted() == Self.refusals[position.description, default: []])
    }

    /// In one module, because a compiler that starts costs more than what it reads here.
    @Test func whatIsGeneratedIsTakenByTheCompiler() throws {
        var accepted: [HostilePosition.Entry] = []
        var files: [SwiftEmitter.File] = []
        for (number, position) in HostilePosition.all.enumerated() {
            for (index, text) in HostileTexts.all.enumerated() {
                let name = "N\(number)x\(index)"
                let entries = position.entries(text, name)
                let result = generate(HostileDescription(entries), client: name)
                // Swift takes two ways to write `é` for one, and so does the check for operationIds that are used twice.
                if result.hasErrors || position.description == "an operationId" && text == "\u{E9}" && text.unicodeScalars.count == 2 {
                    continue
                }
                if entries.allSatisfy({ $0.path.count > 2 }) {
                    accepted += entries
                } else {
                    // There is one title, and one list of servers.
                    files += result.files
                }
            }
        }
        let result = generate(HostileDescription(accepted))
        try #require(result.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
        #expect(try Compiler.complaints(about: files + result.files) == "")
    }
}
