import OpenAPI

/// Which schemas hold files: those are parts of forms, and nothing that JSON could carry.
extension ModuleBuilder {
    func findFormSchemas() {
        let bodies = description.operations.flatMap { $0.body?.content ?? [] }.filter { media in
            media.essence.hasPrefix("multipart/") || media.essence == "application/x-www-form-urlencoded"
        }
        findByteSchemas(bodies.flatMap { [$0.schema, $0.itemSchema].compactMap { $0 } })
        var forms: [SchemaID] = []
        for operation in description.operations {
            for media in operation.body?.content ?? [] {
                // What holds files is no JSON either where the form cannot carry them.
                if media.essence == "application/x-www-form-urlencoded", let schema = media.schema { forms.append(schema) }
                guard media.essence.hasPrefix("multipart/") else { continue }
                findOpaqueProperties(media)
                for schema in [media.schema, media.itemSchema].compactMap({ $0 }) {
                    findFileParts(schema)
                    forms.append(schema)
                }
            }
        }
        markForms(forms)
    }

    /// Bytes are files where they are sent as such; anywhere else there are only texts.
    private func findByteSchemas(_ forms: [SchemaID]) {
        var pending = forms
        var seen = SchemaSet()
        while let next = pending.popLast() {
            let target = resolved(next)
            guard !seen.contains(target) else { continue }
            seen.insert(target)
            let schema = description[target]
            if schema.isBytes || isBinaryText(schema) { byteSchemas.insert(target) }
            pending += schema.properties.map(\.schema) + schema.anyOf + schema.oneOf + (schema.items.map { [$0] } ?? [])
            if case .schema(let value) = schema.additionalProperties { pending.append(value) }
        }
    }

    /// What FastAPI and others write for a file: a string of a media type that is no text, and not encoded.
    private func isBinaryText(_ schema: Schema) -> Bool {
        guard let type = schema.contentMediaType?.lowercased(), schema.contentEncoding == nil else { return false }
        return schema.kinds.allSatisfy { $0 == .string || $0 == .null } && !type.hasPrefix("text/") && !isJSON(type)
            && schema.contentSchema == nil
    }

    /// Values in a format that is not written, such as XML, are for the caller to write: they become files.
    private func findOpaqueProperties(_ media: MediaType) {
        guard let schema = media.schema.map({ resolved($0) }), !media.encodings.named.isEmpty else { return }
        let properties = propertySchemas(of: schema)
        for encoding in media.encodings.named {
            guard let type = encoding.contentType, encoding.style == nil, encoding.explode == nil, encoding.allowReserved == nil,
                let property = properties[encoding.property], isStructured(itemsOrSelf(property)), !isWritable(type)
            else { continue }
            let message =
                "the property \(quoted(encoding.property)) is sent as \(quoted(type)), which is not written yet; give it as a file"
            diagnostics.unsupported("unsupported-encoding", message, at: encoding.location.mark)
            opaqueProperties[schema, default: []].insert(encoding.property)
        }
    }

    /// The schemas of the properties, by their names.
    func propertySchemas(of id: SchemaID) -> [String: SchemaID] {
        Dictionary(description[id].properties.map { ($0.name, $0.schema) }) { first, _ in first }
    }

    private func findFileParts(_ schema: SchemaID) {
        for property in description[resolved(schema)].properties {
            let part = resolved(itemsOrSelf(property.schema))
            if isFilePart(description[part]) { formFiles.insert(part) }
        }
    }

    /// Whether a value of any kind can be written as one of the media types of an encoding.
    private func isWritable(_ contentType: String) -> Bool {
        contentType.split(separator: ",").contains { type in
            let essence = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
            return isJSON(essence) || essence.hasPrefix("multipart/") || essence == "*/*" || essence == "application/*"
        }
    }

    /// The items of a list are encoded each for itself.
    func itemsOrSelf(_ schema: SchemaID) -> SchemaID {
        if case .array(let items?) = shape(of: resolved(schema)) { return items }
        return schema
    }

    /// All forms in one walk: many lead to the same schemas.
    private func markForms(_ forms: [SchemaID]) {
        var pending = forms
        var seen = SchemaSet()
        while let next = pending.popLast() {
            let target = resolved(next)
            guard !seen.contains(target) else { continue }
            seen.insert(target)
            if schemasWithFiles.contains(target) {
                switch shape(of: target) {
                case .object, .union: formSchemas.insert(target)
                default: break
                }
            }
            pending += parts(of: target)
        }
    }

    /// Whether a value of the schema holds raw bytes somewhere.
    func hasFiles(_ id: SchemaID) -> Bool { schemasWithFiles.contains(resolved(id)) }

    /// For all at once, from the files outwards: each body and each answer asks, and leads to a large part of a description.
    func findSchemasWithFiles() -> SchemaSet {
        let schemas = description.schemaIDs.filter { !aliases.isAlias($0) }
        let files = schemas.filter { id in
            if case .file = shape(of: id) { return true }
            return formFiles.contains(id) || opaqueProperties[id] != nil
        }
        guard !files.isEmpty else { return SchemaSet() }
        var users = [[SchemaID]](repeating: [], count: description.schemas.count)
        for id in schemas {
            for part in parts(of: id) { users[resolved(part).index].append(id) }
        }
        return SchemaSet(leadingTo: files, users)
    }

    private func parts(of id: SchemaID) -> [SchemaID] {
        let schema = description[id]
        if let alternative = soleAlternative(schema) { return [alternative.id] }
        switch shape(of: id) {
        case .array(let items): return items.map { [$0] } ?? []
        case .map(let value): return value.map { [$0] } ?? []
        case .union(let variants): return variants
        case .object:
            guard case .schema(let value) = schema.additionalProperties else { return schema.properties.map(\.schema) }
            return schema.properties.map(\.schema) + [value]
        default: return []
        }
    }

    /// A part of which nothing is said is bytes (OpenAPI 3.1 and 3.2, "Encoding Object": no `type` is `application/octet-stream`).
    func isFilePart(_ schema: Schema) -> Bool {
        description.version != .v30 && schema.boolean == nil && schema.kinds.isEmpty && schema.reference == nil && !schema.hasRules
            && schema.allOf.isEmpty && schema.anyOf.isEmpty && schema.oneOf.isEmpty && schema.contentEncoding == nil
            && schema.defaultValue == nil
    }
}
