import OpenAPI

/// Schemas of items by their place in a list.
enum PrefixItems {
    /// `unevaluatedItems` of a schema that takes no other one in is about the items behind its `prefixItems`, as `items` is, which has
    /// a form of its own (JSON Schema Core, section 11.2). Of one that does, `false` is a limit to the number of items, where no other
    /// keyword is about items.
    static func settleUnevaluated(in description: inout SharedDescription) {
        for id in description.schemaIDs {
            let schema = description[id]
            guard !schema.assertions.isEmpty, let rest = schema.value.unevaluatedItems else { continue }
            if !schema.assertions.prefixItems.isEmpty, schema.items == nil, schema.value.evaluatesNoOthers {
                description.schemas.change(id) { schema in
                    schema.items = rest
                    schema.assertions.removeAll(where: \.isAboutUnevaluatedItems)
                }
            } else if description[rest].boolean == false, let count = description.evaluatedItems(of: id) {
                description.schemas.change(id) { schema in
                    schema.maxItems = min(schema.maxItems ?? count, count)
                    schema.assertions.removeAll(where: \.isAboutUnevaluatedItems)
                }
            }
        }
    }
}

extension SharedDescription {
    /// How many items a schema and those that it takes in have schemas for by their place; nil where another keyword may be about more.
    fileprivate func evaluatedItems(of id: SchemaID) -> Int? {
        // Before 3.1 a reference's neighbours are ignored by the standard itself.
        guard self.version != .v30 else { return nil }
        var count = 0
        var pending = [id]
        var seen: Set<SchemaID> = []
        while let next = pending.popLast() {
            guard seen.insert(next).inserted else { continue }
            let schema = self[next].value
            // No author has more; a hostile one would have a chain of them looked through for each.
            guard seen.count <= 100, schema.anyOf.isEmpty, schema.oneOf.isEmpty, !schema.assertions.evaluateMore,
                saysNothingMore(schema.items), saysNothingMore(schema.unevaluatedItems)
            else { return nil }
            count = max(count, schema.assertions.prefixItems.count)
            pending += schema.allOf
            if let reference = schema.reference { pending.append(reference) }
        }
        return count > 0 ? count : nil
    }

    private func saysNothingMore(_ id: SchemaID?) -> Bool { id.map { self[$0].boolean == false } ?? true }
}

extension AllOfMerging {
    /// Of a list in which both schemas count: `items` of one is about all places for which it has no `prefixItems`.
    mutating func intersectItems(_ schema: inout OpenAPI.Schema, _ other: OpenAPI.Schema) {
        guard !schema.prefixItems.isEmpty || !other.prefixItems.isEmpty else {
            schema.items = both(schema.items, other.items)
            return
        }
        var places: [SchemaID] = []
        for place in 0..<max(schema.prefixItems.count, other.prefixItems.count) {
            let (first, second) = (schema.item(at: place), other.item(at: place))
            // The list of one of them ends here.
            if isNothing(first) || isNothing(second) { break }
            if let item = both(first, second) { places.append(item) }
        }
        schema.items = isNothing(schema.items) ? schema.items : isNothing(other.items) ? other.items : both(schema.items, other.items)
        schema.prefixItems = places
    }

    private func isNothing(_ id: SchemaID?) -> Bool { id.map { description[$0].boolean == false } ?? false }
}

extension [Assertion] {
    var prefixItems: [SchemaID] {
        for case .prefixItems(let items) in self { return items }
        return []
    }
}

extension OpenAPI.Schema {
    /// The schema of the item of a number, from 0 on.
    fileprivate func item(at place: Int) -> SchemaID? { place < prefixItems.count ? prefixItems[place] : items }

    fileprivate var unevaluatedItems: SchemaID? {
        for case .unevaluatedItems(let rest) in assertions { return rest }
        return nil
    }

    /// Whether no other schema of the same value has a say in which items and properties are evaluated.
    var evaluatesNoOthers: Bool {
        reference == nil && allOf.isEmpty && anyOf.isEmpty && oneOf.isEmpty && !assertions.evaluateMore
    }
}

extension [Assertion] {
    /// Whether one of them may evaluate items, or has schemas that may.
    fileprivate var evaluateMore: Bool {
        contains { assertion in
            switch assertion {
            case .condition, .contains, .dependentSchemas, .dynamicReference: true
            case .not, .dependentRequired, .prefixItems, .propertyNames, .patternProperties, .unevaluatedItems, .unevaluatedProperties:
                false
            }
        }
    }
}

extension Assertion {
    fileprivate var isAboutUnevaluatedItems: Bool { if case .unevaluatedItems = self { true } else { false } }
}
