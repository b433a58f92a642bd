// Keywords that look at the items of an array (JSON Schema Core, draft 2020-12, sections 10.3.1 and 11.2; Validation, 6.4).

extension SchemaEvaluation {
    mutating func meets(_ rules: SchemaArrayRules, _ position: Int, _ look: Int?) -> Bool {
        guard tape.word(position).kind == .array else { return true }
        let count = tape.memberCount(position)
        spend(count)
        var isMet = meets(rules.count, count, (.minItems, .maxItems), position)
        if !isMet, isDone { return false }
        if !rules.prefix.isEmpty || rules.rest != nil, !meetsItems(rules, position, look) {
            isMet = false
            if isDone { return false }
        }
        if let contains = rules.contains, !meets(contains, position, look) {
            isMet = false
            if isDone { return false }
        }
        guard rules.isUnique, let (first, second) = tape.firstEqualItems(position) else { return isMet }
        let detail = "items \(first) and \(second) are equal"
        return fail { _ in SchemaFinding(position: position, rule: .uniqueItems, measured: count, detail: detail) }
    }

    private mutating func meetsItems(_ rules: SchemaArrayRules, _ position: Int, _ look: Int?) -> Bool {
        var isMet = true
        var item = position + 2
        for number in 0..<tape.memberCount(position) {
            guard let node = number < rules.prefix.count ? rules.prefix[number] : rules.rest else { break }
            mark(number, look)
            if !matches(node, item, nil) {
                isMet = false
                if isDone { return false }
            }
            item = tape.next(after: item)
        }
        return isMet
    }

    private mutating func meets(_ contains: SchemaContains, _ position: Int, _ look: Int?) -> Bool {
        let matching = quietly { $0.countMatching(contains, position, look) }
        if fault != nil { return false }
        let isTooFew = matching < contains.minimum
        guard isTooFew || contains.maximum.map({ matching > $0 }) == true else { return true }
        let limit = isTooFew ? contains.minimum : contains.maximum ?? 0
        let items = limit == 1 ? "1 item that matches" : "\(limit) items that match"
        return fail {
            SchemaFinding(
                position: position, rule: isTooFew ? .contains : .maxContains, limit: .number(JSONNumber(limit)), measured: matching,
                detail: "must have at \(isTooFew ? "least" : "most") \(items) \($0.schema.excerpt(contains.node)), has \(matching)"
            )
        }
    }

    private mutating func countMatching(_ contains: SchemaContains, _ position: Int, _ look: Int?) -> Int {
        var matching = 0
        var item = position + 2
        for number in 0..<tape.memberCount(position) where fault == nil {
            if matches(contains.node, item, nil) {
                matching += 1
                mark(number, look)
                if contains.maximum == nil, look == nil, matching >= contains.minimum { break }
            }
            item = tape.next(after: item)
        }
        return matching
    }

    mutating func meetsUnevaluatedItems(_ node: Int, _ position: Int, _ look: Int?) -> Bool {
        guard let look, tape.word(position).kind == .array else { return true }
        var isMet = true
        var item = position + 2
        for number in 0..<tape.memberCount(position) {
            if !isMarked(number, look), !matches(node, item, nil) {
                isMet = false
                if isDone { return false }
            }
            item = tape.next(after: item)
        }
        markAll(look)
        return isMet
    }
}
