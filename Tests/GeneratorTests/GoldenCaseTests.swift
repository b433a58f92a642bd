import Foundation
import Generator
import OpenAPI
import Testing
import YAMLDocument

/// Descriptions that become Swift. GoldenTests compiles and uses what is recorded here.
@Suite struct GoldenCaseTests {
    static var all: [GoldenCase] {
        get throws { try GoldenCase.all(in: GoldenCase.folder) }
    }

    @Test(arguments: try all)
    func generatesWhatIsRecorded(_ golden: GoldenCase) throws {
        let generated = try golden.generated()
        #expect(generated.keys.contains { $0.hasPrefix("Generated/") })
        try golden.expectRecorded(generated)
    }

    /// `inspect` names each by it.
    @Test(arguments: try all)
    func everyPlaceThatIsNotTurnedIntoSwiftHasAPointer(_ golden: GoldenCase) throws {
        let places = try golden.result().diagnostics.filter { $0.severity == .unsupported }
        #expect(places.filter { $0.mark?.pointer?.hasPrefix("/") != true }.map(\.message) == [])
    }

    /// A case that is no target is not compiled; a target whose folder is gone does not build.
    @Test func everyCaseIsATarget() throws {
        let root = GoldenCase.folder.deletingLastPathComponent().deletingLastPathComponent()
        let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
        let list = try #require(manifest.firstMatch(of: /let goldenCases = \[\n(?<names>[^\]]*)\]/)).output.names
        let listed = list.matches(of: /"(?<name>[^"]+)"/).map { String($0.output.name) }
        #expect(listed == (try Self.all.map(\.name)))
    }
}
