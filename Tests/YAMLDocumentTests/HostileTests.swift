import Foundation
import Testing

@testable import YAMLDocument

@Suite("Hostile and huge texts")
struct HostileTests {
    @Test(
        "nesting of 100,000 is refused where it passes the limit, and nothing is read behind that",
        arguments: [("[", 513), ("{\"a\":", 2561), ("- ", 1025), ("a: [", 1025), ("{a: ", 2049)])
    func depth(opening: String, column: Int) {
        #expect(
            failure(String(repeating: opening, count: 100_000))
                == "t.yaml:1:\(column): This is more than 512 lists and mappings inside each other. [yaml-depth]")
    }

    @Test("blocks nested by indentation are refused at the same depth")
    func blockDepth() {
        let text = (0..<600).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(failure(text) == "t.yaml:513:513: This is more than 512 lists and mappings inside each other. [yaml-depth]")
    }

    @Test("limits are the caller's to lower")
    func limits() throws {
        var limits = YAMLDocument.Limits()
        limits.depth = 2
        limits.bytes = 10
        let deep = SourceFile(path: "t", bytes: Array("[[[1]]]".utf8))
        let long = SourceFile(path: "t", bytes: Array("a: 123456789".utf8))
        do {
            _ = try YAMLDocument(parsing: deep, limits: limits)
            Issue.record("read a list deeper than its limit")
        } catch {
            #expect(error.description == "t:1:3: This is more than 2 lists and mappings inside each other. [yaml-depth]")
        }
        do {
            _ = try YAMLDocument(parsing: long, limits: limits)
            Issue.record("read a file over its limit")
        } catch {
            #expect(error.description == "t:1:1: The file has 12 bytes; at most 10 are read. [yaml-size]")
        }
    }

    @Test("many directives are refused before libyaml compares them all, before and behind the document")
    func directives() {
        let directives = (0..<100_000).map { "%TAG !a\($0)! x\n" }.joined()
        #expect(
            failure("\(directives)---\na: 1\n")
                == "t.yaml:17:1: The file begins with more than 16 directives (`%`); a description needs none. [yaml-directive]")
        #expect(failure("a: 1\n...\n\(directives)").hasPrefix("t.yaml:3:1: A second document begins here"))
    }

    @Test("every prefix of a document is read or refused with a mark inside it")
    func prefixes() {
        let text =
            "openapi: 3.1.0\ninfo: &i {title: \"é\\u00e9\", x: [1, 'b']}\npaths:\n  /a:\n    get: !!map\n      d: |\n        é\n    <<: *i\n"
        for source in [text, "{\"a\": [1.5e3, true, {\"b\\uD83D\\uDE00\": null}], \"é\": \"\\\\\"}"] {
            let bytes = Array(source.utf8)
            for length in 0..<bytes.count {
                let file = SourceFile(path: "t", bytes: Array(bytes.prefix(length)))
                do {
                    _ = try YAMLDocument(parsing: file)
                } catch {
                    #expect((error.mark.line, error.mark.column) <= (file.end.line, file.end.column), "\(length): \(error)")
                    #expect(error.mark.column >= 1 && !error.message.isEmpty)
                }
            }
        }
    }

    @Test("every byte replaced by every byte that matters neither crashes nor hangs")
    func replacements() {
        let seeds = ["a: &x [1, \"b\\n\", 'c']\nd: {<<: {e: *x}}\n", "{\"a\": [1, \"\\u00e9\"], \"b\": null}"]
        let replacements: [UInt8] = Array("\"'\\{}[]:,&*!|>%@`#-? \n\t\r0".utf8) + [0, 0x7F, 0x80, 0xC2, 0xE2, 0xF0, 0xFF]
        var read = 0
        for seed in seeds.map({ Array($0.utf8) }) {
            for position in seed.indices {
                for byte in replacements {
                    var bytes = seed
                    bytes[position] = byte
                    if (try? parse(bytes)) != nil { read += 1 }
                }
            }
        }
        #expect(read > 100)
    }
}

@Suite("Real descriptions")
struct RealDescriptionTests {
    @Test("a description of 3 MB is read whole", .enabled(if: isShared("specs/openai/openapi.yaml")))
    func openAI() throws {
        let root = try parse(try sharedBytes("specs/openai/openapi.yaml"), path: "openapi.yaml")
        let operations = root["paths"]?.entries.flatMap { $0.value.entries }.filter { $0.value["operationId"] != nil }
        #expect(operations?.count == 288)
        #expect(root["components"]?["schemas"]?.entries.count == 1422)
        #expect(root["openapi"]?.text == "3.1.0")
    }

    @Test("the examples of the OpenAPI Initiative are read", .enabled(if: isShared("specs/oai-examples")))
    func examples() throws {
        let folder = shared.appending(path: "specs/oai-examples").path
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            #expect(try parse(try sharedBytes("specs/oai-examples/\(name)"), path: name)["openapi"] != nil)
        }
    }
}
