import Bindings
package import OpenAPI
import YAMLDocument

/// What a description holds, and what of it does not become Swift.
package struct Inventory: Sendable {
    package struct Operation: Sendable {
        package let method: String
        package let path: String
        package let operationID: String?
        package let tags: [String]
    }

    /// Something with how often it is there.
    package struct Count: Sendable {
        package let name: String
        package let count: Int
    }

    package let title: String
    package let version: String
    package let openAPI: String
    package let files: [String]
    package let servers: [String]
    package let operations: [Operation]
    package let schemas: [String]
    package let webhooks: [String]
    /// Each with the operation that has it.
    package let callbacks: [String]
    /// Of bodies and of answers, those of webhooks and callbacks among them.
    package let mediaTypes: [Count]
    /// By place, style and, where it is not what the style has by itself, explode.
    package let parameters: [Count]
    package let securitySchemes: [String]
    /// The keywords of schemas, extensions among them.
    package let keywords: [Count]
    /// Each place that is not turned into Swift, by its name in the description's own terms.
    package let unsupported: [(place: String, diagnostic: Diagnostic)]
    /// Whether there are faults before whose mend nothing is known of the rest.
    package let hasErrors: Bool
}

extension Generator {
    /// Reads a description whole, as `generate` does, and counts what it holds; nil where it cannot be made sense of.
    package static func inspect(
        entry: String,
        selection: OperationSelection = OperationSelection(),
        mayLeaveFolder: Bool = false,
        read: @escaping FileReader
    ) -> (inventory: Inventory?, diagnostics: [Diagnostic]) {
        let diagnostics = Diagnostics()
        let description = DescriptionReader.description(
            at: entry,
            selection: selection,
            mayLeaveFolder: mayLeaveFolder,
            isCounting: true,
            read: read,
            diagnostics: diagnostics
        )
        guard let description else { return (nil, diagnostics.inReadingOrder) }
        if !diagnostics.hasErrors {
            // A module's name that none of the description's can be.
            let configuration = Configuration(module: "_Inspected")
            _ = ModuleBuilder.module(for: description, source: entry, configuration: configuration, diagnostics: diagnostics)
        }
        let all = diagnostics.inReadingOrder
        return (Inventory(of: description, all), all)
    }
}

extension Inventory {
    fileprivate init(of description: Description, _ diagnostics: [Diagnostic]) {
        title = description.info.title
        version = description.info.version
        openAPI = description.census?.version ?? ""
        files = description.census?.files ?? []
        servers = description.servers.map(\.url)
        operations = description.operations.map {
            Operation(method: $0.method, path: $0.path, operationID: $0.operationID, tags: $0.tags)
        }
        schemas = description.componentSchemas.map(\.name)
        webhooks = description.census?.webhooks ?? []
        callbacks = description.operations.flatMap { operation in
            operation.callbacks.map { "\($0.name) of \(operation.method) \(operation.path)" }
        }
        let received = description.webhooks + description.operations.flatMap(\.callbacks)
        let requests = description.operations + received.map(\.operation)
        mediaTypes = Count.each(of: requests.flatMap { ($0.body?.content ?? []) + $0.responses.flatMap(\.content) }.map(\.name))
        parameters = Count.each(of: description.operations.flatMap(\.parameters).map(Self.style))
        securitySchemes = description.census?.securitySchemes ?? []
        keywords = (description.census?.keywords ?? [:]).map { Count(name: $0.key, count: $0.value) }
            .sorted { $0.count == $1.count ? $0.name < $1.name : $0.count > $1.count }
        hasErrors = diagnostics.contains { $0.severity == .error }
        unsupported = diagnostics.filter { $0.severity == .unsupported }.map { diagnostic in
            let place = diagnostic.mark.map { Location(at: $0) }
            return (place.map(description.names.name(of:)) ?? "", diagnostic)
        }
    }

    /// OpenAPI 3.2, "Style Values", with the styles that parameters have by themselves.
    private static func style(_ parameter: Parameter) -> String {
        guard parameter.content.isEmpty else { return "\(parameter.place.rawValue) content" }
        let usual = parameter.place == .query || parameter.place == .cookie ? "form" : "simple"
        let style = parameter.style?.rawValue ?? usual
        let explodes = style == "form" || style == "cookie"
        let explode = parameter.explode ?? explodes
        let words = [parameter.place.rawValue, style] + (explode == explodes ? [] : [explode ? "exploded" : "not exploded"])
        return (words + (parameter.allowReserved ? ["allowReserved"] : [])).joined(separator: " ")
    }
}

extension Inventory.Count {
    /// In the order in which they are first met.
    fileprivate static func each(of names: [String]) -> [Inventory.Count] {
        var counts: [String: Int] = [:]
        var order: [String] = []
        for name in names {
            if counts[name] == nil { order.append(name) }
            counts[name, default: 0] += 1
        }
        return order.map { Inventory.Count(name: $0, count: counts[$0] ?? 0) }
    }
}
