import OpenAPI

/// A schema where it is used: its Swift type, and what else is to know about a value there.
struct TypeUse {
    var type: SwiftType
    var isNullable = false
    var rule: Rule?
    var defaultValue: Value?
    var text: String?
    var isDeprecated = false
    /// The one value that is allowed.
    var constant: Value?
}

extension ModuleBuilder {
    func use(of id: SchemaID) -> TypeUse {
        var outer = TypeUse(type: .json)
        var current = id
        var steps = 0
        // Words nearer to the use win over those of the schema that is referred to.
        while let next = description[current].aliasTarget, steps < 100 {
            annotate(&outer, with: description[current])
            reportRulesBesideReference(description[current])
            current = next
            steps += 1
        }
        annotate(&outer, with: description[current])
        if let alternative = nullAlternative(description[current]) {
            var inner = use(of: alternative)
            inner.isNullable = true
            inner.text = outer.text ?? inner.text
            inner.isDeprecated = outer.isDeprecated || inner.isDeprecated
            inner.defaultValue = outer.defaultValue ?? inner.defaultValue
            return inner
        }
        let schema = description[current]
        outer.isNullable = outer.isNullable || nullability(schema).isNullable
        outer.type = type(of: current)
        outer.rule = rule(of: current, type: outer.type)
        if let constant = schema.constant { outer.constant = constant }
        return outer
    }

    private func annotate(_ use: inout TypeUse, with schema: Schema) {
        use.text = use.text ?? schema.description ?? schema.title
        use.isDeprecated = use.isDeprecated || schema.isDeprecated
        use.defaultValue = use.defaultValue ?? schema.defaultValue
        if schema.reference != nil, schema.kinds.contains(.null) { use.isNullable = true }
    }

    private func reportRulesBesideReference(_ schema: Schema) {
        let hasRules =
            !schema.numbers.isEmpty || schema.minLength != nil || schema.maxLength != nil || schema.pattern != nil
            || schema.minItems != nil || schema.maxItems != nil || schema.enumeration != nil || !schema.properties.isEmpty
            || !schema.unread.isEmpty
        // Before 3.1 a reference's neighbours are ignored by the standard itself.
        guard hasRules, description.version != .v30 else { return }
        diagnostics.unsupported(
            "unsupported-ref-siblings",
            "rules beside a $ref are not checked yet; move them into the schema that it refers to",
            at: schema.location.mark
        )
    }

    private func type(of id: SchemaID) -> SwiftType {
        if let name = typeNames[id] { return .named(name) }
        let schema = description[id]
        reportUnread(schema)
        switch shape(of: id) {
        case .any: return .json
        case .boolean: return .boolean
        case .integer(let format): return integerType(format, schema)
        case .number(let format): return numberType(format, schema)
        case .string(let format): return stringType(format, schema)
        case .data: return .data
        case .file: return .file
        case .array(let items): return .array(items.map { elementType($0) } ?? .json)
        case .map(let value): return .dictionary(value.map { elementType($0) } ?? .json)
        // Planned names cover these; one that is reached by a reference into nowhere has been reported.
        case .object, .enumeration: return .json
        case .unsupported(let code, let what):
            diagnostics.unsupported(code, "\(what) has no Swift type yet; it becomes JSONValue", at: schema.location.mark)
            return .json
        }
    }

    private func elementType(_ id: SchemaID) -> SwiftType {
        let element = use(of: id)
        return element.isNullable && element.type != .json ? .nullable(element.type) : element.type
    }

    private func integerType(_ format: String?, _ schema: Schema) -> SwiftType {
        switch format {
        case "int32": return .int32
        case "int64": return .int64
        case nil: return .int
        case let format?:
            reportFormat(format, schema, "Int")
            return .int
        }
    }

    private func numberType(_ format: String?, _ schema: Schema) -> SwiftType {
        switch format {
        case "float": return .float
        case nil, "double": return .double
        case let format?:
            reportFormat(format, schema, "Double")
            return .double
        }
    }

    private func stringType(_ format: String?, _ schema: Schema) -> SwiftType {
        switch format {
        case "date-time": return .date
        case "date": return .calendarDate
        case "uuid": return .uuid
        case "uri", "url": return .url
        // Formats that say what a text means to people or to other programs; it stays the text that it is.
        case nil, "password", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri-reference", "iri",
            "iri-reference", "uri-template", "json-pointer", "relative-json-pointer", "regex", "time", "duration":
            return .string
        case let format?:
            reportFormat(format, schema, "String")
            return .string
        }
    }

    private func reportFormat(_ format: String, _ schema: Schema, _ type: String) {
        diagnostics.warning(
            "unknown-format", "the format \(quoted(format)) is not known; this is a plain \(type)", at: schema.location.mark)
    }

    func reportUnread(_ schema: Schema) {
        for keyword in schema.unread {
            diagnostics.unsupported("unsupported-keyword", "\(quoted(keyword.name)) is not checked yet", at: keyword.mark)
        }
    }
}
