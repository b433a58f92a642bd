import Foundation
import Testing

/// Descriptions that are refused, each with exactly what is said about it.
@Suite struct RejectedCaseTests {
    private static let folder = GoldenCase.folder.deletingLastPathComponent().appending(path: "RejectedCases")

    static var all: [GoldenCase] {
        get throws { try GoldenCase.all(in: folder) }
    }

    @Test(arguments: try all)
    func saysWhatIsRecordedAndGeneratesNothing(_ rejected: GoldenCase) throws {
        let generated = try rejected.generated()
        #expect(generated.keys.sorted() == ["diagnostics.txt"])
        try rejected.expectRecorded(generated)
    }
}
