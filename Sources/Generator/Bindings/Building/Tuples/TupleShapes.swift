import OpenAPI

/// What lists are whose items have schemas by their place (`prefixItems`): lists of one type where all items have that, structures
/// where there are exactly as many items as schemas, else lists of any values, which a rule knows.
extension ModuleBuilder {
    /// A structure with more properties is of use to nobody, and takes a compiler minutes.
    private static let mostItems = 100

    func tupleShape(_ schema: Schema) -> SchemaShape {
        let isClosed = hasNoMoreItems(schema)
        guard isClosed || schema.items != nil else { return .array(nil) }
        if !circularTuples.contains(schema.id), haveOneType(schema.prefixItems + (isClosed ? [] : [schema.items].compactMap { $0 })) {
            return .array(schema.prefixItems[0])
        }
        return isFixed(schema) && schema.prefixItems.count <= Self.mostItems ? .tuple(schema.prefixItems) : .array(nil)
    }

    /// Whether a list has exactly as many items as there are schemas for them.
    private func isFixed(_ schema: Schema) -> Bool {
        let count = schema.prefixItems.count
        return hasNoMoreItems(schema) && schema.minItems == count && schema.maxItems ?? count >= count
    }

    /// Whether no item is behind those that have schemas by their place.
    private func hasNoMoreItems(_ schema: Schema) -> Bool {
        if let most = schema.maxItems, most <= schema.prefixItems.count { return true }
        return schema.items.map { description[resolved($0)].boolean == false } ?? false
    }

    func reportLongTuple(_ schema: Schema) {
        let count = schema.prefixItems.count
        guard count > Self.mostItems, isFixed(schema), case .array(nil) = tupleShape(schema) else { return }
        let message = "a tuple of \(count) items of different types has no Swift type; it becomes a list of JSONValue, which is checked"
        diagnostics.unsupported("unsupported-tuple", message, at: schema.location.mark)
    }

    /// Lists that would be lists of themselves: only a structure may contain itself.
    func findCircularTuples() -> SchemaSet {
        let edges = description.schemaIDs.map { id -> [Int] in
            let schema = description[id]
            var parts = schema.prefixItems + [schema.items].compactMap { $0 }
            if case .schema(let value) = schema.additionalProperties, schema.properties.isEmpty { parts.append(value) }
            let variants = alternatives(schema).variants
            if variants.count == 1 { parts += variants }
            return parts.map { resolved($0).index }
        }
        let components = StronglyConnectedComponents(edges)
        return SchemaSet(description.schemaIDs.filter { !description[$0].prefixItems.isEmpty && components.isOnCycle($0.index) })
    }
}

// MARK: - One type for several schemas

extension ModuleBuilder {
    /// Whether values of all schemas are of one Swift type, as far as that is seen before types have names.
    private func haveOneType(_ schemas: [SchemaID]) -> Bool {
        // Tuples of tuples may be nested as deep as a description likes.
        guard tuplesBeingShaped < TypeUses.depthLimit else { return false }
        tuplesBeingShaped += 1
        defer { tuplesBeingShaped -= 1 }
        return schemas.dropFirst().allSatisfy { haveOneType(schemas[0], $0, 0) }
    }

    private func haveOneType(_ first: SchemaID, _ second: SchemaID, _ depth: Int) -> Bool {
        let (left, right) = (typed(first), typed(second))
        if left.id == right.id { return left.isNullable == right.isNullable }
        guard depth < TypeUses.depthLimit, !needsDeclaration(left.id), !needsDeclaration(right.id) else { return false }
        switch (shape(of: left.id), shape(of: right.id)) {
        // JSONValue has a null of its own.
        case (.any, .any): return true
        case (.array(let first), .array(let second)), (.map(let first), .map(let second)):
            guard left.isNullable == right.isNullable else { return false }
            guard let first, let second else { return isAny(first) && isAny(second) }
            return haveOneType(first, second, depth + 1)
        case (let first, let second):
            guard let type = scalarType(first), left.isNullable == right.isNullable else { return false }
            return type == scalarType(second)
        }
    }

    private func isAny(_ id: SchemaID?) -> Bool {
        guard let id else { return true }
        if case .any = shape(of: typed(id).id) { return true }
        return false
    }

    private func scalarType(_ shape: SchemaShape) -> SwiftType? {
        switch shape {
        case .boolean: .boolean
        case .integer(let format): .integer(format)
        case .number(let format): .number(format)
        case .string(let format): .string(format)
        case .data: .data
        case .file: .file
        case .any, .enumeration, .array, .tuple, .map, .object, .union: nil
        }
    }

    /// What a schema is behind references, and behind an alternative that is the only one; and whether null is allowed on the way.
    func typed(_ id: SchemaID) -> (id: SchemaID, isNullable: Bool) {
        var current = id
        var isNullable = false
        for _ in 0..<TypeUses.depthLimit {
            let schema = description[current]
            isNullable = isNullable || nullability(schema).isNullable
            if aliases.isAlias(current), let next = schema.aliasTarget {
                current = next
            } else if let alternative = soleAlternative(schema) {
                current = alternative.id
            } else {
                break
            }
        }
        return (resolved(current), isNullable)
    }
}

// MARK: - Rules

extension ModuleBuilder {
    /// The most items that a list of one type has.
    func mostItems(_ schema: Schema) -> Int? {
        guard !schema.prefixItems.isEmpty, case .array(_?) = shape(of: schema.id), hasNoMoreItems(schema) else { return schema.maxItems }
        return min(schema.maxItems ?? .max, schema.prefixItems.count)
    }

    /// The rule that each item has, of a list whose items are of one type; nil where they have different rules.
    func commonItemRule(_ schema: Schema) -> Rule?? {
        guard case .array(let first?) = shape(of: schema.id) else { return nil }
        let rule = use(of: first).storedRule
        let others = schema.prefixItems + (hasNoMoreItems(schema) ? [] : [schema.items].compactMap { $0 })
        return others.allSatisfy { use(of: $0).storedRule == rule } ? .some(rule) : nil
    }

    /// The parts of a schema, without what the items of its type and their rules say.
    func partsBesideItems(_ schema: Schema) -> [SchemaPart] {
        guard !schema.prefixItems.isEmpty else { return schema.parts }
        switch shape(of: schema.id) {
        case .tuple: break
        case .array where commonItemRule(schema) != nil: break
        default: return schema.parts
        }
        return schema.parts.map { part in
            // What is unevaluated has to be told from what is not.
            guard part.keywords != .all else { return part }
            return SchemaPart(schema: part.schema, keywords: part.keywords.subtracting([.items, .prefixItems]))
        }
    }
}
