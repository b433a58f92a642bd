import Testing
import YAMLDocument

@testable import OpenAPI

/// Reads descriptions from memory.
struct Source {
    let files: [String: String]

    func read(entry: String = "openapi.yaml") -> (description: Description?, said: [String]) {
        let diagnostics = Diagnostics()
        let description = DescriptionReader.description(
            at: entry,
            read: { path throws(SourceFailure) in
                guard let text = files[path] else { throw SourceFailure("it is not there") }
                return Array(text.utf8)
            }, diagnostics: diagnostics)
        return (description, diagnostics.inReadingOrder.map { "\($0.mark.map(\.description) ?? ""): \($0.message) [\($0.code)]" })
    }

    /// One schema, named A.
    static func schema(_ text: String, version: String = "3.1.0") -> (schema: Schema?, said: [String]) {
        let source = Source(files: [
            "openapi.yaml": "openapi: \(version)\ninfo: { title: t, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    A: \(text)\n"
        ])
        let (description, said) = source.read()
        return (description.flatMap { description in description.componentSchemas.first.map { description[$0.schema] } }, said)
    }
}

@Suite struct VersionTests {
    @Test(arguments: [
        ("3.0.0", Description.Version.v30), ("3.0.4", .v30), ("3.1.0", .v31), ("3.1.1", .v31), ("3.2.0", .v32), ("3.2", .v32),
        ("'3.1'", .v31),
    ])
    func isReadAsWhatItIs(_ text: String, _ version: Description.Version) {
        let schemas = "components: { schemas: { A: { type: string } } }"
        let (description, said) = Source(files: ["openapi.yaml": "openapi: \(text)\ninfo: {}\n\(schemas)\n"]).read()
        #expect(description?.version == version)
        #expect(said == [])
    }

    @Test func withNothingInItIsSaid() {
        let (description, said) = Source(files: ["openapi.yaml": "openapi: 3.1.0\npaths: {}\n"]).read()
        #expect(description != nil)
        #expect(
            said == [
                #"openapi.yaml:1:1: the field "info" is missing; every description has one, with its title and its version [missing-field]"#,
                "openapi.yaml:1:1: there are no operations, schemas or webhooks here, so there is nothing to turn into Swift"
                    + " [empty-description]",
            ])
    }

    @Test(arguments: ["2.0", "3", "3.3.0", "4.0.0", "3.10.0", "x"])
    func anotherIsRefused(_ text: String) {
        let (description, said) = Source(files: ["openapi.yaml": "openapi: \(text)\ninfo: {}\n"]).read()
        #expect(description == nil)
        #expect(
            said == [
                "openapi.yaml:1:10: OpenAPI \"\(text)\" is not known; this generator reads 3.0, 3.1 and 3.2 [version-unsupported]"
            ])
    }

    @Test func exclusiveLimitsAreThoseOfTheirVersion() {
        let old = Source.schema(
            "{ type: integer, minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false }", version: "3.0.0"
        ).schema
        #expect(old?.numbers.minimum == nil)
        #expect(old?.numbers.exclusiveMinimum?.text == "1")
        #expect(old?.numbers.maximum?.text == "9")
        #expect(old?.numbers.exclusiveMaximum == nil)
        let new = Source.schema("{ type: integer, exclusiveMinimum: 1, maximum: 9 }").schema
        #expect(new?.numbers.exclusiveMinimum?.text == "1")
        #expect(new?.numbers.minimum == nil)
    }

    @Test func nullIsOneOfTheKindsInEveryVersion() {
        #expect(Source.schema("{ type: string, nullable: true }", version: "3.0.0").schema?.kinds == [.string, .null])
        #expect(Source.schema("{ type: string, nullable: false }", version: "3.0.0").schema?.kinds == [.string])
        #expect(Source.schema("{ type: [string, 'null'] }").schema?.kinds == [.string, .null])
        #expect(Source.schema("{ type: [string, null] }").schema?.kinds == [.string, .null])
        let typeless = Source.schema("{ nullable: true, enum: [a] }", version: "3.0.0").schema
        #expect(typeless?.kinds == [])
        #expect(typeless?.isNullable == true)
    }

    @Test func aSchemaMayBeTrueOrFalse() {
        #expect(Source.schema("true").schema?.boolean == true)
        #expect(Source.schema("false").schema?.boolean == false)
    }

    @Test func numbersKeepTheirDigits() {
        let rules = Source.schema(
            "{ minimum: -9223372036854775809, maximum: 1e400, multipleOf: 0.10, exclusiveMaximum: 0x10, exclusiveMinimum: +.5 }"
        ).schema?.numbers
        #expect(rules?.minimum?.text == "-9223372036854775809")
        #expect(rules?.maximum?.text == "1e400")
        #expect(rules?.multipleOf?.text == "0.10")
        #expect(rules?.exclusiveMaximum?.text == "16")
        #expect(rules?.exclusiveMinimum?.text == "0.5")
    }

    @Test func aMistypedKeywordIsSaidAndTheOneThatWasMeant() {
        let (_, said) = Source.schema("{ type: string, maxLenght: 3, x-mine: 1 }")
        #expect(said == ["openapi.yaml:6:24: \"maxLenght\" is no field of a schema; did you mean \"maxLength\"? [unknown-field]"])
    }
}

@Suite struct ReferenceTests {
    private let head = "openapi: 3.1.0\ninfo: { title: t, version: '1' }\n"

    /// The schema that the first component refers to, by its title.
    private func title(_ reference: String, _ files: [String: String] = [:], entry: String = "openapi.yaml") -> String? {
        var files = files
        files[entry] = head + "components: { schemas: { A: { $ref: '\(reference)' } } }\nx-here: { title: here }\n"
        let (description, said) = Source(files: files).read(entry: entry)
        #expect(said == [])
        guard let description, let first = description.componentSchemas.first, let target = description[first.schema].reference else {
            return nil
        }
        return description[target].title
    }

    @Test func leadsIntoTheSameFile() {
        #expect(title("#/x-here") == "here")
        #expect(title("openapi.yaml#/x-here") == "here")
        #expect(title("./openapi.yaml#/x-here") == "here")
        #expect(title("sub/../openapi.yaml#/x-here") == "here")
    }

    @Test func leadsIntoAnotherFileRelativeToTheOneThatRefers() {
        #expect(title("a.yaml", ["a.yaml": "title: whole"]) == "whole")
        #expect(title("a.yaml#", ["a.yaml": "title: whole"]) == "whole")
        #expect(title("sub/a.yaml#/b/c", ["sub/a.yaml": "b: { c: { title: deep } }"]) == "deep")
        #expect(title("a.json#/1", ["a.json": "[0, { \"title\": \"second\" }]"]) == "second")
        #expect(title("a%20b.yaml", ["a b.yaml": "title: spaced"]) == "spaced")
    }

    @Test(arguments: [
        ("#/a~1b", "a/b"), ("#/a~0b", "a~b"), ("#/a~01b", "a~1b"), ("#/a%20b", "a b"), ("#/a%25b", "a%b"), ("#/%C3%BC", "ü"), ("#/", ""),
        ("#/200", "200"),
    ])
    func unescapesAPointer(_ fragment: String, _ key: String) {
        #expect(title("a.json" + fragment, ["a.json": "{ \"\(key)\": { \"title\": \"found\" } }"]) == "found")
    }

    @Test func aSchemaThatIsReferredToIsReadOnce() {
        let text =
            head + """
                components:
                  schemas:
                    A: { type: object, properties: { b: { $ref: '#/components/schemas/B' }, c: { $ref: '#/components/schemas/B' } } }
                    B: { type: object, properties: { a: { $ref: '#/components/schemas/A' } } }
                """
        let description = Source(files: ["openapi.yaml": text]).read().description
        #expect(description?.schemas.count == 5)
        #expect(description?.schemas.compactMap(\.value.componentName) == ["A", "B"])
    }

    @Test func theFolderOfTheDescriptionIsTheRoot() {
        let files = [
            "api/openapi.yaml": head + "components: { schemas: { A: { $ref: '../lib/a.yaml' } } }", "lib/a.yaml": "title: outside",
        ]
        #expect(
            Source(files: files).read(entry: "api/openapi.yaml").said == [
                "api/openapi.yaml:3:37: \"../lib/a.yaml\" leaves the folder of the description; move the file below that folder, or allow its folder with --allow-root [ref-outside-root]"
            ])
    }

    @Test func aFileIsReadOnceHoweverOftenItIsReferredTo() {
        var reads: [String] = []
        let schemas = (0..<5).map { "    S\($0): { $ref: 'a.yaml#/s\($0)' }\n" }.joined()
        let text = head + "components:\n  schemas:\n\(schemas)"
        let diagnostics = Diagnostics()
        _ = DescriptionReader.description(
            at: "openapi.yaml",
            read: { path in
                reads.append(path)
                return Array((path == "openapi.yaml" ? text : (0..<5).map { "s\($0): { type: string }\n" }.joined()).utf8)
            }, diagnostics: diagnostics)
        #expect(diagnostics.all == [])
        #expect(reads == ["openapi.yaml", "a.yaml"])
    }
}
