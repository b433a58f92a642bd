import YAMLDocument

/// Reads a description into the model. A fault is a diagnostic, and reading goes on where it can, so that one run reports
/// all that is wrong.
package final class DescriptionReader {
    var diagnostics: Diagnostics
    let tree: SourceTree
    let entry: String
    var selector: OperationSelector
    /// nil where nobody asks.
    var census: Census?
    var result = Description(version: .v32, info: Info())
    /// Which schema stands at which node, so that each is read once however often it is referred to.
    var schemaAt: [NodeKey: SchemaID] = [:]
    /// Where the schemas stand that have a number, by that.
    var schemaKeys: [NodeKey] = []
    /// Those of them that are not read yet, in the order of their numbers: the last.
    var pendingSchemas: [Place] = []
    var componentNames: [NodeKey: String] = [:]
    var componentPlaces: [String: Place] = [:]
    var componentOrder: [String] = []
    var securitySchemePlaces: [(key: String, place: Place)] = []
    /// What references lead to that pointers lead through.
    var placesBehind: [NodeKey: Place?] = [:]
    var depthOfPointers = 0
    /// For how many more references that lead nowhere it is looked up what was meant.
    var suggestionsLeft = 20
    /// Where each path stands, by its text without the names of variables.
    var pathForms: [[UInt8]: Mark] = [:]
    /// Security schemes that were read, by what names them.
    var schemeNames: [NodeKey: String] = [:]
    var isReadingCallback = false

    var version: Description.Version { result.version }

    /// The schema resources of each file, and those that have an address of their own.
    var resourcesOfFile: [ObjectIdentifier: SchemaResources] = [:]
    var resourceAt: [String: SchemaResource] = [:]

    /// A node by its identity: the file, and the place in it.
    struct NodeKey: Hashable {
        let file: ObjectIdentifier
        let id: Int
    }

    /// A node with its place.
    struct Place {
        let node: YAMLNode
        let location: Location
        /// Fields that stand beside the `$ref` that led here, and come before the node's own.
        var overriding: [Field] = []

        /// Where the value is, and not the key that names it.
        var valueMark: Mark { location.marked(node.mark).mark }
    }

    struct Field {
        let key: String
        let place: Place
    }

    private init(entry: String, mayLeaveFolder: Bool, selection: OperationSelection, read: @escaping FileReader, _ diagnostics: Diagnostics)
    {
        self.entry = entry
        self.diagnostics = diagnostics
        selector = OperationSelector(selection)
        tree = SourceTree(entry: entry, mayLeaveFolder: mayLeaveFolder, read: read)
    }

    /// The description at `entry`, or nil where it cannot be made sense of at all; then a diagnostic says why.
    ///
    /// - Parameters:
    ///   - mayLeaveFolder: whether `read` is asked for files outside the folder of `entry`, which it then judges.
    ///   - isCounting: whether the result has a census.
    package static func description(
        at entry: String,
        selection: OperationSelection = OperationSelection(),
        mayLeaveFolder: Bool = false,
        isCounting: Bool = false,
        read: @escaping FileReader,
        diagnostics: Diagnostics
    ) -> Description? {
        let reader = DescriptionReader(entry: entry, mayLeaveFolder: mayLeaveFolder, selection: selection, read: read, diagnostics)
        if isCounting { reader.census = Census() }
        guard reader.readDescription() else { return nil }
        reader.census?.files = reader.tree.paths
        reader.result.census = reader.census
        return reader.result
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
        // About as many schemas as descriptions of this size have.
        schemaAt.reserveCapacity(document.nodeCount / 16)
        result.names = SourceNames(entry: entry)
        var pathItems: [Place] = []
        var webhooks: Place?
        var security: Place?
        for (key, place) in fields(of: root, as: "an OpenAPI description") {
            switch key {
            case "openapi", "tags", "externalDocs": break
            case "$self" where version == .v32: break
            case "jsonSchemaDialect" where version != .v30: reportDialect(place)
            case "info": readInfo(place)
            case "servers": result.servers = readServers(place)
            case "paths": pathItems = fields(of: place, as: "the paths").map(\.place)
            case "components": readComponents(place)
            case "security": security = place
            case "webhooks" where version != .v30: webhooks = place
            default: reportUnknown(key, place, in: "an OpenAPI description", known: rootFields)
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
        readSecuritySchemes()
        readPendingSchemas()
        if !selector.selection.takesAll { leaveOutWhatIsNotSelected() }
        reportAbsent(in: root)
        return true
    }

    private func reportAbsent(in root: Place) {
        guard !diagnostics.hasErrors else { return }
        if root.node["info"] == nil {
            let message = "the field \"info\" is missing; every description has one, with its title and its version"
            diagnostics.warning("missing-field", message, at: root.node.mark)
        }
        if selector.selection.takesAll, result.operations.isEmpty, result.componentSchemas.isEmpty, result.webhooks.isEmpty {
            let message = "there are no operations, schemas or webhooks here, so there is nothing to turn into Swift"
            diagnostics.warning("empty-description", message, at: root.node.mark)
        }
    }

    /// OpenAPI 3.2, "Specifying Schema Dialects": other dialects give keywords other meanings.
    func reportDialect(_ place: Place) {
        guard let name = string(place, "the dialect") else { return }
        let isKnown = name.hasPrefix("https://spec.openapis.org/oas/3.") || name.hasPrefix("https://json-schema.org/draft/2020-12/schema")
        guard !isKnown else { return }
        let message = "the dialect \(quoted(name)) is not known; its schemas are read as those of JSON Schema draft 2020-12"
        diagnostics.unsupported("unsupported-dialect", message, at: place.location.mark)
    }

    private var rootFields: [String] {
        let newer = version == .v30 ? [] : ["webhooks", "jsonSchemaDialect"] + (version == .v31 ? [] : ["$self"])
        return ["openapi", "info", "servers", "paths", "components", "security", "tags", "externalDocs"] + newer
    }

    private func readVersion(_ root: Place) -> Bool {
        if let swagger = root.node["swagger"] {
            diagnostics.error(
                "version-unsupported",
                "this is Swagger \(quoted(swagger.text ?? "2.0")); this generator reads OpenAPI 3.0, 3.1 and 3.2, so convert it first",
                at: swagger.mark.pointing(to: "/swagger")
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
        census?.version = text
        switch text.split(separator: ".").prefix(2).joined(separator: ".") {
        case "3.0": result.version = .v30
        case "3.1": result.version = .v31
        case "3.2": result.version = .v32
        default:
            let message = "OpenAPI \(quoted(text)) is not known; this generator reads 3.0, 3.1 and 3.2"
            diagnostics.error("version-unsupported", message, at: openapi.mark.pointing(to: "/openapi"))
            return false
        }
        return true
    }

    private func readInfo(_ place: Place) {
        for (key, field) in fields(of: place, as: "the info") {
            switch key {
            case "title": result.info.title = string(field, "the title") ?? ""
            case "version": result.info.version = field.node.text ?? ""
            case "summary": result.info.summary = text(field, "the summary")
            case "description": result.info.description = text(field, "the description")
            case "termsOfService", "contact", "license": break
            default: reportUnknown(key, field, in: "the info", known: ["title", "version", "summary", "description", "license"])
            }
        }
    }
}
