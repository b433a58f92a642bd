import Bindings
import Generator
import OpenAPI
import SwiftEmitter
import Testing
import YAMLDocument

/// What a file that a description refers to, or a `bindings.yaml`, may be: an answer or one error with a place in it.
@Suite struct OtherFilesTests {
    struct Content: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        /// The first words of the error and its code; nil where there is none.
        let error: (place: String, code: String)?

        init(_ name: String, _ bytes: [UInt8], _ error: (place: String, code: String)?) {
            (testDescription, self.bytes, self.error) = (name, bytes, error)
        }

        init(_ name: String, _ text: String, _ error: (place: String, code: String)?) { self.init(name, Array(text.utf8), error) }
    }

    private static let model = "A: { type: object, properties: { a: { type: string } } }\n"

    private static func utf16(_ text: String, isLittleEndian: Bool) -> [UInt8] {
        ("\u{FEFF}" + text).utf16.flatMap { unit -> [UInt8] in
            let bytes = [UInt8(truncatingIfNeeded: unit >> 8), UInt8(truncatingIfNeeded: unit)]
            return isLittleEndian ? bytes.reversed() : bytes
        }
    }

    private static let contents = [
        Content("a mark of its encoding", [0xEF, 0xBB, 0xBF] + Array(model.utf8), nil),
        Content("UTF-16, little end first", utf16(model, isLittleEndian: true), nil),
        Content("UTF-16, big end first", utf16(model, isLittleEndian: false), nil),
        Content(
            "an alias bomb",
            "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
                + (1..<12).map { "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 10).joined(separator: ", "))]\n" }.joined()
                + model,
            ("5:", "yaml-alias-budget")),
        Content("an alias inside of itself", "x: &x [*x]\n" + model, ("1:8:", "yaml-alias-cycle")),
        Content("a key twice", "A: { type: string }\nA: { type: integer }\n", ("2:1:", "yaml-duplicate-key")),
        Content("a tag", "A: !!python/object:os.system x\n", ("1:4:", "yaml-tag")),
        Content("two documents", model + "---\n" + model, ("2:1:", "yaml-multiple-documents")),
        Content("UTF-32", [0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], ("1:1:", "yaml-encoding")),
        Content("no UTF-8", Array("A: { type: object, description: \"".utf8) + [0xFF, 0x22, 0x7D], ("1:34:", "yaml-encoding")),
        Content("a binary file", Array(0...255), ("1:1:", "yaml-encoding")),
        Content("nesting without end", "A: " + String(repeating: "[", count: 100_000), ("1:515:", "yaml-depth")),
        Content("nothing", "", ("1:1:", "yaml-empty")),
        Content("the beginning of a file", "A: { type: object, properties: { a", ("1:35:", "yaml-syntax")),
    ]

    @Test(arguments: contents)
    func aFileThatIsReferredTo(_ content: Content) throws {
        let text = "openapi: 3.1.0\ninfo: { title: t, version: '1' }\ncomponents: { schemas: { A: { $ref: 'other.yaml#/A' } } }\n"
        let result = Generator.generate(entry: "openapi.yaml", configuration: Configuration(module: "M")) { path in
            path == "other.yaml" ? content.bytes : Array(text.utf8)
        }
        guard let error = content.error else {
            #expect(DiagnosticText.text(of: result.diagnostics) == "")
            #expect(result.files.map(\.path) == ["MClient.swift", "Models/A.swift"])
            return
        }
        #expect(result.files.isEmpty)
        #expect(result.diagnostics.map(\.code) == [error.code])
        #expect(DiagnosticText.text(of: result.diagnostics).hasPrefix("other.yaml:\(error.place)"))
    }

    @Test(arguments: contents.filter { $0.error != nil })
    func aConfiguration(_ content: Content) throws {
        let diagnostics = Diagnostics()
        #expect(ConfigurationFile.parse(content.bytes, path: "bindings.yaml", diagnostics: diagnostics) == nil)
        #expect(diagnostics.all.map(\.code) == content.error.map { [$0.code] })
        #expect(DiagnosticText.text(of: diagnostics.all).hasPrefix("bindings.yaml:\(content.error?.place ?? "")"))
    }

    @Test func aConfigurationMayBeInUTF16() throws {
        let diagnostics = Diagnostics()
        let bytes = Self.utf16("spec: a.yaml\noutput: o\nmodule: Größe\n", isLittleEndian: true)
        let file = try #require(ConfigurationFile.parse(bytes, path: "bindings.yaml", diagnostics: diagnostics))
        #expect(file.bindings.module == "Größe")
        #expect(diagnostics.all.isEmpty)
    }

    @Test func aTextThatIsReferredToIsUTF8() {
        let text = "openapi: 3.1.0\ninfo: { title: t, version: '1' }\ncomponents: { schemas: { A: { description: { $ref: words.md } } } }\n"
        let result = Generator.generate(entry: "openapi.yaml", configuration: Configuration(module: "M")) { path in
            path == "words.md" ? [0x61, 0xFF, 0x62] : Array(text.utf8)
        }
        #expect(result.files.isEmpty)
        #expect(
            DiagnosticText.text(of: result.diagnostics).hasPrefix("openapi.yaml:3:52: error: \"words.md\" is no text in UTF-8 [not-text]\n")
        )
    }
}
