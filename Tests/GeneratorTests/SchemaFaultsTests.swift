import Bindings
import Foundation
import Generator
import OpenAPI
import SwiftEmitter
import Testing
import YAMLDocument

/// What is said of schemas that promise more than Swift has a type for, and what those become.
@Suite struct SchemaFaultsTests {
    /// Of a schema `S` with one property `p`, beside others.
    private func generate(_ property: String, others: [String] = [], model: String = "S") -> (model: String, said: [String]) {
        let text = """
            openapi: 3.1.0
            info: { title: t, version: '1' }
            components:
              schemas:
                S: { type: object, properties: { p: \(property) } }
            \(others.map { "    \($0)" }.joined(separator: "\n"))
            """
        let result = Generator.generate(entry: "openapi.yaml", configuration: Configuration(module: "M")) { _ in Array(text.utf8) }
        let model = result.files.first { $0.path == "Models/\(model).swift" }?.text ?? ""
        return (model, result.diagnostics.map { "\($0.message) [\($0.code)]" })
    }

    @Test(
        arguments: [
            ("{ type: integer, minimum: 0, maximum: 18446744073709551615 }", "UInt64", false),
            ("{ type: integer, exclusiveMinimum: 0, exclusiveMaximum: 18446744073709552000 }", "UInt64", false),
            // The end of Int64 as JavaScript writes it.
            ("{ type: integer, minimum: 0, maximum: 9223372036854776000 }", "Int", false),
            ("{ type: integer, minimum: -9223372036854776000, maximum: 9223372036854776000 }", "Int", false),
            ("{ type: integer, exclusiveMinimum: -1, maximum: 18446744073709551615 }", "UInt64", false),
            ("{ type: integer, minimum: -5, exclusiveMinimum: 0, maximum: 18446744073709551615 }", "UInt64", false),
            ("{ type: integer, minimum: 9223372036854777856 }", "UInt64", false),
            ("{ type: integer, maximum: 18446744073709551615 }", "Int", true),
            ("{ type: integer, minimum: -1, maximum: 18446744073709551615 }", "Int", true),
            ("{ type: integer, minimum: 0, maximum: 1e30 }", "Int", true),
            ("{ type: integer, format: uint64, minimum: 0, maximum: 1e30 }", "UInt64", true),
            ("{ type: integer, format: int64, maximum: 1e30 }", "Int64", true),
        ])
    func limitsBeyondInt64(_ schema: String, _ type: String, isSaid: Bool) {
        let (model, said) = generate(schema)
        #expect(model.contains("public var p: \(type)?\n"))
        #expect(said == (isSaid ? ["integers beyond \(type) are allowed here, and cannot be read [value-mismatch]"] : []))
    }

    @Test(arguments: [
        "{ type: [string, 'null'], enum: [a, null], default: null }", "{ anyOf: [{ enum: [a, b] }, { type: 'null' }], default: null }",
    ])
    func nullIsADefaultOfWhatMayBeNull(_ schema: String) {
        let (model, said) = generate(schema)
        #expect(model.contains("    /// Default: `null`.\n"))
        #expect(said == [])
    }

    @Test func ofWhatIsSeveralStructuresAtOnceOneIsRead() {
        let cat = "{ title: Cat, type: object, properties: { meows: { type: boolean }, name: { type: string } } }"
        let dog = "{ title: Dog, type: object, properties: { barks: { type: boolean }, name: { type: string } } }"
        let name = "{ title: Name, type: object, properties: { name: { type: string } } }"
        let kind = { (name: String) in
            "{ title: \(name), type: object, required: [kind], properties: { kind: { const: \(name) }, \(name): { type: string } } }"
        }
        let warning =
            "a value may be both cat and dog; it is read as the one that names most of what is there, without what only the other names "
            + "[overlapping-alternatives]"
        #expect(generate("{ anyOf: [\(cat), \(dog)] }").said == [warning])
        // The one has all of the other; one of them says which it is; only one may take a value.
        #expect(generate("{ anyOf: [\(cat), \(name)] }").said == [])
        #expect(generate("{ anyOf: [\(kind("a")), \(kind("b"))] }").said == [])
        #expect(generate("{ oneOf: [\(cat), \(dog)] }").said == [])
    }

    @Test func alternativesThatBecomeNoStructuresAreSaid() {
        let alternatives =
            "oneOf: [{ type: object, properties: { a: { type: string } } }, { type: object, properties: { b: { type: string } } }]"
        let own = "type: object, properties: { q: { type: string }, r: { type: string } }"
        let presence = "anyOf: [{ required: [q] }, { required: [r] }]"
        #expect(generate("{ \(own), \(alternatives) }").said == [])
        #expect(generate("{ \(own), \(presence) }").said == [])
        #expect(
            generate("{ \(own), \(alternatives), \(presence) }").said == [
                #""a", which only an alternative names, has no Swift of its own here: it is kept as JSON, and checked by a rule "#
                    + "[untyped-alternatives]"
            ])
    }

    @Test func aTagIsSentAlsoWhereItNeedNotBe() {
        let member = { (name: String) in
            "\(name): { type: object, required: [n], properties: { type: { type: string, const: \(name), default: \(name) }, n: { type: integer } } }"
        }
        let mapping = "{ propertyName: type, mapping: { A: '#/components/schemas/A', B: '#/components/schemas/B' } }"
        let text = "{ oneOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }], discriminator: \(mapping) }"
        let (model, said) = generate(text, others: [member("A"), member("B")], model: "B")
        #expect(said == [])
        #expect(model.contains("public init(type: String? = \"B\", n: Int)"), "\(model)")
    }

    @Test func aNameThatIsNearlyOneIsASlip() {
        let slip = { (required: String) in
            generate("{ type: object, required: [\(required)], properties: { name: { type: string }, id: { type: string } } }").said
        }
        #expect(slip("nmae") == [#""nmae" is required and no property; did you mean "name"? [misspelled-required]"#])
        #expect(slip("other, ib") == [])
        // What is meant may be both.
        #expect(slip("names, name") == [])
        // Another schema may name it.
        let base = "Base: { type: object, properties: { names: { type: string } } }"
        let member = "{ required: [names], properties: { name: { type: string } } }"
        #expect(generate("{ allOf: [{ $ref: '#/components/schemas/Base' }, \(member)] }", others: [base]).said == [])
    }

    /// The type of a property that takes in `A`, which has alternatives, and something else.
    private func both(_ other: String) -> (model: String, said: [String]) {
        generate(
            "{ allOf: [{ $ref: '#/components/schemas/A' }, \(other)] }",
            others: [
                "A: { oneOf: [{ $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/C' }] }",
                "B: { type: object, required: [b], properties: { b: { type: string } } }",
                "C: { type: object, required: [c], properties: { c: { type: string } } }",
                "N: { required: [b] }", "O: { required: [c] }",
            ])
    }

    @Test(
        arguments: [
            "{ $ref: '#/components/schemas/A' }", "{ oneOf: [{ $ref: '#/components/schemas/B' }] }",
            "{ oneOf: [{ $ref: '#/components/schemas/N' }, { $ref: '#/components/schemas/O' }] }",
            "{ anyOf: [{ $ref: '#/components/schemas/C' }, { $ref: '#/components/schemas/B' }] }",
        ])
    func aSecondChoiceThatNamesNothingNewCostsNoType(_ other: String) {
        let (model, said) = both(other)
        #expect(model.contains("public var p: P?\n") && model.contains("case b(B)"), "\(model)")
        #expect(said == [])
    }

    @Test(arguments: ["oneOf", "anyOf"])
    func aSecondChoiceThatNamesMoreCostsTheType(_ keyword: String) {
        let (model, said) = both("{ \(keyword): [{ properties: { d: { type: string } } }, { properties: { e: { type: string } } }] }")
        #expect(model.contains("public var p: JSONValue?\n"), "\(model)")
        #expect(
            said == [
                #"two schemas of this allOf have alternatives, and "d" is of one of them alone; the object keeps all its properties "#
                    + "as JSON, and both are checked [allof-choices]"
            ])
    }

    @Test(
        arguments: [
            ("{ additionalProperties: { type: integer }, patternProperties: { '^x': { type: string } } }", "JSONValue"),
            ("{ additionalProperties: { type: integer }, patternProperties: { '^x': true } }", "JSONValue"),
            ("{ additionalProperties: { type: string }, patternProperties: { '^x': { type: string, maxLength: 5 } } }", "String"),
            ("{ additionalProperties: { type: string }, patternProperties: { '^x': { $ref: '#/components/schemas/S' } } }", "JSONValue"),
            (
                "{ allOf: [{ additionalProperties: { type: integer, maximum: 9 } }, { patternProperties: { '^x': { minimum: 5 } } }] }",
                "Int"
            ),
        ])
    func theValuesOfAMapWithPatterns(_ schema: String, _ type: String) {
        let (model, _) = generate(schema.replacingOccurrences(of: "{ add", with: "{ type: object, add"))
        #expect(model.contains("public var p: [String: \(type)]?\n"), "\(model)")
    }
}
