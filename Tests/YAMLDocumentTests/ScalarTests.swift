import Testing

@testable import YAMLDocument

@Suite("Scalars follow the core schema of YAML 1.2")
struct ScalarTests {
    @Test(
        "plain text has the kind of the core schema",
        arguments: [
            ("null", YAMLNode.Kind.null), ("Null", .null), ("NULL", .null), ("~", .null), ("nUll", .string), ("nil", .string),
            ("true", .boolean), ("True", .boolean), ("FALSE", .boolean), ("tRue", .string),
            ("no", .string), ("on", .string), ("yes", .string), ("off", .string), ("y", .string), ("N", .string),
            ("0", .integer), ("-0", .integer), ("+12", .integer), ("012", .integer), ("0o17", .integer), ("0x1F", .integer),
            ("9223372036854775808", .integer), ("0x", .string), ("0o8", .string), ("-0x1", .string), ("1_000", .string), ("0b1", .string),
            ("190:20:30", .string), ("2001-12-14", .string), ("1-2", .string), ("-", .string), ("+", .string), (".", .string),
            ("3.1", .float), ("1.", .float), (".5", .float), ("-.5", .float), ("1e3", .float), ("1E+3", .float), ("1e400", .float),
            (".5e-3", .float), ("1.e5", .float), ("1e", .string), ("1e+", .string), ("e5", .string), ("+e5", .string), (".e5", .string),
            ("1.2.3", .string), ("..5", .string),
            (".inf", .float), ("-.Inf", .float), ("+.INF", .float), (".nan", .float), (".NaN", .float), ("-.nan", .string),
            ("inf", .string),
            ("<<", .string), ("=", .string), ("a b", .string),
        ])
    func kinds(text: String, kind: YAMLNode.Kind) throws {
        // A lone dash would begin a list.
        let node = try #require(try parse("v: [ \(text == "-" ? "\"-\"" : text) ]")["v"]?.elements.first)
        #expect(node.kind == kind)
        #expect(node.text == text)
    }

    @Test("quotes and block styles make strings")
    func quoted() throws {
        let root = try parse("a: \"1\"\nb: 'true'\nc: |\n  12\nd: >-\n  x\n  y\ne: ''\nf:\n")
        #expect(root.rendered == #"{a: "1", b: "true", c: "12\#n", d: "x y", e: "", f: null }"#)
    }

    @Test("tags of the core schema choose the kind")
    func tags() throws {
        let text = "a: !!str 1\nb: !!int \"12\"\nc: !!float 1\nd: !!bool 'true'\ne: !!null ''\nf: !!str\ng: !!seq [1]\nh: !!map {}\n"
        #expect(try parse(text).rendered == #"{a: "1", b: int 12, c: float 1, d: bool true, e: null , f: "", g: [int 1], h: {}}"#)
        #expect(try parse("a: ! 12\nb: !<tag:yaml.org,2002:str> 1\nc: !\nd: ! [1]\n").rendered == #"{a: "12", b: "1", c: "", d: [int 1]}"#)
    }

    @Test(
        "other tags, and tags that do not fit, are errors",
        arguments: [
            ("a: !!binary xx", "t.yaml:1:4: The tag `!!binary` has no meaning in a description; remove it. [yaml-tag]"),
            ("a: !foo xx", "t.yaml:1:4: The tag `!foo` has no meaning in a description; remove it. [yaml-tag]"),
            ("a:\n  - !Ref {}", "t.yaml:2:5: The tag `!Ref` has no meaning in a description; remove it. [yaml-tag]"),
            ("a: !!int 1.5", "t.yaml:1:4: The tag `!!int` does not fit `1.5`; remove the tag or correct the value. [yaml-tag]"),
            ("a: !!bool no", "t.yaml:1:4: The tag `!!bool` does not fit `no`; remove the tag or correct the value. [yaml-tag]"),
            ("a: !!map [x]", "t.yaml:1:4: The tag `!!map` does not fit a list; remove the tag or correct the value. [yaml-tag]"),
            ("a: !!str {}", "t.yaml:1:4: The tag `!!str` does not fit a mapping; remove the tag or correct the value. [yaml-tag]"),
            ("a: !e!x 1", "t.yaml:1:4: The tag here has a prefix that no %TAG line defines; remove it. [yaml-tag]"),
        ])
    func wrongTags(text: String, message: String) {
        #expect(failure(text) == message)
    }

    @Test("values are read where they fit, and text keeps every digit")
    func values() throws {
        let text =
            "[9223372036854775807, 9223372036854775808, -9223372036854775808, 0x1F, 0o17, 012, +3, 1.0, 1e400, True, false, ~, \"5\"]"
        let elements = try parse(text).elements
        #expect(elements.map(\.integer) == [Int.max, nil, Int.min, 31, 15, 12, 3, nil, nil, nil, nil, nil, nil])
        #expect(elements.map(\.boolean) == Array(repeating: nil, count: 9) + [true, false, nil, nil])
        #expect(elements.map(\.isNull).firstIndex(of: true) == 11)
        #expect(elements.map(\.string) == Array(repeating: nil, count: 12) + ["5"])
        #expect(elements.map(\.text) == text.dropFirst().dropLast().split(separator: ", ").map { $0 == "\"5\"" ? "5" : String($0) })
    }

    @Test("collections have no text")
    func collections() throws {
        let root = try parse("{}")
        #expect(root.text == nil)
        #expect(root.string == nil)
        #expect(root.integer == nil)
        #expect(root.boolean == nil)
        #expect(root["x"] == nil)
        #expect(root.elements.isEmpty)
        #expect(try parse("[1]").entries.isEmpty)
    }
}
