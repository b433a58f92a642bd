// swift-tools-version: 6.1
import PackageDescription

// Scripts/test sets it. Not always: a package with such flags cannot be depended on.
let isStrict = Context.environment["OPENAPI_BINDINGS_STRICT"] != nil

// Scripts/fuzz sets it: code then tells libFuzzer which ways it takes.
let isFuzzed = Context.environment["OPENAPI_BINDINGS_FUZZ"] != nil

// Scripts/test --sanitize sets it: the test targets that are needed, with commas between them. All the others are left out.
let chosenTests = Context.environment["OPENAPI_BINDINGS_TESTS"].map { Set($0.split(separator: ",").map(String.init)) }

let settings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + (isStrict ? [.unsafeFlags(["-warnings-as-errors"])] : [])
    + (isFuzzed ? [.unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"])] : [])

let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let tracing: Target.Dependency = .product(name: "Tracing", package: "swift-distributed-tracing")

// One wing for each time of life: what runs when bindings are generated, what ships inside a user's app,
// and the programs. A stage of the generator lists only the stage before it, so it cannot reach further.
let generator: [Target] = [
    .systemLibrary(
        name: "CYAML",
        path: "Sources/Generator/CYAML",
        pkgConfig: "yaml-0.1",
        providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
    ),
    stage("YAMLDocument", ["CYAML"]),
    stage("OpenAPI", ["YAMLDocument", "SchemaSyntax"]),
    stage("Bindings", ["OpenAPI", "SchemaSyntax"]),
    stage("SwiftEmitter", ["Bindings"]),
    stage("Generator", ["SwiftEmitter", "Bindings", "OpenAPI", "YAMLDocument"]),
]

let runtime: [Target] = [
    // What the generator and the runtime have to read alike: patterns and addresses of schemas.
    .target(name: "SchemaSyntax", path: "Sources/Runtime/SchemaSyntax", swiftSettings: settings),
    // Base64 by instructions that Swift has no names for.
    .target(name: "CBase64", path: "Sources/Runtime/CBase64"),
    .target(
        name: "APIRuntime",
        dependencies: ["CBase64", "SchemaSyntax", httpTypes],
        path: "Sources/Runtime/APIRuntime",
        swiftSettings: settings
    ),
    .target(
        name: "AsyncHTTPTransport",
        dependencies: [
            "APIRuntime", asyncHTTPClient, httpTypes, nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"), nio("NIOConcurrencyHelpers"),
            .product(name: "NIOHTTPCompression", package: "swift-nio-extras"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
        ],
        path: "Sources/Runtime/AsyncHTTPTransport",
        swiftSettings: settings
    ),
    .target(
        name: "URLSessionTransport",
        dependencies: ["APIRuntime", httpTypes],
        path: "Sources/Runtime/URLSessionTransport",
        swiftSettings: settings
    ),
    .target(
        name: "APIObservability",
        dependencies: ["APIRuntime", httpTypes, logging, metrics, tracing],
        path: "Sources/Runtime/APIObservability",
        swiftSettings: settings
    ),
    .target(name: "GatewayImages", dependencies: ["APIRuntime"], path: "Generated/GatewayImages", swiftSettings: settings),
]

let tools: [Target] = [
    .executableTarget(
        name: "openapi-bindings",
        dependencies: ["Generator", "SwiftEmitter", "Bindings", "OpenAPI", "ToolSupport", argumentParser],
        path: "Sources/Tools/openapi-bindings",
        swiftSettings: settings,
        plugins: ["EmbedRuntime"]
    ),
    .plugin(name: "EmbedRuntime", capability: .buildTool(), dependencies: ["embed-runtime"]),
    tool("embed-runtime", []),
    .executableTarget(
        name: "schema-suite",
        dependencies: ["Generator", "SwiftEmitter", "Bindings", "OpenAPI", "APIRuntime"],
        path: "Sources/Tools/schema-suite",
        exclude: ["Driver"],
        swiftSettings: settings
    ),
    .target(
        name: "ToolSupport",
        dependencies: [argumentParser],
        path: "Sources/Tools/ToolSupport",
        swiftSettings: settings
    ),
    .target(
        name: "PictureFiles",
        dependencies: ["APIRuntime", "ToolSupport"],
        path: "Sources/Tools/PictureFiles",
        swiftSettings: settings
    ),
    tool("gateway-images", ["GatewayImages", "AsyncHTTPTransport", "PictureFiles", "ToolSupport", argumentParser]),
    tool(
        "gateway-demo",
        ["GatewayImages", "AsyncHTTPTransport", "URLSessionTransport", "PictureFiles", "ToolSupport", argumentParser]
    ),
    .target(
        name: "LocalGateway",
        dependencies: [hummingbird, httpTypes, logging, nio("NIOCore")],
        path: "Sources/Tools/LocalGateway",
        swiftSettings: settings
    ),
    tool("local-gateway", ["LocalGateway", argumentParser]),
    tool(
        "soak",
        ["GatewayImages", "APIRuntime", "AsyncHTTPTransport", "URLSessionTransport", "ToolSupport", httpTypes, argumentParser]
    ),
]

// Each is a folder of Tests/GoldenCases. What is generated of it is a module of its own, so that it is compiled, and used by
// GoldenTests. A new case is generated with `openapi-bindings generate` before it is listed.
let goldenCases = [
    "AdditionalProperties",
    "AllOf",
    "AnswerChoices",
    "AnswerHeaders",
    "BinaryBodies",
    "Bodies",
    "Collections",
    "DataStreams",
    "Defaults",
    "Documentation",
    "EventStreams",
    "FormBodies",
    "FreeForm",
    "FreeRules",
    "HostileText",
    "IntegerEnums",
    "JSONSequences",
    "Methods",
    "Multipart",
    "MultipartParts",
    "MultipartSequences",
    "Names",
    "Nullable30",
    "Nullable31",
    "NumberRules30",
    "NumberRules31",
    "Objects",
    "ParameterContents",
    "ParameterStyles",
    "ParameterValues",
    "Parameters",
    "Presence",
    "Recursion",
    "References",
    "Scalars",
    "SchemaRules",
    "SchemaRules30",
    "Security",
    "SecuritySchemes",
    "Selection",
    "Servers",
    "SeveralFiles",
    "Shadows",
    "SharedProperties",
    "Statuses",
    "StringEnums",
    "TextAndListRules",
    "Tolerated",
    "Tuples",
    "Unions",
    "Unsupported",
    "Versions30",
    "Versions31",
    "Versions32",
    "Warnings",
    "Webhooks",
]

let goldens: [Target] = goldenCases.map { name in
    .target(
        name: "Golden\(name)",
        dependencies: ["APIRuntime"],
        path: "Tests/GoldenCases/\(name)/Generated",
        swiftSettings: settings
    )
}

let tests: [Target] = [
    test("YAMLDocumentTests", ["YAMLDocument"]),
    test("OpenAPITests", ["OpenAPI", "YAMLDocument"]),
    test("BindingsTests", ["Bindings"]),
    test("SwiftEmitterTests", ["SwiftEmitter"]),
    test("GeneratorTests", ["Generator", "SwiftEmitter", "Bindings", "OpenAPI", "YAMLDocument", "FuzzTargets", "APIRuntime"]),
    test("OpenAPIBindingsTests", ["openapi-bindings"]),
    test("GoldenTests", ["APIRuntime", httpTypes] + goldenCases.map { .target(name: "Golden\($0)") }),
    test("APIRuntimeTests", ["APIRuntime", "SchemaSyntax", httpTypes], exclude: ["Vectors"]),
    .target(
        name: "LoopbackSupport",
        dependencies: ["APIRuntime", "AsyncHTTPTransport", "URLSessionTransport"],
        path: "Tests/LoopbackSupport",
        swiftSettings: settings
    ),
    test(
        "TransportTests",
        [
            "APIRuntime", "AsyncHTTPTransport", "URLSessionTransport", "LoopbackSupport", httpTypes, asyncHTTPClient, nio("NIOCore"),
            nio("NIOPosix"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
        ]
    ),
    test("MemoryTests", ["LoopbackSupport", "memory-probe"]),
    .executableTarget(
        name: "memory-probe",
        dependencies: ["APIRuntime", "LoopbackSupport", httpTypes],
        path: "Tests/memory-probe",
        swiftSettings: settings
    ),
    test(
        "APIObservabilityTests",
        [
            "APIObservability", "APIRuntime", "LoopbackSupport", httpTypes, logging, metrics, tracing,
            .product(name: "InMemoryLogging", package: "swift-log"),
            .product(name: "MetricsTestKit", package: "swift-metrics"),
            .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
        ]
    ),
    test("LocalGatewayTests", ["LocalGateway", "local-gateway", asyncHTTPClient, nio("NIOCore"), nio("NIOHTTP1")]),
    test("GatewayImagesTests", ["GatewayImages", "LocalGateway", "LoopbackSupport"], exclude: ["Examples"]),
    test("GatewayImagesToolTests", ["LocalGateway", "LoopbackSupport", "PictureFiles", "gateway-images"]),
    .target(
        name: "FuzzTargets",
        dependencies: ["APIRuntime", "SchemaSyntax", "Generator", "SwiftEmitter", "Bindings", "OpenAPI", "YAMLDocument", httpTypes],
        path: "Fuzz/Targets",
        swiftSettings: settings
    ),
    test("FuzzTests", ["FuzzTargets"]),
]

let benchmarks: [Target] = [
    .executableTarget(
        name: "figures",
        dependencies: ["CYAML", "YAMLDocument", "OpenAPI", "Bindings", "Generator", "APIRuntime", "GatewayImages", httpTypes],
        path: "Benchmarks/figures",
        swiftSettings: settings
    ),
    .executableTarget(
        name: "wire-figures",
        dependencies: ["APIRuntime", "AsyncHTTPTransport", "GatewayImages", hummingbird, httpTypes, logging, nio("NIOCore")],
        path: "Benchmarks/wire-figures",
        swiftSettings: settings
    ),
]

let package = Package(
    name: "openapi-bindings",
    platforms: [.macOS(.v14), .iOS(.v17), .tvOS(.v17), .watchOS(.v10), .visionOS(.v1)],
    products: [
        .executable(name: "openapi-bindings", targets: ["openapi-bindings"]),
        .executable(name: "gateway-images", targets: ["gateway-images"]),
        .executable(name: "local-gateway", targets: ["local-gateway"]),
        .library(name: "GatewayImages", targets: ["GatewayImages"]),
        .library(name: "APIRuntime", targets: ["APIRuntime"]),
        .library(name: "APIObservability", targets: ["APIObservability"]),
        .library(name: "AsyncHTTPTransport", targets: ["AsyncHTTPTransport"]),
        .library(name: "URLSessionTransport", targets: ["URLSessionTransport"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.30.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.20.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.5.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.3.0"),
        // Hummingbird and async-http-client are built on these and hand their types on.
        .package(url: "https://github.com/apple/swift-log", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.26.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
    ],
    targets: generator + runtime + tools + benchmarks + goldens
        + tests.filter { target in
            target.type != .test || chosenTests.map { $0.contains(target.name) } ?? true
        }
)

if isFuzzed {
    package.targets += [
        .systemLibrary(name: "CLibFuzzer", path: "Fuzz/CLibFuzzer"),
        .executableTarget(name: "fuzzer", dependencies: ["FuzzTargets", "CLibFuzzer"], path: "Fuzz/Fuzzer", swiftSettings: settings),
    ]
}

func stage(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/Generator/\(name)", swiftSettings: settings)
}

func tool(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: "Sources/Tools/\(name)", swiftSettings: settings)
}

func test(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

func nio(_ name: String) -> Target.Dependency {
    .product(name: name, package: "swift-nio")
}
