import Bindings
import Generator
import OpenAPI
import SwiftEmitter
import Testing
import YAMLDocument

/// What is said of schemas that promise more than Swift has a type for, and what those become.
@Suite struct SchemaFaultsTests {
    /// Of a schema `S` with one property `p`, beside others.
    private func generate(_ property: String, others: String = "") -> (model: String, said: [String]) {
        let text = """
            openapi: 3.1.0
            info: { title: t, version: '1' }
            components:
              schemas:
                S: { type: object, properties: { p: \(property) } }
            \(others)
            """
        let result = Generator.generate(entry: "openapi.yaml", configuration: Configuration(module: "M")) { _ in Array(text.utf8) }
        let model = result.files.first { $0.path == "Models/S.swift" }?.text ?? ""
        return (model, result.diagnostics.map { "\($0.message) [\($0.code)]" })
    }

    @Test(
        arguments: [
            ("{ type: integer, minimum: 0, maximum: 18446744073709551615 }", "UInt64", false),
            ("{ type: integer, exclusiveMinimum: 0, exclusiveMaximum: 18446744073709552000 }", "UInt64", false),
            // The end of Int64 as JavaScript writes it.
            ("{ type: integer, minimum: 0, maximum: 9223372036854776000 }", "Int", false),
            ("{ type: integer, minimum: -9223372036854776000, maximum: 9223372036854776000 }", "Int", false),
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

    @Test func aNameThatIsNearlyOneIsASlip() {
        let slip = { (required: String) in
            generate("{ type: object, required: [\(required)], properties: { name: { type: string }, id: { type: string } } }").said
        }
        #expect(slip("nmae") == [#""nmae" is required and no property; did you mean "name"? [misspelled-required]"#])
        #expect(slip("other, ib") == [])
        // What is meant may be both.
        #expect(slip("names, name") == [])
    }
}
