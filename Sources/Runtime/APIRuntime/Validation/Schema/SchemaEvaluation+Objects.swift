// Keywords that look at the members of an object (JSON Schema Core, draft 2020-12, sections 10.2.2.4, 10.3.2 and 11.3;
// Validation, 6.5).

extension SchemaEvaluation {
    mutating func meets(_ rules: SchemaObjectRules, _ position: Int, _ look: Int?) -> Bool {
        guard tape.word(position).kind == .object else { return true }
        let count = tape.memberCount(position)
        spend(count)
        var isMet = meets(rules.count, count, (.minProperties, .maxProperties), position)
        if !isMet, isDone { return false }
        var present = PartSet()
        var key = position + 2
        for number in 0..<count {
            if !meetsMember(rules, key, number, &present, look) {
                isMet = false
                if isDone { return false }
            }
            if let node = rules.nameRules, !meetsName(node, key, of: position) {
                isMet = false
                if isDone { return false }
            }
            key = tape.next(after: key + 1)
        }
        return meetsPresence(rules, present, position, look) && isMet
    }

    private mutating func meetsMember(
        _ rules: SchemaObjectRules, _ key: Int, _ number: Int, _ present: inout PartSet, _ look: Int?
    ) -> Bool {
        var isMet = true
        var isCovered = false
        if let name = tape.withText(of: key, { rules.names.index(of: $0) }) {
            present.insert(name)
            if let node = rules.properties[name] {
                isCovered = true
                isMet = matches(node, key + 1, nil)
            }
        }
        for (pattern, node) in rules.patterns where (isMet || !isDone) && matches(pattern, key) {
            isCovered = true
            isMet = matches(node, key + 1, nil) && isMet
        }
        if !isCovered, fault == nil, let node = rules.additional {
            isCovered = true
            isMet = matches(node, key + 1, nil)
        }
        if isCovered { mark(number, look) }
        return isMet && fault == nil
    }

    private mutating func meetsName(_ node: Int, _ key: Int, of position: Int) -> Bool {
        guard !isDone else { return matches(node, key, nil) }
        let (isValid, findings) = separately { $0.matches(node, key, nil) }
        if isValid || fault != nil { return isValid }
        let reasons = findings.map { $0.rule == .allowed ? "is not allowed" : $0.message }.joined(separator: " and ")
        return fail {
            SchemaFinding(
                position: position, rule: .propertyNames, value: $0.tape.quote(key),
                detail: "has a property \"\(Excerpt.of($0.tape.string(key)))\", whose name \(reasons)"
            )
        }
    }

    /// Rules about which properties are there.
    private mutating func meetsPresence(_ rules: SchemaObjectRules, _ present: PartSet, _ position: Int, _ look: Int?) -> Bool {
        var isMet = true
        for name in rules.required where !present.contains(name) {
            isMet = fail { _ in Self.missing(rules.names.name(name), nil, position) }
            if isDone { return false }
        }
        for (name, needs) in rules.dependentRequired where present.contains(name) {
            for need in needs where !present.contains(need) {
                isMet = fail { _ in Self.missing(rules.names.name(need), rules.names.name(name), position) }
                if isDone { return false }
            }
        }
        for (name, node) in rules.dependentSchemas where present.contains(name) {
            if !matches(node, position, look) {
                isMet = false
                if isDone { return false }
            }
        }
        return isMet
    }

    private static func missing(_ name: String, _ reason: String?, _ position: Int) -> SchemaFinding {
        let name = Excerpt.of(name)
        let because = reason.map { " because it has \"\(Excerpt.of($0))\"" } ?? ""
        return SchemaFinding(
            position: position, rule: reason == nil ? .required : .dependentRequired, limit: .string(name),
            detail: "must have a property \"\(name)\"\(because)"
        )
    }

    mutating func meetsUnevaluatedProperties(_ node: Int, _ position: Int, _ look: Int?) -> Bool {
        guard let look, tape.word(position).kind == .object else { return true }
        var isMet = true
        var key = position + 2
        for number in 0..<tape.memberCount(position) {
            if !isMarked(number, look), !matches(node, key + 1, nil) {
                isMet = false
                if isDone { return false }
            }
            key = tape.next(after: key + 1)
        }
        markAll(look)
        return isMet
    }
}
