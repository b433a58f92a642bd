import OpenAPI

/// Names for all types before any is built, so that a type may refer to any other.
///
/// Names of module scope come first: those of components, then those of operations. A nested type's name is then chosen
/// so that it hides none of them.
extension ModuleBuilder {
    private struct Inline {
        let schema: SchemaID
        let parent: PlannedType
        let hint: String
    }

    func planTypes() {
        findFormsAndEvents()
        rules.endless = endlessSchemas
        var inline: [Inline] = []
        for (name, id) in description.componentSchemas {
            planTop(id, named: name, &inline)
        }
        planOperationTypes { planTop($0, named: $1, &inline) }
        planReceivedTypes { planTop($0, named: $1, &inline) }
        let alternatives = SchemaSet(description.alternatives.values.filter { description[$0].aliasTarget != nil }.map(resolved))
        while !inline.isEmpty || !orphans.isEmpty {
            // Before the structures that stand for them: what is nested in both belongs to them.
            planOrphans(&inline) { alternatives.contains($0) }
            let found = inline
            inline = []
            // Of the types that share a part of an `allOf`, the one in which it stands has it.
            let areInside = found.map(isInside)
            for (entry, isInside) in zip(found, areInside) where isInside { planNested(entry, &inline) }
            for (entry, isInside) in zip(found, areInside) where !isInside { planNested(entry, &inline) }
            if inline.isEmpty { planOrphans(&inline) { _ in true } }
        }
    }

    /// What is no component and was referred to: named by the last word of its pointer, and its folder where others have that too.
    private func planOrphans(_ inline: inout [Inline], where isWanted: (SchemaID) -> Bool) {
        let found = orphans.filter(isWanted)
        orphans.removeAll(where: isWanted)
        for id in found where typeNames[id] == nil { planTop(id, named: qualifiedNames[id] ?? description[id].pointerName, &inline) }
    }

    private func planTop(_ id: SchemaID, named text: String, knownAt known: Location? = nil, _ inline: inout [Inline]) {
        let schema = description[id]
        if schema.aliasTarget != nil {
            noteReference(id)
            // A component that refers to something without a name of its own is what people call that thing.
            let target = resolved(id)
            guard schema.componentName != nil, target != id, description[target].componentName == nil else { return }
            return planTop(target, named: text, knownAt: schema.location, &inline)
        }
        guard typeNames[id] == nil else { return }
        guard needsDeclaration(id) else { return visitParts(of: id, hint: text, parent: nil, &inline) }
        let isComponent = known != nil || schema.componentName != nil
        let derived = topName(isComponent ? Identifier.componentType(text) : Identifier.type(text))
        let name = name(overrides.name(at: known ?? schema.location), or: derived, at: schema.location, in: &moduleScope)
        let planned = PlannedType(schema: id, name: TypeName(path: [name]), scope: Scope(reserved: [name.text]))
        typeNames[id] = planned.name
        plan.append(planned)
        visitParts(of: id, hint: text, parent: planned, &inline)
    }

    func findComponentsFor() -> [SchemaID: String] {
        let names = description.componentSchemas.compactMap { component -> (SchemaID, String)? in
            let target = resolved(component.schema)
            guard target != component.schema, description[target].componentName == nil else { return nil }
            return (target, component.name)
        }
        return Dictionary(names) { first, _ in first }
    }

    private func topName(_ name: String) -> String {
        ReservedNames.types.contains(name) || Keywords.unusable.contains(name) ? name + "Model" : name
    }

    private func planNested(_ entry: Inline, _ inline: inout [Inline]) {
        let schema = description[entry.schema]
        guard typeNames[entry.schema] == nil, schema.aliasTarget == nil else { return }
        let given = overrides.name(at: schema.location, as: .type)
        let derived = nestedName(schema.title ?? entry.hint, in: entry.parent)
        let name = name(given, or: derived, at: schema.location, in: &entry.parent.scope)
        let planned = PlannedType(schema: entry.schema, name: entry.parent.name.nested(name), scope: Scope(reserved: [name.text]))
        typeNames[entry.schema] = planned.name
        entry.parent.nested.append(planned)
        visitParts(of: entry.schema, hint: entry.hint, parent: planned, &inline)
    }

    /// Inside the type, its name would hide a type that is not generated, or one that it stands in, or be that of a property or a
    /// case (`名`). One that hides a type
    /// of the module is no trouble: that is then named with its module, and nothing else changes its name for it.
    private func nestedName(_ text: String, in parent: PlannedType) -> String {
        let name = Identifier.type(text)
        let isTaken =
            moduleScope.isReserved(name) || Keywords.unusable.contains(name) || isMember(name, of: parent.schema)
            || parent.name.path.contains { $0.text == name }
        return isTaken ? parent.name.last.text + name : name
    }

    /// Inside a type, the types nested in it hide those of the same name outside.
    func noteShadows(in module: SwiftName) {
        var roots: [SwiftName: Set<SwiftName>] = [:]
        var pending = plan.flatMap(\.nested)
        while let planned = pending.popLast() {
            roots[planned.name.last, default: []].insert(planned.name.path[0])
            pending += planned.nested
        }
        guard !roots.isEmpty else { return }
        func shadow(_ name: TypeName) -> TypeName.Shadow? { roots[name.path[0]].map { TypeName.Shadow(module: module, roots: $0) } }
        typeNames.changeEach { $0.shadow = shadow($0) }
        pending = plan
        while let planned = pending.popLast() {
            planned.name.shadow = shadow(planned.name)
            pending += planned.nested
        }
    }

    private func isInside(_ entry: Inline) -> Bool {
        description[entry.schema].location.isInside(description[entry.parent.schema].location)
    }

    private func isMember(_ name: String, of schema: SchemaID) -> Bool {
        // Members are written small where there are capitals: most names need not be made again for each.
        guard let first = name.utf8.first, !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) else { return false }
        if let known = membersKnown[schema] { return known.contains(name) }
        var members = Set(description[schema].properties.map { Identifier.member($0.name) })
        switch shape(of: schema) {
        case .union(let variants): members.formUnion(variantNames(variants).map { Identifier.member($0) })
        case .tuple(let items): members.formUnion(itemNames(items).map { Identifier.member($0) })
        default: break
        }
        membersKnown[schema] = members
        return members.contains(name)
    }

    /// Finds the types inside a schema, over arrays and maps, as far as the next declaration. Without recursion, and each
    /// schema once: `allOf` of two lists of themselves is a list of itself, and such schemas may be chained as long as one likes.
    private func visitParts(of id: SchemaID, hint: String, parent: PlannedType?, _ inline: inout [Inline]) {
        var seen: Set<SchemaID> = []
        var open = Array(parts(of: id, hint: hint, parent: parent).reversed())
        while let part = open.popLast() {
            let schema = description[part.id]
            if schema.aliasTarget != nil {
                noteReference(part.id)
                continue
            }
            guard schema.componentName == nil, typeNames[part.id] == nil else { continue }
            if !needsDeclaration(part.id) {
                let inner = parts(of: part.id, hint: part.hint, parent: parent)
                if !inner.isEmpty, part.id != id, seen.insert(part.id).inserted { open += inner.reversed() }
            } else if let parent, !part.isOfModuleScope {
                inline.append(Inline(schema: part.id, parent: parent, hint: part.hint))
            } else {
                planTop(part.id, named: part.hint, &inline)
            }
        }
    }

    private struct Part {
        let id: SchemaID
        let hint: String
        /// Whether a type of it is nested in none.
        var isOfModuleScope = false
    }

    private func parts(of id: SchemaID, hint: String, parent: PlannedType?) -> [Part] {
        let schema = description[id]
        if eventSchemas.contains(id) {
            let branches = eventBranches(of: id)
            let lastParts = lastParts(of: branches)
            return branches.compactMap { branch in
                branch.payload.map { Part(id: $0, hint: "\(hint) \(eventName(branch, lastParts))", isOfModuleScope: true) }
            }
        }
        // Types inside a base that stands for its subclasses are nested in that, not in the first of those.
        let own = description.sharedProperties[id].map { description[$0] } ?? schema
        let used = own.id == id ? nil : Set(alternatives(schema).variants.flatMap { description[resolved($0)].properties.map(\.schema) })
        var parts = own.properties.filter { used?.contains($0.schema) ?? true }.map { Part(id: $0.schema, hint: $0.name) }
        if !schema.prefixItems.isEmpty {
            parts += tupleParts(of: id, hint: hint)
        } else if let items = schema.items {
            parts.append(Part(id: items, hint: singular(hint)))
        }
        if case .schema(let value) = schema.additionalProperties {
            // Inside the type that has named properties too, their name need not say whose they are.
            parts.append(Part(id: value, hint: parent?.schema == id ? "value" : hint + " value"))
        }
        if let alternative = soleAlternative(schema) {
            parts.append(Part(id: alternative.id, hint: hint))
        } else if case .union(let variants) = shape(of: id) {
            for alternative in variants.compactMap({ description.alternatives[$0] }) where description[alternative].aliasTarget != nil {
                noteReference(alternative)
            }
            parts += zip(variants, variantNames(variants)).map { Part(id: $0, hint: $1) }
        }
        return parts
    }

    private func tupleParts(of id: SchemaID, hint: String) -> [Part] {
        switch shape(of: id) {
        case .tuple(let items): zip(items, itemNames(items)).map { Part(id: $0, hint: $1) }
        case .array(let item?): [Part(id: item, hint: singular(hint))]
        default: []
        }
    }

    /// Notes what a reference leads to, if it may be a declaration that nothing else would name.
    func noteReference(_ id: SchemaID) {
        guard !aliases.cyclic.contains(id) else {
            let mark = description[id].location.mark
            return diagnostics.error("ref-cycle", "this $ref leads back to itself and never to a schema", at: mark)
        }
        let target = resolved(id)
        if description[target].componentName == nil, typeNames[target] == nil { orphans.append(target) }
    }

    func needsDeclaration(_ id: SchemaID) -> Bool {
        if eventSchemas.contains(id) { return true }
        if soleAlternative(description[id]) != nil { return false }
        switch shape(of: id) {
        case .object, .enumeration, .union, .tuple: return true
        default: return false
        }
    }

    /// `images` → `image`, for the elements of a list.
    private func singular(_ name: String) -> String {
        if name.hasSuffix("ies"), name.utf8.count > 4 { return name.dropLast(3) + "y" }
        if name.hasSuffix("s"), !name.hasSuffix("ss"), !name.hasSuffix("us"), name.utf8.count > 2 { return String(name.dropLast()) }
        return name + " item"
    }
}

extension OpenAPI.Schema {
    /// The last word of the place where it stands.
    var pointerName: String {
        let words = location.pointer.split(separator: "/")
        let word = words.last { Int($0) == nil && $0 != "schema" && $0 != "items" }
        return title ?? word.map(String.init) ?? location.fileName
    }
}
