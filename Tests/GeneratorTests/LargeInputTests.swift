import Bindings
import Generator
import OpenAPI
import SwiftEmitter
import Testing

/// Descriptions that are made to be too much: each ends soon, in an answer or in one clear error.
@Suite struct LargeInputTests {
    private func generate(_ text: String) -> Generator.Result {
        generate(Array(text.utf8))
    }

    private func generate(_ bytes: [UInt8]) -> Generator.Result {
        Generator.generate(entry: "openapi.yaml", configuration: Configuration(module: "M")) { _ throws(SourceFailure) in bytes }
    }

    private func said(_ result: Generator.Result) -> String {
        DiagnosticText.text(of: result.diagnostics)
    }

    private let head = "openapi: 3.1.0\ninfo: { title: t, version: '1' }\n"

    @Test func nestingWithoutEndIsRefused() {
        let depth = 100_000
        for (open, close) in [("[", "]"), ("{ a: ", " }")] {
            let text = head + "x-deep: " + String(repeating: open, count: depth) + String(repeating: close, count: depth)
            #expect(said(generate(text)).contains("error: This is more than 512 lists and mappings inside each other. [yaml-depth]"))
        }
        let json = #"{"openapi":"3.1.0","x-deep":"# + String(repeating: "[", count: depth)
        #expect(said(generate(json)).contains("error: This is more than 512 lists and mappings inside each other. [yaml-depth]"))
        let lines = (0..<1000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(said(generate(head + "x-deep:\n " + lines.split(separator: "\n").joined(separator: "\n "))).contains("[yaml-depth]"))
    }

    @Test func aSchemaAsDeepAsADocumentMayBeIsLeftToJSON() {
        let text =
            head + "components: { schemas: { A: { type: object, properties: { a: "
            + String(repeating: "{ type: array, items: ", count: 500) + "{ type: string }" + String(repeating: " }", count: 500)
            + " } } } }\n"
        let result = generate(text)
        #expect(
            said(result).contains(
                "unsupported: more than 32 lists and maps inside each other has no Swift type yet; it becomes JSONValue [unsupported-recursion]"
            ))
        #expect(result.files.count == 2)
    }

    @Test func referencesMayBeChainedAsLongAsTheyLike() {
        let count = 100_000
        let chain = (0..<count).map { "    S\($0): { $ref: '#/components/schemas/S\($0 + 1)' }\n" }.joined()
        let text = head + "components:\n  schemas:\n\(chain)    S\(count): { type: object, properties: { a: { type: string } } }\n"
        let result = generate(text)
        #expect(said(result) == "")
        #expect(result.files.map(\.path) == ["MClient.swift", "Models/S\(count).swift"])
    }

    @Test func aCircleOfManyReferencesIsAnErrorForEach() {
        let count = 20_000
        let chain = (0..<count).map { "    S\($0): { $ref: '#/components/schemas/S\(($0 + 1) % count)' }\n" }.joined()
        let result = generate(head + "components:\n  schemas:\n\(chain)")
        #expect(result.diagnostics.count == count)
        #expect(result.diagnostics.allSatisfy { $0.code == "ref-cycle" })
    }

    @Test func modelsMayBeChainedAsLongAsTheyLike() {
        let count = 3000
        let chain = (0..<count).map {
            "    S\($0): { type: object, properties: { next: { $ref: '#/components/schemas/S\(($0 + 1) % count)' } } }\n"
        }.joined()
        let result = generate(head + "components:\n  schemas:\n\(chain)")
        #expect(said(result) == "")
        #expect(result.files.count == count + 1)
        #expect(result.files[1].text.contains("@IndirectOptional public var next: S1?"))
    }

    @Test func tuplesMayBeAsLongAsTheyLike() {
        func result(_ items: [String]) -> Generator.Result {
            let counts = "minItems: \(items.count), maxItems: \(items.count)"
            return generate(
                head + "components: { schemas: { A: { type: object, properties: { a: { type: array, \(counts), "
                    + "prefixItems: [\(items.map { "{ type: \($0) }" }.joined(separator: ", "))] } } } } }\n")
        }
        let list = result(Array(repeating: "string", count: 20_000))
        #expect(said(list) == "")
        #expect(list.files[1].text.contains("public var a: [String]?"))
        #expect(list.files[1].text.contains(#"check.array("a", a, minItems: 20000, maxItems: 20000)"#))
        let most = result(Array(repeating: ["string", "integer"], count: 50).flatMap { $0 })
        #expect(said(most) == "")
        #expect(most.files[1].text.contains("public struct AA: JSONTuple {"))
        let more = result(Array(repeating: ["string", "integer"], count: 10_000).flatMap { $0 })
        let message =
            "unsupported: a tuple of 20000 items of different types has no Swift type; it becomes a list of JSONValue, which is checked "
            + "[unsupported-tuple]"
        #expect(said(more).contains(message))
        #expect(more.files[1].path == "Schemas.swift")
        #expect(more.files[2].text.contains("public var a: [JSONValue]?"))
    }

    @Test func tuplesMayBeNestedAndChainedAsLongAsTheyLike() {
        let nested =
            String(repeating: "{ type: array, minItems: 2, maxItems: 2, prefixItems: [{ type: integer }, ", count: 150) + "{ type: string }"
            + String(repeating: "] }", count: 150)
        let deep = generate(head + "components: { schemas: { A: \(nested) } }\n")
        #expect(said(deep) == "")
        #expect(deep.files.map(\.path) == ["MClient.swift", "Models/A.swift"])
        let count = 2000
        let chain = (0..<count).map { number in
            let next = "{ type: array, items: { $ref: '#/components/schemas/T\(number + 1)' } }"
            return "    T\(number): { type: array, minItems: 2, maxItems: 2, prefixItems: [\(next), \(next)] }\n"
        }.joined()
        let chained = generate(head + "components:\n  schemas:\n\(chain)    T\(count): { type: string }\n")
        #expect(chained.diagnostics.allSatisfy { $0.code == "unsupported-recursion" })
        #expect(chained.files.map(\.path) == ["MClient.swift"])
    }

    @Test func aPropertyMayBeRepeatedAlongAChainOfAllOf() {
        let count = 1200
        let chain = (1...count).map { number in
            "    S\(number): { allOf: [{ $ref: '#/components/schemas/S\(number - 1)' }, "
                + "{ type: object, properties: { a: { maxLength: \(10_000 - number) } } }] }\n"
        }.joined()
        let result = generate(head + "components:\n  schemas:\n    S0: { type: object, properties: { a: { type: string } } }\n\(chain)")
        #expect(said(result) == "")
        #expect(result.files.map(\.path) == ["MClient.swift"] + (0...count).map { "Models/S\($0).swift" })
        #expect(result.files[count + 1].text.contains(#"check.string("a", a, maxLength: 8800)"#))
    }

    @Test func whatAllOfMakesOfListsMayBeAListOfItselfOrOfListsWithoutEnd() {
        let whole = "R: { allOf: [{ $ref: '#/components/schemas/P0' }, { $ref: '#/components/schemas/Q0' }] }"
        let user = "O: { type: object, properties: { a: { $ref: '#/components/schemas/R' } } }"
        for (count, isCircle) in [(1, true), (5000, false)] {
            let lists = ["P", "Q"].map { name in
                (0..<count).map {
                    "    \(name)\($0): { type: array, items: { $ref: '#/components/schemas/\(name)\(isCircle ? 0 : $0 + 1)' } }\n"
                }
                .joined() + "    \(name)\(count): { type: array }\n"
            }
            let result = generate(head + "components:\n  schemas:\n\(lists.joined())    \(whole)\n    \(user)\n")
            #expect(!result.hasErrors)
            #expect(result.files.map(\.path) == ["MClient.swift", "Models/O.swift"])
            #expect(result.diagnostics.allSatisfy { $0.code == "unsupported-recursion" })
        }
    }

    @Test func unionsMayLieInEachOtherAsDeepAsTheyLike() {
        let count = 3000
        let chain = (0..<count).map { "    S\($0): { oneOf: [{ $ref: '#/components/schemas/S\($0 + 1)' }, { type: integer }] }\n" }.joined()
        let typed = generate(head + "components:\n  schemas:\n\(chain)    S\(count): { type: boolean }\n")
        #expect(said(typed) == "")
        #expect(typed.files.count == count + 1)
        // What is at the end decides what all before it are.
        let untyped = generate(head + "components:\n  schemas:\n\(chain)    S\(count): {}\n")
        #expect(!untyped.hasErrors)
        #expect(untyped.files.allSatisfy { !$0.text.contains("public enum") })
    }

    @Test func variantsOfWhichThereAreManyAreToldApart() throws {
        let count = 600
        let told = (0..<count).map { "{ type: object, required: [t], properties: { t: { const: v\($0) } } }" }.joined(separator: ", ")
        let result = generate(head + "components: { schemas: { A: { oneOf: [\(told)] } } }\n")
        #expect(!result.hasErrors)
        let union = try #require(result.files.first { $0.path == "Models/A.swift" })
        #expect(!union.text.contains("check.exclusive(self)"))
        // Two properties tell these: no more than 500 are compared in pairs, and a value of more is held against all of them.
        for (count, isChecked) in [(20, false), (count, true)] {
            let variants = (0..<count).map { number in
                let (own, other) = number % 2 == 0 ? ("t", "u") : ("u", "t")
                return "{ type: object, required: [t, u], properties: { \(own): { const: v\(number) }, \(other): { const: same } } }"
            }
            let result = generate(head + "components: { schemas: { A: { oneOf: [\(variants.joined(separator: ", "))] } } }\n")
            let union = try #require(result.files.first { $0.path == "Models/A.swift" })
            #expect(union.text.contains("check.exclusive(self)") == isChecked)
        }
    }

    @Test func rulesThatAllNeedEachOtherListNoMoreThanAreListed() throws {
        let count = 200
        let schemas = (0..<count).map { number in
            "    A\(number): { type: object, not: { $ref: '#/components/schemas/A\((number + 1) % count)' } }\n"
        }
        let bytes = Array((head + "components:\n  schemas:\n\(schemas.joined())").utf8)
        let diagnostics = Diagnostics()
        let description = try #require(DescriptionReader.description(at: "a", read: { _ in bytes }, diagnostics: diagnostics))
        let configuration = Configuration(module: "M")
        let module = ModuleBuilder.module(for: description, source: "a", configuration: configuration, diagnostics: diagnostics)
        let rules = try #require(module).schemas
        #expect(diagnostics.all.isEmpty)
        #expect(rules.rules.count == count)
        #expect(rules.definitions.count == count)
        #expect(rules.rules.allSatisfy { $0.hasAll && $0.definitions.count == EmbeddedSchemas.Rule.mostListed + 1 })
    }

    /// Each has all behind it for subclasses, so their number grows with the square of the chain's length.
    @Test(.timeLimit(.minutes(1))) func ofBasesInAChainTheFirstAreChoices() {
        let chain = (1..<2000).map {
            "    S\($0): { allOf: [{ $ref: '#/components/schemas/S\($0 - 1)' }], discriminator: { propertyName: kind } }\n"
        }
        let base = "    S0: { type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind } }\n"
        let result = generate(head + "components:\n  schemas:\n\(chain.reversed().joined())\(base)")
        #expect(result.diagnostics.allSatisfy { $0.code == "unsupported-discriminator" })
        #expect(result.diagnostics.count { $0.message.hasSuffix("more than 10000 subclasses in all") } == 1859)
        #expect(result.files.count == 143)
    }

    @Test(.timeLimit(.minutes(1))) func aNumberOfAMillionDigitsIsReadOnceHoweverOftenItIsCompared() {
        let long = String(repeating: "1", count: 1_000_000)
        let others = (1000..<7000).map { ", { maximum: 2e1000000\($0) }" }.joined()
        let result = generate(
            head
                + "components: { schemas: { A: { type: object, properties: { a: { allOf: [{ type: number, maximum: \(long) }\(others)] } } } } }"
        )
        #expect(said(result) == "")
        #expect(result.files.last?.text.contains("maximum: \"\(long)\"") == true)
    }

    @Test(.timeLimit(.minutes(1))) func alternativesBesideManyPropertiesStayARule() {
        let alternatives = (0..<200).map { "    A\($0): { type: object, properties: { a\($0): { type: string } } }\n" }.joined()
        let references = (0..<200).map { "{ $ref: '#/components/schemas/A\($0)' }" }.joined(separator: ", ")
        let properties = (0..<200).map { "p\($0): { type: string }" }.joined(separator: ", ")
        let whole = "    Whole: { type: object, properties: { \(properties) }, oneOf: [\(references)] }\n"
        let result = generate(head + "components:\n  schemas:\n\(alternatives)\(whole)")
        #expect(result.diagnostics.map(\.code) == ["alternatives-too-large", "untyped-alternatives"])
        #expect(result.files.contains { $0.text.contains("public struct Whole: JSONModel") })
    }

    @Test func whatAllOfRepeatsHasALimit() {
        let properties = (0..<2000).map { "p\($0): {}" }.joined(separator: ", ")
        let many = (0..<600).map { "    S\($0): { allOf: [{ $ref: '#/components/schemas/Big' }, { minProperties: 1 }] }\n" }.joined()
        let result = generate(head + "components:\n  schemas:\n    Big: { type: object, properties: { \(properties) } }\n\(many)")
        #expect(said(result).contains("error: the schemas of allOf have more than a million properties in all [allof-too-large]"))
        #expect(result.diagnostics.count { $0.code == "allof-too-large" } == 1)
        #expect(result.files.isEmpty)
    }

    @Test func aChainThatTakesInAllBeforeItHasTheSameLimitAndOneError() {
        let chain = (1...1500).map { number in
            "    S\(number): { allOf: [{ $ref: '#/components/schemas/S\(number - 1)' }, { properties: { p\(number): {} } }] }\n"
        }
        let base = "    S0: { type: object, discriminator: { propertyName: kind }, properties: { kind: { type: string } } }\n"
        // From the last on, so that the whole chain lies under the first schema that is looked at.
        let result = generate(head + "components:\n  schemas:\n\(chain.reversed().joined())\(base)")
        #expect(result.diagnostics.map(\.code) == ["allof-too-large"])
        #expect(result.files.isEmpty)
    }

    @Test func propertiesOfWhatAllowsNoValueAreNotLookedInto() {
        let result = generate(
            head + """
                components:
                  schemas:
                    A: { type: object, properties: { n: { type: string } } }
                    B: { allOf: [{ $ref: '#/components/schemas/C' }, { type: object, properties: { n: { $ref: '#/components/schemas/A' } } }] }
                    C: { allOf: [{ $ref: '#/components/schemas/A' }, { type: object, properties: { n: { $ref: '#/components/schemas/B' } } }] }
                """)
        #expect(result.files.map(\.path) == ["MClient.swift", "Schemas.swift", "Models/A.swift", "Models/B.swift", "Models/C.swift"])
        #expect(Set(result.diagnostics.map(\.code)) == ["allof-contradiction"])
    }

    @Test func textInUTF16OrWithAByteOrderMarkIsReadAsWhatItSays() {
        let text = head + "components: { schemas: { Grüße: { type: object, properties: { a: { type: string } } } } }\n"
        let expected = generate(text)
        #expect(expected.files.map(\.path) == ["MClient.swift", "Models/Grüße.swift"])
        let units = Array(text.utf16)
        let encodings: [[UInt8]] = [
            [0xEF, 0xBB, 0xBF] + Array(text.utf8),
            [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
            [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] },
        ]
        for bytes in encodings {
            let result = generate(bytes)
            #expect(said(result) == "")
            #expect(result.files == expected.files)
        }
    }

    @Test func everyBeginningOfADescriptionIsAnErrorOrAnAnswer() throws {
        let golden = try #require(try GoldenCaseTests.all.first { $0.name == "HostileText" })
        let bytes = try golden.entry()
        for end in bytes.indices {
            let result = generate(Array(bytes[..<end]))
            #expect(result.hasErrors || !result.files.isEmpty)
        }
    }
}
