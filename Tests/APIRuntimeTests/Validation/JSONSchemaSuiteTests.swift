import Foundation
import Testing

@testable import APIRuntime

/// The public test suite of JSON Schema, draft 2020-12: what has to be valid is, and what has to be invalid is not.
@Suite struct JSONSchemaSuiteTests {
    /// Beside the package, where a checkout of the suite may be.
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/json-schema-test-suite").standardizedFileURL

    static let isThere = FileManager.default.fileExists(atPath: folder.path)

    /// Groups that need another document, which is never fetched. Of each the schema is at fault; none is decided wrongly.
    static let remote: [String: Set<String>] = [
        "defs": ["validate definition against metaschema"],
        "dynamicRef": [
            "strict-tree schema, guards against misspelled properties", "tests for implementation dynamic anchor and reference link",
            "$ref and $dynamicAnchor are independent of order - $defs first",
            "$ref and $dynamicAnchor are independent of order - $ref first", "$ref to $dynamicRef finds detached $dynamicAnchor",
        ],
        "ref": ["remote ref, containing refs itself"],
        "refRemote": [
            "remote ref", "fragment within remote ref", "anchor within remote ref", "ref within remote ref", "base URI change",
            "base URI change - change folder", "base URI change - change folder in subschema", "root ref in remote ref",
            "remote ref with ref to defs", "Location-independent identifier in remote ref",
            "retrieved nested refs resolve relative to their URI not $id", "remote HTTP ref with different $id",
            "remote HTTP ref with different URN $id", "remote HTTP ref with nested absolute ref", "$ref to $ref finds detached $anchor",
        ],
    ]

    /// A metaschema of one's own that leaves out validation would have to be fetched: its keywords are checked all the same.
    static let vocabulary = "no validation: invalid number, but it still validates"

    @Test(.enabled(if: isThere, "needs ../shared/json-schema-test-suite beside the package"))
    func everyCaseOfTheStandardIsDecidedAsTheSuiteSays() throws {
        var counts = (passed: 0, remote: 0, vocabulary: 0)
        for test in try SchemaSuiteCase.read(Self.folder) {
            let schema = JSONSchema(parsing: try JSONWriter.bytes(test.schema))
            let document = try JSONDocument(parsing: try JSONWriter.bytes(test.value))
            var check = Validator()
            check.schema(test.value, schema)
            if Self.remote[test.file]?.contains(test.group) == true {
                let reasons = check.violations.map(\.message)
                #expect(reasons.count == 1 && reasons.allSatisfy { $0.hasSuffix("which is not part of the schema") }, "\(test)")
                counts.remote += 1
                continue
            }
            let isException = test.name == Self.vocabulary
            let expected = test.isValid != isException
            #expect(check.violations.isEmpty == expected, "\(test): \(check.violations)")
            #expect(schema.isValid(document.root) == expected, "\(test)")
            // No case may come out right because the schema could not be used.
            #expect(!check.violations.contains { $0.message.hasPrefix("cannot be checked") }, "\(test): \(check.violations)")
            if isException { counts.vocabulary += 1 } else { counts.passed += 1 }
        }
        #expect(counts == (passed: 1250, remote: 48, vocabulary: 1))
    }
}

/// A value of the suite, the schema that it is held against, and what has to come out.
struct SchemaSuiteCase {
    let file: String
    let group: String
    let name: String
    let schema: JSONValue
    let value: JSONValue
    let isValid: Bool

    static func read(_ folder: URL) throws -> [SchemaSuiteCase] {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        return try files.flatMap { file in
            let groups: [JSONValue] = try JSONDocument(parsing: try Data(contentsOf: file)).decode()
            return try groups.flatMap { try cases(file.deletingPathExtension().lastPathComponent, $0) }
        }
    }

    private static func cases(_ file: String, _ group: JSONValue) throws -> [SchemaSuiteCase] {
        let description = try #require(group["description"]?.string)
        let schema = try #require(group["schema"])
        return try #require(group["tests"]?.array).map { test in
            SchemaSuiteCase(
                file: file, group: description, name: try #require(test["description"]?.string), schema: schema,
                value: try #require(test["data"]), isValid: try #require(test["valid"]?.bool as Bool?)
            )
        }
    }
}
