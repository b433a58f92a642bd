import Foundation
import FuzzTargets
import Testing

/// What fuzzing begins with, and what it has found: each input is answered as it must be.
@Suite struct CorpusTests {
    private static let corpus = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fuzz/Corpus")

    static let inputs: [(target: FuzzTarget, name: String)] = FuzzTarget.allCases.flatMap { target in
        let names = try? FileManager.default.contentsOfDirectory(atPath: corpus.appending(path: target.rawValue).path)
        return (names ?? []).sorted().map { (target, $0) }
    }

    @Test(.timeLimit(.minutes(1)), arguments: inputs)
    func holds(_ target: FuzzTarget, _ name: String) async throws {
        let file = Self.corpus.appending(path: target.rawValue).appending(path: name)
        #expect(await target.faults(in: Array(try Data(contentsOf: file))) == [])
    }

    @Test func everyTargetHasInputsAndNothingElseHas() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.corpus.path).sorted()
        #expect(folders == FuzzTarget.allCases.map(\.rawValue).sorted())
        #expect(Set(Self.inputs.map(\.target)).count == FuzzTarget.allCases.count)
    }
}
