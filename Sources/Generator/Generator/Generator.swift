package import Bindings
import Dispatch
package import OpenAPI
package import SwiftEmitter
import YAMLDocument

/// The stages in a row: a description in, Swift files and diagnostics out. No disk, no clock, no terminal.
package enum Generator {
    package struct Result: Sendable {
        /// Empty where there is an error: a module is generated whole or not at all.
        package let files: [SwiftEmitter.File]
        package let diagnostics: [Diagnostic]
        package let operationCount: Int
        package let schemaCount: Int

        package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

        package func count(_ severity: Diagnostic.Severity) -> Int { diagnostics.count { $0.severity == severity } }
    }

    /// - Parameters:
    ///   - entry: the path of the description; `read` gets it, and the paths of what it refers to.
    ///   - mayLeaveFolder: whether `read` is asked for files outside the folder of `entry`, which it then judges.
    package static func generate(
        entry: String,
        configuration: Configuration,
        mayLeaveFolder: Bool = false,
        read: @escaping FileReader
    ) -> Result {
        let diagnostics = Diagnostics()
        let description = DescriptionReader.description(
            at: entry,
            selection: configuration.selection,
            mayLeaveFolder: mayLeaveFolder,
            read: read,
            diagnostics: diagnostics
        )
        guard let description, !diagnostics.hasErrors else {
            return Result(files: [], diagnostics: diagnostics.inReadingOrder, operationCount: 0, schemaCount: 0)
        }
        let source = entry.split(separator: "/").last.map(String.init) ?? entry
        let module = ModuleBuilder.module(for: description, source: source, configuration: configuration, diagnostics: diagnostics)
        let (operationCount, schemaCount) = (description.operations.count, description.componentSchemas.count)
        freeElsewhere(consume description)
        let files = module.map { diagnostics.hasErrors ? [] : SwiftEmitter.files(of: $0) } ?? []
        freeElsewhere(consume module)
        return Result(
            files: files, diagnostics: diagnostics.inReadingOrder, operationCount: operationCount, schemaCount: schemaCount)
    }

    /// Lets go of something large while this thread goes on: to free it piece by piece takes a fiftieth of the time.
    private static func freeElsewhere<Value: Sendable>(_ value: consuming Value) {
        let value = value
        DispatchQueue.global().async { withExtendedLifetime(value) {} }
    }
}
