import OpenAPI

extension ModuleBuilder {
    func tuple(_ planned: PlannedType, _ items: [SchemaID]) -> Tuple {
        let schema = description[planned.schema]
        reportUnused(schema)
        reportImpliedKind(schema)
        var scope = Scope(reserved: ReservedNames.structureMembers)
        let isDynamic = dynamicSchemas.contains(planned.schema)
        let names = itemNames(items)
        let properties = items.indices.map { index in
            var property = item(items[index], at: index, named: names[index], &scope)
            // The rule of the whole covers it.
            if isDynamic { property.rule = nil }
            return property
        }
        return Tuple(
            name: planned.name,
            documentation: documentation(schema, of: planned.name),
            items: properties,
            rule: isDynamic ? wholeRule(of: planned.schema) : restRule(of: planned.schema, tupleKeywords(schema)),
            nested: planned.nested.map { declaration($0) }
        )
    }

    private func item(_ id: SchemaID, at index: Int, named wanted: String, _ scope: inout Scope) -> Property {
        let schema = description[id]
        // At one place there may be an item and its type; a capital says which of them is named.
        let given = overrides.name(at: schema.location, as: typeNames[id] == nil ? nil : .member)
        let use = self.use(of: id, on: .json)
        let name = name(given, or: memberName(wanted), at: schema.location, in: &scope)
        var item = Property(
            name: name,
            key: String(index),
            type: use.type,
            // JSONValue has a null of its own.
            presence: use.isNullable && use.type != .json ? .requiredOrNull : .required,
            documentation: documentation(use, of: name),
            rule: use.rule,
            isIndirect: isIndirect(use.type)
        )
        if let constant = use.constant {
            item.constant = literal(constant, use.type, at: schema)
            if item.constant == nil { item.documentation.constantValue = json(constant) }
        }
        return item
    }

    /// The rules about all items together; of their number the type knows.
    private func tupleKeywords(_ schema: Schema) -> SchemaKeywords {
        var keywords: SchemaKeywords = []
        if schema.uniqueItems { keywords.insert(.itemCounts) }
        if schema.enumeration != nil { keywords.insert(.enumeration) }
        if schema.constant != nil { keywords.insert(.constant) }
        if hasAlternativeRules(schema) { keywords.insert(.alternatives) }
        return keywords
    }

    /// What items are called: by their titles, or by what they refer to, where that tells them apart; else by their numbers.
    func itemNames(_ items: [SchemaID]) -> [String] {
        let wanted = items.map { ownName(of: $0).flatMap { isItemName($0) ? $0 : nil } }
        let counts = Dictionary(wanted.compactMap { $0.map { (memberName($0), 1) } }, uniquingKeysWith: +)
        return wanted.indices.map { index in
            guard let name = wanted[index], counts[memberName(name)] == 1 else { return "item\(index + 1)" }
            return name
        }
    }

    private func ownName(of id: SchemaID) -> String? {
        var current = id
        for _ in 0..<TypeUses.depthLimit {
            let schema = description[current]
            if let name = current == id ? schema.title : schema.componentName ?? schema.title { return name }
            if aliases.isAlias(current), let next = schema.aliasTarget {
                current = next
            } else if let alternative = soleAlternative(schema) {
                current = alternative.id
            } else {
                return current == id || schema.location.isInside(description[id].location) ? nil : schema.pointerName
            }
        }
        return nil
    }

    /// A title may be a sentence, have no letters, or be what another item is called by its number.
    private func isItemName(_ text: String) -> Bool {
        let name = memberName(text)
        let number = name.hasPrefix("item") ? name.dropFirst(4) : ""
        let isNumbered = !number.isEmpty && number.utf8.allSatisfy { (48...57).contains($0) }
        return !isNumbered && name.utf8.count <= 40 && !Words.split(text).isEmpty && !ReservedNames.structureMembers.contains(name)
    }
}
