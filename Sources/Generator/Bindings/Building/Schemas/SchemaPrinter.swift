import OpenAPI

/// Schemas as JSON text (draft 2020-12), for rules that no Swift type has a form for. Whatever is referred to is in the text
/// `#/$defs/` and a name; the text of those is asked for separately.
struct SchemaPrinter {
    /// As the description has them, before anything was merged.
    let schemas: Schemas
    let version: Description.Version
    let resources: [[String: SchemaID]]
    /// Whether dynamic anchors have a meaning in the text: then each definition is a resource of its own.
    let isDynamic: Bool
    /// The name of a schema that is referred to.
    let name: (SchemaID) -> String
    /// What was referred to, in that order.
    private(set) var references: [SchemaID] = []
    private var isReferredTo: Set<SchemaID> = []

    /// That of the text being printed.
    private var resource = 0

    /// Inline schemas that are nested deeper become definitions.
    private static let depthLimit = 48

    init(
        _ schemas: Schemas, _ version: Description.Version, _ resources: [[String: SchemaID]], isDynamic: Bool,
        name: @escaping (SchemaID) -> String
    ) {
        self.schemas = schemas
        self.version = version
        self.resources = resources
        self.isDynamic = isDynamic
        self.name = name
    }

    /// A schema that others refer to.
    mutating func definition(_ id: SchemaID) -> String {
        let schema = schemas[id]
        resource = schema.resource
        guard isDynamic else { return text(schema, .all, 0) }
        let address = member("$id", jsonString(name(id)))
        if let boolean = schema.boolean { return boolean ? "{\(address)}" : "{\(address), \"not\": {}}" }
        return text(schema, .all, 0, extra: [address] + anchors(of: schema))
    }

    /// Keywords of a schema.
    mutating func text(_ schema: Schema, _ keywords: SchemaKeywords) -> String {
        resource = schema.resource
        return text(schema, keywords, 0, extra: isDynamic ? anchors(of: schema) : [])
    }

    mutating func text(_ part: SchemaPart) -> String { text(schemas[part.schema], part.keywords) }

    private mutating func text(_ id: SchemaID, _ depth: Int) -> String {
        let schema = schemas[id]
        guard depth < Self.depthLimit, !isDynamic || schema.resource == resource else { return "{\(reference(id))}" }
        return text(schema, .all, depth + 1)
    }

    /// The anchors of a schema's resource, as they are to be found from any part of it.
    private mutating func anchors(of schema: Schema) -> [String] {
        let anchors = resources[schema.resource].sorted { $0.key < $1.key }
        guard !anchors.isEmpty else { return [] }
        let definitions = anchors.map { anchor, id in
            member(anchor, "{\(member("$dynamicAnchor", jsonString(anchor))), \(reference(id))}")
        }
        return [member("$defs", "{\(definitions.joined(separator: ", "))}")]
    }

    private mutating func reference(_ id: SchemaID) -> String {
        if isReferredTo.insert(id).inserted { references.append(id) }
        return member("$ref", jsonString(isDynamic ? name(id) : "#/$defs/\(name(id))"))
    }

    private func member(_ keyword: String, _ text: String) -> String { "\(jsonString(keyword)): \(text)" }
}

// MARK: - Keywords

extension SchemaPrinter {
    private mutating func text(_ schema: Schema, _ keywords: SchemaKeywords, _ depth: Int, extra: [String] = []) -> String {
        if let boolean = schema.boolean { return boolean ? "true" : "false" }
        var members = extra
        if keywords.contains(.references), let target = schema.reference {
            members.append(reference(target))
            // Before 3.1 a reference's neighbours are ignored by the standard itself.
            if version == .v30 { return orNull(schema, "{\(members.joined(separator: ", "))}") }
        }
        values(schema, keywords, &members)
        arrays(schema, keywords, depth, &members)
        objects(schema, keywords, depth, &members)
        if keywords.contains(.alternatives) {
            list("anyOf", schema.anyOf, depth, &members)
            // Where a discriminator says which it is, others may fit as well.
            let isTold = schema.discriminator != nil && schema.anyOf.isEmpty
            list(isTold ? "anyOf" : "oneOf", schema.oneOf, depth, &members)
        }
        if keywords.contains(.references) { list("allOf", schema.allOf, depth, &members) }
        if keywords.contains(.assertions) {
            for assertion in schema.assertions {
                if case .prefixItems = assertion, !keywords.contains(.prefixItems) { continue }
                add(assertion, depth, &members)
            }
        }
        let text = "{\(members.joined(separator: ", "))}"
        return keywords.contains(.types) ? orNull(schema, text) : text
    }

    private func orNull(_ schema: Schema, _ text: String) -> String {
        schema.isNullable ? "{\"anyOf\": [{\"type\": \"null\"}, \(text)]}" : text
    }

    private func values(_ schema: Schema, _ keywords: SchemaKeywords, _ members: inout [String]) {
        if keywords.contains(.types), !schema.kinds.isEmpty {
            let kinds = schema.kinds.map { jsonString($0.rawValue) }
            members.append(member("type", kinds.count == 1 ? kinds[0] : "[\(kinds.joined(separator: ", "))]"))
        }
        if keywords.contains(.enumeration), let values = schema.enumeration {
            members.append(member("enum", "[\(values.map(json).joined(separator: ", "))]"))
        }
        if keywords.contains(.constant), let value = schema.constant { members.append(member("const", json(value))) }
        if keywords.contains(.numbers) {
            let numbers = schema.numbers
            for (keyword, number) in [
                ("minimum", numbers.minimum), ("maximum", numbers.maximum), ("exclusiveMinimum", numbers.exclusiveMinimum),
                ("exclusiveMaximum", numbers.exclusiveMaximum), ("multipleOf", numbers.multipleOf),
            ] {
                if let number { members.append(member(keyword, number.text)) }
            }
        }
        if keywords.contains(.strings) {
            count("minLength", schema.minLength, &members)
            count("maxLength", schema.maxLength, &members)
            if let pattern = schema.pattern { members.append(member("pattern", jsonString(pattern))) }
        }
    }

    private mutating func arrays(_ schema: Schema, _ keywords: SchemaKeywords, _ depth: Int, _ members: inout [String]) {
        if keywords.contains(.itemCounts) {
            count("minItems", schema.minItems, &members)
            count("maxItems", schema.maxItems, &members)
            if schema.uniqueItems { members.append(member("uniqueItems", "true")) }
        }
        if keywords.contains(.items), let items = schema.items { members.append(member("items", text(items, depth))) }
    }

    private mutating func objects(_ schema: Schema, _ keywords: SchemaKeywords, _ depth: Int, _ members: inout [String]) {
        if keywords.contains(.properties) || keywords.contains(.additional), !schema.properties.isEmpty {
            var properties: [String] = []
            for property in schema.properties {
                properties.append(member(property.name, keywords.contains(.properties) ? text(property.schema, depth) : "true"))
            }
            members.append(member("properties", "{\(properties.joined(separator: ", "))}"))
        }
        if keywords.contains(.required), !schema.required.isEmpty { members.append(member("required", names(schema.required))) }
        if keywords.contains(.additional) {
            switch schema.additionalProperties {
            case .unspecified: break
            case .allowed: members.append(member("additionalProperties", "true"))
            case .forbidden: members.append(member("additionalProperties", "false"))
            case .schema(let value): members.append(member("additionalProperties", text(value, depth)))
            }
        }
        if keywords.contains(.propertyCounts) {
            count("minProperties", schema.minProperties, &members)
            count("maxProperties", schema.maxProperties, &members)
        }
    }

    private mutating func add(_ assertion: Assertion, _ depth: Int, _ members: inout [String]) {
        switch assertion {
        case .not(let schema): members.append(member("not", text(schema, depth)))
        case .condition(let condition, let then, let otherwise):
            members.append(member("if", text(condition, depth)))
            if let then { members.append(member("then", text(then, depth))) }
            if let otherwise { members.append(member("else", text(otherwise, depth))) }
        case .dependentRequired(let dependencies):
            let texts = dependencies.map { member($0.name, names($0.value)) }
            members.append(member("dependentRequired", "{\(texts.joined(separator: ", "))}"))
        case .dependentSchemas(let dependencies): map("dependentSchemas", dependencies, depth, &members)
        case .patternProperties(let patterns): map("patternProperties", patterns, depth, &members)
        case .prefixItems(let schemas): list("prefixItems", schemas, depth, &members)
        case .contains(let schema, let minimum, let maximum):
            members.append(member("contains", text(schema, depth)))
            count("minContains", minimum, &members)
            count("maxContains", maximum, &members)
        case .propertyNames(let schema): members.append(member("propertyNames", text(schema, depth)))
        case .unevaluatedItems(let schema): members.append(member("unevaluatedItems", text(schema, depth)))
        case .unevaluatedProperties(let schema): members.append(member("unevaluatedProperties", text(schema, depth)))
        case .dynamicReference(let anchor, let otherwise):
            guard isDynamic else { return members.append(member("allOf", "[{\(reference(otherwise))}]")) }
            // The definition has all anchors of its resource.
            _ = reference(otherwise)
            members.append(member("$dynamicRef", jsonString("\(name(otherwise))#\(anchor)")))
        }
    }

    private mutating func map(
        _ keyword: String, _ schemas: [Assertion.Dependency<SchemaID>], _ depth: Int, _ members: inout [String]
    ) {
        var texts: [String] = []
        for schema in schemas { texts.append(member(schema.name, text(schema.value, depth))) }
        members.append(member(keyword, "{\(texts.joined(separator: ", "))}"))
    }

    private mutating func list(_ keyword: String, _ schemas: [SchemaID], _ depth: Int, _ members: inout [String]) {
        guard !schemas.isEmpty else { return }
        var texts: [String] = []
        for schema in schemas { texts.append(text(schema, depth)) }
        members.append(member(keyword, "[\(texts.joined(separator: ", "))]"))
    }

    private func count(_ keyword: String, _ count: Int?, _ members: inout [String]) {
        if let count { members.append(member(keyword, String(count))) }
    }

    private func names(_ names: [String]) -> String { "[\(names.map(jsonString).joined(separator: ", "))]" }
}
