import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// The files of a description: where they may lie, and what they may be.
@Suite struct SourceFilesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func describe(_ references: [String], at path: String = "api/openapi.yaml") throws {
        let schemas = references.enumerated().map { "    S\($0): { $ref: '\($1)' }\n" }.joined()
        try folder.write("openapi: 3.1.0\ninfo: { title: t, version: '1' }\ncomponents:\n  schemas:\n\(schemas)", to: path)
    }

    private func generate(_ more: String..., spec: String = "api/openapi.yaml") throws -> Program.Run {
        try Program.run(["generate", "--spec", spec, "--module", "M", "--output", "out"] + more, in: folder)
    }

    private let model = "type: object\nproperties: { a: { type: string } }\n"

    @Test func aFolderOutsideIsReadWhereItIsAllowed() throws {
        try folder.write(model, to: "lib/models/pet.yaml")
        try folder.write("$ref: models/pet.yaml\n", to: "lib/a.yaml")
        try describe(["../lib/a.yaml"])
        let refused = try generate()
        #expect(refused.code == 1)
        #expect(
            refused.error == """
                api/openapi.yaml:5:17: error: "../lib/a.yaml" leaves the folder of the description; move the file below that folder, or allow its folder with --allow-root [ref-outside-root]
                        S0: { $ref: '../lib/a.yaml' }
                                    ^
                error: nothing was written, because of an error [failed]

                """)
        #expect(try generate("--allow-root", "lib").code == 0)
        #expect(try folder.contents(of: "out").keys.sorted() == ["MClient.swift", "Models/S0.swift"])
        let other = try generate("--allow-root", "out")
        #expect(other.code == 1)
        #expect(
            other.error.contains(
                "error: cannot read \"api/../lib/a.yaml\": it is outside the folder of the description and every --allow-root [file-unreadable]"
            ))
        #expect(try generate("--allow-root", "out", "--allow-root", folder.file("lib").path).code == 0)
    }

    @Test func aLinkLeadsOutOnlyWhereItIsAllowed() throws {
        try folder.write(model, to: "lib/pet.yaml")
        try describe(["link.yaml", "links/pet.yaml"])
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: folder.file("api/link.yaml").path, withDestinationPath: "../lib/pet.yaml")
        try manager.createSymbolicLink(atPath: folder.file("api/links").path, withDestinationPath: "../lib")
        let refused = try generate()
        #expect(refused.code == 1)
        #expect(refused.error.contains("\"api/link.yaml\": it is a link that leaves the folder of the description; allow"))
        #expect(refused.error.contains("\"api/links/pet.yaml\": it is outside the folder of the description; allow"))
        #expect(try generate("--allow-root", "lib").code == 0)
    }

    @Test func whatIsNoRegularFileIsRefused() throws {
        try describe(["folder.yaml", "pipe.yaml", "large.yaml", "none.yaml"])
        try FileManager.default.createDirectory(at: folder.file("api/folder.yaml"), withIntermediateDirectories: true)
        try #require(mkfifo(folder.file("api/pipe.yaml").path, 0o644) == 0)
        // Nothing is on the disk of it.
        try folder.write("", to: "api/large.yaml")
        try #require(truncate(folder.file("api/large.yaml").path, 300 << 20) == 0)
        let run = try generate()
        #expect(run.code == 1)
        let reasons = ["folder": "it is a folder", "pipe": "it is no regular file", "large": "it is larger than 256 MiB"]
        for (name, reason) in reasons {
            #expect(run.error.contains("error: cannot read \"api/\(name).yaml\": \(reason) [file-unreadable]"))
        }
        #expect(run.error.contains("error: cannot read \"api/none.yaml\": no such file or directory [file-unreadable]"))
    }

    @Test func anAllowedFolderMustBeThere() throws {
        try describe([])
        let run = try generate("--allow-root", "nowhere")
        #expect(run == .init(code: 2, error: "error: --allow-root nowhere: there is no such folder [failed]\n"))
    }

    /// As DigitalOcean's: a file for each operation, each model, each answer; YAML and JSON, and back to the first.
    @Test func anAPIMayStandInHundredsOfFiles() throws {
        let count = 200
        var paths = ""
        for index in 0..<count {
            paths += "  /things\(index)/{id}: { get: { $ref: 'resources/get\(index).yml' } }\n"
            try folder.write(
                "operationId: getThing\(index)\ndescription: { $ref: '../words.yml#/get' }\n"
                    + "parameters: [{ $ref: '../parameters.yml#/id' }]\nresponses: { '200': { $ref: '../answers/a\(index).json' } }\n",
                to: "api/resources/get\(index).yml")
            try folder.write(
                #"{"description": "One.", "content": {"application/json": {"schema": {"$ref": "../models/thing\#(index).yml"}}}}"#,
                to: "api/answers/a\(index).json")
            try folder.write(
                "type: object\nproperties: { next: { $ref: 'thing\((index + 1) % count).yml' }, kind: { $ref: '../openapi.yaml#/components/schemas/Kind' } }\n",
                to: "api/models/thing\(index).yml")
        }
        try folder.write("get: Gets it.\n", to: "api/words.yml")
        try folder.write("id: { name: id, in: path, required: true, schema: { type: integer } }\n", to: "api/parameters.yml")
        try folder.write(
            "openapi: 3.0.3\ninfo: { title: t, version: '1' }\npaths:\n\(paths)components: { schemas: { Kind: { type: string, enum: [a, b] } } }\n",
            to: "api/openapi.yaml")
        let run = try generate("--strict")
        #expect(run.code == 0)
        #expect(run.error == "")
        #expect(run.output.contains("out: \(count) operations, 1 schema, \(count + 2) files"))
        let inspected = try Program.run("inspect", "api/openapi.yaml", in: folder)
        #expect(inspected.output.hasPrefix("t 1, OpenAPI 3.0.3, \(3 * count + 3) files\n"))
    }
}
