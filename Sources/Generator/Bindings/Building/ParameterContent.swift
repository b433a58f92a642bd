import OpenAPI

/// How a parameter's value becomes text: by a style, or as a media type.
extension ModuleBuilder {
    /// The value as the method takes it, and its encoding; nil, after a diagnostic, where it cannot be sent.
    func content(of parameter: Parameter) -> (TypeUse, MethodParameter.Encoding)? {
        guard let id = parameter.schema else {
            guard let media = parameter.content.first(where: { isJSON($0.essence) }) ?? parameter.content.first else {
                return undescribed(parameter)
            }
            for other in parameter.content where other.location != media.location {
                let message = "the parameter is sent as \(quoted(media.name)); it has one media type (OpenAPI 3.2, \"Parameter Object\")"
                diagnostics.unsupported("unsupported-media-type", message, at: other.location.mark)
            }
            return mediaContent(parameter, media)
        }
        for media in parameter.content {
            let message = "a parameter has a schema or content, not both (OpenAPI 3.2, \"Parameter Object\"); the schema is used"
            diagnostics.unsupported("unsupported-parameter", message, at: media.location.mark)
        }
        guard parameter.place != .querystring else {
            unsupported(parameter, "is a whole query, which needs content instead of a schema")
            return nil
        }
        var use = self.use(of: id)
        use.type = sentType(parameter, use)
        if case .nullable = use.type { use.rule = use.rule.map { .nullable($0) } }
        guard isJSON(use.type, id) else {
            unsupported(parameter, "is a file, or a form")
            return nil
        }
        let shape = shape(of: use.type)
        guard let encoding = styled(parameter, shape), isDefined(parameter, use.type, id, encoding) else { return nil }
        return (use, encoding)
    }

    /// 3.0 descriptions leave the schema out where any text will do.
    private func undescribed(_ parameter: Parameter) -> (TypeUse, MethodParameter.Encoding)? {
        if !parameter.isImplied {
            let message = "the parameter \(quoted(parameter.name)) has neither a schema nor content; it is taken for a text"
            diagnostics.warning("missing-schema", message, at: parameter.location.mark)
        }
        guard parameter.place != .querystring else { return (TypeUse(type: .string), .text) }
        return styled(parameter, .scalar).map { (TypeUse(type: .string), $0) }
    }

    private func mediaContent(_ parameter: Parameter, _ media: MediaType) -> (TypeUse, MethodParameter.Encoding)? {
        var use = media.schema.map { self.use(of: $0) } ?? TypeUse(type: isJSON(media.essence) ? .json : .string)
        if isJSON(media.essence) {
            (use.type, use.rule) = (use.storedType, use.storedRule)
            guard media.schema.map({ isJSON(use.type, $0) }) ?? true else {
                unsupported(parameter, "is a file, or a form")
                return nil
            }
            return (use, .json)
        }
        // Text of whatever media type, which the caller has written.
        if shape(of: use.type) == .scalar { return (use, .text) }
        if media.essence == "application/x-www-form-urlencoded", parameter.place == .querystring, let id = media.schema,
            isJSON(use.type, id)
        {
            for encoding in media.encodings.all {
                diagnostics.unsupported("unsupported-encoding", "the encoding of a property is not used yet", at: encoding.location.mark)
            }
            return (use, .form)
        }
        unsupported(parameter, "is of the media type \(quoted(media.name)), of which only text is written")
        return nil
    }

    /// nil leaves an optional parameter out, so null is a value of its own only where the parameter must be there, or where an empty
    /// value has a meaning that the type has no value for.
    private func sentType(_ parameter: Parameter, _ use: TypeUse) -> SwiftType {
        guard use.type != .json, parameter.place != .path else { return use.type }
        let isEmptiable = parameter.allowEmptyValue && parameter.place == .query && !(use.type == .string && use.rule == nil)
        return use.isNullable && parameter.isRequired || isEmptiable ? .nullable(use.type) : use.type
    }

    /// Whether the value has a form in JSON, or is a single one.
    private func isJSON(_ type: SwiftType, _ schema: SchemaID) -> Bool {
        switch type {
        case .file: return false
        case .array(let element): return isJSON(element, items(of: target(of: schema)) ?? schema)
        case .nullable(let wrapped): return isJSON(wrapped, schema)
        case .named: return !formSchemas.contains(target(of: schema)) && !eventSchemas.contains(target(of: schema))
        default: return true
        }
    }

    private func shape(of type: SwiftType) -> MethodParameter.Shape {
        switch type {
        case .array(let element) where isText(element): .list
        case .nullable(let wrapped) where isText(wrapped): .scalar
        default: isText(type) ? .scalar : .value
        }
    }

    private func isText(_ type: SwiftType) -> Bool { type == .data || isScalar(type) }

    // MARK: Styles

    private func styled(_ parameter: Parameter, _ shape: MethodParameter.Shape) -> MethodParameter.Encoding? {
        let style = style(of: parameter)
        let explode = parameter.explode ?? (style == .form || style == .cookie)
        if shape == .scalar, [.spaceDelimited, .pipeDelimited, .deepObject].contains(style) {
            return withoutForm(parameter, "a single value has no form in that style; it is sent as \"form\" has it", .scalar, .form)
        }
        if shape == .list, style == .deepObject {
            let what = "a list has no form in that style; it is sent as most servers take it, \(parameter.name)[0]=…"
            return withoutForm(parameter, what, .list, .deepObject)
        }
        if explode, style == .spaceDelimited || style == .pipeDelimited {
            return withoutForm(parameter, "that style has no exploded form; it is sent as \"form\" has it", shape, .form)
        }
        return .styled(shape, style, explode: explode, allowReserved: allowsReserved(parameter, style))
    }

    /// OpenAPI 3.2, "Style Examples": "n/a", which clients and servers take for `form`.
    private func withoutForm(
        _ parameter: Parameter, _ what: String, _ shape: MethodParameter.Shape, _ style: MethodParameter.Style
    ) -> MethodParameter.Encoding {
        let message = "the parameter \(quoted(parameter.name)): \(what)"
        diagnostics.warning("undefined-style", message, at: parameter.styleMark ?? parameter.location.mark)
        return .styled(shape, style, explode: true, allowReserved: parameter.allowReserved)
    }

    /// OpenAPI 3.2, "Style Values": which styles there are in a place.
    private func style(of parameter: Parameter) -> MethodParameter.Style {
        let standard: MethodParameter.Style = parameter.place == .path || parameter.place == .header ? .simple : .form
        switch (parameter.place, parameter.style) {
        case (_, nil), (.path, .simple?), (.header, .simple?), (.query, .form?), (.cookie, .form?): return standard
        case (.path, .matrix?): return .matrix
        case (.path, .label?): return .label
        case (.query, .spaceDelimited?): return .spaceDelimited
        case (.query, .pipeDelimited?): return .pipeDelimited
        case (.query, .deepObject?): return .deepObject
        case (.cookie, .cookie?): return .cookie
        case (let place, let style?):
            let message = "there is no style \(quoted(style.rawValue)) in the \(place.rawValue), so its default is used"
            diagnostics.warning("misplaced-style", message, at: parameter.styleMark)
            return standard
        }
    }

    /// Before 3.2 the standard has it for the query alone; in header fields and in cookies of the style `cookie` nothing is escaped.
    private func allowsReserved(_ parameter: Parameter, _ style: MethodParameter.Style) -> Bool {
        guard parameter.allowReserved else { return false }
        let isEscaped = parameter.place != .header && style != .cookie
        guard parameter.place != .query, description.version != .v32 || !isEscaped else { return true }
        let message = "allowReserved has no effect on a parameter in the \(parameter.place.rawValue)"
        diagnostics.warning("ignored-allow-reserved", message, at: parameter.allowReservedMark)
        return false
    }

    // MARK: What is inside a value

    /// Whether the style has a form for every value of the type; one that lacks it for optional properties alone is sent without them.
    private func isDefined(_ parameter: Parameter, _ type: SwiftType, _ id: SchemaID, _ encoding: MethodParameter.Encoding) -> Bool {
        guard case .styled(.value, let style, _, _) = encoding else { return true }
        if style == .deepObject {
            reportDeep(id, parameter)
            return true
        }
        let schema = description[target(of: id)]
        switch type {
        case .nullable(let wrapped): return isDefined(parameter, wrapped, id, encoding)
        case .array: return items(of: schema.id).map(isFlat) ?? true || hasNoForm(parameter)
        case .dictionary:
            guard case .schema(let value) = schema.additionalProperties else { return true }
            return isFlat(value) || hasNoForm(parameter)
        case .named:
            switch shape(of: schema.id) {
            case .object: return areDefined(schema.properties, of: schema, parameter)
            case .tuple(let items): return items.allSatisfy(isFlat) || hasNoForm(parameter)
            default: return true
            }
        default: return true
        }
    }

    private func reportDeep(_ id: SchemaID, _ parameter: Parameter) {
        guard isDeeperThanObject(id) else { return }
        let message =
            "the parameter \(quoted(parameter.name)): what has parts of its own inside an object has no form in that style; "
            + "it is sent as most servers take it, \(parameter.name)[key][key]=… and \(parameter.name)[key][0]=…"
        diagnostics.warning("undefined-style", message, at: parameter.styleMark ?? parameter.location.mark)
    }

    /// Whether a value can have more in it than the style `deepObject` has a form for: the properties of one object.
    func isDeeperThanObject(_ id: SchemaID) -> Bool {
        var seen: Set<SchemaID> = []
        return isDeeperThanObject(id, &seen)
    }

    private func isDeeperThanObject(_ id: SchemaID, _ seen: inout Set<SchemaID>) -> Bool {
        let schema = description[target(of: id)]
        guard seen.count < 100, seen.insert(schema.id).inserted else { return false }
        switch shape(of: schema.id) {
        case .union(let variants): return variants.contains { isDeeperThanObject($0, &seen) }
        case .tuple: return true
        default: break
        }
        if case .array = use(of: id).type { return true }
        if case .schema(let value) = schema.additionalProperties, mayHaveParts(value) { return true }
        return schema.properties.contains { mayHaveParts($0.schema) }
    }

    private func mayHaveParts(_ id: SchemaID) -> Bool {
        guard case .union(let variants) = shape(of: target(of: id)) else { return !isFlat(id) }
        return variants.contains { !isFlat($0) }
    }

    private func hasNoForm(_ parameter: Parameter) -> Bool {
        unsupported(parameter, "holds values that have parts of their own, for which no style has a form")
        return false
    }

    private func areDefined(_ properties: [Schema.Property], of schema: Schema, _ parameter: Parameter) -> Bool {
        for property in properties where !isFlat(property.schema) {
            if schema.required.contains(property.name) {
                unsupported(parameter, "must have the property \(quoted(property.name)), for whose parts no style has a form")
                return false
            }
            let what = "the property \(quoted(property.name)) of the parameter \(quoted(parameter.name)) has parts of its own"
            let message = "\(what), for which no style has a form; a call that sets it is refused"
            diagnostics.unsupported("unsupported-parameter-property", message, at: property.mark)
        }
        return true
    }

    /// Whether a value inside another has no parts; of a union that is seen when it is sent.
    private func isFlat(_ id: SchemaID) -> Bool {
        let type = use(of: id).type
        if case .union = shape(of: target(of: id)) { return true }
        return type == .json || isText(type)
    }

    private func items(of list: SchemaID) -> SchemaID? {
        if case .array(let items) = shape(of: list) { items } else { nil }
    }

    /// The schema behind references, and behind an alternative that is the only one beside null.
    private func target(of id: SchemaID) -> SchemaID {
        var target = resolved(id)
        // Each is inside the one before, so there is an end; a cycle of references has been reported.
        for _ in 0..<TypeUses.depthLimit {
            guard let alternative = soleAlternative(description[target]) else { break }
            target = resolved(alternative.id)
        }
        return target
    }
}
