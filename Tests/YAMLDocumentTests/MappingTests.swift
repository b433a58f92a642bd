import Testing

@testable import YAMLDocument

@Suite("Mappings keep their order, find their keys and refuse equal ones")
struct MappingTests {
    @Test("entries come in document order with the marks of their keys")
    func order() throws {
        let root = try parse("zeta: 1\nalpha:\n  - x\n  - {b: 2}\n")
        #expect(root.entries.map(\.key) == ["zeta", "alpha"])
        #expect(root.entries.map(\.keyMark.short) == ["1:1", "2:1"])
        #expect(root.entries.map(\.value.mark.short) == ["1:7", "3:3"])
        #expect(root["alpha"]?.elements.map(\.mark.short) == ["3:5", "4:5"])
        #expect(root.entry("alpha")?.keyMark.short == "2:1")
        #expect(root.entry("beta") == nil)
    }

    @Test(
        "a value that is missing at the end of the text has its place there, with or without a line end",
        arguments: [("a:", "1:3"), ("a:\n", "1:3"), ("b: 1\ra:", "2:3")])
    func missingValue(_ text: String, _ place: String) throws {
        #expect(try parse(text)["a"]?.mark.short == place)
    }

    @Test("keys that are no strings are found by their text")
    func otherKeys() throws {
        let root = try parse("200: ok\n3.10: b\ntrue: c\n~: d\n\"\": e\n")
        #expect(root.rendered == #"{200: "ok", 3.10: "b", true: "c", ~: "d", : "e"}"#)
        #expect(root["200"]?.string == "ok")
        #expect(root["3.10"]?.string == "b")
        #expect(root["3.1"] == nil)
    }

    @Test(
        "every key of a mapping is found and no other",
        arguments: [1, 7, 8, 9, 16, 17, 1000, 20_000])
    func lookup(count: Int) throws {
        let root = try parse((0..<count).map { "key\($0): \($0)\n" }.joined())
        #expect(root.entries.count == count)
        #expect((0..<count).allSatisfy { root["key\($0)"]?.integer == $0 })
        #expect(root["key\(count)"] == nil)
        #expect(root["key"] == nil)
        #expect(root[""] == nil)
    }

    @Test("keys are compared by their characters as written, not by what looks the same")
    func canonicalEquivalence() throws {
        let root = try parse("\"\\u00e9\": 1\n\"e\\u0301\": 2\n")
        #expect(root.entries.count == 2)
        #expect(root["\u{e9}"]?.integer == 1)
        #expect(root["e\u{301}"]?.integer == 2)
    }

    @Test("equal keys are an error at the second with a note at the first, in small and large mappings")
    func duplicates() {
        let expected = """
            t.yaml:3:3: The key `b` is there twice in one mapping; remove or rename one. [yaml-duplicate-key]
            t.yaml:2:3: note: it is first here
            """
        #expect(failure("a:\n  b: 1\n  \"b\": 2\n") == expected)
        #expect(failure("{\"a\": {\n  \"b\": 1,\n  \"b\": 2}}") == expected)
        let many = (0..<5000).map { "k\($0): 1\n" }.joined() + "k77: 2\n"
        #expect(
            failure(many) == """
                t.yaml:5001:1: The key `k77` is there twice in one mapping; remove or rename one. [yaml-duplicate-key]
                t.yaml:78:1: note: it is first here
                """)
        #expect(failure("200: 1\n'200': 2\n").hasPrefix("t.yaml:2:1: The key `200` is there twice"))
    }

    @Test("collections as keys are an error", arguments: ["? [a]\n: 1", "? {a: 1}\n: 1", "x: &x [1]\n*x : 2"])
    func complexKeys(text: String) {
        #expect(
            failure(text).hasSuffix(
                "A key must be text or a number, not a list or a mapping; put it in quotes if it is text. [yaml-complex-key]"))
    }
}
