import Foundation
import Testing
import YAMLDocument

@testable import OpenAPI

/// `$ref` at places where the standard has one, and where authors put one anyway.
@Suite struct ReferencePlaceTests {
    private let head = "openapi: 3.1.0\ninfo: { title: t, version: '1' }\n"

    private func read(_ text: String, _ files: [String: String] = [:], entry: String = "openapi.yaml") -> (Description?, [String]) {
        let (description, said) = Source(files: files.merging([entry: head + text]) { $1 }).read(entry: entry)
        return (description, said)
    }

    @Test func pathsAndPathItemsAndOperationsMayStandElsewhere() {
        let (description, said) = read(
            "paths: { $ref: all.yaml }\n",
            [
                "all.yaml": "/a: { $ref: 'items/a.yaml' }\n/b: { get: { $ref: 'items/a.yaml#/get' } }\n",
                "items/a.yaml": "get: { operationId: a, responses: { '200': { $ref: '../all.json#/ok' } } }\n",
                "all.json": #"{"ok": {"description": "Fine."}}"#,
            ]
        )
        #expect(said == [])
        #expect(description?.operations.map(\.path) == ["/a", "/b"])
        #expect(description?.operations.map(\.operationID) == ["a", "a"])
        #expect(description?.operations.map(\.location.pointer) == ["/get", "/get"])
        #expect(description?.operations.map(\.pathsPointer) == ["/paths/~1a/get", "/paths/~1b/get"])
        #expect(description?.operations.first?.responses.first?.description == "Fine.")
    }

    @Test func whatStandsBesideTheReferenceOfAPathItemBelongsToIt() {
        let (description, said) = read(
            "paths:\n  /a: { $ref: a.yaml, parameters: [{ name: x, in: query, schema: {} }], post: { operationId: own } }\n",
            ["a.yaml": "get: { operationId: theirs }\npost: { operationId: hidden }\n"]
        )
        #expect(said == [])
        #expect(description?.operations.map(\.operationID) == ["theirs", "own"])
        #expect(description?.operations.map { $0.parameters.map(\.name) } == [["x"], ["x"]])
    }

    @Test func listsAndMapsAndTextsMayStandElsewhere() {
        let (description, said) = read(
            """
            components:
              schemas:
                $ref: schemas.yaml
                Own: { type: string, enum: { $ref: 'values.yaml#/colors' }, description: { $ref: 'words.md' } }
                Two: { type: object, properties: { $ref: 'schemas.yaml#/One/properties' }, description: { $ref: 'values.yaml#/words' } }
            """,
            [
                "schemas.yaml": "One: { type: object, properties: { a: { type: integer } } }\n",
                "values.yaml": "colors: [red, green]\nwords: Said elsewhere.\n",
                "words.md": "# Colours\n\nAll of *them*.\n",
            ]
        )
        #expect(said == [])
        #expect(description?.componentSchemas.map(\.name) == ["One", "Own", "Two"])
        let schemas = description.map { description in description.componentSchemas.map { description[$0.schema] } } ?? []
        #expect(schemas.map(\.description) == [nil, "# Colours\n\nAll of *them*.\n", "Said elsewhere."])
        #expect(schemas.map(\.enumeration) == [nil, [.string("red"), .string("green")], nil])
        #expect(schemas.map { $0.properties.map(\.name) } == [["a"], [], ["a"]])
    }

    @Test func serversAndTheirVariablesAndDiscriminatorsMayStandElsewhere() {
        let (description, said) = read(
            """
            servers: [{ $ref: 'servers.yaml#/main', description: Mine. }]
            components:
              schemas:
                A: { type: object, properties: { kind: { type: string } }, discriminator: { $ref: 'servers.yaml#/kind' } }
            """,
            [
                "servers.yaml": """
                main: { url: 'https://{host}', description: Theirs., variables: { host: { $ref: '#/host' } } }
                host: { default: example.com }
                kind: { propertyName: kind }
                """
            ]
        )
        #expect(said == [])
        #expect(description?.servers.map(\.url) == ["https://{host}"])
        #expect(description?.servers.first?.description == "Mine.")
        #expect(description?.servers.first?.variables.map(\.defaultValue) == ["example.com"])
        let schema = description.flatMap { description in description.componentSchemas.first.map { description[$0.schema] } }
        #expect(schema?.discriminator?.property == "kind")
    }

    @Test func aPropertyMayBeNamedLikeAReference() {
        let (description, said) = read("components: { schemas: { A: { type: object, properties: { $ref: { type: string } } } } }\n")
        #expect(said == [])
        #expect(description?.componentSchemas.map { description?[$0.schema].properties.map(\.name) } == [["$ref"]])
    }

    @Test func summaryAndDescriptionBesideAReferenceComeFirstSince31() {
        let text = """
            paths:
              /a: { get: { responses: { '200': { $ref: '#/components/responses/R', description: Mine., headers: {} } } } }
            components: { responses: { R: { description: Theirs. } } }
            """
        let (description, said) = read(text)
        #expect(description?.operations.first?.responses.first?.description == "Mine.")
        #expect(
            said == [
                #"openapi.yaml:4:92: "headers" beside a $ref is ignored, as the standard says; move this into what the $ref leads to, or remove it [ignored-ref-siblings]"#
            ])
        let old = Source(files: ["openapi.yaml": (head + text).replacingOccurrences(of: "3.1.0", with: "3.0.3")]).read()
        #expect(old.description?.operations.first?.responses.first?.description == "Theirs.")
        #expect(
            old.said == [
                #"openapi.yaml:4:72: "description", "headers" beside a $ref are ignored, as the standard says; move this into what the $ref leads to, or remove it [ignored-ref-siblings]"#
            ])
    }

    @Test func whatStandsBesideTheReferenceOfASchemaCountsSince31() {
        let text = "components: { schemas: { A: { $ref: '#/components/schemas/B', nullable: true, maxLength: 3 }, B: { type: string } } }\n"
        let old = Source(files: ["openapi.yaml": (head + text).replacingOccurrences(of: "3.1.0", with: "3.0.3")]).read()
        #expect(old.description?.schemas.first?.value.maxLength == nil)
        #expect(old.description?.schemas.first?.value.isNullable == false)
        #expect(
            old.said == [
                #"openapi.yaml:3:63: "nullable", "maxLength" beside a $ref are ignored, as the standard says; move this into what the $ref leads to, or remove it [ignored-ref-siblings]"#
            ])
        #expect(read(text).0?.schemas.first?.value.maxLength == 3)
    }

    @Test func aPointerLeadsThroughReferences() {
        let (description, said) = read(
            "components: { schemas: { A: { $ref: 'b.yaml#/all/B' } } }\n", ["b.yaml": "all: { $ref: c.yaml }", "c.yaml": "B: { title: b }"])
        #expect(said == [])
        #expect(description?.schemas.map(\.value.title) == [nil, "b"])
    }

    @Test(arguments: [
        "A: { $ref: '#/components/schemas/A/x' }", "A: { $ref: 'a.yaml#/x/y' }", "A: { $ref: 'a.yaml#/x' }", "A: { $ref: 'openapi.yaml' }",
    ])
    func referencesThatLeadThroughThemselvesEnd(_ schema: String) {
        let (_, said) = read("components: { schemas: { \(schema) } }\n", ["a.yaml": "x: { $ref: 'a.yaml#/x/y' }\n"])
        #expect(said.count <= 3)
    }

    @Test func aChainOfReferencesHasALimitWhereEachUseWalksOverIt() {
        let chain = (0..<1100).map { "    P\($0): { $ref: '#/components/parameters/P\($0 + 1)' }\n" }.joined()
        let text =
            "paths: { /a: { get: { parameters: [{ $ref: '#/components/parameters/P0' }] } } }\ncomponents:\n  parameters:\n\(chain)"
            + "    P1100: { name: x, in: query, schema: {} }\n"
        let (_, said) = read(text)
        #expect(said.count == 1)
        #expect(said[0].hasSuffix("more than 1000 references lead from one to the next here; refer to a parameter itself [ref-chain]"))
    }

    @Test func aFileHasOnePathHoweverItIsReferredTo() {
        for entry in ["./api/openapi.yaml", "a/../api/openapi.yaml", "/base/api/openapi.yaml", "../api/openapi.yaml", "openapi.yaml"] {
            let folder = entry.dropLast("openapi.yaml".count)
            let (description, said) = read(
                "components: { schemas: { A: { $ref: 'sub/b.yaml' } } }\n",
                ["\(folder)sub/b.yaml": "properties: { a: { $ref: '../openapi.yaml#/components/schemas/A' } }"], entry: entry)
            #expect(said == [])
            #expect(description?.schemas.count == 3)
        }
    }

    @Test func filesOutsideTheFolderAreReadWhereTheReaderMayJudge() {
        let files = [
            "api/openapi.yaml": head + "components: { schemas: { A: { $ref: '../lib/a.yaml' }, B: { $ref: '/lib/b.yaml' } } }",
            "api/../lib/a.yaml": "{ $ref: '../api/own.yaml' }", "api/own.yaml": "title: own", "/lib/b.yaml": "{ $ref: 'c.yaml' }",
            "/lib/c.yaml": "title: far",
        ]
        let diagnostics = Diagnostics()
        let description = DescriptionReader.description(
            at: "api/openapi.yaml", mayLeaveFolder: true,
            read: { path throws(SourceFailure) in
                guard let text = files[path] else { throw SourceFailure("no \(path)") }
                return Array(text.utf8)
            }, diagnostics: diagnostics)
        #expect(diagnostics.all == [])
        #expect(description?.schemas.compactMap(\.value.title).sorted() == ["far", "own"])
    }

    @Test func aLongPathIsShownByItsEnd() {
        let folder = String(repeating: "folder/", count: 20)
        let (_, said) = read("components: { schemas: { A: { $ref: '\(folder)pet.yaml' } } }\n")
        let end = String(repeating: "folder/", count: 10)
        #expect(said == [#"openapi.yaml:3:37: cannot read "…/\#(end)pet.yaml": it is not there [file-unreadable]"#])
    }

    @Test func aDocumentIsWhatItSaysThatItIs() {
        let self32 = "openapi: 3.2.0\n$self: https://example.com/api/openapi\ninfo: { title: t, version: '1' }\n"
        let (description, said) = Source(files: [
            "src/openapi.yaml": self32
                + "components: { schemas: { A: { $ref: 'shared/foo#/Foo' }, B: { $ref: 'https://example.com/api/openapi#/x-here' } } }\nx-here: { title: here }\n",
            "src/shared/foo.yaml": "Foo: { title: foo }\n",
        ]).read(entry: "src/openapi.yaml")
        #expect(said == [])
        #expect(description?.schemas.compactMap(\.value.title).sorted() == ["foo", "here"])
        let other = Source(files: [
            "openapi.yaml": self32 + "components: { schemas: { A: { $ref: 'https://elsewhere.example.com/a.yaml' } } }\n"
        ]).read()
        #expect(other.said.count == 1)
        #expect(other.said.allSatisfy { $0.hasSuffix("[ref-remote]") })
    }

    @Test func spellingsOfAnotherVersionAreReadAndSaid() {
        let new = Source.schema("{ type: integer, nullable: true, minimum: 1, exclusiveMinimum: true }")
        #expect(new.schema?.kinds == [.integer, .null])
        #expect(new.schema?.numbers.exclusiveMinimum?.text == "1")
        #expect(
            new.said == [
                #"openapi.yaml:6:25: "nullable" is written as in OpenAPI 3.0, and read so; since 3.1 "null" is one of the types [keyword-of-other-version]"#,
                #"openapi.yaml:6:53: "exclusiveMinimum" is written as in OpenAPI 3.0, and read so; since 3.1 it is the limit itself [keyword-of-other-version]"#,
            ])
        let old = Source.schema("{ type: [integer, 'null'], exclusiveMaximum: 3 }", version: "3.0.4")
        #expect(old.schema?.kinds == [.integer, .null])
        #expect(
            old.said == [
                #"openapi.yaml:6:10: "type" is written as in OpenAPI 3.1, and read so; in 3.0 a type is one word, and null is "nullable: true" [keyword-of-other-version]"#,
                #"openapi.yaml:6:35: "exclusiveMaximum" is written as in OpenAPI 3.1, and read so; in 3.0 it is true beside the limit [keyword-of-other-version]"#,
            ])
    }

    @Test func fieldsOfALaterVersionAreUnknownBeforeIt() {
        let text = "openapi: 3.0.3\ninfo: {}\npaths: { /a: { get: {} } }\nwebhooks: {}\n$self: x\njsonSchemaDialect: y\n"
        #expect(
            Source(files: ["openapi.yaml": text]).read().said.map { $0.split(separator: " ")[1] } == [
                #""webhooks""#, #""$self""#, #""jsonSchemaDialect""#,
            ])
        let other = "openapi: 3.1.0\ninfo: {}\njsonSchemaDialect: https://example.com/mine\npaths: { /a: { get: {} } }\n"
        let dialect = Source(files: ["openapi.yaml": other]).read()
        #expect(
            dialect.said == [
                #"openapi.yaml:3:1: the dialect "https://example.com/mine" is not known; its schemas are read as those of JSON Schema draft 2020-12 [unsupported-dialect]"#
            ])
    }

    @Test func everyDiagnosticOfAReadKnowsItsPointer() {
        let diagnostics = Diagnostics()
        let text =
            head + "paths: { /a: { get: { parameters: [{ name: x, in: bdy }], responses: { '99': {} }, tags: x } } }\ncomponents: []\n"
        _ = DescriptionReader.description(at: "a", read: { _ in Array(text.utf8) }, diagnostics: diagnostics)
        #expect(
            diagnostics.inReadingOrder.map(\.mark?.pointer) == [
                "/paths/~1a/get/parameters/0/in", "/paths/~1a/get/responses/99", "/paths/~1a/get/tags", "/components",
            ])
    }

    @Test func whatOperationsShareMayStandElsewhere() {
        let text = """
            openapi: 3.2.0
            info: { title: t, version: '1' }
            paths:
              /a:
                post:
                  parameters: [{ $ref: '#/components/parameters/Limit' }]
                  requestBody: { $ref: '#/components/requestBodies/Thing' }
                  responses: { '200': { description: Fine., content: { application/json: { $ref: 'shared.yaml#/media' } } } }
                  callbacks: { done: { $ref: '#/components/callbacks/Done' } }
            components:
              parameters: { Limit: { $ref: 'shared.yaml#/limit' } }
              requestBodies: { Thing: { content: { application/json: { $ref: '#/components/mediaTypes/Thing' } } } }
              mediaTypes: { Thing: { $ref: 'shared.yaml#/media' } }
              callbacks: { Done: { '{$request.body#/url}': { post: { requestBody: { $ref: '#/components/requestBodies/Thing' } } } } }
            """
        let shared = "limit: { name: limit, in: query, schema: { type: integer } }\nmedia: { schema: { title: Shared } }\n"
        let (description, said) = Source(files: ["openapi.yaml": text, "shared.yaml": shared]).read()
        #expect(said == [])
        let operation = description?.operations.first
        #expect(operation?.parameters.map(\.name) == ["limit"])
        let media = [operation?.body?.content, operation?.responses.first?.content].map { $0?.first?.schema }
        #expect(media.map { $0.flatMap { description?[$0].title } } == ["Shared", "Shared"])
        #expect(operation?.callbacks.map(\.name) == ["done"])
    }

    @Test(arguments: [
        ("a header", "headers", "get: { responses: { '200': { description: d, headers: { X: { $ref: '#/components/headers/A' } } } } }"),
        (
            "a header", "headers",
            """
            post: { requestBody: { content: { multipart/form-data: {
              schema: {}, encoding: { a: { headers: { X: { $ref: '#/components/headers/A' } } } } } } } }
            """
        ),
        ("a response", "responses", "get: { responses: { '200': { $ref: '#/components/responses/A' } } }"),
        ("a request body", "requestBodies", "post: { requestBody: { $ref: '#/components/requestBodies/A' } }"),
        ("a parameter", "parameters", "get: { parameters: [{ $ref: '#/components/parameters/A' }] }"),
        (
            "a media type", "mediaTypes",
            "get: { responses: { '200': { description: d, content: { text/plain: { $ref: '#/components/mediaTypes/A' } } } } }"
        ),
        ("a path item", "pathItems", "$ref: '#/components/pathItems/A'"),
        ("a callback", "callbacks", "post: { callbacks: { on: { $ref: '#/components/callbacks/A' } } }"),
        ("a security scheme", "securitySchemes", "get: { security: [{ A: [] }] }"),
    ])
    func aCircleOfReferencesIsOneErrorWhateverItShouldLeadTo(_ what: String, _ section: String, _ item: String) {
        let circles = ["{ A: { $ref: '#/components/\(section)/A' } }", "{ A: { $ref: 'other.yaml#/B' } }"]
        for circle in circles {
            let head = "openapi: 3.2.0\ninfo: { title: t, version: '1' }\n"
            let text = head + "paths: { /a: { \(item) } }\ncomponents: { \(section): \(circle) }\n"
            let (_, said) = Source(files: [
                "openapi.yaml": text, "other.yaml": "B: { $ref: 'openapi.yaml#/components/\(section)/A' }\n",
            ]).read()
            #expect(said.count == 1)
            #expect(said.first?.hasSuffix(": this $ref leads back to itself and never to \(what) [ref-cycle]") == true, "\(said)")
        }
    }

    /// Where a description may refer to another file, each with `REF` in place of the reference.
    private static let places = [
        "paths: { /a: { $ref: \"REF\" } }",
        "paths: { /a: { get: { parameters: [{ $ref: \"REF\" }] } } }",
        "paths: { /a: { get: { responses: { '200': { description: { $ref: \"REF\" } } } } } }",
        "paths: { /a: { get: { responses: { '200': { $ref: \"REF\" } } } } }",
        "paths: { /a: { post: { requestBody: { $ref: \"REF\" } } } }",
        "paths: { /a: { post: { callbacks: { on: { $ref: \"REF\" } } } } }",
        "components: { schemas: { A: { description: { $ref: \"REF\" } } } }",
        "components: { schemas: { A: { type: object, properties: { $ref: \"REF\" } } } }",
        "components: { schemas: { A: { oneOf: [{}], discriminator: { propertyName: k, mapping: { x: \"REF\" } } } } }",
        "components: { schemas: { A: { oneOf: [{}], discriminator: { propertyName: k, defaultMapping: \"REF\" } } } }",
        "components: { schemas: { A: { $dynamicRef: \"REF\" } } }",
        "components: { securitySchemes: { A: { $ref: \"REF\" } } }",
        "paths: { /a: { get: { responses: { '200': { description: d, headers: { X: { $ref: \"REF\" } } } } } } }",
    ]

    @Test(arguments: places)
    func aReferenceThatLeadsOutIsRefusedAtEveryPlace(_ place: String) {
        let references = [
            ("../../etc/passwd", "ref-outside-root"), ("/etc/passwd", "ref-outside-root"), ("%2e%2e/%2e%2e/etc/passwd", "ref-outside-root"),
            ("a/../../etc/passwd#/a", "ref-outside-root"), ("http://example.com/a.yaml", "ref-remote"),
            ("//example.com/a.yaml", "ref-remote"),
            ("file:///etc/passwd", "ref-remote"), ("urn:x:y", "ref-remote"), ("C:\\\\a.yaml", "ref-remote"),
        ]
        for (reference, code) in references {
            var asked: [String] = []
            let diagnostics = Diagnostics()
            let text = "openapi: 3.2.0\ninfo: { title: t, version: '1' }\n" + place.replacingOccurrences(of: "REF", with: reference)
            _ = DescriptionReader.description(
                at: "openapi.yaml",
                read: { path throws(SourceFailure) in
                    asked.append(path)
                    guard path == "openapi.yaml" else { throw SourceFailure("it is not there") }
                    return Array(text.utf8)
                }, diagnostics: diagnostics)
            #expect(asked == ["openapi.yaml"], "\(reference)")
            #expect(diagnostics.all.map(\.code) == [code], "\(reference): \(diagnostics.all.map(\.message))")
            #expect(diagnostics.all.allSatisfy { $0.mark != nil })
        }
    }
}
