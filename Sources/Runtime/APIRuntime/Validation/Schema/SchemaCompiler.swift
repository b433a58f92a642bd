/// Compiles the text of a schema (JSON Schema, draft 2020-12).
///
/// Subschemas are compiled as they are referred to, from a list and not by recursion. What is never referred to may be at fault.
struct SchemaCompiler {
    private let tape: JSONTape
    private var resources: SchemaResources
    /// The numbers of subschemas, by position; and the positions by number.
    private var numbers: [Int: Int] = [:]
    private var positions: [Int] = []
    private var nodes: [SchemaNode] = []
    private var keywords: [SchemaKeyword] = []
    private var dynamicNames: Set<String> = []

    /// Throws ``SchemaFault`` where the text is no schema that can be checked.
    static func compile(_ text: [UInt8]) throws -> CompiledSchema {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: text)
        } catch {
            // The place of what is nested too deep is as long as that is deep.
            if case .tooDeep = error.kind { throw SchemaFault(message: error.message, pointer: "") }
            throw SchemaFault(message: error.message, pointer: error.pointer)
        }
        var compiler = SchemaCompiler(document.tape)
        return try compiler.run()
    }

    private init(_ tape: JSONTape) {
        self.tape = tape
        resources = SchemaResources(tape)
    }

    private mutating func run() throws -> CompiledSchema {
        _ = number(of: 0)
        var anchors: [[String: Int]] = []
        repeat {
            while nodes.count < positions.count { nodes.append(try node(at: positions[nodes.count])) }
            anchors = dynamicAnchors()
            // Subschemas that are reached by a dynamic anchor alone are new.
        } while nodes.count < positions.count
        if dynamicNames.isEmpty { skipMereReferences() }
        return CompiledSchema(tape: tape, nodes: nodes, keywords: keywords, dynamicAnchors: dynamicNames.isEmpty ? [] : anchors)
    }

    /// The number of a subschema, which is compiled later if it is new.
    private mutating func number(of position: Int) -> Int {
        if let number = numbers[position] { return number }
        numbers[position] = positions.count
        positions.append(position)
        return positions.count - 1
    }

    private mutating func dynamicAnchors() -> [[String: Int]] {
        (0..<resources.count).map { resource in
            var anchors: [String: Int] = [:]
            for name in dynamicNames {
                if let position = resources.dynamicAnchor(name, in: resource) { anchors[name] = number(of: position) }
            }
            return anchors
        }
    }

    /// Puts what it refers to in the place of a subschema that is nothing but a reference. (Where there are dynamic anchors, the
    /// way to a subschema makes a difference.) A reference that leads to itself stays, to be found when it is evaluated.
    private mutating func skipMereReferences() {
        for number in nodes.indices {
            var target = number
            for _ in nodes.indices {
                guard nodes[target].keywords.count == 1, case .reference(let next) = keywords[nodes[target].keywords.lowerBound] else {
                    break
                }
                target = next
            }
            nodes[number] = nodes[target]
        }
    }

    private mutating func node(at position: Int) throws -> SchemaNode {
        let start = keywords.count
        switch tape.word(position).kind {
        case .true: break
        case .false: keywords.append(.never)
        case .object: try compile(SchemaReader(tape, position), position)
        default: throw resources.fault("expected a schema, found \(JSONView(tape: tape, position: position).kind.article)", at: position)
        }
        let own = start..<keywords.count
        let hasUnevaluated = keywords[own].contains {
            switch $0 {
            case .unevaluatedItems, .unevaluatedProperties: true
            default: false
            }
        }
        return SchemaNode(keywords: own, resource: resources.resource(of: position), position: position, hasUnevaluated: hasUnevaluated)
    }

    /// The cheap keywords come first; the unevaluated ones have to come last.
    private mutating func compile(_ reader: SchemaReader, _ position: Int) throws {
        try compileValues(reader)
        try compileNumbers(reader)
        try compileStrings(reader)
        try compileItems(reader)
        try compileMembers(reader)
        try compileReferences(reader, position)
        try compileCombinations(reader)
        if let position = reader.position("unevaluatedItems") { keywords.append(.unevaluatedItems(number(of: position))) }
        if let position = reader.position("unevaluatedProperties") { keywords.append(.unevaluatedProperties(number(of: position))) }
    }
}

// MARK: - Keywords

extension SchemaCompiler {
    private mutating func compileValues(_ reader: SchemaReader) throws {
        if let types = try reader.types() { keywords.append(.types(types)) }
        if let position = reader.position("const") { keywords.append(.constant(position)) }
        if let values = try reader.items("enum") {
            let isLong = values.count > SchemaEnumeration.searchLimit
            let table = isLong ? Set(values.map { JSONIdentity(tape: tape, position: $0) }) : []
            keywords.append(.enumeration(SchemaEnumeration(values: values, table: table)))
        }
    }

    private mutating func compileNumbers(_ reader: SchemaReader) throws {
        let limits = try SchemaLimit.Kind.allCases.compactMap { try reader.limit($0) }
        if !limits.isEmpty { keywords.append(.number(limits)) }
    }

    private mutating func compileStrings(_ reader: SchemaReader) throws {
        let rules = SchemaStringRules(length: try reader.counts("minLength", "maxLength"), pattern: try reader.text("pattern"))
        if !rules.length.isAny || rules.pattern != nil { keywords.append(.string(rules)) }
    }

    private mutating func compileItems(_ reader: SchemaReader) throws {
        var contains: SchemaContains?
        if let position = reader.position("contains") {
            let count = try reader.counts("minContains", "maxContains")
            contains = SchemaContains(node: number(of: position), minimum: count.minimum ?? 1, maximum: count.maximum)
        }
        let rules = SchemaArrayRules(
            count: try reader.counts("minItems", "maxItems"), isUnique: try reader.bool("uniqueItems") ?? false,
            prefix: (try reader.items("prefixItems") ?? []).map { number(of: $0) },
            rest: reader.position("items").map { number(of: $0) }, contains: contains
        )
        if !rules.isEmpty { keywords.append(.array(rules)) }
    }

    private mutating func compileMembers(_ reader: SchemaReader) throws {
        var draft = SchemaObjectDraft()
        draft.count = try reader.counts("minProperties", "maxProperties")
        for (name, position) in try reader.members("properties") {
            let name = draft.names.add(name)
            draft.properties[name] = draft.properties[name] ?? number(of: position)
        }
        for (pattern, position) in try reader.members("patternProperties") { draft.patterns.append((pattern, number(of: position))) }
        draft.additional = reader.position("additionalProperties").map { number(of: $0) }
        draft.nameRules = reader.position("propertyNames").map { number(of: $0) }
        for position in try reader.items("required") ?? [] { draft.required.append(draft.names.add(try reader.text(at: position))) }
        for (name, position) in try reader.members("dependentRequired") {
            let needs = try reader.items(at: position).map { try reader.text(at: $0) }
            draft.dependentRequired.append((draft.names.add(name), needs.map { draft.names.add($0) }))
        }
        for (name, position) in try reader.members("dependentSchemas") {
            draft.dependentSchemas.append((draft.names.add(name), number(of: position)))
        }
        if !draft.isEmpty { keywords.append(.object(SchemaObjectRules(draft))) }
    }

    private mutating func compileReferences(_ reader: SchemaReader, _ position: Int) throws {
        if let text = try reader.text("$ref") {
            keywords.append(.reference(number(of: try resources.resolve(text, at: position).position)))
        }
        guard let text = try reader.text("$dynamicRef") else { return }
        let target = try resources.resolve(text, at: position)
        guard let anchor = target.dynamicAnchor else {
            keywords.append(.reference(number(of: target.position)))
            return
        }
        dynamicNames.insert(anchor)
        keywords.append(.dynamicReference(anchor: anchor, otherwise: number(of: target.position)))
    }

    private mutating func compileCombinations(_ reader: SchemaReader) throws {
        if let nodes = try reader.items("allOf") { keywords.append(.allOf(nodes.map { number(of: $0) })) }
        if let nodes = try reader.items("anyOf") { keywords.append(.anyOf(nodes.map { number(of: $0) })) }
        if let nodes = try reader.items("oneOf") { keywords.append(.oneOf(nodes.map { number(of: $0) })) }
        if let position = reader.position("not") { keywords.append(.not(number(of: position))) }
        guard let position = reader.position("if") else { return }
        let then = reader.position("then").map { number(of: $0) }
        let otherwise = reader.position("else").map { number(of: $0) }
        keywords.append(.conditional(SchemaConditional(condition: number(of: position), then: then, otherwise: otherwise)))
    }
}
