import OpenAPI

/// A schema where it is used: its Swift type, and what else is to know about a value there.
struct TypeUse {
    var type: SwiftType
    var isNullable = false
    var rule: Rule?
    var defaultValue: Value?
    var text: String?
    /// Whether the text is a title, which may say no more than a name does.
    var isTitle = false
    var isDeprecated = false
    /// The one value that is allowed.
    var constant: Value?

    /// The type with its null, where the description allows one and the type has none of its own.
    var storedType: SwiftType { isNullable && type != .json ? .nullable(type) : type }
    /// The rule of a value of `storedType`.
    var storedRule: Rule? { storedType == type ? rule : rule.map { .nullable($0) } }
}

/// What is known of schemas where they are used. Kept, because the rule and the type of a list each ask for its elements,
/// at every level.
struct TypeUses {
    /// A Swift compiler gives up on types that are nested much deeper.
    static let depthLimit = 32

    /// By the numbers of schemas.
    var known: [TypeUse?]
    /// Those that are being made: to meet one again is a list or a map of itself.
    var pending: [SchemaID] = []

    init(schemaCount: Int) { known = Array(repeating: nil, count: schemaCount) }
}

extension ModuleBuilder {
    func use(of id: SchemaID) -> TypeUse {
        // What refers is made of what it refers to, from the end: references may be chained as long as they like.
        var references: [SchemaID] = []
        var current = id
        while uses.known[current.index] == nil, aliases.isAlias(current), let next = description[current].aliasTarget {
            references.append(current)
            current = next
        }
        guard var use = uses.known[current.index] ?? useOfTarget(current) else { return TypeUse(type: .json) }
        for reference in references.reversed() {
            annotate(&use, with: description[reference])
            applyRules(of: reference, to: &use)
            uses.known[reference.index] = use
        }
        return use
    }

    /// Of a value that is a part of another: what is sent as a form, or as a file, elsewhere, is neither of them in JSON.
    func use(of id: SchemaID, on wire: Wire) -> TypeUse {
        var use = use(of: id)
        guard wire == .json, isFile(use.type) else { return use }
        use.type = inJSON(use.type)
        use.rule = nil
        let message = "what is sent as a file elsewhere cannot stand in JSON: here it is a text, or a JSONValue, that is not checked"
        diagnostics.unsupported("binary-in-json", message, at: description[id].location.mark)
        return use
    }

    private func inJSON(_ type: SwiftType) -> SwiftType {
        switch type {
        case .file: .string
        case .array(let inner): .array(inJSON(inner))
        case .dictionary(let inner): .dictionary(inJSON(inner))
        case .nullable(let inner): inJSON(inner) == .json ? .json : .nullable(inJSON(inner))
        default: isFile(type) ? .json : type
        }
    }

    /// Of a schema that refers to no other; nil, after a diagnostic, where there would be no end.
    private func useOfTarget(_ id: SchemaID) -> TypeUse? {
        // An error says so already.
        guard !aliases.cyclic.contains(id) else { return nil }
        let isCycle = uses.pending.contains(id)
        guard !isCycle, uses.pending.count < TypeUses.depthLimit else {
            let what = isCycle ? "a list or a map of itself" : "more than \(TypeUses.depthLimit) lists and maps inside each other"
            unsupportedValue("unsupported-recursion", what, at: description[id])
            return nil
        }
        uses.pending.append(id)
        let use = makeUse(of: id)
        uses.pending.removeLast()
        uses.known[id.index] = use
        return use
    }

    private func unsupportedValue(_ code: String, _ what: String, at schema: Schema) {
        diagnostics.unsupported(code, "\(what) has no Swift type yet; it becomes JSONValue", at: schema.location.mark)
    }

    private func makeUse(of id: SchemaID) -> TypeUse {
        let schema = description[id]
        reportContradictedType(schema)
        if !endlessSchemas.contains(id), let alternative = soleAlternative(schema) {
            var inner = use(of: alternative.id)
            inner.isNullable = inner.isNullable || nullability(schema).isNullable
            if alternative.isOpen { inner.rule = nil }
            inner.rule =
                dynamicSchemas.contains(id) ? wholeRule(of: id) : .both(inner.rule, jsonRule(of: id, keywordsBeside(schema), inner.type))
            annotate(&inner, with: schema)
            return inner
        }
        let type = type(of: id)
        var use = TypeUse(type: type, isNullable: nullability(schema).isNullable, rule: rule(of: id, type: type))
        annotate(&use, with: schema)
        use.constant = schema.constant
        return use
    }

    /// What stands beside the references that lead to an alternative, of a structure with its properties.
    func applyRules(beside alternative: SchemaID, to use: inout TypeUse) {
        var references: [SchemaID] = []
        var current = alternative
        while aliases.isAlias(current), !aliases.cyclic.contains(current), let next = description[current].aliasTarget {
            references.append(current)
            current = next
        }
        for reference in references.reversed() {
            annotate(&use, with: description[reference])
            applyRules(of: reference, to: &use)
        }
    }

    /// What stands beside a reference.
    private func applyRules(of id: SchemaID, to use: inout TypeUse) {
        let schema = description[id]
        if dynamicSchemas.contains(id) {
            use.rule = wholeRule(of: id)
        } else if let constant = schema.constant, let literal = literal(constant, use.type, at: schema) {
            use.constant = constant
            use.rule = .constant(literal)
        } else if schema.allOf.count == 1 || description.version != .v30 {
            // Before 3.1 a reference's neighbours are ignored by the standard itself.
            use.rule = .both(use.rule, jsonRule(of: id, keywordsBeside(schema), use.type))
        }
    }

    /// The rule of a value that is JSON; of what is a part of a form there is none yet.
    func jsonRule(of id: SchemaID, _ keywords: SchemaKeywords, _ type: SwiftType) -> Rule? {
        let rule = restRule(of: id, keywords)
        guard rule != nil, isFile(type) else { return rule }
        let message = "rules of a form as a whole are not checked yet"
        diagnostics.unsupported("unsupported-rule", message, at: description[id].location.mark)
        return nil
    }

    /// The keywords of a schema that are rules, apart from those by which it is another one, or one of several.
    func keywordsBeside(_ schema: Schema) -> SchemaKeywords {
        var result: SchemaKeywords = []
        if schema.enumeration != nil { result.insert(.enumeration) }
        if schema.constant != nil { result.insert(.constant) }
        if schema.hasNumberRules { result.insert(.numbers) }
        if schema.minLength != nil || schema.maxLength != nil || schema.pattern != nil { result.insert(.strings) }
        if schema.minItems != nil || schema.maxItems != nil || schema.uniqueItems { result.insert(.itemCounts) }
        if schema.items != nil { result.insert(.items) }
        if !schema.required.isEmpty { result.insert(.required) }
        if schema.minProperties != nil || schema.maxProperties != nil { result.insert(.propertyCounts) }
        if schema.additionalProperties != .unspecified { result.insert(.additional) }
        if !schema.properties.isEmpty { result.insert(.properties) }
        if hasAlternativeRules(schema) { result.insert(.alternatives) }
        return result
    }

    /// Words nearer to the use win over those of the schema that is referred to.
    private func annotate(_ use: inout TypeUse, with schema: Schema) {
        if let text = schema.description ?? schema.title {
            use.text = text
            use.isTitle = schema.description == nil
        }
        use.isDeprecated = use.isDeprecated || schema.isDeprecated
        use.defaultValue = schema.defaultValue ?? use.defaultValue
        if schema.aliasTarget != nil, schema.kinds.contains(.null) || schema.isNullable { use.isNullable = true }
    }

    private func type(of id: SchemaID) -> SwiftType {
        if let name = typeNames[id] { return .named(name) }
        let schema = description[id]
        reportUnused(schema)
        reportImpliedKind(schema)
        switch shape(of: id) {
        case .any: return .json
        case .boolean: return .boolean
        case .integer(let format): return integerType(format, schema)
        case .number(let format): return numberType(format, schema)
        case .string(let format): return stringType(format, schema)
        case .data: return .data
        case .file: return .file
        case .array(let items):
            reportLongTuple(schema)
            return .array(items.map { use(of: $0).storedType } ?? .json)
        case .map(let value): return .dictionary(value.map { valueType($0, schema) } ?? .json)
        // Planned names cover these; one that is reached by a reference into nowhere has been reported.
        case .object, .enumeration, .union, .tuple: return .json
        }
    }

    /// What the values of a map are. One whose name has a pattern may be of another type, and the rule knows both.
    private func valueType(_ value: SchemaID, _ schema: Schema) -> SwiftType {
        let areAlike = patternValues(schema).allSatisfy { pattern in
            resolved(pattern) == resolved(value)
                || isScalar(pattern) && isScalar(value) && use(of: pattern).storedType == use(of: value).storedType
        }
        return areAlike ? use(of: value).storedType : .json
    }

    /// What has others inside it may have itself there.
    private func isScalar(_ id: SchemaID) -> Bool {
        switch shallowShape(id) {
        case .boolean, .integer, .number, .string, .data: true
        case .any, .file, .enumeration, .array, .tuple, .map, .object, .union: false
        }
    }

    /// A type that none of the alternatives beside it has. By the letter no value is valid; the alternatives are what is read.
    private func reportContradictedType(_ schema: Schema) {
        let (kinds, variants) = (nullability(schema).kinds, alternatives(schema).variants)
        guard !kinds.isEmpty, !variants.isEmpty else { return }
        let others = variants.map { description[resolved($0)].kinds.filter { $0 != .null } }
        guard others.allSatisfy({ !$0.isEmpty && !$0.haveValues(in: kinds) }) else { return }
        let message =
            "no value is valid here: the type is \(quoted(kinds[0].rawValue)), and none of the alternatives is; the type is not used"
        diagnostics.warning("type-contradiction", message, at: schema.location.mark)
    }

    func reportUnused(_ schema: Schema) {
        if let discriminator = schema.discriminator, schema.oneOf.isEmpty, schema.anyOf.isEmpty {
            let message =
                "this discriminator tells nothing apart: there is no oneOf or anyOf, and no component has this schema in its allOf; "
                + "list the alternatives with oneOf"
            diagnostics.unsupported("unsupported-discriminator", message, at: discriminator.mark)
        }
        if let encoding = schema.contentEncoding, encoding.lowercased() != "base64" {
            let message = "the content encoding \(quoted(encoding)) is not decoded yet; the property is the text as it comes"
            diagnostics.unsupported("unsupported-encoding", message, at: schema.location.mark)
        }
    }
}
