import OpenAPI

/// The bodies of a request: a caller chooses one by the argument's label. The first has none; it is JSON where there is JSON.
extension ModuleBuilder {
    /// The bodies that can be sent; nil, after a diagnostic, where one has to be and none can.
    func bodies(of operation: Operation, _ scope: inout Scope) -> [Body]? {
        guard let body = operation.body else { return [] }
        var content = body.content
        if content.isEmpty {
            let message = "the content names no media type, so a caller has to say which the body is"
            diagnostics.warning("empty-content", message, at: body.location.mark)
            content = [MediaType(location: body.location, name: "*/*")]
        }
        var result: [Body] = []
        var sent: [MediaType] = []
        var plain: [(media: MediaType, body: Body, index: Int)] = []
        for media in jsonFirst(content) {
            guard var built = self.body(body, media, operation, &scope) else { continue }
            if let plainness = plainness(of: media) {
                // The same under another name is no choice. It is sent under the most telling one.
                if let twin = plain.firstIndex(where: { isTwin(media, built, of: $0.media, $0.body) }) {
                    if plainness < self.plainness(of: plain[twin].media) ?? 0 {
                        result[plain[twin].index].mediaType = built.mediaType
                        sent[plain[twin].index] = media
                        plain[twin].media = media
                    }
                    continue
                }
                plain.append((media, built, result.count))
            }
            if !result.isEmpty {
                built.label = scope.claim(word(for: media))
                built.isRequired = true
            } else if !built.isRequired {
                built.leaveNullOut()
            }
            result.append(built)
            sent.append(media)
        }
        for media in sent { reportOutsideRange(media) }
        guard result.isEmpty, body.isRequired else { return result }
        let message = "the operation is left out, because none of its bodies can be sent"
        diagnostics.unsupported("unsupported-operation", message, at: operation.location.mark)
        return nil
    }

    /// Nobody can send a type that is a range, and `application/json` is in none of those with a suffix.
    private func reportOutsideRange(_ media: MediaType) {
        guard media.essence.contains("*"), isJSON(media.essence) else { return }
        let message = "a body of \(quoted(media.name)) is sent as application/json, which is not in that range; name the type itself"
        diagnostics.warning("json-outside-range", message, at: media.location.mark)
    }

    /// What everybody calls JSON before what is JSON of a kind, such as `application/json-patch+json`.
    private func jsonFirst(_ content: [MediaType]) -> [MediaType] {
        let plain = content.filter { $0.essence == "application/json" }
        let others = content.filter { $0.essence != "application/json" }
        return plain + others.filter { isJSON($0.essence) } + others.filter { !isJSON($0.essence) }
    }

    private func isTwin(_ media: MediaType, _ body: Body, of known: MediaType, _ knownBody: Body) -> Bool {
        if let schema = media.schema, let other = known.schema, resolved(schema) == resolved(other) { return true }
        return body.content == knownBody.content && body.rule == nil && knownBody.rule == nil
    }

    private func body(_ body: RequestBody, _ media: MediaType, _ operation: Operation, _ scope: inout Scope) -> Body? {
        var result = Body(
            content: .upload, mediaType: media.name, isRequired: body.isRequired, documentation: Documentation(text: body.description))
        let kind = kind(of: media)
        reportMisplaced(media, kind)
        switch kind {
        case .json: return json(media, result)
        case .items(let framing): return items(media, framing, result)
        case .form: return form(media, result, &scope)
        case .multipart: return multipart(media, result, &scope)
        case .text where media.essence.contains("*"), .events, .bytes: return upload(media, result)
        case .text:
            guard !hasOtherCharset(media) else {
                let message = "text is written in UTF-8; for \(quoted(media.name)) give the bytes"
                diagnostics.unsupported("unsupported-charset", message, at: media.location.mark)
                return result
            }
            reportUntyped(media, "give the text")
            let use = media.schema.map { self.use(of: $0) }
            let isTyped = use.map { isScalar($0.type) } ?? false
            result.content = .text(isTyped ? use?.type ?? .string : .string)
            if isTyped { result.rule = use?.rule }
            return result
        }
    }

    /// Fields that have a meaning for other media types alone.
    func reportMisplaced(_ media: MediaType, _ kind: MediaKind) {
        let isSequence: Bool
        switch kind {
        case .items, .events, .multipart: isSequence = true
        case .json, .form, .text, .bytes: isSequence = false
        }
        if media.itemSchema != nil, !isSequence {
            let message = "\"itemSchema\" has no meaning for \(quoted(media.name)), which is no sequence; use \"schema\""
            diagnostics.unsupported("unsupported-item-schema", message, at: media.location.mark)
        }
        let hasParts: Bool = if case .form = kind { true } else if case .multipart = kind { true } else { false }
        if let encoding = media.encodings.all.first, !hasParts {
            let message = "an encoding is for forms and multipart, so the one of \(quoted(media.name)) is ignored, as the standard has it"
            diagnostics.warning("ignored-encoding", message, at: encoding.location.mark)
        }
    }

    private func json(_ media: MediaType, _ body: Body) -> Body? {
        var body = body
        if media.essence.contains("*") {
            body.mediaType = "application/json"
        } else if hasOtherCharset(media) {
            body.mediaType = media.essence
        }
        reportIgnoredCharset(media)
        let use = media.schema.map { self.use(of: $0) } ?? TypeUse(type: .json)
        guard !isFile(use.type) else {
            let message = "\(quoted(media.name)) is left out: its schema holds raw bytes, which cannot stand in JSON"
            diagnostics.unsupported("unsupported-form-and-json", message, at: media.location.mark)
            return nil
        }
        // The runtime checks a body's models, also in lists and maps; what is left are the rules around them.
        body.rule = use.storedRule?.besidesModels
        body.content = .json(use.storedType)
        return body
    }

    private func items(_ media: MediaType, _ framing: ItemFraming, _ body: Body) -> Body {
        var body = body
        if hasOtherCharset(media) { body.mediaType = media.essence }
        reportIgnoredCharset(media)
        body.content = .items(itemType(media), framing)
        return body
    }

    /// What a stream of JSON values consists of. A `schema` that is a list says it of the whole (OpenAPI 3.2, "Sequential Media
    /// Types"); any other is what authors wrote before there was `itemSchema`.
    func itemType(_ media: MediaType) -> SwiftType {
        if let item = media.itemSchema {
            if let schema = media.schema, description[resolved(schema)].hasRules {
                let message = "the rules of \"schema\" are about the whole sequence, which is never held whole; they are not checked"
                diagnostics.unsupported("unsupported-rule", message, at: description[schema].location.mark)
            }
            return use(of: item, on: .json).storedType
        }
        return media.schema.map { use(of: itemsOrSelf($0), on: .json).storedType } ?? .json
    }

    private func upload(_ media: MediaType, _ body: Body) -> Body {
        var body = body
        reportUntyped(media, "give the bytes")
        if isBase64(media.schema), !media.essence.contains("*") { body.content = .base64 }
        return body
    }

    private func form(_ media: MediaType, _ body: Body, _ scope: inout Scope) -> Body? {
        var body = body
        guard let schema = media.schema else {
            body.content = .form(.dictionary(.json))
            return body
        }
        guard !hasFiles(schema) else {
            let message = "\(quoted(media.name)) is left out: its schema holds raw bytes, which it cannot carry"
            diagnostics.unsupported("unsupported-form", message, at: media.location.mark)
            return nil
        }
        guard let use = formUse(schema, media) else { return nil }
        body.content = .form(use.type)
        body.rule = use.rule?.besidesModels
        (body.encodings, body.headers) = encodings(of: media, &scope)
        return body
    }

    /// A form has names; nil, after a diagnostic, where the schema gives none.
    private func formUse(_ schema: SchemaID, _ media: MediaType) -> TypeUse? {
        switch shape(of: resolved(schema)) {
        case .object, .map, .union: return use(of: schema)
        case .any: return TypeUse(type: .dictionary(.json))
        default:
            let message = "\(quoted(media.name)) is left out: a form has names, so its schema must be an object"
            diagnostics.unsupported("unsupported-form", message, at: media.location.mark)
            return nil
        }
    }

    private func multipart(_ media: MediaType, _ body: Body, _ scope: inout Scope) -> Body? {
        var body = body
        let isList = media.schema.map { hasParts(resolved($0)) } ?? false
        if media.itemSchema != nil || isList {
            guard media.essence != "multipart/form-data" else {
                let message = "\(quoted(media.name)) is left out: its parts have names, so its schema must be an object"
                diagnostics.unsupported("unsupported-form", message, at: media.location.mark)
                return nil
            }
            let use = partUse(media)
            body.content = .parts(use?.storedType)
            body.rule = use?.storedRule.map { .array(minItems: nil, maxItems: nil, uniqueItems: false, element: $0) }
        } else if let schema = media.schema {
            guard let use = formUse(schema, media) else { return nil }
            if case .union = shape(of: resolved(schema)), formSchemas.contains(resolved(schema)) {
                let message = "\(quoted(media.name)) is left out: a choice between forms with files has no type yet; describe one form"
                diagnostics.unsupported("unsupported-form", message, at: media.location.mark)
                return nil
            }
            body.content = .multipart(use.type)
            body.rule = use.rule?.besidesModels
        } else {
            body.content = .multipart(.dictionary(.json))
        }
        (body.encodings, body.headers) = encodings(of: media, &scope)
        return body
    }

    /// Whether a value is a list, whose items are the parts.
    private func hasParts(_ id: SchemaID) -> Bool {
        switch shape(of: id) {
        case .array, .tuple: true
        default: false
        }
    }

    /// What each part is; nil where they differ, or nothing is said.
    private func partUse(_ media: MediaType) -> TypeUse? {
        let list = media.schema.map { description[resolved($0)] }
        if let list, !list.prefixItems.isEmpty {
            let message = "the parts of prefixItems have no types yet; give each as a MultipartItem"
            diagnostics.unsupported("unsupported-prefix-items", message, at: list.location.mark)
            return nil
        }
        guard let items = media.itemSchema ?? list?.items else { return nil }
        if case .union = shape(of: resolved(items)), formSchemas.contains(resolved(items)) {
            let message = "a choice between parts that hold files has no type yet; give each as a MultipartItem"
            diagnostics.unsupported("unsupported-form", message, at: description[resolved(items)].location.mark)
            return nil
        }
        return isFilePart(description[resolved(items)]) ? TypeUse(type: .file) : use(of: items)
    }
}

extension Body {
    /// Of a body that need not be: nil sends none, and a null of its own beside that would be one too many.
    fileprivate mutating func leaveNullOut() {
        guard case .json(.nullable(let type)) = content else { return }
        content = .json(type)
        if case .nullable(let inner) = rule { rule = inner }
    }
}

extension Rule {
    /// Without the rules that generated types have for themselves.
    var besidesModels: Rule? {
        switch self {
        case .model: return nil
        case .nullable(let rule): return rule.besidesModels.map { .nullable($0) }
        case .array(let minItems, let maxItems, let uniqueItems, let element):
            let element = element?.besidesModels
            guard minItems != nil || maxItems != nil || uniqueItems || element != nil else { return nil }
            return .array(minItems: minItems, maxItems: maxItems, uniqueItems: uniqueItems, element: element)
        case .dictionary(let minProperties, let maxProperties, let value):
            let value = value?.besidesModels
            guard minProperties != nil || maxProperties != nil || value != nil else { return nil }
            return .dictionary(minProperties: minProperties, maxProperties: maxProperties, value: value)
        case .all(let rules): return rules.compactMap(\.besidesModels).reduce(nil) { .both($0, $1) }
        case .number, .string, .known, .constant, .schema: return self
        }
    }
}
