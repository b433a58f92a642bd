package import OpenAPI

/// Decides the Swift API of a description: names first, all of them, then types, then operations.
package final class ModuleBuilder {
    let description: SharedDescription
    /// The schemas as they stood before those of `allOf` were made one.
    let sources: Schemas
    let configuration: Configuration
    let diagnostics: Diagnostics
    let overrides: NameOverrides
    /// The names of module scope.
    var moduleScope: Scope
    /// The name of each schema that becomes a declaration.
    var typeNames: SchemaMap<TypeName>
    /// The declarations to make, in order, each with those inside it.
    var plan: [PlannedType] = []
    /// Those of module scope by their names, known once all types have names.
    lazy var schemasByTypeName = Dictionary(plan.map { ($0.name.last.text, $0.schema) }) { first, _ in first }
    /// Texts that are bytes and stand in forms: files. Found before any shape is kept, as their shapes depend on it.
    var byteSchemas = SchemaSet()
    /// Schemas that hold files.
    var formSchemas = SchemaSet()
    /// Parts of forms of which nothing is said, so that they are files.
    var formFiles = SchemaSet()
    /// Properties in a format that is not written, which are files too.
    var opaqueProperties: [SchemaID: Set<String>] = [:]
    /// Schemas that are events of streams.
    var eventSchemas = SchemaSet()
    /// Schemas whose values hold raw bytes somewhere, known once all of these are.
    lazy var schemasWithFiles = findSchemasWithFiles()
    /// The names of types that hold files, known once all types have names.
    lazy var formTypeNames = Set(formSchemas.members.compactMap { typeNames[$0] })
    var enumerations: [TypeName: OpenEnumeration] = [:]
    /// The names of types that are structures, known once the enumerations are made.
    lazy var structureNames = findStructureNames()
    /// The names of the members of schemas beside which a type may have to be told from them.
    var membersKnown: [SchemaID: Set<String>] = [:]
    /// What properties are called, by the names that they have in the text.
    var memberNames: [String: String] = [:]
    /// Schemas that only a reference leads to, still without a name.
    var orphans: [SchemaID] = []
    /// Enumerations of several answers, made with the operations.
    var answerTypes: [TypeDeclaration] = []
    /// The types of header fields that several operations have from one component.
    var sharedHeaders: [SharedHeaders: TypeName] = [:]
    lazy var callbacks = findCallbacks()
    /// Of parameters, bodies, answers and headers that operations share, what they are called.
    lazy var sharedNames = findSharedNames()
    /// Of schemas that would have the same name by their places, the names that tell them apart.
    lazy var qualifiedNames = findQualifiedNames()
    /// What each reference stands for.
    let aliases: Aliases
    /// The names of components that only refer to something, by what that is: it has no name of its own.
    lazy var componentsFor = findComponentsFor()
    var uses: TypeUses
    /// With where they stand, until all are known.
    var unknownFormats: [UnknownFormat: [SourceMark]] = [:]
    /// By the numbers of schemas; kept, because naming, building and each use of a schema ask for it.
    var shapes: SchemaMap<SchemaShape>
    /// By the numbers of schemas too, and for the same reason.
    var alternativesKnown: SchemaMap<Alternatives>
    /// Schemas whose meaning depends on the way that leads to them.
    let dynamicSchemas: SchemaSet
    /// Of alternatives, the values by which discriminators tell them, for each property.
    lazy var impliedTags = findImpliedTags()
    /// Schemas whose alternatives lead back to them.
    lazy var endlessSchemas = findEndlessSchemas()
    /// Schemas with an alternative that has no type of its own, be it in a union inside theirs.
    lazy var unionsOfAny = findUnionsOfAny()
    /// Lists of items by their place that lead back to themselves, over lists and maps alone.
    lazy var circularTuples = findCircularTuples()
    /// How many tuples, each inside the other, are being looked into.
    var tuplesBeingShaped = 0
    var rules: EmbeddedRules
    /// Of operations whose operationId another has, by their pointers.
    lazy var repeatedOperationNames = findRepeatedOperationNames()
    /// Bodies' booleans by which a server chooses a stream: the property's key for each schema.
    var streamSwitches: [SchemaID: String] = [:]
    /// The same by the names of the bodies, known once all types have names.
    lazy var switchedBodies = findSwitchedBodies()
    /// The properties themselves, as far as they were asked for; nil where a body is no structure.
    var switchesKnown: [TypeName: Property?] = [:]

    /// The schemes for which the client makes credentials, and what they are called there.
    var security: ClientSecurity?
    var schemeNames: [String: SwiftName] = [:]
    /// Then it is for the caller to know: many descriptions are silent, and their servers are not open to all.
    lazy var saysNothingOfSecurity = description.operations.allSatisfy { $0.security == nil }
    lazy var securitySchemes = Dictionary(description.securitySchemes.map { ($0.name, $0) }) { first, _ in first }

    final class PlannedType {
        let schema: SchemaID
        var name: TypeName
        var nested: [PlannedType] = []
        var scope: Scope

        init(schema: SchemaID, name: TypeName, scope: Scope) {
            self.schema = schema
            self.name = name
            self.scope = scope
        }
    }

    private init?(_ description: Description, _ configuration: Configuration, _ diagnostics: Diagnostics) {
        var shared = SharedDescription(description)
        NullableAlone.makeNull(in: &shared)
        let (dynamicSchemas, plain) = DynamicSchemas.found(in: shared)
        guard let (merged, sources) = AllOfMerging.merged(plain, diagnostics) else { return nil }
        var description = merged
        SoleValues.makeConstants(in: &description)
        AnnotatedValues.makeEnumerations(in: &description)
        self.description = description
        self.sources = sources
        self.configuration = configuration
        self.diagnostics = diagnostics
        overrides = NameOverrides(configuration.names, in: description.names, diagnostics)
        moduleScope = Scope(reserved: ReservedNames.types)
        aliases = Aliases(of: description)
        typeNames = SchemaMap(schemaCount: description.schemas.count)
        uses = TypeUses(schemaCount: description.schemas.count)
        alternativesKnown = SchemaMap(schemaCount: description.schemas.count)
        shapes = SchemaMap(schemaCount: description.schemas.count)
        self.dynamicSchemas = dynamicSchemas
        let names = DefinitionNames(description)
        rules = EmbeddedRules { isDynamic in
            SchemaPrinter(sources, description.version, description.resources, isDynamic: isDynamic) { names.name(of: $0) }
        }
    }

    package static func module(
        for description: Description,
        source: String,
        configuration: Configuration,
        diagnostics: Diagnostics
    ) -> Module? {
        ModuleBuilder(description, configuration, diagnostics)?.module(source: source)
    }

    private func module(source: String) -> Module? {
        let faults = configuration.faults
        guard faults.isEmpty else {
            for fault in faults { diagnostics.add(fault) }
            return nil
        }
        let (name, clientName) = (configuration.module, configuration.clientName)
        moduleScope.reserve(clientName)
        moduleScope.reserve(name)
        planTypes()
        noteShadows(in: SwiftName(checked: name))
        planSecurity()
        rules.schemas.name = moduleScope.claim("Schemas")
        buildEnumerations()
        for id in description.schemaIDs { reportContradictions(description[id]) }
        // A component that nothing uses becomes no Swift, but what would not is still said.
        for component in description.componentSchemas where !description[component.schema].isBytes { _ = use(of: component.schema) }
        let operations = operationMethods()
        let models = plan.map { declaration($0) }
        reportUnsatisfiable(models)
        let types = models + answerTypes + payloadNames()
        overrides.reportUnused()
        reportUnknownFormats()
        let client = Client(
            name: SwiftName(checked: clientName),
            documentation: Documentation(text: description.info.description ?? description.info.summary ?? description.info.title),
            servers: serverFunctions(),
            takesCredential: !saysNothingOfSecurity && operations.contains { if case .anonymous = $0.security { false } else { true } },
            security: security,
            operations: operations
        )
        return Module(name: SwiftName(checked: name), source: source, client: client, types: types, schemas: rules.schemas)
    }

    /// The schema that `id` stands for, over references and over `allOf` with a single member, which is how 3.0 put a
    /// description beside a reference.
    func resolved(_ id: SchemaID) -> SchemaID { aliases.target(of: id) }
}
