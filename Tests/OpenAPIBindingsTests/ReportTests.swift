import Foundation
import Testing

/// What is said about a description, and how.
@Suite struct ReportTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Self.description, to: "api.yaml")
        try folder.write("Age:\n  type: integer\n  oneOf: [{ minimum: 1 }]\n  minimum: x\n", to: "broken.yaml")
    }

    /// A warning, a place that is not turned into Swift, and none of both.
    private static let description = """
        openapi: 3.2.0
        info: { title: Pets, version: 1.0.0 }
        paths:
          /pets:
            get:
              operationId: listPets
              parameters:
                - { name: filter, in: query, schema: { type: string } }
              responses:
                '200': { description: All., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
        components:
          schemas:
            Pet:
              type: object
              discriminator: { propertyName: age }
              properties:
                age: { type: string, format: age }

        """

    private func run(_ arguments: String...) throws -> Program.Run {
        try Program.run(arguments + ["--spec", "api.yaml", "--module", "M", "--output", "out"], in: folder)
    }

    private let lines = [
        #"{"severity":"unsupported","code":"unsupported-discriminator","message":"this discriminator tells nothing apart: there is no oneOf or anyOf, and no component has this schema in its allOf; list the alternatives with oneOf","file":"api.yaml","line":15,"column":7,"pointer":"/components/schemas/Pet/discriminator"}"#,
        #"{"severity":"warning","code":"unknown-format","message":"the format \"age\" is not known; this is a plain String","file":"api.yaml","line":17,"column":9,"pointer":"/components/schemas/Pet/properties/age"}"#,
    ]

    @Test func diagnosticsAreALineOfJSONEach() throws {
        let run = try run("generate", "--diagnostics", "json")
        #expect(run.code == 0)
        #expect(run.error == lines.map { $0 + "\n" }.joined())
    }

    @Test func whereElseToLookIsSaidInJSONToo() throws {
        let operation = "{ get: { operationId: a, responses: { '204': { description: d } } } }"
        try folder.write(
            "openapi: 3.2.0\ninfo: { title: t, version: '1' }\npaths:\n  /a: \(operation)\n  /b: \(operation)\n", to: "api.yaml")
        let run = try run("generate", "--diagnostics", "json")
        #expect(run.code == 0)
        let expected =
            #"{"severity":"warning","code":"duplicate-operation-id","message":"the operationId \"a\" is used twice, so this one is read as \"a2\"; each needs its own","#
            + #""file":"api.yaml","line":5,"column":29,"pointer":"/paths/~1b/get/operationId","#
            + #""notes":[{"message":"the first one is here","file":"api.yaml","line":4,"column":29,"pointer":"/paths/~1a/get"}]}"#
        #expect(run.error == expected + "\n")
    }

    @Test func whyARunFailsIsALineOfJSONToo() throws {
        let run = try run("generate", "--diagnostics", "json", "--strict")
        let failure =
            #"{"severity":"error","code":"failed","message":"nothing was written: api.yaml has a place that is not turned into Swift (--strict)"}"#
        #expect(run == .init(code: 1, error: (lines + [failure]).map { $0 + "\n" }.joined()))
        #expect(!FileManager.default.fileExists(atPath: folder.file("out").path))
    }

    @Test(arguments: ["generate", "check"])
    func strictTakesNoPlaceThatIsNotTurnedIntoSwift(_ verb: String) throws {
        #expect(try run("generate").code == 0)
        let before = try folder.contents()
        let run = try run(verb, "--strict")
        #expect(run.code == 1)
        let consequence = verb == "check" ? "nothing was compared" : "nothing was written"
        #expect(run.error.hasSuffix("\(consequence): api.yaml has a place that is not turned into Swift (--strict) [failed]\n"))
        #expect(try folder.contents() == before)
    }

    @Test func aCopyThatIsStrictTakesNoneEither() throws {
        let vendored = try Program.run(
            "vendor", "copy", "--spec", "api.yaml", "--module", "M", "--transport", "url-session", "--strict", in: folder)
        #expect(vendored.code == 1)
        #expect(vendored.error.hasSuffix("nothing was written: api.yaml has a place that is not turned into Swift (--strict) [failed]\n"))
        #expect(!FileManager.default.fileExists(atPath: folder.file("copy").path))
    }

    @Test func strictTakesWarnings() throws {
        try folder.write(
            Self.description.replacingOccurrences(of: "      discriminator: { propertyName: age }\n", with: ""), to: "api.yaml")
        let run = try run("generate", "--strict")
        #expect(run.code == 0)
        #expect(run.error.contains("[unknown-format]"))
    }

    @Test func theFirstTwentyArePrintedAndErrorsAreAmongThem() throws {
        let formats = (0..<30).map { "    W\($0): { type: string, format: w\($0) }\n" }.joined()
        let text = "openapi: 3.2.0\ninfo: { title: t, version: '1' }\ncomponents:\n  schemas:\n" + formats
        try folder.write(
            text + "    P: { type: object, discriminator: { propertyName: a }, properties: { a: { type: string } } }\n", to: "api.yaml")
        let some = try run("generate")
        #expect(some.error.hasPrefix("api.yaml:35:24: unsupported: "))
        #expect(some.error.components(separatedBy: ": warning: ").count == 20)
        #expect(some.error.hasSuffix("… and 11 more: 11 warnings; --all prints them\n"))
        let all = try run("generate", "--all")
        #expect(all.error.components(separatedBy: ": warning: ").count == 31)
        #expect(!all.error.contains("more"))
        try folder.write(text + "    P: { type: strin }\n    Q: { type: numbr }\n", to: "api.yaml")
        let errors = try run("generate").error
        #expect(errors.hasPrefix("api.yaml:35:16: error: \"strin\" is no type;"))
        #expect(errors.components(separatedBy: ": error: ").count == 3)
    }

    @Test func nothingIsColoredWhereNobodyLooks() throws {
        #expect(!(try run("generate").error.contains("\u{1B}")))
    }
}
