import Testing

@testable import YAMLDocument

@Suite("Aliases share nodes and merge keys bring entries, within a budget")
struct AliasTests {
    @Test("an alias is the node that carries the anchor")
    func shared() throws {
        let root = try parse("a: &x {b: 1}\nc: *x\nd: &x 2\ne: *x\n*x : f\n")
        #expect(root.rendered == #"{a: {b: int 1}, c: {b: int 1}, d: int 2, e: int 2, 2: "f"}"#)
        #expect(root["a"]?.id == root["c"]?.id)
        #expect(root["c"]?.mark.short == "1:4")
        #expect(root["a"]?.id != root["d"]?.id)
    }

    @Test("an alias without an anchor above it, or inside its own node, is an error")
    func wrongAliases() {
        #expect(failure("a: *x\nb: &x 1\n") == "t.yaml:1:4: There is no anchor &x above this alias. [yaml-alias]")
        #expect(
            failure("a: &a\n  b: [*a]\n") == """
                t.yaml:2:7: The alias *a stands inside the node that it refers to, which would never end. [yaml-alias-cycle]
                t.yaml:1:4: note: &a is here
                """)
    }

    @Test("merged entries stand where the merge key is; own keys and earlier mappings win")
    func merging() throws {
        let text = """
            one: &one {a: 1, b: 1, c: 1}
            two: &two {b: 2, d: 2}
            all:
              c: own
              <<: [*one, *two, {e: 3}]
              d: own
            """
        let all = try #require(try parse(text)["all"])
        #expect(all.rendered == #"{c: "own", a: int 1, b: int 1, e: int 3, d: "own"}"#)
        #expect(all["b"]?.mark.short == "1:21")
        #expect(all["<<"] == nil)
        #expect(try parse("x: &x {a: 1}\ny: &y {<<: *x, b: 2}\nz: {<<: *y}\n")["z"]?.rendered == "{a: int 1, b: int 2}")
    }

    @Test("a merge that makes a mapping large keeps its keys findable")
    func largeMerge() throws {
        let keys = (0..<50).map { "k\($0): \($0)" }.joined(separator: ", ")
        let merged = try #require(try parse("a: &a {\(keys)}\nb: {<<: *a, k7: own}\n")["b"])
        #expect(merged.entries.count == 50)
        #expect(merged["k7"]?.string == "own")
        #expect(merged["k49"]?.integer == 49)
    }

    @Test("only a plain << merges, only mappings are merged, and only once in a mapping")
    func mergeRules() throws {
        #expect(try parse("a: {\"<<\": 1}").rendered == "{a: {<<: int 1}}")
        #expect(try parse("{\"<<\": {\"a\": 1}}").rendered == "{<<: {a: int 1}}")
        #expect(
            failure("a: &a 1\nb:\n  <<: [*a]\n") == """
                t.yaml:3:3: The merge key `<<` takes a mapping or a list of mappings. [yaml-merge]
                t.yaml:1:4: note: this is neither
                """)
        #expect(failure("b:\n  <<: {}\n  <<: {}\n").hasPrefix("t.yaml:3:3: The key `<<` is there twice"))
    }

    @Test("an alias bomb of a few hundred bytes is refused before it grows")
    func bomb() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<12 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(
            failure(text)
                == "t.yaml:6:10: Aliases and merge keys up to here repeat more than 100220 nodes; write the document out, or repeat less. [yaml-alias-budget]"
        )
    }

    @Test("a chain of merges that grows with its square is refused")
    func mergeBomb() {
        let links = (1..<30_000).map { "k\($0): &k\($0) {<<: *k\($0 - 1), y\($0): 1}\n" }
        #expect(failure("k0: &k0 {x: 1}\n" + links.joined()).hasSuffix("[yaml-alias-budget]"))
    }

    @Test("mappings merged inside each other are refused before each level copies them")
    func nestedMerges() {
        let wide = (0..<20_000).map { "a\($0): 1" }.joined(separator: ",")
        let text = String(repeating: "{<<: ", count: 500) + "{\(wide)}" + String(repeating: "}", count: 500)
        #expect(failure(text).hasSuffix("[yaml-alias-budget]"))
    }

    @Test("depth counts what aliases stand for")
    func depth() {
        func nest(_ inner: String) -> String { String(repeating: "[", count: 300) + inner + String(repeating: "]", count: 300) }
        #expect(
            failure("a: &a \(nest("1"))\nb: \(nest("*a"))\n")
                == "t.yaml:2:304: This is more than 512 lists and mappings inside each other. [yaml-depth]")
    }

    @Test("honest reuse is within the budget")
    func honest() throws {
        let parameters = (0..<20).map { "  p\($0): &p\($0) {name: n\($0), in: query, schema: {type: string}}\n" }.joined()
        let uses = (0..<500).map { "  o\($0): [\((0..<10).map { "*p\($0)" }.joined(separator: ", "))]\n" }.joined()
        let root = try parse("parameters:\n\(parameters)operations:\n\(uses)")
        #expect(root["operations"]?["o499"]?.elements[9]["name"]?.string == "n9")
    }
}
