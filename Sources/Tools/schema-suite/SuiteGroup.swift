import APIRuntime
import Foundation
import OpenAPI

/// A schema of the suite with the values that it is held against.
struct SuiteGroup {
    /// Of the component that wraps it.
    let name: String
    /// The suite's file, without its ending.
    let file: String
    let description: String
    let schema: JSONValue
    let tests: JSONValue
    /// What the generator has to say about the schema.
    var diagnostics: [Diagnostic] = []

    /// Where its schema stands beside the description.
    var path: String { "schemas/\(name).json" }
    var isRefused: Bool { diagnostics.contains { $0.severity == .error } }

    /// For the driver.
    var json: JSONValue {
        let said = diagnostics.map { JSONValue.string("\($0.severity.rawValue): \($0.message) [\($0.code)]") }
        return [
            "name": .string(name), "file": .string(file), "description": .string(description), "tests": tests,
            "refused": .bool(isRefused), "diagnostics": .array(said),
        ]
    }

    static func read(_ folder: URL) throws -> [SuiteGroup] {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        var groups: [SuiteGroup] = []
        for file in files {
            let members: [JSONValue] = try JSONDocument(parsing: Data(contentsOf: file)).decode()
            for member in members {
                groups.append(
                    SuiteGroup(
                        name: "Case\(groups.count + 1)", file: file.deletingPathExtension().lastPathComponent,
                        description: member["description"]?.string ?? "", schema: member["schema"] ?? .null,
                        tests: member["tests"] ?? .null
                    ))
            }
        }
        return groups
    }
}
