import Foundation
import Testing

@testable import YAMLDocument

func parse(_ text: String, path: String = "t.yaml") throws -> YAMLNode {
    try parse(Array(text.utf8), path: path)
}

func parse(_ bytes: [UInt8], path: String = "t.yaml") throws -> YAMLNode {
    try YAMLDocument(parsing: SourceFile(path: path, bytes: bytes)).root
}

/// The whole error as text, or the tree where there is none.
func failure(_ text: String, path: String = "t.yaml") -> String {
    failure(Array(text.utf8), path: path)
}

func failure(_ bytes: [UInt8], path: String = "t.yaml") -> String {
    do {
        return "no error: \(try parse(bytes, path: path).rendered)"
    } catch {
        return "\(error)"
    }
}

extension YAMLNode {
    /// The tree on one line: kinds of scalars in front of their text, strings in quotes.
    var rendered: String {
        switch kind {
        case .null: "null \(text ?? "?")"
        case .boolean: "bool \(text ?? "?")"
        case .integer: "int \(text ?? "?")"
        case .float: "float \(text ?? "?")"
        case .string: "\"\(text ?? "?")\""
        case .sequence: "[" + elements.map(\.rendered).joined(separator: ", ") + "]"
        case .mapping: "{" + entries.map { "\($0.key): \($0.value.rendered)" }.joined(separator: ", ") + "}"
        }
    }
}

extension Mark {
    var short: String { "\(line):\(column)" }
}

/// Material that stands beside the package and need not be there.
let shared = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared")

func isShared(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: shared.appending(path: path).path)
}

func sharedBytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: shared.appending(path: path)))
}
