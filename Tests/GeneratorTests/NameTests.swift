import Bindings
import Foundation
import Generator
import OpenAPI
import SwiftEmitter
import Testing
import YAMLDocument

@Suite struct NameTests {
    private func generate(_ text: String, names: [Configuration.NameOverride] = [], files: [String: String] = [:]) -> Generator.Result {
        let configuration = Configuration(module: "M", names: names)
        return Generator.generate(entry: "openapi.yaml", configuration: configuration) { path throws(SourceFailure) in
            guard let text = path == "openapi.yaml" ? text : files[path] else { throw SourceFailure("it is not there") }
            return Array(text.utf8)
        }
    }

    private static let description = """
        openapi: 3.1.0
        info: { title: t, version: '1' }
        paths:
          /pets/{id}:
            get:
              parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
              responses: { '200': { description: One., content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } } }
          /owners:
            post:
              operationId: addOwner
              requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Owner' } } } }
              responses: { '200': { description: Done. } }
        components:
          schemas:
            Pet:
              type: object
              properties:
                status: { type: string, enum: [sold, here] }
                size: { type: object, properties: { status: { type: integer, enum: [1, 2] } } }
                owner: { $ref: '#/components/schemas/Owner' }
            Owner:
              type: object
              properties:
                first_name: { type: string }
                first-name: { type: string }
                kind: { oneOf: [{ type: string }, { type: array, items: { type: string } }] }
        """

    private func texts(_ result: Generator.Result) -> [String: String] {
        Dictionary(uniqueKeysWithValues: result.files.map { ($0.path, $0.text) })
    }

    /// Every line of the API without its order.
    private func declarations(_ text: String) -> Set<String> {
        Set(
            text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter {
                $0.hasPrefix("public ") && !$0.hasPrefix("public init")
            })
    }

    @Test func aSchemaThatTakesTheNameOfAnotherTypeIsSaid() {
        let result = generate(
            """
            openapi: 3.1.0
            info: { title: t, version: '1' }
            security: [{ key: [] }, { other: [] }]
            paths:
              /a:
                get:
                  operationId: find
                  responses:
                    '200': { description: d, content: { application/json: { schema: { type: string } } } }
                    '202': { description: d, content: { application/json: { schema: { type: integer } } } }
              /a/{b}: { get: { responses: {}, parameters: [{ name: b, in: path, required: true, schema: { type: string } }] } }
              /a/{c}: { put: { responses: {}, parameters: [{ name: c, in: path, required: true, schema: { type: string } }] } }
            components:
              schemas:
                FindAnswer: { type: object, properties: { a: { type: string } } }
                Credentials: { type: object, properties: { a: { type: string } } }
              securitySchemes: { key: { type: http, scheme: bearer }, other: { type: apiKey, in: header, name: X-Key } }
            """)
        #expect(
            DiagnosticText.text(of: result.diagnostics).split(separator: "\n").filter { !$0.hasPrefix(" ") } == [
                "openapi.yaml:12:3: warning: this path differs from another in the names of its variables alone, and the standard takes the two for one [identical-path]",
                "openapi.yaml:11:3: note: the other one is here",
                "openapi.yaml:15:5: warning: this schema is named FindAnswer in Swift, so the type that these bindings would call so is FindAnswer2 [name-collision]",
                "openapi.yaml:16:5: warning: this schema is named Credentials in Swift, so the type that these bindings would call so is MClientCredentials [name-collision]",
            ])
    }

    @Test(arguments: ["Status", "Size", "Kind", "Unrelated", "PetStatus", "A", "GetPetsByID", "FirstName"])
    func aSchemaMoreChangesNoOtherFile(_ name: String) {
        let lines = Self.description.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let before = texts(generate(Self.description))
        for (index, line) in lines.enumerated() where line.wholeMatch(of: /\s{4}\w+:/) != nil && index > 13 {
            var changed = lines
            changed.insert("    \(name): { type: object, properties: { status: { type: string, enum: [x] } } }", at: index)
            let after = texts(generate(changed.joined(separator: "\n")))
            #expect(after.count == before.count + 1)
            for (path, text) in before { #expect(after[path] == text, "\(path) after \(name) came before \(line)") }
        }
    }

    @Test func anOperationOrAPropertyMoreLeavesTheNamesOfOthers() {
        let before = texts(generate(Self.description)).mapValues(declarations)
        for (place, more) in [
            (
                "  /owners:\n",
                "  /extra: { get: { responses: { '200': { description: x, content: { application/json: { schema: { type: object, properties: { b: { type: string } } } } } } } } }\n"
            ),
            ("        status: {", "        extra: { type: string, enum: [sold] }\n"),
            ("        first_name:", "        extra: { type: string }\n"),
        ] {
            let changed = Self.description.replacingOccurrences(of: place, with: more + place)
            #expect(changed != Self.description)
            let after = texts(generate(changed)).mapValues(declarations)
            for (path, lines) in before { #expect(after[path]?.isSuperset(of: lines) == true, "\(path) after \(more)") }
        }
    }

    @Test func aTypeThatANestedOneHidesIsNamedWithItsModule() throws {
        let text = Self.description + "\n    Status: { type: object, properties: { code: { type: integer } } }\n"
        let changed = text.replacingOccurrences(
            of: "        owner: {", with: "        module_status: { $ref: '#/components/schemas/Status' }\n        owner: {")
        let files = texts(generate(changed))
        let pet = try #require(files["Models/Pet.swift"])
        #expect(pet.contains("    public var status: Status?\n"))
        #expect(pet.contains("    @IndirectOptional public var moduleStatus: M.Status?\n"))
        #expect(pet.contains("    public struct Size: "))
    }

    @Test func alternativesWithoutNamesAreCalledByWhatTheyHave() {
        let result = generate(
            """
            openapi: 3.1.0
            info: { title: t, version: '1' }
            components:
              schemas:
                Source:
                  oneOf:
                    - { type: object, properties: { alt: {}, url: { type: string } }, required: [url] }
                    - { type: object, properties: { alt: {}, file_id: { type: string } } }
                    - { type: object, properties: { alt: {} } }
                    - { type: object, title: Inline, properties: { bytes: { type: string } } }
            """)
        let cases = texts(result)["Models/Source.swift"]?.split(separator: "\n").filter { $0.hasPrefix("    case ") }
        #expect(
            cases == [
                "    case withURL(WithURL)", "    case withFileID(WithFileID)", "    case object(Object)", "    case inline(Inline)",
                "    case unrecognized(JSONValue)",
            ])
    }

    @Test func aGivenNameIsNeverChanged() {
        let names = [
            Configuration.NameOverride(pointer: "/components/schemas/Pet", name: "Owner", mark: nil),
            Configuration.NameOverride(pointer: "/components/schemas/Owner/properties/first_name", name: "name", mark: nil),
            Configuration.NameOverride(pointer: "/components/schemas/Owner/properties/first-name", name: "name", mark: nil),
            Configuration.NameOverride(pointer: "/paths/~1owners/post", name: "getPetsByID", mark: nil),
        ]
        let result = generate(Self.description, names: names)
        #expect(result.files.isEmpty)
        #expect(
            result.diagnostics.filter { $0.severity == .error }.map(\.message).sorted() == [
                "the name Owner is taken by another thing in the same place; choose a name that nothing else has there",
                "the name getPetsByID is taken by another thing in the same place; choose a name that nothing else has there",
                "the name name is taken by another thing in the same place; choose a name that nothing else has there",
            ])
    }

    @Test func aNameMayBeGivenToSomethingInAnotherFile() throws {
        let text = """
            openapi: 3.1.0
            info: { title: t, version: '1' }
            paths: { $ref: 'paths/all.yaml' }
            components: { schemas: { Pet: { $ref: 'models/pet.yaml' }, Dog: { allOf: [{ $ref: 'models/pet.yaml' }, { properties: { b: {} } }] } } }
            """
        let files = [
            "paths/all.yaml": "/pets: { get: { responses: {} } }\n",
            "models/pet.yaml": "type: object\nproperties: { n: { type: string }, k: { type: string, enum: [x, y] } }\n",
        ]
        let names = [
            Configuration.NameOverride(pointer: "models/pet.yaml#/properties/n", name: "name", mark: nil),
            Configuration.NameOverride(pointer: "./models/pet.yaml#/properties/k/enum/0", name: "cross", mark: nil),
            Configuration.NameOverride(pointer: "#/paths/~1pets/get", name: "pets", mark: nil),
        ]
        let result = generate(text, names: names, files: files)
        #expect(DiagnosticText.text(of: result.diagnostics) == "")
        let texts = texts(result)
        #expect(texts["MClient.swift"]?.contains("public func pets(") == true)
        #expect(texts["Models/Pet.swift"]?.contains("public var name: String?") == true)
        #expect(texts["Models/Pet.swift"]?.contains("cross") == true)
        #expect(texts["Models/Dog.swift"]?.contains("public var name: String?") == true)
    }

    @Test func aNameOfTenThousandCharactersIsCut() {
        for long in [
            String(repeating: "a", count: 10_000), String(repeating: "word_", count: 2000),
            "e" + String(repeating: "\u{301}", count: 10_000),
        ] {
            // In JSON: libyaml reads no key that is so long.
            let text =
                #"{"openapi": "3.1.0", "info": {}, "components": {"schemas": {"LONG": {"type": "object", "properties": {"LONG": {}}}}}}"#
                .replacingOccurrences(of: "LONG", with: long)
            let result = generate(text)
            #expect(!result.hasErrors)
            #expect(result.files.count == 2)
            #expect(result.files.allSatisfy { $0.path.utf8.count < 200 })
        }
    }

    @Test func manyThatWantOneNameGetOneEachSoon() {
        let properties = (0..<20_000).map { "a\(String(repeating: ".", count: $0 / 100))\(String(repeating: "~", count: $0 % 100))" }
        let text =
            "openapi: 3.1.0\ninfo: {}\ncomponents: { schemas: { A: { type: object, properties: {\n"
            + properties.map { "  '\($0)': { type: string }\n" }.joined(separator: ",") + "} } } }\n"
        let result = generate(text)
        #expect(!result.hasErrors)
        let names = Set(lines(result, "Models/A.swift", containing: "public var "))
        #expect(names.count == 20_000)
    }

    /// The lines of a client's method, and of models, that a caller reads.
    private func lines(_ result: Generator.Result, _ path: String, containing words: String...) -> [String] {
        let lines = texts(result)[path]?.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) } ?? []
        return lines.filter { line in words.contains { line.contains($0) } }
    }

    @Test func anOperationIDThatIsThereTwiceGetsANumber() {
        let answer = "{ '200': { description: d, content: { application/json: { schema: { type: object, properties: { a: {} } } } } } }"
        let result = generate(
            """
            openapi: 3.1.0
            info: { title: t, version: '1' }
            paths:
              /a: { get: { operationId: same, responses: \(answer) } }
              /b:
                get:
                  operationId: same
                  responses: \(answer)
              /c: { get: { operationId: same2, responses: {} } }
            """)
        #expect(
            DiagnosticText.text(of: result.diagnostics).split(separator: "\n").filter { !$0.hasPrefix(" ") } == [
                #"openapi.yaml:7:20: warning: the operationId "same" is used twice, so this one is read as "same3"; each needs its own [duplicate-operation-id]"#,
                "openapi.yaml:4:29: note: the first one is here",
            ])
        #expect(
            lines(result, "MClient.swift", containing: "public func") == [
                "public func same(options: CallOptions = CallOptions()) async throws(APIError) -> SameResponse {",
                "public func same3(options: CallOptions = CallOptions()) async throws(APIError) -> Same3Response {",
                "public func same2(options: CallOptions = CallOptions()) async throws(APIError) {",
            ])
    }

    @Test func whatIsCalledAsInSwiftIsCalledSo() {
        let result = generate(
            """
            openapi: 3.1.0
            info: { title: t, version: '1' }
            paths:
              /a:
                get:
                  operationId: find
                  parameters:
                    - { name: 'image[]', in: query, schema: { type: string } }
                    - { name: image, in: query, schema: { type: string } }
                    - { name: StartTime, in: query, schema: { type: string } }
                    - { name: StartTime<, in: query, schema: { type: string } }
                    - { name: StartTime>, in: query, schema: { type: string } }
                    - { name: IsHD, in: query, schema: { type: string } }
                    - { name: IsHD, in: header, schema: { type: string } }
                  responses: {}
            components:
              schemas:
                RGBA: { type: object, properties: { _id: { type: string }, id: { type: string }, '@type': { type: string }, type: { type: string } } }
                Zone: { type: string, enum: [GMT-1, GMT+1, UTC-02:00, UTC+02:00, v10, v1.0, v1-0] }
            """)
        #expect(
            DiagnosticText.text(of: result.diagnostics).split(separator: "\n").filter { !$0.hasPrefix(" ") } == [
                #"openapi.yaml:18:41: warning: another thing is named id in Swift, so this one is id2; give it a name of your own with "names" in bindings.yaml [name-collision]"#,
                #"openapi.yaml:19:81: warning: another thing is named v10 in Swift, so this one is v102; give it a name of your own with "names" in bindings.yaml [name-collision]"#,
            ])
        #expect(
            lines(result, "MClient.swift", containing: "imageQuery") == [
                "imageQuery: String? = nil, image: String? = nil, startTime: String? = nil, startTimeLess: String? = nil,",
                #"request.query("image[]", imageQuery)"#,
            ])
        #expect(
            lines(result, "MClient.swift", containing: "HD: ", "HDHeader: ") == [
                "startTimeGreater: String? = nil, isHD: String? = nil, isHDHeader: String? = nil, options: CallOptions = CallOptions()"
            ])
        #expect(
            lines(result, "Models/RGBA.swift", containing: "public var") == [
                "public var id2: String?", "public var id: String?", "public var atType: String?", "public var type: String?",
            ])
        #expect(
            lines(result, "Models/Zone.swift", containing: "allCases") == [
                "public static let allCases: [Self] = [.gmtMinus1, .gmtPlus1, .utcMinus0200, .utcPlus0200, .v10, .v1Dot0, .v102]"
            ])
    }

    @Test func aFormatThatIsNotKnownIsSaidOnce() {
        let result = generate(
            """
            openapi: 3.1.0
            info: { title: t, version: '1' }
            components:
              schemas:
                B:
                  type: object
                  properties:
                    a: { $ref: '#/components/schemas/C' }
                    b: { type: string, format: postcode }
                    c: { type: array, items: { type: string, format: postcode } }
                    d: { type: integer, format: postcode }
                    e: { type: string, format: decimal }
                    f: { type: string, format: int64 }
                    g: { type: integer, format: unix-time }
                    h: { type: number, format: double-int }
                C: { type: string, format: postcode }
            """)
        #expect(
            DiagnosticText.text(of: result.diagnostics).split(separator: "\n").filter { !$0.hasPrefix(" ") } == [
                #"openapi.yaml:9:9: warning: the format "postcode" is not known; this is a plain String, here and at 2 more places [unknown-format]"#,
                #"openapi.yaml:11:9: warning: the format "postcode" is not known; this is a plain Int [unknown-format]"#,
            ])
    }

    @Test func nilIsNoBodyWhereANullBodyMayBeLeftOut() {
        let model = "{ type: [object, 'null'], properties: { a: { type: string } } }"
        let result = generate(
            """
            openapi: 3.1.0
            info: { title: t, version: '1' }
            paths:
              /a:
                put: { operationId: may, requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }, responses: {} }
                post: { operationId: must, requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }, responses: {} }
              /b:
                put: { operationId: text, requestBody: { content: { application/json: { schema: { type: [string, 'null'], maxLength: 3 } } } }, responses: {} }
            components: { schemas: { Pet: \(model) } }
            """)
        #expect(DiagnosticText.text(of: result.diagnostics) == "")
        #expect(
            lines(result, "MClient.swift", containing: "public func", "check.string") == [
                "public func may(_ body: Pet? = nil, options: CallOptions = CallOptions()) async throws(APIError) {",
                "public func must(_ body: Nullable<Pet>, options: CallOptions = CallOptions()) async throws(APIError) {",
                "public func text(_ body: String? = nil, options: CallOptions = CallOptions()) async throws(APIError) {",
                "check.string(body, maxLength: 3)",
            ])
    }

    @Test(arguments: [
        ("List pets", "List pets by age.", ["/// List pets by age."]), ("List pets.", "List pets", ["/// List pets"]),
        ("List", "Listing pets.", ["/// List", "///", "/// Listing pets."]), ("List", "", ["/// List"]),
    ])
    func aSummaryWithWhichTheDescriptionBeginsIsSaidOnce(_ summary: String, _ words: String, _ expected: [String]) throws {
        let result = generate(
            "openapi: 3.1.0\ninfo: { title: t, version: '1' }\npaths: { /a: { get: { summary: '\(summary)', description: '\(words)', operationId: a, responses: {} } } }\n"
        )
        let lines = try #require(texts(result)["MClient.swift"]).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let method = try #require(lines.firstIndex { $0.hasPrefix("public func a(") })
        #expect(lines[..<method].suffix(expected.count) == expected[...])
    }

    @Test func namesInExtensionsBecomeLowerCamelCaseAsTitlesDo() {
        let result = generate(
            "openapi: 3.1.0\ninfo: {}\ncomponents: { schemas: { A: { type: string, enum: [a, b, c], x-enum-varnames: [ONE_VALUE, Cat, b64JSON] } } }\n"
        )
        #expect(DiagnosticText.text(of: result.diagnostics) == "")
        #expect(
            lines(result, "Models/A.swift", containing: "allCases") == ["public static let allCases: [Self] = [.oneValue, .cat, .b64JSON]"])
    }

    @Test func xEnumNamesAreNames() {
        let text = "openapi: 3.1.0\ninfo: {}\ncomponents: { schemas: { A: { type: integer, enum: [1, 2], x-enumNames: [low, high] } } }\n"
        let result = generate(text)
        #expect(DiagnosticText.text(of: result.diagnostics) == "")
        #expect(result.files.last?.text.contains("low") == true)
    }

    /// Of values that would have one name in Swift.
    private func caseNames(_ values: [String]) -> (names: [String], said: [String]) {
        let list = values.map { "'\($0)'" }.joined(separator: ", ")
        let result = generate(
            "openapi: 3.1.0\ninfo: { title: t, version: '1' }\ncomponents: { schemas: { A: { type: string, enum: [\(list)] } } }\n")
        let text = texts(result)["Models/A.swift"] ?? ""
        let names = text.matches(of: /public static var (\w+): Self { Self\(rawValue: "(.*)"\) }/)
        #expect(names.map { String($0.output.2) } == values)
        return (names.map { String($0.output.1) }, result.diagnostics.map { "\($0.mark?.description ?? ""): \($0.message)" })
    }

    @Test(arguments: [
        (["C#", "C", "C++"], ["cHash", "c", "cPlusPlus"]), (["C", "C#"], ["c", "cHash"]),
        (["@type", "type"], ["atType", "type"]), (["type", "@type"], ["type", "atType"]),
        (["a*", "*a", "a"], ["aAsterisk", "asteriskA", "a"]), (["text.plain", "text plain"], ["textDotPlain", "textPlain"]),
    ])
    func aValueHasItsPlainNameWhateverStandsBeforeIt(_ values: [String], _ names: [String]) {
        let (found, said) = caseNames(values)
        #expect(found == names)
        #expect(said == [])
    }

    @Test(arguments: [
        (["ASC", "asc"], ["asc2", "asc"], "asc", "asc2", 52), (["", "empty"], ["empty2", "empty"], "empty", "empty2", 52),
        (["a-b", "a_b"], ["aB", "aB2"], "aB", "aB2", 59),
    ])
    func aValueThatIsToldByANumberIsSaidWhereItStands(
        _ values: [String], _ names: [String], _ wanted: String, _ name: String, _ column: Int
    ) {
        let (found, said) = caseNames(values)
        #expect(found == names)
        #expect(
            said == [
                "openapi.yaml:3:\(column): another thing is named \(wanted) in Swift, so this one is \(name); give it a name of your own with \"names\" in bindings.yaml"
            ])
    }
}
