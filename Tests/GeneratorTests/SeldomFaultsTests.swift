import Bindings
import Generator
import OpenAPI
import SwiftEmitter
import Testing
import YAMLDocument

/// What is said of descriptions that few write: no golden case is about it.
@Suite struct SeldomFaultsTests {
    private func generate(_ text: String) -> (files: [String: String], said: [String]) {
        let text = "openapi: 3.2.0\ninfo: { title: t, version: '1' }\n" + text
        let result = Generator.generate(entry: "openapi.yaml", configuration: Configuration(module: "M")) { _ in Array(text.utf8) }
        let files = Dictionary(uniqueKeysWithValues: result.files.map { ($0.path, $0.text) })
        return (files, result.diagnostics.map { "\($0.mark.map(\.description) ?? ""): \($0.message) [\($0.code)]" })
    }

    @Test func modelsThatDemandEachOtherHaveNoValue() {
        let (files, said) = generate(
            """
            components:
              schemas:
                A: { type: object, required: [b], properties: { b: { $ref: '#/components/schemas/B' }, c: { $ref: '#/components/schemas/A' } } }
                B: { type: object, required: [a], properties: { a: { $ref: '#/components/schemas/A' } } }
                C: { type: object, required: [a], properties: { a: { $ref: '#/components/schemas/A' } } }
            """)
        #expect(
            said == [
                #"openapi.yaml:5:53: no value is valid here: "b" is required, and so is all that leads from it back to this schema [recursive-required]"#,
                #"openapi.yaml:6:53: no value is valid here: "a" is required, and so is all that leads from it back to this schema [recursive-required]"#,
            ])
        #expect(files.keys.sorted() == ["MClient.swift", "Models/A.swift", "Models/B.swift", "Models/C.swift"])
    }

    @Test func ofTwoCredentialsInOneHeaderFieldOneIsSent() {
        let (_, said) = generate(
            """
            security: [{ login: [], token: [] }, { login: [], key: [] }, { other: [], key: [] }]
            paths: { /a: { get: { operationId: a, responses: { '204': { description: d } } } } }
            components:
              securitySchemes:
                login: { type: http, scheme: basic }
                token: { type: openIdConnect, openIdConnectUrl: /x }
                key: { type: apiKey, in: header, name: X-Key }
                other: { type: apiKey, in: header, name: x-key }
            """)
        #expect(
            said == [
                #"openapi.yaml:3:1: "login" and "token" are asked for together and stand in one header field, "authorization", so only one of them is sent [credential-conflict]"#,
                #"openapi.yaml:3:1: "other" and "key" are asked for together and stand in one header field, "x-key", so only one of them is sent [credential-conflict]"#,
            ])
    }

    @Test func ofTwoEventsOfANameTheFirstIsRead() {
        let event = { (type: String) in
            "{ properties: { event: { const: x }, data: { contentMediaType: application/json, contentSchema: { type: \(type) } } } }"
        }
        let (files, said) = generate(
            "paths: { /a: { get: { operationId: a, responses: { '200': { description: d, content: { text/event-stream: { itemSchema: { oneOf: [\(event("integer")), \(event("string"))] } } } } } } } }\n"
        )
        #expect(said.count == 1)
        #expect(said.first?.hasSuffix(#": two kinds of events are named "x"; the first is read [duplicate-event]"#) == true)
        #expect(files["Models/AEvent.swift"]?.contains("    case x(Int)\n") == true)
    }

    @Test func eventsOfAnotherFormAreGivenAsTheyCome() {
        let (files, said) = generate(
            "paths: { /a: { get: { operationId: a, responses: { '200': { description: d, content: { text/event-stream: { itemSchema: { type: object, properties: { kind: { type: string } } } } } } } } } }\n"
        )
        #expect(
            said == [
                #"openapi.yaml:3:88: the events are given as they come: typed ones have the fields "event" (a const) and "data" in itemSchema [unsupported-event-stream]"#
            ])
        #expect(files["MClient.swift"]?.contains("-> EventStream<ServerSentEvent> {") == true)
    }

    @Test(arguments: ["itemEncoding: { contentType: text/plain }", "prefixEncoding: [{ contentType: text/plain }]"])
    func partsHaveNamesOrAnOrder(_ other: String) {
        let (files, said) = generate(
            "paths: { /a: { post: { requestBody: { content: { multipart/mixed: { schema: { type: object, properties: { a: {} } }, encoding: { a: { contentType: text/plain } }, \(other) } } } } } }\n"
        )
        #expect(files.isEmpty)
        #expect(said.count == 1)
        #expect(said.first?.hasSuffix(#": "encoding" cannot stand beside "prefixEncoding" or "itemEncoding" [encoding-twice]"#) == true)
    }

    @Test func aSchemaOfAnotherDialectIsReadAsOneOfOurs() {
        let (files, said) = generate(
            "components: { schemas: { A: { $schema: 'http://json-schema.org/draft-04/schema#', type: object, properties: { a: { type: string } } } } }\n"
        )
        #expect(
            said == [
                #"openapi.yaml:3:31: the dialect "http://json-schema.org/draft-04/schema#" is not known; its schemas are read as those of JSON Schema draft 2020-12 [unsupported-dialect]"#
            ])
        #expect(files["Models/A.swift"]?.contains("public var a: String?\n") == true)
    }

    @Test func numbersThatNoDoubleHoldsAreWrittenAsTheyAre() {
        let (files, said) = generate(
            """
            components:
              schemas:
                A:
                  type: object
                  properties:
                    a: { allOf: [{ type: number, maximum: 9223372036854775809 }, { maximum: 9223372036854775808, minimum: 1e-400 }] }
                    b: { type: integer, default: 9007199254740993.0 }
                    c: { type: string, minLength: 0.0, maxLength: 1e400 }
                    d: { type: number, default: 1e-400, enum: [1e400, 1e-400] }
                    e: { type: number, default: 0e0, multipleOf: 1e-400 }
            """)
        #expect(said == ["openapi.yaml:11:9: the value 1e-400 does not fit the type of this schema [value-mismatch]"])
        let model = files["Models/A.swift"] ?? ""
        for line in [
            #"check.number("a", a, minimum: "1e-400", maximum: "9223372036854775808")"#, "public static var b: Int { 9007199254740993 }",
            #"check.string("c", c, minLength: 0, maxLength: 9223372036854775807)"#, "public static var e: Double { 0.0 }",
            #"check.number("e", e, multipleOf: "1e-400")"#,
        ] {
            #expect(model.contains("        \(line)\n"), "\(line)")
        }
        #expect(files["Schemas.swift"]?.contains("[1e400, 1e-400]") == true)
    }

    @Test func valuesInQuotesAndWithoutAreWhatTheTypeSays() {
        let (files, said) = generate(
            """
            components:
              schemas:
                A:
                  type: object
                  properties:
                    version: { type: string, enum: [1, 2.0, latest, null] }
                    level: { type: integer, enum: ["1", "2"], default: "2" }
                    flag: { type: boolean, default: "True" }
                    text: { type: [string, 'null'], default: 1.10 }
                    free: { type: [string, integer], enum: [1, "2"] }
            """)
        #expect(
            said == [
                #"openapi.yaml:8:41: an element of enum must be a string, but is 1 without quotes; it is read as "1" [unquoted-string]"#,
                #"openapi.yaml:8:44: an element of enum must be a string, but is 2.0 without quotes; it is read as "2.0" [unquoted-string]"#,
                #"openapi.yaml:9:40: an element of enum is "1", a string; it is read as 1 [quoted-number]"#,
                #"openapi.yaml:9:45: an element of enum is "2", a string; it is read as 2 [quoted-number]"#,
                #"openapi.yaml:9:60: default is "2", a string; it is read as 2 [quoted-number]"#,
                #"openapi.yaml:10:41: default is "True", a string; it is read as true [quoted-boolean]"#,
                #"openapi.yaml:11:50: default must be a string, but is 1.10 without quotes; it is read as "1.10" [unquoted-string]"#,
            ])
        let model = files["Models/A.swift"] ?? ""
        for line in [
            #"public static var latest: Self { Self(rawValue: "latest") }"#, "public static var value1: Self { Self(rawValue: 1) }",
            "public static var level: Level { .value2 }", "public static var flag: Bool { true }",
        ] {
            #expect(model.contains(line), "\(line)")
        }
    }

    @Test func whatOneSideAloneSendsStaysSoWhereSchemasAreMerged() {
        let (files, said) = generate(
            """
            components:
              schemas:
                Base: { type: object, required: [id], properties: { id: { type: string, readOnly: true }, key: { type: string, writeOnly: true } } }
                New:
                  allOf:
                    - { $ref: '#/components/schemas/Base' }
                    - { type: object, required: [id, key], properties: { id: { type: string, minLength: 1 }, key: { minLength: 1 } } }
            """)
        #expect(said == [])
        let model = files["Models/New.swift"] ?? ""
        #expect(model.contains("    public var id: String?\n    public var key: String?\n"))
        #expect(model.contains("check.received(") && model.contains("check.sent("))
    }

    @Test func anEntryOfAMappingThatNamesNothingIsLeftOut() {
        let (files, said) = generate(
            """
            components:
              schemas:
                Cat: { type: object, required: [kind], properties: { kind: { type: string } } }
                Pet:
                  oneOf: [{ $ref: '#/components/schemas/Cat' }]
                  discriminator: { propertyName: kind, mapping: { cat: Cat, dog: Dog } }
            """)
        #expect(
            said == [
                #"openapi.yaml:8:70: no schema is named "Dog", so this entry is left out; correct it, or refer to a schema [unknown-mapping]"#
            ])
        #expect(files.keys.contains("Models/Cat.swift"))
    }

    @Test func aPathHasNoParameterInAQuery() {
        let (_, said) = generate("paths: { '/a?b={c}': { get: { operationId: a, responses: { '204': { description: d } } } } }\n")
        #expect(
            said.first
                == "openapi.yaml:3:10: a path has no query with parameters, so ? is sent as %3F; describe the parameters [unsupported-path]"
        )
    }

    @Test(arguments: ["/a#b", "/a#b?c={d}"])
    func aFragmentOfAPathIsNotSent(_ path: String) {
        let (files, said) = generate("paths: { '\(path)': { get: { responses: { '204': { description: d } } } } }\n")
        #expect(
            said == [
                "openapi.yaml:3:10: a path has no fragment, so what begins with # is not sent [path-fragment]"
            ])
        #expect(files.values.contains { $0.contains(#", .get, "/a")"#) })
    }

    @Test func aBodyUnderAnotherNameIsDroppedOnlyWhereThatSaysNoMore() {
        let body = { (first: String, second: String) in
            "requestBody: { required: true, content: { \(first): { schema: *p }, \(second): { schema: *p } } }"
        }
        let operation = { (id: String, body: String) in
            "  /\(id): { post: { operationId: \(id), \(body), responses: { '204': { description: d } } } }\n"
        }
        let schema = "components: { schemas: { P: &p { type: object, properties: { a: { type: string } } } } }\n"
        let (files, _) = generate(
            schema + "paths:\n" + operation("patch", body("application/merge-patch+json", "application/json"))
                + operation("plain", body("text/json", "application/json")))
        let client = files.values.first { $0.contains("struct MClient") } ?? ""
        #expect(client.contains("func patch(_ body") && client.contains("func patch(mergePatchJSON body"))
        #expect(client.contains(#"request.body(json: body, contentType: "application/merge-patch+json")"#))
        #expect(client.contains("func plain(_ body") && !client.contains("func plain(json body") && !client.contains("text/json"))
    }

    @Test func aSubclassOfAnAlternativeIsOneOfThat() {
        let (files, said) = generate(
            """
            components:
              schemas:
                Animal: { type: object, required: [type], properties: { type: { type: string } }, discriminator: { propertyName: type, mapping: { kitten: Cat } } }
                Dog: { allOf: [{ $ref: '#/components/schemas/Animal' }, { properties: { bark: { type: string } } }] }
                Puppy: { allOf: [{ $ref: '#/components/schemas/Dog' }, { properties: { age: { type: integer } } }] }
                Cat: { allOf: [{ $ref: '#/components/schemas/Animal' }, { properties: { lives: { type: integer } } }] }
                Pet: { oneOf: [{ $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Cat', description: A cat. }] }

            """)
        #expect(said == [])
        #expect(files["Models/Pet.swift"]?.contains(#"JSONVariants(tag: "type", ["kitten": 1, "Dog": 0, "Puppy": 0, "Cat": 1])"#) == true)
    }

    @Test(arguments: [("'[DONE]'", "EventStream<P>"), ("ping", "EventStream<ServerSentEvent>")])
    func textBesideJSONIsReadUnlessItEndsTheStream(_ text: String, _ type: String) {
        let (files, _) = generate(
            """
            components: { schemas: { P: { type: object, properties: { a: { type: string } } } } }
            paths:
              /a:
                get:
                  operationId: a
                  responses: { '200': { description: d, content: { text/event-stream: { schema: { oneOf: [{ type: object, properties: { data: { $ref: '#/components/schemas/P' } } }, { type: object, properties: { data: { const: \(text) } } }] } } } } }

            """)
        #expect(files.values.contains { $0.contains("-> \(type)") })
    }

    @Test func theLastOfWholeEventsIsKnownByItsName() {
        let event = { (name: String) in
            "{ type: object, properties: { event: { const: \(name) }, data: { $ref: '#/components/schemas/P' } } }"
        }
        let (files, said) = generate(
            """
            components: { schemas: { P: { type: object, properties: { a: { type: string } } } } }
            paths:
              /a:
                get:
                  operationId: a
                  responses: { '200': { description: d, content: { text/event-stream: { schema: { oneOf: [\(event("part")), \(event("completed"))] } } } } }

            """)
        #expect(files.values.contains { $0.contains(#"data: P.self, finalEvents: ["completed"])"#) })
        #expect(said.compactMap { $0.split(separator: " ").last } == ["[whole-event]", "[stream-end]"])
    }

    @Test func aChoiceBetweenFormsWithFilesIsSaid() {
        let form = { (name: String) in "{ type: object, required: [\(name)], properties: { \(name): { type: string, format: binary } } }" }
        let (_, said) = generate(
            """
            paths:
              /a:
                post:
                  operationId: a
                  requestBody:
                    content:
                      multipart/form-data: { schema: { oneOf: [\(form("f")), \(form("g"))] } }
            """)
        let forms = said.filter { $0.hasSuffix("[unsupported-form]") }
        #expect(forms.count == 1)
        #expect(
            forms.first?.hasSuffix(
                #""multipart/form-data" is left out: a choice between forms with files has no type yet; describe one form [unsupported-form]"#
            )
                == true)
    }

    @Test(arguments: [
        ("x-enum-varnames: notalist", "x-enum-varnames must be a list, but is a string"),
        ("x-enum-varnames: [one, { two: 2 }]", "an element of x-enum-varnames must be a string, but is a mapping"),
        ("x-enumNames: 1", "x-enumNames must be a list, but is 1"),
        ("x-event-name: [a]", "x-event-name must be a string, but is a list"),
        ("x-final-event: 1", "x-final-event must be true or false, but is 1"),
        ("x-error-event: [yes]", "x-error-event must be true or false, but is a list"),
        ("x-enum-varnames: { $ref: '#/nowhere' }", ##""#/nowhere" leads nowhere: there is no "nowhere" there"##),
    ])
    func anExtensionThatIsWrongIsNotUsed(_ field: String, _ message: String) {
        let (files, said) = generate("components: { schemas: { A: { type: string, enum: [a, b], \(field) } } }\n")
        #expect(said.count == 1)
        #expect(said.first?.contains(": \(message); the extension is not used [") == true)
        #expect(files["Models/A.swift"]?.contains("public static var b: Self") == true)
    }

    @Test func namesThatAreNotAsManyAsTheValuesAreSaidAlsoWhereTheValuesAreRestated() {
        let (_, said) = generate(
            """
            components:
              schemas:
                Size: { type: string, enum: [s, m, l], x-enum-varnames: [Small, Medium, Large] }
                Few: { allOf: [{ $ref: '#/components/schemas/Size' }], enum: [s, m], x-enum-varnames: [Little] }

            """)
        #expect(said.count == 1)
        #expect(said.first?.contains("x-enum-varnames has 1 names for 2 values; they are not used [enum-names-count]") == true)
    }

    @Test(arguments: [
        ("#/components/schemas/Sise", #"there is no "Sise" there; did you mean "Size"?"#),
        ("#/components/schema/Size", #"there is no "schema" there; did you mean "schemas"?"#),
        ("#sise", #"there is no $anchor "sise" there; did you mean $anchor "size"?"#),
        ("#/components/schemas/Colour", #"there is no "Colour" there"#),
    ])
    func aReferenceThatIsMisspelledSaysWhatItMayMean(_ reference: String, _ message: String) {
        let (_, said) = generate(
            "components: { schemas: { Size: { $anchor: size, type: string }, A: { properties: { a: { $ref: '\(reference)' } } } } }\n")
        #expect(said.count == 1)
        #expect(said.first?.contains(": \"\(reference)\" leads nowhere: \(message) [ref-unresolved]") == true)
    }

    @Test func namesThatAreRightStandInForThoseThatAreNot() {
        let (files, said) = generate(
            "components: { schemas: { A: { type: integer, enum: [1, 2], x-enumNames: [One, Two], x-enum-varnames: no } } }\n")
        #expect(said.count == 1)
        #expect(files["Models/A.swift"]?.contains("public static var two: Self { Self(rawValue: 2) }") == true)
    }

    @Test(arguments: [
        ("header", "a b", #""a b" cannot name a header (RFC 9110, section 5.1)"#),
        ("header", "", "\"\" cannot name a header (RFC 9110, section 5.1)"),
        ("cookie", "a=b", #""a=b" cannot name a cookie (RFC 6265, section 4.1.1)"#),
        ("body", "a", #"its fields, or its type "apiKey", are not those of the standard"#),
    ])
    func aKeyThatCannotBeSentIsSaidWithItsReason(_ place: String, _ name: String, _ reason: String) {
        let (files, said) = generate(
            """
            security: [{ key: [] }]
            paths: { /a: { get: { operationId: a, responses: { '204': { description: d } } } } }
            components: { securitySchemes: { key: { type: apiKey, in: \(place), name: '\(name)' } } }

            """)
        #expect(said == [#"openapi.yaml:5:34: nothing can be sent for the security scheme "key": \#(reason) [unsupported-security]"#])
        #expect(files.keys.sorted() == ["MClient.swift"])
    }
}
