import ArgumentParser
import Bindings
import Generator
import SwiftEmitter
import ToolSupport

struct VendorCommand: ReportingCommand {
    enum Transport: String, ExpressibleByArgument, CaseIterable {
        case urlSession = "url-session"
        case asyncHTTPClient = "async-http-client"

        /// The one that a folder was written with.
        init?(in folder: String) {
            guard let transport = Self.allCases.first(where: { Files.kind("\(folder)/\($0.module)") == .folder }) else { return nil }
            self = transport
        }

        var module: String {
            switch self {
            case .urlSession: "URLSessionTransport"
            case .asyncHTTPClient: "AsyncHTTPTransport"
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "vendor",
        abstract: "Writes the module, the runtime and a transport, as folders that need nothing from here.",
        discussion: """
            DIR becomes a package of its own: name it with .package(path:), or take its folders as targets of your package.
            Run it again to bring it up to date; what you put into DIR yourself stays.
            """
    )

    @Argument(help: ArgumentHelp("The folder to write.", valueName: "dir"))
    var folder: String

    @Option(help: "What sends the requests (default: what DIR has, or url-session, which needs swift-http-types alone).")
    var transport: Transport?

    @OptionGroup var input: VendorInput
    @OptionGroup var reading: ReadingOptions
    @OptionGroup(title: "What is said") var report: ReportOptions

    func run() throws {
        let input = try input.load(report)
        let module = input.configuration.module
        let transport = transport ?? Transport(in: folder) ?? .urlSession
        var files = try input.generate(report, reading).files.map { SwiftEmitter.File(path: "\(module)/\($0.path)", text: $0.text) }
        for source in RuntimeSources.all where (Self.runtime + [transport.module]).contains(source.module) {
            let path = "\(source.module)/\(source.path)"
            files.append(SwiftEmitter.File(path: path, text: "\(SwiftEmitter.mark): a copy of \(path). DO NOT EDIT.\n\n\(source.text)"))
        }
        files.append(SwiftEmitter.File(path: "Package.swift", text: manifest(module, transport)))
        let own = Set([module] + Self.runtime + Transport.allCases.map(\.module))
        let changes = try OutputFolder(path: folder, ownFolders: own).write(files)
        for change in changes { Terminal.output(change.text(in: folder)) }
        Terminal.output(changes.isEmpty ? "\(folder) is up to date: \(files.count) files" : "\(folder): \(files.count) files")
    }

    private static let runtime = ["CBase64", "SchemaSyntax", "APIRuntime"]

    private func manifest(_ module: String, _ transport: Transport) -> String {
        let packages: [(url: String, version: String)] =
            switch transport {
            case .urlSession: []
            case .asyncHTTPClient:
                [
                    ("https://github.com/swift-server/async-http-client", "1.30.0"), ("https://github.com/apple/swift-nio", "2.80.0"),
                    ("https://github.com/apple/swift-nio-extras", "1.26.0"), ("https://github.com/apple/swift-nio-ssl", "2.30.0"),
                ]
            }
        let client = packages.map { "\n        .package(url: \"\($0.url)\", from: \"\($0.version)\")," }.joined()
        let products: [(name: String, package: String)] =
            switch transport {
            case .urlSession: []
            // What the transport imports, all of it: SwiftPM builds first only what a target lists.
            case .asyncHTTPClient:
                [("AsyncHTTPClient", "async-http-client"), ("NIOHTTPCompression", "swift-nio-extras"), ("NIOSSL", "swift-nio-ssl")]
                    + ["NIOCore", "NIOPosix", "NIOHTTP1", "NIOConcurrencyHelpers"].map { ($0, "swift-nio") }
            }
        let product = products.map { "\n                .product(name: \"\($0.name)\", package: \"\($0.package)\")," }.joined()
        // The first line of a manifest is its version; the mark follows it.
        return """
            // swift-tools-version: 6.1
            \(SwiftEmitter.mark). DO NOT EDIT: run `openapi-bindings vendor` again.
            import PackageDescription

            let package = Package(
                name: "\(module)",
                platforms: [.macOS(.v14), .iOS(.v17), .tvOS(.v17), .watchOS(.v10), .visionOS(.v1)],
                products: [
                    .library(name: "\(module)", targets: ["\(module)"]),
                    .library(name: "\(transport.module)", targets: ["\(transport.module)"]),
                    .library(name: "APIRuntime", targets: ["APIRuntime"]),
                ],
                dependencies: [
                    .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),\(client)
                ],
                targets: [
                    .target(name: "CBase64", path: "CBase64"),
                    .target(name: "SchemaSyntax", path: "SchemaSyntax"),
                    .target(
                        name: "APIRuntime",
                        dependencies: ["CBase64", "SchemaSyntax", .product(name: "HTTPTypes", package: "swift-http-types")],
                        path: "APIRuntime"
                    ),
                    .target(
                        name: "\(transport.module)",
                        dependencies: [
                            "APIRuntime",
                            .product(name: "HTTPTypes", package: "swift-http-types"),\(product)
                        ],
                        path: "\(transport.module)"
                    ),
                    .target(name: "\(module)", dependencies: ["APIRuntime"], path: "\(module)"),
                ]
            )

            """
    }
}
