import Foundation
import Testing

@testable import Bindings

@Suite struct ReservedNamesTests {
    /// A generated type of the name of one of the runtime's would be ambiguous wherever both are imported.
    @Test func everyPublicTypeOfTheRuntimeIsReserved() throws {
        let runtime = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/Runtime")
        var found = 0
        for path in try FileManager.default.subpathsOfDirectory(atPath: runtime.path) where path.hasSuffix(".swift") {
            let text = try String(contentsOf: runtime.appending(path: path), encoding: .utf8)
            let declarations = /^public (?:final )?(?:struct|enum|class|protocol|actor|typealias) (?<name>\w+)/.anchorsMatchLineEndings()
            for match in text.matches(of: declarations) {
                found += 1
                #expect(ReservedNames.types.contains(String(match.output.name)), "\(match.output.name) of \(path)")
            }
        }
        #expect(found > 40)
    }
}
