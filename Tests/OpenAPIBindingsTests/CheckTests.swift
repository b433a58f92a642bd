import Foundation
import Testing

@Suite struct CheckTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Descriptions.pets, to: "pets.yaml")
        _ = try Program.run("generate", "--spec", "pets.yaml", "--module", "Pets", "--output", "out", in: folder)
    }

    private func check() throws -> Program.Run {
        let before = try folder.contents()
        let run = try Program.run("check", "--spec", "pets.yaml", "--module", "Pets", "--output", "out", in: folder)
        // It writes nothing, whatever it finds.
        #expect(try folder.contents() == before)
        return run
    }

    private let advice = "error: out is not what the description gives: generate again, and edit no generated file [failed]\n"

    @Test func isContentWithWhatWasGenerated() throws {
        #expect(try check() == .init(output: "out is up to date: 1 operation, 2 schemas, 3 files, 74 lines\n"))
    }

    @Test func seesThatTheDescriptionChanged() throws {
        try folder.write(Descriptions.pets.replacingOccurrences(of: "maximum: 10", with: "maximum: 12"), to: "pets.yaml")
        let run = try check()
        #expect(run.code == 1)
        #expect(run.error == advice)
        #expect(
            run.output == """
                --- out/Models/Pet.swift
                +++ generated
                @@ line 24 @@
                 
                     public func validate(_ check: inout Validator) {
                -        check.number("age", age, maximum: 10)
                +        check.number("age", age, maximum: 12)
                         check.model("owner", owner)
                     }

                """)
    }

    @Test func seesThatSomebodyEditedAFile() throws {
        let text = try folder.text("out/Models/Owner.swift")
        try folder.write(
            text.replacingOccurrences(of: "public var name: String?", with: "public var name: String"), to: "out/Models/Owner.swift")
        let run = try check()
        #expect(run.code == 1)
        #expect(run.error == advice)
        #expect(
            run.output == """
                --- out/Models/Owner.swift
                +++ generated
                @@ line 5 @@
                 
                 public struct Owner: JSONModel {
                -    public var name: String
                +    public var name: String?
                 
                     public init(name: String? = nil) {

                """)
    }

    @Test func seesAFileThatIsMissing() throws {
        try FileManager.default.removeItem(at: folder.file("out/Models/Owner.swift"))
        #expect(try check() == .init(code: 1, output: "missing: out/Models/Owner.swift\n", error: advice))
    }

    @Test func seesAGeneratedFileThatIsNoLongerGenerated() throws {
        try folder.write(try folder.text("out/Models/Owner.swift"), to: "out/Models/Former.swift")
        #expect(try check() == .init(code: 1, output: "no longer generated: out/Models/Former.swift\n", error: advice))
    }

    @Test func aFileThatIsNotGeneratedIsNoneOfItsBusiness() throws {
        try folder.write("// Mine.\n", to: "out/Models/Mine.swift")
        #expect(try check().code == 0)
    }

    @Test func seesThatNothingIsThere() throws {
        let run = try Program.run("check", "--spec", "pets.yaml", "--module", "Pets", "--output", "nowhere", in: folder)
        #expect(run.code == 1)
        #expect(run.output == "missing: nowhere/PetsClient.swift\nmissing: nowhere/Models/Pet.swift\nmissing: nowhere/Models/Owner.swift\n")
        #expect(!FileManager.default.fileExists(atPath: folder.file("nowhere").path))
    }
}
