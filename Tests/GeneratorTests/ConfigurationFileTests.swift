import Bindings
import Generator
import OpenAPI
import SwiftEmitter
import Testing
import YAMLDocument

/// What a maintainer may write in `bindings.yaml`.
@Suite struct ConfigurationFileTests {
    private static let description = """
        openapi: 3.1.0
        info: { title: t, version: '1' }
        paths: { /a: { get: { operationId: getA, tags: [T], responses: { '204': { description: Done. } } } } }
        components: { schemas: { S: { type: object, properties: { a: { type: string } } } } }
        """

    /// What is generated, or what is said.
    private func generate(_ configuration: String) throws -> (files: [SwiftEmitter.File], said: [String]) {
        let diagnostics = Diagnostics()
        let file = ConfigurationFile.parse(Array(configuration.utf8), path: "bindings.yaml", diagnostics: diagnostics)
        guard let file else { return ([], diagnostics.all.map { "\($0.message) [\($0.code)]" }) }
        let result = Generator.generate(entry: "openapi.yaml", configuration: file.bindings) { _ in Array(Self.description.utf8) }
        return (result.files, result.diagnostics.map { "\($0.message) [\($0.code)]" })
    }

    private static let hostile = [
        #"*/ ;"#, #"a\nb"#, #"\u2028"#, #"\"q\""#, #"\\(1)"#, "`x`", #"\u202Eabc"#, #"\0"#, "../x", "#\\\"", " ", "-x", "🙂", ".",
    ]

    @Test(arguments: hostile, ["module", "client"])
    func aNameIsANameOfSwift(_ text: String, _ field: String) throws {
        let other = field == "module" ? "client: C" : "module: M"
        let (files, said) = try generate("{ spec: a, output: o, \(field): \"\(text)\", \(other) }")
        #expect(files.isEmpty)
        try #require(said.count == 1)
        #expect(
            said[0].hasSuffix("cannot name the \(field): a Swift name has letters, digits and _, and begins with no digit [invalid-name]"))
        #expect(said[0].unicodeScalars.allSatisfy { visible($0) == String($0) })
    }

    @Test(arguments: hostile)
    func aGivenNameIsANameOfSwift(_ text: String) throws {
        let (files, said) = try generate("{ spec: a, output: o, module: M, names: { /components/schemas/S: \"\(text)\" } }")
        #expect(files.isEmpty)
        try #require(said.count == 1)
        #expect(said[0].hasSuffix("is no Swift name: letters, digits and _, and no digit first [invalid-name]"))
    }

    @Test(arguments: hostile)
    func whatNamesNothingIsSaidAndDoesNoHarm(_ text: String) throws {
        let plain = try generate("{ spec: a, output: o, module: M }").files
        let named = try generate("{ spec: a, output: o, module: M, names: { \"\(text)\": Good } }")
        #expect(named.files == plain)
        #expect(
            named.said.count == 1 && named.said[0].hasSuffix("that takes a name; remove this line or correct the pointer [unused-name]"))
        let left = try generate(
            "{ spec: a, output: o, module: M, exclude: { tags: [\"\(text)\"], operations: [\"\(text)\"], paths: [\"\(text)\"] } }")
        #expect(left.files.map(\.path) == ["MClient.swift"])
        #expect(left.said.map { String($0.suffix(18)) } == Array(repeating: "[unused-selection]", count: 3))
        let taken = try generate("{ spec: a, output: o, module: M, include: { tags: [T, \"\(text)\"] } }")
        #expect(taken.files.map(\.path) == ["MClient.swift"])
        #expect(taken.said.count == 1 && taken.said[0].hasSuffix("[unused-selection]"))
    }

    @Test(arguments: [#"\0"#, #"a\nb"#, #"\u2028"#, #"\u202Eabc"#, #"x\u200By"#], ["spec", "output"])
    func aPathHasNothingThatNobodySees(_ text: String, _ field: String) throws {
        let other = field == "spec" ? "output" : "spec"
        let (_, said) = try generate("{ module: M, \(other): a, \(field): \"\(text)\" }")
        #expect(said.count == 1)
        #expect(said.allSatisfy { $0.hasSuffix("has characters that nobody sees, which a path here may not [invalid-configuration]") })
    }

    @Test(arguments: ["Foundation", "Swift", "APIRuntime", "HTTPTypes", "Data", "Result"])
    func aModuleIsNotNamedLikeWhatItsCodeMeansOtherwise(_ name: String) throws {
        let (files, said) = try generate("{ spec: a, output: o, module: \(name), client: C }")
        #expect(files.isEmpty)
        #expect(
            said == ["\"\(name)\" cannot name the module: generated code means something else by it; give it another name [reserved-name]"])
    }

    @Test(arguments: ["URL", "Credential", "APIClient", "String"])
    func aClientIsNotNamedLikeWhatItsCodeMeansOtherwise(_ name: String) throws {
        let (files, said) = try generate("{ spec: a, output: o, module: M, client: \(name) }")
        #expect(files.isEmpty)
        #expect(
            said == ["\"\(name)\" cannot name the client: generated code means something else by it; give it another name [reserved-name]"])
    }
}
