import OpenAPI

/// What the content of a media type is for the generated code.
enum MediaKind {
    case json
    case items(ItemFraming)
    case events
    case form
    case multipart
    case text
    case bytes
}

extension ModuleBuilder {
    func kind(of media: MediaType) -> MediaKind {
        let essence = media.essence
        if let framing = itemFraming(essence) { return .items(framing) }
        // Bytes that are JSON, and not a string of JSON that holds them.
        if isJSON(essence) { return media.schema.map { description[resolved($0)].isBytes } ?? false ? .bytes : .json }
        switch essence {
        case "text/event-stream": return .events
        case "application/x-www-form-urlencoded": return .form
        // What lists every type that it might answer, lists this one too; an object in it can be nothing else.
        case "text/plain" where isStructured(media.schema): return .json
        // Neither says what the content is, so the schema does.
        case "*/*", "application/*":
            if isStructured(media.schema) || isNumberOrBoolean(media.schema) { return .json }
            return isText(media.schema) ? .text : .bytes
        default: break
        }
        if essence.hasPrefix("multipart/") { return .multipart }
        if essence.hasPrefix("text/") { return media.schema.map { isRaw(description[resolved($0)]) } ?? false ? .bytes : .text }
        return !isAlwaysBytes(essence) && isText(media.schema) ? .text : .bytes
    }

    func isJSON(_ essence: String) -> Bool {
        (essence == "application/json" || essence.hasSuffix("+json") || essence == "text/json") && itemFraming(essence) == nil
    }

    /// The rank, from 0 for the most telling, of JSON under a name that says no more than `application/json` does; nil for others.
    func plainness(of media: MediaType) -> Int? {
        guard case .json = kind(of: media) else { return nil }
        return ["application/json", "text/json", "application/*+json", "application/*", "*/*", "text/plain"].firstIndex(of: media.essence)
    }

    /// OpenAPI 3.2, "Sequential JSON", and the names by which JSON lines go in the wild.
    private func itemFraming(_ essence: String) -> ItemFraming? {
        switch essence {
        case "application/json-seq": .sequence
        case "application/jsonl", "application/x-jsonl", "application/jsonlines", "application/x-jsonlines", "application/json-lines",
            "application/ndjson", "application/x-ndjson", "application/stream+json", "text/jsonl":
            .lines
        default: essence.hasSuffix("+json-seq") ? .sequence : essence.hasSuffix("+jsonl") || essence.hasSuffix("+ndjson") ? .lines : nil
        }
    }

    /// Where authors write `type: string` and mean bytes all the same.
    private func isAlwaysBytes(_ essence: String) -> Bool {
        let types: Set<String> = [
            "application/octet-stream", "application/pdf", "application/zip", "application/gzip", "application/x-gzip", "application/x-tar",
            "application/vnd.ms-excel", "application/msword", "*/*",
        ]
        return types.contains(essence) || essence.hasPrefix("image/") || essence.hasPrefix("audio/") || essence.hasPrefix("video/")
            || essence.hasPrefix("font/") || essence.hasPrefix("application/vnd.openxmlformats")
    }

    /// Whether a schema says something of the content that is neither text nor bytes.
    func isStructured(_ schema: SchemaID?) -> Bool {
        guard let schema else { return false }
        switch shape(of: resolved(schema)) {
        case .object, .array, .tuple, .map, .union: return true
        case .any, .boolean, .integer, .number, .string, .data, .file, .enumeration: return false
        }
    }

    private func isNumberOrBoolean(_ schema: SchemaID?) -> Bool {
        guard let schema else { return false }
        switch shape(of: resolved(schema)) {
        case .boolean, .integer, .number: return true
        default: return false
        }
    }

    private func isText(_ schema: SchemaID?) -> Bool {
        guard let schema else { return false }
        switch shape(of: resolved(schema)) {
        case .string, .enumeration: return !isRaw(description[resolved(schema)])
        default: return false
        }
    }

    private func isRaw(_ schema: Schema) -> Bool {
        schema.format == "binary" || schema.format == "byte" || schema.contentEncoding != nil || schema.isRawBinary
    }

    /// Whether the content is base64 text of the bytes that the media type names (OpenAPI 3.1, "Considerations for File Uploads").
    func isBase64(_ schema: SchemaID?) -> Bool {
        guard let schema, case .data = shape(of: resolved(schema)) else { return false }
        return true
    }

    /// What a media type is called beside others: `application/json` → `json`, `text/html` → `html`, `image/*` → `image`.
    func word(for media: MediaType) -> String {
        switch media.essence {
        case "application/json", "text/json": return "json"
        case "text/plain", "text/*": return "text"
        case "application/octet-stream", "*/*", "application/*": return "data"
        case "application/x-www-form-urlencoded": return "form"
        case "multipart/form-data": return "multipart"
        case "text/event-stream": return "events"
        default: break
        }
        switch kind(of: media) {
        case .items(.lines): return "lines"
        case .items(.sequence): return "sequence"
        default: break
        }
        let parts = media.essence.split(separator: "/", maxSplits: 1)
        let subtype = parts.last == "*" ? parts.first ?? "" : parts.last ?? ""
        return Identifier.member(String(subtype.hasPrefix("x-") ? subtype.dropFirst(2) : subtype), fallback: "content")
    }

    /// Says what a schema says of a content that is handed on as it is.
    func reportUntyped(_ media: MediaType, _ what: String) {
        guard isStructured(media.schema ?? media.itemSchema) else { return }
        let message = "the schema of \(quoted(media.name)) is not turned into Swift, because that format is not; \(what)"
        diagnostics.unsupported("unsupported-media-type", message, at: media.location.mark)
    }

    /// Says that a media type that is JSON names a character set which it cannot be in.
    func reportIgnoredCharset(_ media: MediaType) {
        guard hasOtherCharset(media) else { return }
        let message = "JSON is read and written as UTF-8 (RFC 8259, section 8.1), also where \(quoted(media.name)) says otherwise"
        diagnostics.warning("ignored-charset", message, at: media.location.mark)
    }

    /// Text is sent in UTF-8, and JSON has no other (RFC 8259, section 8.1).
    func hasOtherCharset(_ media: MediaType) -> Bool {
        guard let charset = media.charset, charset != "utf-8", charset != "utf8", charset != "us-ascii" else { return false }
        return true
    }
}
