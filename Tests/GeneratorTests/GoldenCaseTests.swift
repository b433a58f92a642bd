import Foundation
import Testing

@Suite struct GoldenCaseTests {
    private static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"

    /// `RECORD_GOLDENS=1 swift test --filter GoldenCaseTests` makes what is generated what is expected, and fails, so that
    /// nobody takes a recording for a proof.
    @Test(arguments: try GoldenCase.all)
    func generatesWhatIsRecorded(_ golden: GoldenCase) throws {
        let generated = try golden.generated()
        let expected = try golden.expected()
        if Self.isRecording, generated != expected {
            try golden.record(generated)
            Issue.record("recorded \(golden); read the difference, then run the tests without RECORD_GOLDENS")
            return
        }
        #expect(generated.keys.sorted() == expected.keys.sorted())
        for (path, text) in generated where expected[path] != nil {
            #expect(lines(text) == lines(expected[path] ?? ""), "\(golden)/\(path)")
        }
    }

    /// A case that is no target is not compiled; a target whose folder is gone does not build.
    @Test func everyCaseIsATarget() throws {
        let root = GoldenCase.folder.deletingLastPathComponent().deletingLastPathComponent()
        let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
        let list = try #require(manifest.firstMatch(of: /let goldenCases = \[\n(?<names>[^\]]*)\]/)).output.names
        let listed = list.matches(of: /"(?<name>[^"]+)"/).map { String($0.output.name) }
        #expect(listed == (try GoldenCase.all.map(\.name)))
    }

    /// By lines, so that a failure shows the few that differ.
    private func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }
}
