/// Holds one value against a schema.
///
/// Two ways to go: until the first violation, or collecting violations. What has to be known for a decision alone (`not`,
/// `if`, `contains`) goes the first way always.
struct SchemaEvaluation {
    let schema: CompiledSchema
    let tape: JSONTape
    /// What was found while collecting.
    private(set) var findings: [SchemaFinding] = []
    /// Why the value cannot be checked. Nothing else is to be believed then.
    private(set) var fault: String?
    private var isCollecting: Bool
    /// For each schema that has to know it the members or items that its keywords looked at, the innermost last.
    private var looks: [PartSet] = []
    /// The schema resources that are being evaluated, outermost first.
    private var scope: [Int] = []
    private var depth = 0
    private var steps: Int

    /// The most violations that are reported for a value; one more is collected, to know that there are more.
    static let findingLimit = 100

    /// How far subschemas may be nested in subschemas while they are evaluated: each takes up to 1.4 KB of stack, and a task has
    /// 512 KB on Apple platforms.
    static let depthLimit = 256

    init(_ schema: CompiledSchema, _ tape: JSONTape, isCollecting: Bool) {
        self.schema = schema
        self.tape = tape
        self.isCollecting = isCollecting
        // Alternatives within alternatives can take exponential time. No schema in earnest looks at each value a thousand times.
        steps = 1_000_000 + min(tape.count, 1 << 40) * 1000
    }

    /// Whether a value of the text is valid. False also where there is a ``fault``.
    mutating func run(_ position: Int = 0) -> Bool {
        let isValid = matches(0, position, nil)
        return isValid && fault == nil
    }

    /// Whether to stop at a violation.
    var isDone: Bool { !isCollecting || fault != nil || findings.count > Self.findingLimit }

    /// Notes a violation; false, to be returned. What is noted is made while collecting only.
    mutating func fail(_ make: (Self) -> SchemaFinding) -> Bool {
        guard isCollecting, findings.count <= Self.findingLimit else { return false }
        let finding = make(self)
        if !findings.contains(finding) { findings.append(finding) }
        return false
    }

    /// Gives up; false, to be returned.
    mutating func giveUp(_ reason: @autoclosure () -> String) -> Bool {
        if fault == nil { fault = reason() }
        return false
    }

    /// Takes account of work that grows with a value's size.
    mutating func spend(_ count: Int) { steps -= count }

    /// What `body` decides, without collecting.
    mutating func quietly<Result>(_ body: (inout Self) -> Result) -> Result {
        let wasCollecting = isCollecting
        isCollecting = false
        defer { isCollecting = wasCollecting }
        return body(&self)
    }

    /// What `body` decides, and what it finds: it is not noted.
    mutating func separately(_ body: (inout Self) -> Bool) -> (isValid: Bool, findings: [SchemaFinding]) {
        let outer = findings
        findings = []
        let isValid = body(&self)
        defer { findings = outer }
        return (isValid, findings)
    }

    /// Notes what was found separately.
    mutating func adopt(_ found: [SchemaFinding]) {
        for finding in found { _ = fail { _ in finding } }
    }
}

// MARK: - Subschemas

extension SchemaEvaluation {
    /// Whether a value is valid against a subschema. `look` is where to say which members or items were looked at; nil
    /// where nobody asks.
    mutating func matches(_ number: Int, _ position: Int, _ look: Int?) -> Bool {
        let node = schema.nodes[number]
        if node.keywords.isEmpty { return true }
        guard enter(node) else { return false }
        let own = node.hasUnevaluated ? openLook() : look
        var isValid = true
        var isLookKnown = true
        for index in node.keywords {
            let keyword = schema.keywords[index]
            if meets(keyword, position, own, isLookKnown) { continue }
            isValid = false
            if isDone { break }
            isLookKnown = isLookKnown && !keyword.isInPlace
        }
        if node.hasUnevaluated {
            let parts = closeLook()
            if let look { looks[look].formUnion(parts) }
        }
        leave(node)
        return isValid
    }

    /// Whether a value is valid against a subschema that need not apply: what it looks at counts only if it is.
    mutating func matchesApart(_ number: Int, _ position: Int, _ look: Int?) -> Bool {
        guard let look else { return matches(number, position, nil) }
        let isValid = matches(number, position, openLook())
        let parts = closeLook()
        if isValid { looks[look].formUnion(parts) }
        return isValid
    }

    private mutating func openLook() -> Int {
        looks.append(PartSet())
        return looks.count - 1
    }

    private mutating func closeLook() -> PartSet { looks.removeLast() }

    /// Says that a member or item was looked at.
    @inline(__always)
    mutating func mark(_ part: Int, _ look: Int?) {
        if let look { looks[look].insert(part) }
    }

    /// Says that all members or items were looked at.
    @inline(__always)
    mutating func markAll(_ look: Int?) {
        if let look { looks[look].insertAll() }
    }

    func isMarked(_ part: Int, _ look: Int) -> Bool { looks[look].contains(part) }

    private mutating func enter(_ node: SchemaNode) -> Bool {
        guard fault == nil else { return false }
        guard depth < Self.depthLimit else {
            return giveUp("the rules refer to themselves without end, or are nested more than \(Self.depthLimit) levels deep")
        }
        steps -= 1
        guard steps > 0 else { return giveUp("the rules take too much time") }
        depth += 1
        if schema.isDynamic { scope.append(node.resource) }
        return true
    }

    private mutating func leave(_ node: SchemaNode) {
        depth -= 1
        if schema.isDynamic { scope.removeLast() }
    }
}

// MARK: - Keywords

extension SchemaEvaluation {
    private mutating func meets(_ keyword: SchemaKeyword, _ position: Int, _ look: Int?, _ isLookKnown: Bool) -> Bool {
        switch keyword {
        case .never: fail { _ in SchemaFinding(position: position, rule: .allowed) }
        case .types(let types): meets(types, position)
        case .constant(let value): meetsConstant(value, position)
        case .enumeration(let values): meets(values, position)
        case .number(let rules): meets(rules, position)
        case .string(let rules): meets(rules, position)
        case .array(let rules): meets(rules, position, look)
        case .object(let rules): meets(rules, position, look)
        case .reference(let node): matches(node, position, look)
        case .dynamicReference(let anchor, let otherwise): matches(resolve(anchor) ?? otherwise, position, look)
        case .allOf(let nodes): meetsAll(nodes, position, look)
        case .anyOf(let nodes): meetsAny(nodes, position, look)
        case .oneOf(let nodes): meetsOne(nodes, position, look)
        case .not(let node): meetsNot(node, position)
        case .conditional(let conditional): meets(conditional, position, look)
        case .unevaluatedItems(let node): !isLookKnown || meetsUnevaluatedItems(node, position, look)
        case .unevaluatedProperties(let node): !isLookKnown || meetsUnevaluatedProperties(node, position, look)
        }
    }

    /// JSON Schema Core, section 8.2.3.2: the outermost resource that has the anchor decides.
    private func resolve(_ anchor: String) -> Int? {
        for resource in scope {
            if let node = schema.dynamicAnchors[resource][anchor] { return node }
        }
        return nil
    }
}
