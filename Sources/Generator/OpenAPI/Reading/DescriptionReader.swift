import YAMLDocument

/// Reads a description into the model. A fault is a diagnostic, and reading goes on where it can, so that one run reports
/// all that is wrong.
package final class DescriptionReader {
    let diagnostics: Diagnostics
    let tree: SourceTree
    let entry: String
    var result = Description(version: .v32, info: Info())
    /// Which schema stands at which node, so that each is read once however often it is referred to.
    var schemaAt: [NodeKey: SchemaID] = [:]
    /// Schemas that have their place in the result and are not read yet.
    var pendingSchemas: [(id: SchemaID, place: Place)] = []

    /// A node by its identity: the file, and the place in it.
    struct NodeKey: Hashable {
        let file: String
        let id: Int
    }

    /// A node with its place.
    struct Place {
        let node: YAMLNode
        let location: Location
    }

    private init(entry: String, read: @escaping FileReader, diagnostics: Diagnostics) {
        self.entry = entry
        self.diagnostics = diagnostics
        tree = SourceTree(entry: entry, read: read)
    }

    /// The description at `entry`, or nil where it cannot be made sense of at all; then a diagnostic says why.
    package static func description(at entry: String, read: @escaping FileReader, diagnostics: Diagnostics) -> Description? {
        let reader = DescriptionReader(entry: entry, read: read, diagnostics: diagnostics)
        return reader.readDescription() ? reader.result : nil
    }

    private func readDescription() -> Bool {
        guard let document = tree.document(at: entry, referredFrom: nil, diagnostics) else { return false }
        let root = Place(node: document.root, location: Location(mark: document.root.mark, pointer: ""))
        guard root.node.kind == .mapping else {
            diagnostics.error(
                "not-openapi",
                "an OpenAPI description is a mapping that begins with the field \"openapi\"; this is \(root.node.kind.phrase)",
                at: root.node.mark
            )
            return false
        }
        guard readVersion(root) else { return false }
        var pathItems: [Place] = []
        var webhooks: Place?
        var security: Place?
        for (key, place) in fields(of: root) {
            switch key {
            case "openapi", "tags", "externalDocs", "jsonSchemaDialect", "$self": break
            case "info": readInfo(place)
            case "servers": result.servers = readServers(place)
            case "paths": pathItems = fields(of: place, as: "the paths").map(\.place)
            case "components": readComponents(place)
            case "security": security = place
            case "webhooks": webhooks = place
            default: reportUnknown(key, place, in: "an OpenAPI description", known: Self.rootFields)
            }
        }
        // After the components, whose schemes it names.
        let documentSecurity = security.map { readSecurity($0) }
        for place in pathItems {
            readPath(place)
            readPendingSchemas()
        }
        if let webhooks {
            result.webhooks = readWebhooks(webhooks)
            readPendingSchemas()
        }
        for index in result.operations.indices where result.operations[index].security == nil {
            result.operations[index].security = documentSecurity
        }
        return true
    }

    private static let rootFields = [
        "openapi", "info", "servers", "paths", "components", "security", "tags", "externalDocs", "webhooks",
        "jsonSchemaDialect", "$self",
    ]

    private func readVersion(_ root: Place) -> Bool {
        if let swagger = root.node["swagger"] {
            diagnostics.error(
                "version-unsupported",
                "this is Swagger \(swagger.text ?? "2.0"); convert it to OpenAPI 3 first",
                at: swagger.mark
            )
            return false
        }
        guard let openapi = root.node["openapi"] else {
            diagnostics.error(
                "not-openapi",
                "the field \"openapi\" with the version is missing: this is no OpenAPI description",
                at: root.node.mark
            )
            return false
        }
        guard let text = openapi.text else {
            expected("a version such as 3.1.0", for: "openapi", Place(node: openapi, location: root.location))
            return false
        }
        switch text.split(separator: ".").prefix(2).joined(separator: ".") {
        case "3.0": result.version = .v30
        case "3.1": result.version = .v31
        case "3.2": result.version = .v32
        default:
            let message = "OpenAPI \(quoted(text)) is not known; this generator reads 3.0, 3.1 and 3.2"
            diagnostics.error("version-unsupported", message, at: openapi.mark)
            return false
        }
        return true
    }

    private func readInfo(_ place: Place) {
        for (key, field) in fields(of: place, as: "the info") {
            switch key {
            case "title": result.info.title = string(field, "the title") ?? ""
            case "version": result.info.version = field.node.text ?? ""
            case "summary": result.info.summary = string(field, "the summary")
            case "description": result.info.description = string(field, "the description")
            case "termsOfService", "contact", "license": break
            default: reportUnknown(key, field, in: "the info", known: ["title", "version", "summary", "description", "license"])
            }
        }
    }

    private func readComponents(_ place: Place) {
        for (field, section) in fields(of: place, as: "the components") {
            switch field {
            case "schemas":
                let components = fields(of: section, as: "the schemas", keepingExtensions: true)
                // All names first: a schema that is met by reference first is still the component that it is.
                for (name, schema) in components {
                    componentNames[key(of: schema.node)] = name
                    componentPlaces[name] = schema
                }
                for (name, schema) in components {
                    result.componentSchemas.append((name, readSchema(schema)))
                    readPendingSchemas()
                }
            case "securitySchemes": readSecuritySchemes(section)
            // Read where something refers to them.
            case "responses", "parameters", "examples", "requestBodies", "headers", "links", "callbacks", "pathItems", "mediaTypes":
                break
            default:
                reportUnknown(
                    field, section, in: "the components", known: ["schemas", "responses", "parameters", "requestBodies", "headers"])
            }
        }
    }

    var componentNames: [NodeKey: String] = [:]
    var componentPlaces: [String: Place] = [:]
    /// Security schemes that were read, by what names them.
    var schemeNames: [NodeKey: String] = [:]
    var isReadingCallback = false
}
