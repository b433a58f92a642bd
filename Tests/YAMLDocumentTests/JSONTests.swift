import Foundation
import Testing

@testable import YAMLDocument

@Suite("JSON is read whole, and as JSON")
struct JSONTests {
    @Test("JSON that libyaml refuses is read")
    func beyondLibyaml() throws {
        let key = String(repeating: "k", count: 5000)
        let text =
            "{\n\t\"a\\/b\"\n\t:\t\"\\uD83D\\uDE00\\u00e9\\b\\f\\n\\r\\t\\\"\\\\\\/\",\n\t\"\(key)\": \"\u{7F}\u{2028}\u{85}\u{FFFF}\"\n}"
        let root = try parse(text)
        #expect(root["a/b"]?.string == "😀é\u{8}\u{C}\n\r\t\"\\/")
        #expect(root[key]?.string == "\u{7F}\u{2028}\u{85}\u{FFFF}")
        #expect(root["a/b"]?.mark.short == "3:4")
    }

    @Test("both readers make the same tree with the same marks")
    func sameTree() throws {
        let text = "{\"a\": [1, -2.5e3, true, null, \"x\\ny\", {}],\r\n \"ü😀\": {\"é\": \"ö\", \"b\": []}, \"c\": \"\\u0041\"}\n"
        let file = SourceFile(path: "t", bytes: Array(text.utf8))
        let limits = YAMLDocument.Limits()
        let json = YAMLNode(tree: try JSONReader.read(file, limits: limits), number: 0)
        let yaml = YAMLNode(tree: try LibyamlReader.read(file, limits: limits, hasLegacyLineBreaks: false), number: 0)
        #expect(json.rendered == yaml.rendered)
        #expect(marks(json) == marks(yaml))
        #expect(json["ü😀"]?["b"]?.mark.short == "2:24")
    }

    @Test("a file named .json is JSON; another that begins like it may be YAML's flow style")
    func flowStyle() throws {
        let text = "{a: 1, # c\n b: [x, tru, ], 'c': \"d\"}"
        #expect(try parse(text).rendered == #"{a: int 1, b: ["x", "tru"], c: "d"}"#)
        #expect(failure(text, path: "t.json") == "t.json:1:2: Expected a key in double quotes, found `a`. [json-syntax]")
        #expect(try parse("openapi: 3.1.0", path: "t.json")["openapi"]?.string == "3.1.0")
        #expect(try parse("[a]: 1\n".replacing("[a]", with: "\"[a]\"")).rendered == "{[a]: int 1}")
    }

    @Test(
        "errors say what is there and what should be",
        arguments: [
            ("{\"a\": 1 \"b\": 2}", "1:9: Expected `,` or `}`, found `\"`. [json-syntax]\nt.json:1:1: note: the mapping begins here"),
            ("[1 2]", "1:4: Expected `,` or `]`, found `2`. [json-syntax]\nt.json:1:1: note: the list begins here"),
            ("{\"é\": tru}", "1:7: Expected a value, found `t`. [json-syntax]"),
            ("{\"a\": 1,}", "1:9: Expected a key in double quotes, found `}`. [json-syntax]"),
            ("{\"a\": [1,]}", "1:10: Expected a value, found `]`. [json-syntax]"),
            ("{\"a\" 1}", "1:6: Expected `:` after a key, found `1`. [json-syntax]"),
            ("[1] ]", "1:5: Expected the end of the file, found `]`. [json-syntax]"),
            ("[1.]", "1:4: Expected a digit, found `]`. [json-syntax]"),
            ("[\"\\q\"]", "1:3: There is no such escape in JSON; write `\\\\` for a backslash. [json-syntax]"),
            ("[\"\\u12G4\"]", "1:3: The escape `\\u` needs four hexadecimal digits. [json-syntax]"),
            (
                "[\"x\ny\"]",
                "1:4: A line end or control character (0xA) stands inside quotes; close them, or write an escape such as `\\n`. [json-syntax]"
            ),
            (
                "[\"\\uD83Dx\"]",
                "1:3: `\\uD83D` is half of a surrogate pair, which is no character; write both halves, or the character itself. [yaml-escape]"
            ),
            ("[1,\n \"x", "2:2: The file ends inside the text that begins here; it may be cut off. [json-syntax]"),
            (
                "{\"a\": [1,\n",
                "2:1: The file ends in the middle of a value; it may be cut off. [json-syntax]\nt.json:1:7: note: the list begins here"
            ),
        ])
    func errors(text: String, message: String) {
        #expect(failure(text, path: "t.json") == "t.json:\(message)")
    }

    @Test("where neither reader can read a text, the one that got further speaks")
    func furthest() {
        #expect(failure("{a: 1,\n b: @}") == "t.yaml:2:5: A value may not begin with `@`; put it in quotes. [yaml-syntax]")
        #expect(failure("{\"a\": \"\\uD83D\\uDE00\",\n \"b\": @}") == "t.yaml:2:7: Expected a value, found `@`. [json-syntax]")
    }

    @Test("every text of the public JSON suite is judged as the suite says", .enabled(if: isShared("json-parsing-suite")))
    func suite() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: shared.appending(path: "json-parsing-suite").path)
        // RFC 8259 leaves equal keys open; in a description one of them would be lost.
        let refused: Set = ["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"]
        for name in names.sorted() where name.hasSuffix(".json") {
            let bytes = try sharedBytes("json-parsing-suite/\(name)")
            let isValid = JSONReader.looksLikeJSON(bytes) ? (try? parse(bytes, path: name)) != nil : isJSON(bytes)
            if name.hasPrefix("y_") { #expect(isValid != refused.contains(name), "\(name)") }
            if name.hasPrefix("n_") { #expect(!isValid, "\(name)") }
        }
        #expect(names.count > 300)
    }

    private func isJSON(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { TextSurvey($0).faultOffset == nil }
            && (try? JSONReader.read(SourceFile(path: "t.json", bytes: bytes), limits: .init())) != nil
    }

    private func marks(_ node: YAMLNode) -> [String] {
        [node.mark.short] + node.elements.flatMap(marks) + node.entries.flatMap { [$0.keyMark.short] + marks($0.value) }
    }
}
