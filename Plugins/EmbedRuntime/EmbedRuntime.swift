import PackagePlugin

/// Puts the sources of the runtime into `openapi-bindings`, so that `vendor` can write them wherever that program is run.
@main
struct EmbedRuntime: BuildToolPlugin {
    private static let modules = ["CBase64", "SchemaSyntax", "APIRuntime", "AsyncHTTPTransport", "URLSessionTransport"]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let output = context.pluginWorkDirectoryURL.appending(path: "RuntimeSources.swift")
        let targets = try context.package.targets(named: Self.modules)
        let sources = targets.flatMap { $0.sourceModule?.sourceFiles.map(\.url) ?? [] }
        return [
            .buildCommand(
                displayName: "Embedding the runtime's sources",
                executable: try context.tool(named: "embed-runtime").url,
                arguments: [output.path] + targets.map(\.directoryURL.path),
                inputFiles: sources,
                outputFiles: [output]
            )
        ]
    }
}
