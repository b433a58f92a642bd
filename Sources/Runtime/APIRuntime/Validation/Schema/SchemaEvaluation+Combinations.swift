// Keywords that hold the same value against other subschemas (JSON Schema Core, draft 2020-12, sections 10.2.1 and 10.2.2).

extension SchemaEvaluation {
    mutating func meetsAll(_ nodes: [Int], _ position: Int, _ look: Int?) -> Bool {
        var isMet = true
        for node in nodes where !matches(node, position, look) {
            isMet = false
            if isDone { return false }
        }
        return isMet
    }

    mutating func meetsAny(_ nodes: [Int], _ position: Int, _ look: Int?) -> Bool {
        var closest: SchemaAttempt?
        var isMet = false
        for (number, node) in nodes.enumerated() where fault == nil {
            if attempt(node, number, position, look, &closest) {
                isMet = true
                // What the others look at matters only where somebody asks.
                if look == nil { return true }
            }
        }
        return isMet && fault == nil || failAlternatives(.atLeastOne, "at least one", nodes.count, closest, position)
    }

    mutating func meetsOne(_ nodes: [Int], _ position: Int, _ look: Int?) -> Bool {
        var closest: SchemaAttempt?
        var matching: [Int] = []
        for (number, node) in nodes.enumerated() where fault == nil {
            if attempt(node, number, position, look, &closest) {
                matching.append(number)
                if matching.count > 1, isDone { return false }
            }
        }
        if fault != nil { return false }
        if matching.count == 1 { return true }
        if matching.isEmpty { return failAlternatives(.exactlyOne, "exactly one", nodes.count, closest, position) }
        let numbers = matching.prefix(10).map { "\($0 + 1)" }.joined(separator: ", ")
        let count = matching.count
        return fail { _ in
            SchemaFinding(
                position: position, rule: .exactlyOne, measured: count,
                detail: "must match exactly one of \(nodes.count) alternatives, matches \(count): \(numbers)"
            )
        }
    }

    mutating func meetsNot(_ node: Int, _ position: Int) -> Bool {
        let isValid = quietly { $0.matches(node, position, nil) }
        if fault != nil { return false }
        guard isValid else { return true }
        return fail {
            SchemaFinding(
                position: position, rule: .not, limit: $0.schema.quote(node), value: $0.tape.quote(position),
                detail: "must not match \($0.schema.excerpt(node))"
            )
        }
    }

    mutating func meets(_ conditional: SchemaConditional, _ position: Int, _ look: Int?) -> Bool {
        let isThen = quietly { $0.matchesApart(conditional.condition, position, look) }
        guard fault == nil else { return false }
        guard let node = isThen ? conditional.then : conditional.otherwise else { return true }
        return matches(node, position, look)
    }
}

// MARK: - Alternatives

/// An alternative that a value does not match, and why.
struct SchemaAttempt {
    let number: Int
    let findings: [SchemaFinding]
    let distance: Int
}

extension SchemaEvaluation {
    private mutating func attempt(
        _ node: Int, _ number: Int, _ position: Int, _ look: Int?, _ closest: inout SchemaAttempt?
    ) -> Bool {
        guard !isDone else { return matchesApart(node, position, look) }
        let (isValid, findings) = separately { $0.matchesApart(node, position, look) }
        guard !isValid else { return true }
        let distance = distance(findings, position)
        if closest.map({ distance < $0.distance }) ?? true {
            closest = SchemaAttempt(number: number, findings: findings, distance: distance)
        }
        return false
    }

    /// How far a value is from an alternative. One of another type, or with another constant, was hardly meant.
    private func distance(_ findings: [SchemaFinding], _ position: Int) -> Int {
        findings.reduce(0) { distance, finding in
            switch finding.rule {
            case .type where finding.position == position: distance + 10_000
            case .constant, .known: distance + 100
            default: distance + 1
            }
        }
    }

    private mutating func failAlternatives(
        _ rule: Violation.Rule, _ wanted: String, _ count: Int, _ closest: SchemaAttempt?, _ position: Int
    ) -> Bool {
        if fault != nil { return false }
        let hint = count > 1 ? closest.map { ", is closest to number \($0.number + 1)" } ?? "" : ""
        let alternatives = count == 1 ? "1 alternative" : "\(count) alternatives"
        let detail = "must match \(wanted) of \(alternatives), matches none\(hint)"
        _ = fail { _ in SchemaFinding(position: position, rule: rule, measured: 0, detail: detail) }
        adopt(closest?.findings ?? [])
        return false
    }
}

extension CompiledSchema {
    /// A subschema as it is quoted in a violation.
    func quote(_ node: Int) -> JSONValue { tape.quote(nodes[node].position) }

    func excerpt(_ node: Int) -> String {
        if case .string(let text) = quote(node) { return text }
        return Excerpt.text(quote(node))
    }
}
