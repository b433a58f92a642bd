import Bindings
import Generator
import OpenAPI
import SwiftEmitter
import Testing
import YAMLDocument

@Suite struct SelectionTests {
    /// Operations of three kinds; what two of them refer to is broken.
    private static let description = """
        openapi: 3.1.0
        info: { title: t, version: '1' }
        security: [{ unused: [] }]
        paths:
          /pets:
            get: { operationId: listPets, tags: [Pets], security: [{ key: [] }], responses: { '200': { $ref: '#/components/responses/Pets' } } }
            post: { operationId: addPet, tags: [Pets, Writing], responses: { '200': { $ref: '#/components/responses/None' } } }
          /pets/{id}/owner:
            get:
              operationId: getOwner
              parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
              security: []
              responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Owner' } } } } }
          /admin/users: { delete: { tags: [Writing], requestBody: { $ref: nowhere.yaml }, responses: {} } }
        components:
          responses:
            Pets: { description: All., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
          schemas:
            Broken: { type: strng }
            Owner: { type: object, properties: { pets: { type: array, items: { $ref: '#/components/schemas/Pet' } } } }
            Pet: { type: object, properties: { name: { type: string } } }
          securitySchemes:
            key: { type: http, scheme: bearer }
            unused: { type: 7 }
        """

    private func parse(_ yaml: String, _ diagnostics: Diagnostics) -> ConfigurationFile? {
        let text = "spec: openapi.yaml\nmodule: M\noutput: o\n" + yaml
        return ConfigurationFile.parse(Array(text.utf8), path: "bindings.yaml", diagnostics: diagnostics)
    }

    private func generate(_ yaml: String) throws -> Generator.Result {
        let file = try #require(parse(yaml, Diagnostics()))
        return Generator.generate(entry: "openapi.yaml", configuration: file.bindings) { path throws(SourceFailure) in
            guard path == "openapi.yaml" else { throw SourceFailure("it is not there") }
            return Array(Self.description.utf8)
        }
    }

    private func methods(_ result: Generator.Result) -> [String] {
        result.files[0].text.matches(of: /public func (\w+)\(/).map { String($0.output.1) }
    }

    @Test(arguments: [
        ("include: { operations: [listPets] }", ["listPets"], ["Pet"]),
        ("include: { paths: ['/pets/*'] }", ["getOwner"], ["Owner", "Pet"]),
        ("include: { tags: [Pets] }\nexclude: { tags: [Writing] }", ["listPets"], ["Pet"]),
        ("include: { tags: [Pets], paths: ['*/owner'] }\nexclude: { operations: [add*] }", ["listPets", "getOwner"], ["Owner", "Pet"]),
        ("exclude: { tags: [Writing] }", ["listPets", "getOwner"], ["Owner", "Pet"]),
    ])
    func takesTheOperationsAndWhatTheyNeed(_ selection: String, _ operations: [String], _ models: [String]) throws {
        let result = try generate(selection)
        #expect(DiagnosticText.text(of: result.diagnostics) == "")
        try #require(!result.files.isEmpty)
        #expect(methods(result) == operations)
        #expect(result.files.dropFirst().map(\.path) == models.map { "Models/\($0).swift" })
        #expect((result.operationCount, result.schemaCount) == (operations.count, models.count))
    }

    @Test func takesTheSubclassesOfABaseThatIsTold() throws {
        let text = """
            openapi: 3.1.0
            info: { title: t, version: '1' }
            paths:
              /a: { get: { operationId: a, responses: { '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } } } }
              /b: { get: { operationId: b, responses: { '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Other' } } } } } } }
            components:
              schemas:
                Kitten: { allOf: [{ $ref: '#/components/schemas/Cat' }] }
                Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }] }
                OtherCat: { allOf: [{ $ref: '#/components/schemas/Other' }] }
                Other: { type: object, properties: { kind: { type: string } } }
                Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
            """
        for (operation, models) in [("a", ["Kitten", "Cat", "Pet"]), ("b", ["Other"])] {
            let file = try #require(parse("include: { operations: [\(operation)] }", Diagnostics()))
            let result = Generator.generate(entry: "openapi.yaml", configuration: file.bindings) { _ throws(SourceFailure) in
                Array(text.utf8)
            }
            #expect(DiagnosticText.text(of: result.diagnostics) == "")
            #expect(result.files.dropFirst().map(\.path) == models.map { "Models/\($0).swift" })
        }
    }

    @Test func takesTheSubclassesOfABaseInAnotherFile() throws {
        let files = [
            "openapi.yaml": """
            openapi: 3.1.0
            info: { title: t, version: '1' }
            paths:
              /a: { get: { operationId: a, tags: [A], responses: { '200': { description: d, content: { application/json: { schema: { $ref: pet.yaml } } } } } } }
              /b: { get: { operationId: b, tags: [B], responses: { '200': { $ref: nowhere.yaml } } } }
            components:
              schemas:
                Cat: { $ref: cat.yaml }
                Broken: { allOf: [{ $ref: nowhere.yaml }] }
                Kitten: { allOf: [{ $ref: cat.yaml }, { type: object, properties: { age: { type: integer } } }] }
            """,
            "pet.yaml": "{ type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }",
            "cat.yaml": "{ allOf: [{ $ref: pet.yaml }] }",
        ]
        let file = try #require(parse("include: { tags: [A] }", Diagnostics()))
        let result = Generator.generate(entry: "openapi.yaml", configuration: file.bindings) { path throws(SourceFailure) in
            guard let text = files[path] else { throw SourceFailure("it is not there") }
            return Array(text.utf8)
        }
        #expect(DiagnosticText.text(of: result.diagnostics) == "")
        let pet = try #require(result.files.first { $0.path == "Models/Pet.swift" })
        #expect(pet.text.contains("public static let variants = JSONVariants(tag: \"kind\", [\"Cat\": 0, \"Kitten\": 1])"))
    }

    @Test func withoutASelectionEverythingCounts() throws {
        #expect(try generate("").hasErrors)
    }

    /// What is broken counts where it is selected; where a tag might have selected it, it is said.
    @Test(arguments: [
        ("include: { tags: [A] }", "warning", "no operation there is selected"), ("include: { operations: [a] }", "warning", "selected"),
        ("include: { paths: [/a] }", "", ""), ("include: { tags: [A] }\nexclude: { paths: ['/b*'] }", "", ""),
        ("include: { tags: [A], paths: [/b] }", "error", "it is not there"), ("exclude: { tags: [B] }", "error", "it is not there"),
    ])
    func aPathOfWhichNothingIsKnown(_ selection: String, _ severity: String, _ end: String) throws {
        let text = """
            openapi: 3.1.0
            info: { title: t, version: '1' }
            paths:
              /a: { get: { operationId: a, tags: [A], responses: { '204': { description: Done. } } } }
              /b: { $ref: b.yaml }
            """
        let file = try #require(parse(selection, Diagnostics()))
        let result = Generator.generate(entry: "openapi.yaml", configuration: file.bindings) { path throws(SourceFailure) in
            guard path == "openapi.yaml" else { throw SourceFailure("it is not there") }
            return Array(text.utf8)
        }
        let said = result.diagnostics.filter { $0.code == "file-unreadable" }
        #expect(said.map(\.severity.rawValue) == (severity.isEmpty ? [] : [severity]))
        #expect(said.allSatisfy { $0.message.hasSuffix(end) })
        #expect(result.files.isEmpty == (severity == "error"))
    }

    @Test func whatSelectsNothingIsSaid() throws {
        let result = try generate(
            "include: { tags: [Pets, Dogs], paths: [/pets/x] }\nexclude: { operations: [addPet, gone], tags: [Writing] }\n")
        #expect(!result.hasErrors)
        #expect(
            DiagnosticText.text(of: result.diagnostics) == """
                bindings.yaml:4:25: warning: no operation has the tag "Dogs"; remove this line or correct it [unused-selection]
                    include: { tags: [Pets, Dogs], paths: [/pets/x] }
                                            ^
                bindings.yaml:4:40: warning: there is no path "/pets/x"; remove this line or correct it [unused-selection]
                    include: { tags: [Pets, Dogs], paths: [/pets/x] }
                                                           ^
                bindings.yaml:5:33: warning: there is no operationId "gone"; remove this line or correct it [unused-selection]
                    exclude: { operations: [addPet, gone], tags: [Writing] }
                                                    ^

                """)
    }

    @Test func aSelectionOfNothingIsAnError() throws {
        let result = try generate("include: { tags: [Dogs] }\n")
        #expect(result.files.isEmpty)
        #expect(
            result.diagnostics.map(\.code) == ["empty-selection", "unused-selection"]
                || result.diagnostics.map(\.code) == ["unused-selection", "empty-selection"])
    }

    @Test func aSelectionThatLeavesNothingOutOfAllIsAnErrorWhereItStands() throws {
        let result = try generate("exclude: { paths: ['*'] }\n")
        #expect(
            result.diagnostics.map { "\($0.mark?.description ?? ""): \($0.message) [\($0.code)]" } == [
                #"bindings.yaml:4:20: the selection leaves no operation of "openapi.yaml" [empty-selection]"#
            ])
    }

    private func webhooks(_ selection: String) throws -> (names: [String], models: [String], said: [String]) {
        let post = { (tag: String, id: String, model: String) in
            let schema = "{ $ref: '#/components/schemas/\(model)' }"
            return "{ post: { operationId: \(id), tags: [\(tag)], requestBody: { content: { application/json: { schema: \(schema) } } }, "
                + "responses: { '204': { description: Done. } } } }"
        }
        let text = """
            openapi: 3.1.0
            info: { title: t, version: '1' }
            paths: { /a: { get: { operationId: a, tags: [A], responses: { '204': { description: Done. } } } } }
            webhooks:
              born: \(post("Pets", "onBorn", "Pet"))
              gone: \(post("Sales", "onGone", "Sale"))
              lost: { $ref: lost.yaml }
            components:
              schemas:
                Pet: { type: object, properties: { name: { type: string } } }
                Sale: { type: object, properties: { price: { type: number } } }
            """
        let file = try #require(parse(selection, Diagnostics()))
        let result = Generator.generate(entry: "openapi.yaml", configuration: file.bindings) { path throws(SourceFailure) in
            guard path == "openapi.yaml" else { throw SourceFailure("it is not there") }
            return Array(text.utf8)
        }
        let names = result.files.first { $0.path == "Models/Webhooks.swift" }?.text.matches(of: /typealias (\w+)/) ?? []
        let models = result.files.map(\.path).filter { $0.hasPrefix("Models/") && $0 != "Models/Webhooks.swift" }
        return (names.map { String($0.output.1) }, models, result.diagnostics.map { "\($0.severity.rawValue) \($0.code)" })
    }

    @Test(arguments: [
        ("include: { tags: [Pets] }", ["Born"], ["Pet"], ["warning file-unreadable"]),
        ("include: { operations: ['*Gone'] }", ["Gone"], ["Sale"], ["warning file-unreadable"]),
        ("include: { tags: [A, Sales] }\nexclude: { operations: [onGone] }", [], [], ["warning file-unreadable"]),
        ("include: { paths: ['*'] }", [], [], []),
        ("include: { paths: [born], operations: [a] }", [], [], ["warning file-unreadable", "warning unused-selection"]),
        ("exclude: { paths: ['*'], tags: [A] }", [], [], ["error file-unreadable"]),
    ])
    func webhooksAreChosenAsOperationsAreButByNoPath(_ selection: String, _ names: [String], _ models: [String], _ said: [String]) throws {
        let result = try webhooks(selection)
        #expect(result.names == names)
        #expect(result.models == models.map { "Models/\($0).swift" })
        #expect(result.said == said)
    }

    @Test func webhooksAloneAreASelection() throws {
        let text = """
            openapi: 3.1.0
            info: { title: t, version: '1' }
            paths: { /a: { get: { tags: [A], responses: { '204': { description: Done. } } } } }
            webhooks: { a: { post: { requestBody: { content: { application/json: { schema: { type: string } } } }, responses: {} } } }
            """
        let file = try #require(parse("exclude: { tags: [A] }", Diagnostics()))
        let result = Generator.generate(entry: "openapi.yaml", configuration: file.bindings) { _ in Array(text.utf8) }
        #expect(DiagnosticText.text(of: result.diagnostics) == "")
        #expect(result.files.map(\.path) == ["MClient.swift", "Models/Webhooks.swift"])
    }

    @Test(arguments: [
        ("include: [a]", "bindings.yaml:4:10: \"include\" is a mapping with lists: tags, paths, operations"),
        ("include: { tag: [a] }", "bindings.yaml:4:12: \"tag\" is no field of \"include\"; there are tags, paths, operations"),
        ("exclude: { tags: a }", "bindings.yaml:4:18: \"tags\" must be a list of texts"),
        ("exclude: { tags: [1] }", "bindings.yaml:4:18: \"tags\" must be a list of texts"),
    ])
    func saysWhatASelectionIs(_ selection: String, _ message: String) {
        let diagnostics = Diagnostics()
        #expect(parse(selection, diagnostics).map(\.output) == nil)
        #expect(diagnostics.all.map { "\($0.mark?.description ?? ""): \($0.message)" } == [message])
    }

    @Test(arguments: [
        ("a", "a", true), ("a", "ab", false), ("*", "", true), ("a*", "a", true), ("a*", "ba", false), ("*a", "ba", true),
        ("a*b*c", "a1b2c", true), ("a*b*c", "abc", true), ("a*b*c", "acb", false), ("ab*ba", "aba", false), ("**", "x", true),
        ("/v1/*/items", "/v1/a/b/items", true),
    ])
    func aStarStandsForAnyText(_ pattern: String, _ path: String, _ isMatch: Bool) {
        let text = "openapi: 3.1.0\ninfo: {}\npaths: { '\(path.hasPrefix("/") ? path : "/" + path)': { get: {} } }\n"
        var configuration = Configuration(module: "M")
        let shown = path.hasPrefix("/") ? pattern : "/" + pattern
        configuration.selection = OperationSelection(include: [.init(.paths, shown, mark: nil)])
        let result = Generator.generate(entry: "a.yaml", configuration: configuration) { _ in Array(text.utf8) }
        #expect(result.operationCount == (isMatch ? 1 : 0))
    }
}
