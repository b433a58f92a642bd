import OpenAPI

/// Rules that no Swift type has a form for: kept as schemas in the module, each text once.
struct EmbeddedRules {
    let printer: (_ isDynamic: Bool) -> SchemaPrinter
    /// The name of the enum is decided when those of all types are.
    var schemas = EmbeddedSchemas(name: SwiftName(checked: "Schemas"))
    /// Schemas that say nothing about a value, and that nobody could come to the end of.
    var endless = SchemaSet()
    private var scope = Scope(reserved: ["definitions", "resources"])
    private var ruleNames: [String: SwiftName] = [:]
    private var definitions: [Key: (name: SwiftName, needs: [SchemaID])] = [:]

    private struct Key: Hashable {
        let schema: SchemaID
        let isDynamic: Bool
    }

    init(printer: @escaping (_ isDynamic: Bool) -> SchemaPrinter) { self.printer = printer }

    /// The constant for a rule. The texts all have to hold; `wanted` is the name for one that is new.
    mutating func rule(
        named wanted: @autoclosure () -> String, isDynamic: Bool, _ print: (inout SchemaPrinter) -> [String]
    ) -> SwiftName? {
        var printer = printer(isDynamic)
        let texts = print(&printer).filter { $0 != "{}" && $0 != "true" }
        guard !texts.isEmpty else { return nil }
        let text = texts.count == 1 ? texts[0] : "{\"allOf\": [\(texts.joined(separator: ", "))]}"
        if let known = ruleNames[text] { return known }
        let name = scope.claim(wanted())
        ruleNames[text] = name
        let definitions = define(printer.references, isDynamic)
        schemas.rules.append(EmbeddedSchemas.Rule(name: name, text: text, definitions: definitions, isDynamic: isDynamic))
        return name
    }

    /// The constants of definitions, and of all that those refer to: no more of them than are listed, because each of many rules
    /// may need all that there are.
    private mutating func define(_ start: [SchemaID], _ isDynamic: Bool) -> [SwiftName] {
        var pending = Array(start.reversed())
        while let id = pending.popLast() {
            let key = Key(schema: id, isDynamic: isDynamic)
            if definitions[key] == nil { pending += define(key).reversed() }
        }
        let most = EmbeddedSchemas.Rule.mostListed + 1
        pending = Array(start.prefix(most).reversed())
        var seen: Set<SchemaID> = []
        var names: [SwiftName] = []
        while names.count < most, let id = pending.popLast() {
            guard seen.insert(id).inserted, let known = definitions[Key(schema: id, isDynamic: isDynamic)] else { continue }
            names.append(known.name)
            pending += known.needs.prefix(most).reversed()
        }
        return names
    }

    /// The schemas that the text of a definition refers to, each once.
    private mutating func define(_ key: Key) -> [SchemaID] {
        var printer = printer(key.isDynamic)
        let text = endless.contains(key.schema) ? "true" : printer.definition(key.schema)
        let path = printer.name(key.schema)
        let name = scope.claim(Identifier.member("\(path) \(key.isDynamic ? "resource" : "definition")"))
        schemas.definitions.append(EmbeddedSchemas.Definition(name: name, key: path, text: text, isDynamic: key.isDynamic))
        definitions[key] = (name, printer.references)
        return printer.references
    }
}

// MARK: - Which rules

extension ModuleBuilder {
    /// What a schema says, all of it.
    func wholeRule(of id: SchemaID) -> Rule? {
        let isMereReference = description[id].reference != nil && !description[id].hasRules
        if isMereReference, description[resolved(id)].saysNothing { return nil }
        return embedded(id, [SchemaPart(schema: id, keywords: .all)])
    }

    /// What the parts of a schema say that its one form does not carry, and some keywords of that form.
    func restRule(of id: SchemaID, _ keywords: SchemaKeywords) -> Rule? {
        let schema = description[id]
        guard !schema.parts.isEmpty || !keywords.isEmpty else { return nil }
        return embedded(id, partsBesideItems(schema), merged: keywords)
    }

    private func embedded(_ id: SchemaID, _ parts: [SchemaPart], merged: SchemaKeywords = []) -> Rule? {
        let schema = description[id]
        let isDynamic = dynamicSchemas.contains(id)
        let name = rules.rule(named: ruleName(schema), isDynamic: isDynamic) { printer in
            var texts: [String] = []
            if !merged.isEmpty {
                let form = schema.assertions.isEmpty ? schema : schema.changed { $0.assertions = [] }
                texts.append(printer.text(form, merged))
            }
            for part in parts { texts.append(printer.text(part)) }
            return texts
        }
        return name.map { .schema(TypeName(path: [rules.schemas.name, $0])) }
    }

    /// By the place of the schema, without the words that every such place has.
    private func ruleName(_ schema: Schema) -> String {
        var words = schema.location.pointer.split(separator: "/").map(String.init)
        let frames: Set<String> = ["components", "schemas", "properties", "paths", "schema", "content", "allOf"]
        words.removeAll { frames.contains($0) }
        if words.isEmpty { words = [schema.location.fileName] }
        return Identifier.member(words.joined(separator: " ").replacing("~1", with: " "))
    }
}
