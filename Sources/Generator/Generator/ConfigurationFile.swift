package import Bindings
package import OpenAPI
import YAMLDocument

/// `bindings.yaml`: what is generated from which description, and where to.
package struct ConfigurationFile: Sendable {
    /// Relative to the folder of the configuration.
    package var spec: String
    /// Relative to the folder of the configuration.
    package var output: String
    package var bindings: Configuration

    private static let fields = ["spec", "module", "output", "client", "names", "include", "exclude"]

    /// nil after diagnostics.
    package static func parse(_ bytes: [UInt8], path: String, diagnostics: Diagnostics) -> ConfigurationFile? {
        let root: YAMLNode
        do {
            root = try YAMLDocument(parsing: SourceFile(path: path, bytes: bytes)).root
        } catch {
            diagnostics.add(Diagnostic(error))
            return nil
        }
        guard root.kind == .mapping else {
            diagnostics.error("invalid-configuration", "a configuration is a mapping with spec, module and output", at: root.mark)
            return nil
        }
        var texts: [String: String] = [:]
        var names: [Configuration.NameOverride] = []
        var selection = OperationSelection()
        for entry in root.entries {
            switch entry.key {
            case "names": names = overrides(entry.value, diagnostics)
            case "include": selection.include = patterns(entry.value, "include", diagnostics)
            case "exclude": selection.exclude = patterns(entry.value, "exclude", diagnostics)
            case let key where fields.contains(key):
                if let text = entry.value.string, !text.isEmpty {
                    texts[key] = text
                    // A file system ends a path at NUL; the others would hide in every line that shows it.
                    guard key == "spec" || key == "output", text.unicodeScalars.contains(where: { visible($0) != String($0) }) else {
                        continue
                    }
                    let message = "\(quoted(text)) has characters that nobody sees, which a path here may not"
                    diagnostics.error("invalid-configuration", message, at: entry.value.mark)
                } else {
                    diagnostics.error("invalid-configuration", "\(quoted(key)) must be a text", at: entry.value.mark)
                }
            default:
                let message = "\(quoted(entry.key)) is no field of a configuration; there are \(fields.joined(separator: ", "))"
                diagnostics.error("invalid-configuration", message, at: entry.keyMark)
            }
        }
        for field in ["spec", "module", "output"] where root[field] == nil {
            diagnostics.error("invalid-configuration", "the field \(quoted(field)) is missing", at: root.mark)
        }
        guard !diagnostics.hasErrors, let spec = texts["spec"], let module = texts["module"], let output = texts["output"] else {
            return nil
        }
        var bindings = Configuration(module: module, client: texts["client"], names: names)
        bindings.selection = selection
        bindings.moduleMark = root["module"]?.mark
        bindings.clientMark = root["client"]?.mark
        let faults = bindings.faults
        guard faults.isEmpty else {
            for fault in faults { diagnostics.add(fault) }
            return nil
        }
        return ConfigurationFile(spec: spec, output: output, bindings: bindings)
    }

    private static func overrides(_ node: YAMLNode, _ diagnostics: Diagnostics) -> [Configuration.NameOverride] {
        guard node.kind == .mapping else {
            diagnostics.error("invalid-configuration", "\"names\" maps JSON Pointers to Swift names", at: node.mark)
            return []
        }
        return node.entries.compactMap { entry in
            guard let name = entry.value.string else {
                diagnostics.error("invalid-configuration", "a Swift name must be a text", at: entry.value.mark)
                return nil
            }
            return Configuration.NameOverride(pointer: entry.key, name: name, mark: entry.keyMark)
        }
    }

    /// Lists of tags, paths and operationIds.
    private static func patterns(_ node: YAMLNode, _ field: String, _ diagnostics: Diagnostics) -> [OperationSelection.Pattern] {
        let subjects = OperationSelection.Subject.allCases.map(\.rawValue).joined(separator: ", ")
        guard node.kind == .mapping else {
            let message = "\(quoted(field)) is a mapping with lists: \(subjects)"
            diagnostics.error("invalid-configuration", message, at: node.mark)
            return []
        }
        return node.entries.flatMap { entry -> [OperationSelection.Pattern] in
            guard let subject = OperationSelection.Subject(rawValue: entry.key) else {
                let message = "\(quoted(entry.key)) is no field of \(quoted(field)); there are \(subjects)"
                diagnostics.error("invalid-configuration", message, at: entry.keyMark)
                return []
            }
            guard entry.value.kind == .sequence, entry.value.elements.allSatisfy({ $0.string != nil }) else {
                diagnostics.error("invalid-configuration", "\(quoted(entry.key)) must be a list of texts", at: entry.value.mark)
                return []
            }
            return entry.value.elements.map { OperationSelection.Pattern(subject, $0.string ?? "", mark: $0.mark) }
        }
    }
}
