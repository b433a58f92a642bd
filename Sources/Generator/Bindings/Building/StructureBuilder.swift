import OpenAPI

extension ModuleBuilder {
    /// What a planned type becomes.
    enum Form {
        case events, structure
        case enumeration(OpenEnumeration)
        case union([SchemaID])
        case tuple([SchemaID])
    }

    /// Known once the enumerations are made.
    func form(of planned: PlannedType) -> Form {
        if eventSchemas.contains(planned.schema) { return .events }
        if let enumeration = enumerations[planned.name] { return .enumeration(enumeration) }
        return switch shape(of: planned.schema) {
        case .union(let variants): .union(variants)
        case .tuple(let items): .tuple(items)
        default: .structure
        }
    }

    func declaration(_ planned: PlannedType) -> TypeDeclaration {
        switch form(of: planned) {
        case .events: .events(events(planned))
        case .enumeration(let enumeration): .openEnumeration(enumeration)
        case .union(let variants): .union(union(planned, variants))
        case .tuple(let items): .tuple(tuple(planned, items))
        case .structure: .structure(structure(planned))
        }
    }

    private func structure(_ planned: PlannedType) -> Structure {
        let schema = description[planned.schema]
        reportUnused(schema)
        reportImpliedKind(schema)
        let wire: Wire = formSchemas.contains(planned.schema) ? .form : .json
        var scope = Scope(reserved: ReservedNames.structureMembers, count: schema.properties.count)
        let required = Set(schema.required)
        let names = propertyNames(of: planned.schema, &scope)
        let properties = zip(schema.properties, names).map { property, name in
            self.property(property, name, of: planned.schema, isRequired: required.contains(property.name), wire)
        }
        let isDynamic = dynamicSchemas.contains(planned.schema)
        return Structure(
            name: planned.name,
            documentation: documentation(schema, of: planned.name),
            wire: wire,
            // The rule of the whole covers them.
            properties: isDynamic ? properties.map(\.withoutRule) : properties,
            additional: additionalProperties(schema, wire, &scope),
            presence: presence(schema, properties),
            rule: ownRule(planned.schema, wire),
            isClosed: wire == .json && schema.additionalProperties == .forbidden && !hasPatterns(schema),
            nested: planned.nested.map { declaration($0) }
        )
    }

    private func mayBeText(_ id: SchemaID, _ type: SwiftType) -> Bool {
        switch type {
        case .array(let element): description[id].items.map { mayBeText($0, element) } ?? false
        case .dictionary(let value):
            if case .schema(let schema) = description[id].additionalProperties { mayBeText(schema, value) } else { false }
        case .nullable(let wrapped): mayBeText(id, wrapped)
        default: description.numbersAsText.contains(id)
        }
    }

    private func propertyNames(of owner: SchemaID, _ scope: inout Scope) -> [SwiftName] {
        let properties = description[owner].properties
        var names: [SwiftName?] = Array(repeating: nil, count: properties.count)
        for (index, member) in namingOrder(of: properties.map(\.name)) {
            let property = properties[index]
            let wanted = scope.free(member, or: Identifier.memberWithSymbols(property.name))
            names[index] = name(givenName(property, of: owner), or: wanted, at: property.location, in: &scope)
        }
        return names.compactMap { $0 }
    }

    private func property(
        _ property: Schema.Property,
        _ name: SwiftName,
        of owner: SchemaID,
        isRequired: Bool,
        _ wire: Wire
    ) -> Property {
        let use = partUse(property, of: owner, wire) ?? self.use(of: property.schema, on: wire)
        // One type serves both ways, so what only one of them has is no must.
        let way = isRequired ? self.way(of: property.schema) : nil
        let isRequired = isRequired && way == nil
        var result = Property(
            name: name,
            key: property.name,
            type: use.type,
            presence: isRequired ? .required : .optional,
            documentation: documentation(use, of: name),
            rule: use.rule,
            requiredWay: way
        )
        // JSONValue has a null of its own.
        if use.isNullable, use.type != .json {
            if isRequired {
                result.presence = .requiredOrNull
            } else if wire == .json {
                // A form has no null: there it is the property that is left out.
                result.type = use.storedType
                result.rule = use.storedRule
            }
        }
        result.defaultValue = use.defaultValue.flatMap { value in
            if value == .null, use.isNullable { return nil }
            return hasFaultyDefault(property.schema) ? nil : literal(value, use.type, at: description[property.schema])
        }
        // A property that tells an alternative from others is sent, also where it need not be there: many describe it so.
        let isTag = impliedTags[owner]?[property.name] != nil
        if let constant = use.constant { apply(constant, of: use, isRequired || isTag, to: &result, at: description[property.schema]) }
        if use.constant == nil, let value = impliedTags[owner]?[property.name], self.way(of: property.schema) != .answers {
            result.constant = tagLiteral(value, use)
        }
        result.mayBeText = wire == .json && mayBeText(property.schema, result.type)
        result.isSetByOperation = streamSwitches[owner] == property.name
        result.isIndirect = isIndirect(result.type)
        result.part = wire == .form ? part(use.type) : .value
        return result
    }

    /// A property that is bytes as a part of a form, whatever it would be in JSON.
    private func partUse(_ property: Schema.Property, of owner: SchemaID, _ wire: Wire) -> TypeUse? {
        guard wire == .form else { return nil }
        let item = itemsOrSelf(property.schema)
        guard formFiles.contains(resolved(item)) || opaqueProperties[owner]?.contains(property.name) == true else { return nil }
        var use = self.use(of: property.schema)
        guard !isFile(use.type) else { return nil }
        use.type = item == property.schema ? .file : .array(.file)
        (use.defaultValue, use.constant) = (nil, nil)
        // Of a list the number of files can be checked, of a file nothing.
        guard case .array(let minItems, let maxItems, _, _) = use.rule else {
            use.rule = nil
            return use
        }
        let hasLimits = minItems != nil || maxItems != nil
        use.rule = hasLimits ? .array(minItems: minItems, maxItems: maxItems, uniqueItems: false, element: nil) : nil
        return use
    }

    /// Given where it stands, or as a property of the schema that takes it over with `allOf`.
    private func givenName(_ property: Schema.Property, of owner: SchemaID) -> NameOverrides.Given? {
        guard !overrides.isEmpty else { return nil }
        // At one place there may be a property and the type of its value; a capital says which of them is named.
        let isTypeToo = typeNames[property.schema] != nil && description[property.schema].location == property.location
        let schema = description[owner].location
        let location = schema.child("properties", schema.mark).child(property.name, schema.mark)
        let kind: NameOverrides.Kind? = isTypeToo ? .member : nil
        return overrides.name(at: location, as: kind) ?? overrides.name(at: property.location, as: kind)
    }

    /// The initialiser gives a required property its one value; of others, the documentation says it.
    private func apply(_ constant: Value, of use: TypeUse, _ isGiven: Bool, to property: inout Property, at schema: Schema) {
        if isGiven { property.constant = literal(constant, use.type, at: schema) }
        if property.constant == nil { property.documentation.constantValue = json(constant) }
        guard let value = use.defaultValue, property.defaultValue != nil else { return }
        // There is nothing else that the server could assume.
        property.defaultValue = nil
        guard value != constant else { return }
        let message = "the value \(json(value)) does not fit the type of this schema"
        diagnostics.warning("value-mismatch", message, at: schema.location.mark)
    }

    /// OpenAPI 3.1 on: JSON Schema Validation, section 9.4. A property that is both is sent by nobody.
    func way(of id: SchemaID) -> Property.Way? {
        let (schema, target) = (description[id], description[resolved(id)])
        if schema.isReadOnly || target.isReadOnly { return .answers }
        return schema.isWriteOnly || target.isWriteOnly ? .requests : nil
    }

    func part(_ type: SwiftType) -> Property.Part {
        switch type {
        case .file: return .file
        case .array(.file): return .files
        default: return .value
        }
    }

    /// Whether a value holds raw bytes.
    func isFile(_ type: SwiftType) -> Bool {
        switch type {
        case .file: true
        case .array(let inner), .dictionary(let inner), .nullable(let inner): isFile(inner)
        case .named(let name): formTypeNames.contains(name)
        default: false
        }
    }

    func isScalar(_ type: SwiftType) -> Bool {
        switch type {
        case .string, .boolean, .int, .int32, .int64, .uint64, .float, .double, .date, .calendarDate, .uuid, .url: true
        case .named(let name): enumerations[name] != nil
        case .data, .json, .file, .array, .dictionary, .nullable: false
        }
    }

    private func presence(_ schema: Schema, _ properties: [Property]) -> [PresenceRule] {
        guard let (count, alternatives) = presenceAlternatives(schema) else { return [] }
        let named = Dictionary(properties.map { ($0.key, $0) }) { first, _ in first }
        let required = alternatives.compactMap { named[description[$0].required[0]] }
        return [PresenceRule(count: count, properties: required.map { ($0.key, $0.presence == .optional ? $0.name : nil) })]
    }

    /// The rules about all properties together.
    private func ownRule(_ id: SchemaID, _ wire: Wire) -> Rule? {
        let rule = ownRule(id)
        guard rule != nil, wire == .form else { return rule }
        let message = "the rules about all properties of a form together are not checked yet"
        diagnostics.unsupported("unsupported-rule", message, at: description[id].location.mark)
        return nil
    }

    private func ownRule(_ id: SchemaID) -> Rule? {
        if dynamicSchemas.contains(id) { return wholeRule(of: id) }
        let schema = description[id]
        var keywords: SchemaKeywords = []
        if schema.minProperties != nil || schema.maxProperties != nil { keywords.insert(.propertyCounts) }
        if hasUnnamedRequired(schema) { keywords.insert(.required) }
        if schema.enumeration != nil { keywords.insert(.enumeration) }
        if schema.constant != nil { keywords.insert(.constant) }
        if hasAlternativeRules(schema) { keywords.insert(.alternatives) }
        return restRule(of: id, keywords)
    }

    func documentation(_ schema: Schema, of name: TypeName) -> Documentation {
        let title = schema.title.flatMap { says($0, moreThan: name.last) ? $0 : nil }
        return Documentation(text: schema.description ?? title, isDeprecated: schema.isDeprecated)
    }

    func documentation(_ use: TypeUse, of name: SwiftName) -> Documentation {
        let text = use.isTitle ? use.text.flatMap { says($0, moreThan: name, use.type) ? $0 : nil } : use.text
        return Documentation(text: text, defaultValue: use.defaultValue.map(json), isDeprecated: use.isDeprecated)
    }

    private func says(_ title: String, moreThan name: SwiftName, _ type: SwiftType) -> Bool {
        if case .named(let type) = type, !says(title, moreThan: type.last) { return false }
        return says(title, moreThan: name)
    }

    /// Whether they differ in more than capitals and in what is between words.
    private func says(_ title: String, moreThan name: SwiftName) -> Bool {
        // By bytes, which takes a tenth of the time that characters do.
        func letters(_ text: String) -> String {
            String(decoding: text.lowercased().utf8.filter { !" _-.".utf8.contains($0) }, as: UTF8.self)
        }
        return letters(title) != letters(name.text)
    }

    /// `value` as a literal of `type`; nil where it has none, which is reported where it should have one.
    func literal(_ value: Value, _ type: SwiftType, at schema: Schema) -> Literal? {
        switch (type, value) {
        case (.string, .string(let text)): return .string(text)
        case (.boolean, .boolean(let value)): return .boolean(value)
        case (.int, .number(let text)), (.int64, .number(let text)):
            if let integer = Number(text: text).integer(as: Int64.self) { return .number(String(integer)) }
        case (.int32, .number(let text)):
            if let integer = Number(text: text).integer(as: Int32.self) { return .number(String(integer)) }
        case (.uint64, .number(let text)):
            if let integer = Number(text: text).integer(as: UInt64.self) { return .number(String(integer)) }
        case (.double, .number(let text)):
            if let number = Double(text), fits(number, text) { return .number(decimal(text, "\(number)")) }
        case (.float, .number(let text)):
            if let number = Float(text), fits(number, text) { return .number(decimal(text, "\(number)")) }
        case (.named(let name), _):
            if let member = enumerationMember(value, of: name) { return .member(member) }
            if !isScalar(type) { return nil }
        // A default that is a list or an object, or a text with a type of its own, is in the documentation alone.
        case (.array, _), (.dictionary, _), (.json, _), (.date, .string), (.calendarDate, .string), (.uuid, .string), (.url, .string),
            (.data, .string), (.file, _), (.nullable, _), (_, .null):
            return nil
        default: break
        }
        diagnostics.warning(
            "value-mismatch", "the value \(shortened(json(value))) does not fit the type of this schema", at: schema.location.mark)
        return nil
    }

    /// Whether the type holds what is written: neither beyond its range nor so near to zero that digits are lost.
    private func fits<Value: BinaryFloatingPoint>(_ number: Value, _ text: String) -> Bool {
        number.isNormal || number.isZero && Number(text: text).integer(as: Int.self) == 0
    }

    /// The number as its author wrote it, or where the type cannot hold that many digits, as the type does.
    private func decimal(_ text: String, _ rounded: String) -> String {
        text.utf8.count <= 9 && !text.lowercased().contains("e") ? text : rounded
    }

    /// The value by which a discriminator tells a schema, where the type of the property has it.
    private func tagLiteral(_ value: Literal, _ use: TypeUse) -> Literal? {
        switch (use.type, value) {
        // One with rules of its own may be another.
        case (.string, .string), (.boolean, .boolean), (.int, .number), (.int64, .number), (.double, .number), (.float, .number):
            use.rule == nil ? value : nil
        case (.int32, .number(let text)): use.rule == nil && Int32(text) != nil ? value : nil
        case (.uint64, .number(let text)): use.rule == nil && UInt64(text) != nil ? value : nil
        case (.named(let name), _): enumerations[name]?.cases.first { $0.value == value }.map { .member($0.name) }
        default: nil
        }
    }

    private func enumerationMember(_ value: Value, of name: TypeName) -> SwiftName? {
        guard let literal = scalarLiteral(value) else { return nil }
        return enumerations[name]?.cases.first { $0.value == literal }?.name
    }
}

extension Property {
    fileprivate var withoutRule: Property {
        var result = self
        result.rule = nil
        return result
    }
}
