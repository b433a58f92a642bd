import YAMLDocument

extension DescriptionReader {
    /// The schema at `place`, the same for each time that it is asked for. It is read when `readPendingSchemas` comes to it:
    /// references may be chained longer than a stack is deep.
    func readSchema(_ place: Place) -> SchemaID {
        let nodeKey = key(of: place.node)
        if let known = schemaAt[nodeKey] { return known }
        let id = SchemaID(index: schemaKeys.count)
        schemaKeys.append(nodeKey)
        schemaAt[nodeKey] = id
        pendingSchemas.append(place)
        return id
    }

    func readPendingSchemas() {
        var next = 0
        while next < pendingSchemas.count {
            let place = pendingSchemas[next]
            next += 1
            result.schemas.append(SharedSchema(schema(at: place)))
        }
        pendingSchemas = []
    }

    private func schema(at place: Place) -> Schema {
        var schema = Schema(location: place.location)
        schema.componentName = componentNames[key(of: place.node)]
        switch place.node.kind {
        case .boolean: schema.boolean = place.node.boolean
        case .mapping: readKeywords(of: place, into: &schema)
        default: expected("a mapping, true or false", for: "a schema", place)
        }
        return schema
    }

    private func readKeywords(of place: Place, into schema: inout Schema) {
        schema.resource = resource(of: place.node)
        let keywords = keywords(of: place)
        if census != nil { for (keyword, _) in keywords { census?.keywords[keyword, default: 0] += 1 } }
        for (keyword, field) in keywords {
            if field.node.isNull, !Self.mayBeNull.contains(keyword), !keyword.hasPrefix("x-") {
                expected("a value", for: quoted(keyword), field)
                continue
            }
            if let keyword = SchemaKeyword.named[keyword] {
                if readAnnotation(keyword, field, into: &schema) { continue }
                if readScalarRule(keyword, field, into: &schema) { continue }
                if readShape(keyword, field, into: &schema) { continue }
            }
            if readAssertion(keyword, field, into: &schema) { continue }
            if !keyword.hasPrefix("x-") { reportUnknown(keyword, field, in: "a schema", known: Self.schemaKeywords) }
        }
        readGroups(of: place, into: &schema)
        if keywords.contains(where: { mayBeOldSpelling($0.key) }) { applyOldSpellings(of: place, to: &schema) }
        readValuesAsTheirType(of: place, into: &schema)
        leaveOutValuesOfOtherTypes(in: &schema, of: place)
        reportIdleKeywords(schema, keywords)
        reportMisspelledRequired(schema, of: place)
    }

    /// Before 3.1, what stands beside a `$ref` is ignored (OpenAPI 3.0, "Reference Object").
    private func keywords(of place: Place) -> [(key: String, place: Place)] {
        let all = entries(of: place)
        guard version == .v30, isReference(place.node) else { return all }
        reportIgnored(all.filter { $0.key != "$ref" && !$0.key.hasPrefix("x-") })
        return all.filter { $0.key == "$ref" }
    }

    /// Keywords that say something about a value and reject none.
    private func readAnnotation(_ keyword: SchemaKeyword, _ field: Place, into schema: inout Schema) -> Bool {
        switch keyword {
        case .title: schema.title = string(field, "the title")
        case .description: schema.description = text(field, "the description")
        case .deprecated: schema.isDeprecated = boolean(field, "deprecated")
        case .readOnly: schema.isReadOnly = boolean(field, keyword.rawValue)
        case .writeOnly: schema.isWriteOnly = boolean(field, keyword.rawValue)
        case .defaultValue: schema.defaultValue = value(field)
        case .enumVarNames: schema.enumNames = extensionValue { strings(field, keyword.rawValue) } ?? schema.enumNames
        case .enumNames: schema.enumNames = schema.enumNames ?? extensionValue { strings(field, keyword.rawValue) }
        case .eventName: schema.extensions.name = extensionValue { string(field, keyword.rawValue) } ?? nil
        case .finalEvent: schema.extensions.isFinal = extensionValue { boolean(field, keyword.rawValue) } ?? false
        case .errorEvent: schema.extensions.isError = extensionValue { boolean(field, keyword.rawValue) } ?? false
        case .example, .examples, .externalDocs, .xml, .comment, .defs, .definitions,
            .id, .anchor, .dynamicAnchor, .vocabulary:
            break
        case .dialect: reportDialect(field)
        default: return false
        }
        return true
    }

    private func readScalarRule(_ keyword: SchemaKeyword, _ field: Place, into schema: inout Schema) -> Bool {
        switch keyword {
        case .type: schema.kinds = kinds(field)
        case .format: schema.format = string(field, "the format")
        case .enumeration:
            let elements = elements(of: field, "enum")
            schema.enumeration = elements.compactMap { value($0) }
            if !isReference(field.node) { schema.enumerationMarks = elements.map(\.node.mark) }
        case .constant: schema.constant = value(field)
        case .minimum: schema.numbers.minimum = number(field, keyword.rawValue)
        case .maximum: schema.numbers.maximum = number(field, keyword.rawValue)
        case .exclusiveMinimum where field.node.boolean == nil: schema.numbers.exclusiveMinimum = number(field, keyword.rawValue)
        case .exclusiveMaximum where field.node.boolean == nil: schema.numbers.exclusiveMaximum = number(field, keyword.rawValue)
        case .exclusiveMinimum, .exclusiveMaximum, .nullable: break  // applyOldSpellings
        case .multipleOf: schema.numbers.multipleOf = divisor(field)
        case .minLength: schema.minLength = count(field, keyword.rawValue)
        case .maxLength: schema.maxLength = count(field, keyword.rawValue)
        case .pattern:
            schema.pattern = string(field, "the pattern")
            schema.patternMark = field.valueMark
        case .contentEncoding:
            let encoding = string(field, keyword.rawValue)
            // RFC 2045, section 6.2: such bytes are not encoded at all, which 3.0 called a format.
            if encoding?.lowercased() != "binary" {
                schema.contentEncoding = encoding
            } else if schema.format == nil {
                schema.format = "binary"
            }
        case .contentMediaType: schema.contentMediaType = string(field, keyword.rawValue)
        default: return false
        }
        return true
    }

    /// Keywords that hold schemas, or say how many values there may be.
    private func readShape(_ keyword: SchemaKeyword, _ field: Place, into schema: inout Schema) -> Bool {
        switch keyword {
        case .reference: schema.reference = schemaReference(field)
        case .properties:
            schema.properties = fields(of: field, as: "the properties", keepingExtensions: true).map { name, property in
                reportIndentedKeyword(name, property)
                return Schema.Property(name: name, mark: property.location.mark, schema: readSchema(property))
            }
        case .required where field.node.boolean == nil: schema.required = strings(field, "required")
        case .required:
            let message = "\"required\" is a list of property names beside \"properties\", not a boolean inside a property"
            diagnostics.warning("unknown-field", message, at: field.location.mark)
        case .additionalProperties: schema.additionalProperties = additionalProperties(field)
        case .items: readItems(field, into: &schema)
        case .additionalItems: break  // readItems
        case .contentSchema: schema.contentSchema = readSchema(field)
        case .allOf: schema.allOf = schemas(field, keyword)
        case .anyOf: schema.anyOf = schemas(field, keyword)
        case .oneOf: schema.oneOf = schemas(field, keyword)
        case .discriminator: schema.discriminator = discriminator(field)
        case .minItems: schema.minItems = count(field, keyword.rawValue)
        case .maxItems: schema.maxItems = count(field, keyword.rawValue)
        case .uniqueItems: schema.uniqueItems = boolean(field, keyword.rawValue)
        case .minProperties: schema.minProperties = count(field, keyword.rawValue)
        case .maxProperties: schema.maxProperties = count(field, keyword.rawValue)
        default: return false
        }
        return true
    }

    /// A keyword that slipped below `properties`: as a property it would have `false` for a schema, which no value can meet.
    private func reportIndentedKeyword(_ name: String, _ property: Place) {
        guard name == "additionalProperties" || name == "unevaluatedProperties", let value = property.node.boolean else { return }
        let message = "this is a property called \(quoted(name)) whose schema is \(value); the keyword stands beside \"properties\""
        diagnostics.warning("indented-keyword", message, at: property.location.mark)
    }

    /// Whether other schemas say which properties there are, too.
    private func takesOthersIn(_ schema: Schema, _ place: Place) -> Bool {
        schema.reference != nil || !schema.allOf.isEmpty || !schema.anyOf.isEmpty || !schema.oneOf.isEmpty || !schema.assertions.isEmpty
            || place.location.pointer.contains("/allOf/")
    }

    /// A name in `required` that is nearly one in `properties` is a slip; any other may be a property that is not described further.
    private func reportMisspelledRequired(_ schema: Schema, of place: Place) {
        guard !schema.required.isEmpty, (1...200).contains(schema.properties.count), !takesOthersIn(schema, place) else { return }
        let names = schema.properties.map(\.name)
        let missing = Set(schema.required).subtracting(names)
        guard (1...20).contains(missing.count), let field = member("required", of: place) else { return }
        let optional = names.filter { !schema.required.contains($0) }
        // A name of two letters is nearly any other.
        for name in schema.required where name.utf8.count > 2 && missing.contains(name) {
            guard let meant = nearest(to: name, in: optional) else { continue }
            let message = "\(quoted(name)) is required and no property; did you mean \(quoted(meant))?"
            diagnostics.warning("misspelled-required", message, at: field.location.mark)
        }
    }

    /// Whether a keyword means something else in another version. Few schemas have one, and all would be searched for each.
    private func mayBeOldSpelling(_ keyword: String) -> Bool {
        switch keyword {
        case "nullable", "additionalItems", "exclusiveMinimum", "exclusiveMaximum": true
        case "type": version == .v30
        default: false
        }
    }

    /// OpenAPI 3.0 spelled two things otherwise: `nullable: true` for a `null` in `type`, and booleans that make
    /// `minimum` and `maximum` exclusive.
    private func applyOldSpellings(of place: Place, to schema: inout Schema) {
        guard schema.reference == nil || version != .v30 else { return }
        reportSpellingsOfOtherVersions(place)
        if member("nullable", of: place).map({ boolean($0, "nullable") }) == true {
            if schema.kinds.isEmpty { schema.isNullable = true } else if !schema.kinds.contains(.null) { schema.kinds.append(.null) }
        }
        if place.node["items"]?.kind == .sequence, let rest = member("additionalItems", of: place) { schema.items = readSchema(rest) }
        if place.node["exclusiveMinimum"]?.boolean == true {
            schema.numbers.exclusiveMinimum = schema.numbers.minimum
            schema.numbers.minimum = nil
        }
        if place.node["exclusiveMaximum"]?.boolean == true {
            schema.numbers.exclusiveMaximum = schema.numbers.maximum
            schema.numbers.maximum = nil
        }
    }

    /// YAML takes `1` for a number that its author meant as text, and quotes make text of a number: where the schema has one type, that
    /// says what was meant.
    private func readValuesAsTheirType(of place: Place, into schema: inout Schema) {
        let said = [schema.constant, schema.defaultValue].compactMap { $0 } + (schema.enumeration ?? [])
        guard !said.isEmpty else { return }
        let kinds = schema.kinds.filter { $0 != .null }
        guard kinds.count == 1, said.contains(where: { mayMean(kinds[0], $0) }) else { return }
        if let field = member("const", of: place), let meant = meant(field, kinds[0], "const") { schema.constant = meant }
        if let field = member("default", of: place), let meant = meant(field, kinds[0], "default") { schema.defaultValue = meant }
        guard let values = schema.enumeration, let field = member("enum", of: place) else { return }
        let elements = elements(of: field, "enum")
        guard elements.count == values.count else { return }
        schema.enumeration = zip(values, elements).map { value, element in meant(element, kinds[0], "an element of enum") ?? value }
    }

    /// Whether a value is of another type than that of its schema, and may be meant as one of it.
    private func mayMean(_ kind: Schema.Kind, _ value: Value) -> Bool {
        switch (kind, value) {
        case (.string, .number), (.string, .boolean), (.integer, .string), (.number, .string), (.boolean, .string): true
        default: false
        }
    }

    /// The value that is meant where the text is of another type; nil where it is not, or says nothing of that type.
    private func meant(_ place: Place, _ kind: Schema.Kind, _ what: String) -> Value? {
        switch (kind, place.node.kind) {
        case (.string, .integer), (.string, .float), (.string, .boolean): return string(place, what).map { .string($0) }
        case (.integer, .string), (.number, .string):
            guard jsonNumber(place.node.string ?? "") != nil else { return nil }
            return number(place, what).map { .number($0.text) }
        case (.boolean, .string):
            guard ["true", "false"].contains(place.node.string?.lowercased()) else { return nil }
            return .boolean(boolean(place, what))
        default: return nil
        }
    }

    /// What they mean is plain, so they are read, also where the version of the description does not know them.
    private func reportSpellingsOfOtherVersions(_ place: Place) {
        func report(_ keyword: String, _ of: String, _ advice: String) {
            guard let entry = place.node.entry(keyword) else { return }
            let message = "\(quoted(keyword)) is written as in OpenAPI \(of), and read so; \(advice)"
            diagnostics.warning("keyword-of-other-version", message, at: place.location.child(keyword, entry.keyMark).mark)
        }
        if version == .v30 {
            if place.node["type"]?.kind == .sequence { report("type", "3.1", "in 3.0 a type is one word, and null is \"nullable: true\"") }
            for keyword in ["exclusiveMinimum", "exclusiveMaximum"] where place.node[keyword].map({ $0.boolean == nil }) ?? false {
                report(keyword, "3.1", "in 3.0 it is true beside the limit")
            }
        } else {
            if place.node["nullable"]?.boolean == true { report("nullable", "3.0", "since 3.1 \"null\" is one of the types") }
            for keyword in ["exclusiveMinimum", "exclusiveMaximum"] where place.node[keyword]?.boolean != nil {
                report(keyword, "3.0", "since 3.1 it is the limit itself")
            }
        }
    }

    private func schemas(_ field: Place, _ keyword: SchemaKeyword) -> [SchemaID] {
        let elements = elements(of: field, keyword.rawValue)
        if elements.isEmpty { reportEmptyList(keyword, field) }
        return elements.map { readSchema($0) }
    }

    /// JSON Schema asks for one element at least, and does not say what none would mean.
    private func reportEmptyList(_ keyword: SchemaKeyword, _ field: Place) {
        guard field.node.kind == .sequence else { return }
        diagnostics.warning("empty-value", "\(quoted(keyword.rawValue)) has no elements, so it is not used", at: field.valueMark)
    }

    private func kinds(_ field: Place) -> [Schema.Kind] {
        if field.node.kind == .sequence {
            if field.node.elements.isEmpty { reportEmptyList(.type, field) }
            return elements(of: field, "the type").compactMap(kind)
        }
        return kind(field).map { [$0] } ?? []
    }

    private func kind(_ place: Place) -> Schema.Kind? {
        // `type: null` without quotes is YAML's null; the author means the kind.
        guard let name = place.node.isNull ? "null" : string(place, "the type") else { return nil }
        if let kind = Schema.Kind(rawValue: name) { return kind }
        let known = Schema.Kind.allCases.map(\.rawValue)
        let suggestion = nearest(to: name, in: known).map { "; did you mean \(quoted($0))?" } ?? ""
        let message = "\(quoted(name)) is no type; JSON has \(known.joined(separator: ", "))\(suggestion)"
        diagnostics.error("unknown-type", message, at: place.valueMark)
        return nil
    }

    /// Until draft 2019-09 `items` held the schemas of single items as well, and `additionalItems` that of all others.
    private func readItems(_ field: Place, into schema: inout Schema) {
        guard field.node.kind == .sequence else { return schema.items = readSchema(field) }
        schema.assertions.append(.prefixItems(elements(of: field, "items").map(readSchema)))
        reportOldSpelling("items", "prefixItems", field)
    }

    private func divisor(_ field: Place) -> Number? {
        guard let number = number(field, "multipleOf") else { return nil }
        guard !number.text.hasPrefix("-"), number.text.utf8.contains(where: { (49...57).contains($0) }) else {
            diagnostics.error("invalid-rule", "multipleOf must be greater than 0", at: field.valueMark)
            return nil
        }
        return number
    }

    private func additionalProperties(_ field: Place) -> Schema.AdditionalProperties {
        switch field.node.boolean {
        case true?: .allowed
        case false?: .forbidden
        case nil: .schema(readSchema(field))
        }
    }

    private func schemaReference(_ field: Place) -> SchemaID? {
        guard let target = target(of: field), !isOfOtherKind(field, target, than: "a schema") else { return nil }
        return readSchema(target)
    }

    /// Keywords of which null is a value, or of which nothing is no reading.
    private static let mayBeNull: Set<String> = ["type", "const", "default", "example", "$ref"]

    private static let schemaKeywords = [
        "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "prefixItems", "contains", "minContains", "maxContains",
        "propertyNames", "patternProperties", "unevaluatedProperties", "unevaluatedItems",
        "type", "format", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems", "items", "properties", "required",
        "additionalProperties", "minProperties", "maxProperties", "allOf", "anyOf", "oneOf", "discriminator", "title", "description",
        "default", "deprecated", "nullable", "readOnly", "writeOnly", "contentEncoding", "contentMediaType", "contentSchema", "example",
        "examples",
    ]
}
