import YAMLDocument

/// Request bodies, media types and encodings.
extension DescriptionReader {
    func readBody(_ place: Place) -> RequestBody? {
        guard let place = resolved(place, "a request body") else { return nil }
        var body = RequestBody(location: place.location)
        for (key, field) in fields(of: place, as: "a request body") {
            switch key {
            case "description": body.description = text(field, "the description")
            case "required": body.isRequired = boolean(field, "required")
            case "content": body.content = readContent(field)
            default: reportUnknown(key, field, in: "a request body", known: ["description", "required", "content"])
            }
        }
        return body
    }

    func readContent(_ place: Place) -> [MediaType] {
        var result: [MediaType] = []
        var firsts: [String: MediaType] = [:]
        for (name, field) in fields(of: place, as: "the content", keepingExtensions: true) {
            guard isMediaType(name) else {
                let message =
                    "\(quoted(name)) is no media type (RFC 9110, section 8.3.1), so it is left out; write one such as application/json"
                diagnostics.unsupported("invalid-media-type", message, at: field.location.mark)
                continue
            }
            guard let target = resolved(field, "a media type") else { continue }
            let media = readMediaType(target, MediaType(location: field.location, name: name))
            let identity = media.identity
            if let first = firsts[identity] {
                let note = Diagnostic.Note(message: "the first one is here", mark: first.location.mark)
                let message = "\(quoted(name)) is the same media type as \(quoted(first.name)); it is left out"
                diagnostics.add(Diagnostic(.unsupported, "duplicate-media-type", message, at: field.location.mark, notes: [note]))
                continue
            }
            firsts[identity] = media
            result.append(media)
        }
        return result
    }

    private func readMediaType(_ target: Place, _ media: MediaType) -> MediaType {
        var media = media
        for (key, part) in fields(of: target, as: "a media type") {
            switch key {
            case "schema": media.schema = readSchema(part)
            case "itemSchema": media.itemSchema = readSchema(part)
            case "encoding", "prefixEncoding", "itemEncoding": readEncodings(key, part, &media.encodings)
            case "example", "examples": break
            default: reportUnknown(key, part, in: "a media type", known: ["schema", "itemSchema", "encoding", "example", "examples"])
            }
        }
        let encodings = media.encodings
        if let other = encodings.prefix.first ?? encodings.item.first, !encodings.named.isEmpty {
            let message = "\"encoding\" cannot stand beside \"prefixEncoding\" or \"itemEncoding\""
            diagnostics.error("encoding-twice", message, at: other.location.mark)
        }
        return media
    }

    private func readEncodings(_ key: String, _ place: Place, _ encodings: inout Encodings) {
        switch key {
        case "encoding":
            encodings.named = fields(of: place, as: "the encoding", keepingExtensions: true).map { readEncoding($0, $1) }
        case "prefixEncoding":
            encodings.prefix = elements(of: place, "the prefixEncoding").enumerated().map { readEncoding("\($0)", $1) }
        default: encodings.item = [readEncoding("items", place)]
        }
    }

    private func readEncoding(_ property: String, _ place: Place) -> Encoding {
        var encoding = Encoding(location: place.location, property: property)
        for (key, field) in fields(of: place, as: "an encoding") {
            switch key {
            case "contentType": encoding.contentType = contentType(field)
            case "headers": encoding.headers = readHeaders(field)
            case "style": encoding.style = string(field, "the style")
            case "explode": encoding.explode = boolean(field, "explode")
            case "allowReserved": encoding.allowReserved = boolean(field, "allowReserved")
            case "encoding", "prefixEncoding", "itemEncoding": readEncodings(key, field, &encoding.nested)
            default: reportUnknown(key, field, in: "an encoding", known: ["contentType", "headers", "style", "explode"])
            }
        }
        return encoding
    }

    /// A media type or several, with commas between them (OpenAPI 3.2, "Encoding Object").
    private func contentType(_ field: Place) -> String? {
        guard let text = string(field, "the contentType") else { return nil }
        // A comma in quotes separates no types.
        let types = text.contains("\"") ? [text[...]] : text.split(separator: ",")
        guard types.isEmpty || !types.allSatisfy(isMediaType) else { return text }
        let message = "\(quoted(text)) is no media type (RFC 9110, section 8.3.1), so it is not used; write one such as image/png"
        diagnostics.unsupported("invalid-media-type", message, at: field.valueMark)
        return nil
    }
}

/// Type and subtype, and parameters that can stand in a header field (RFC 9110, section 8.3.1).
package func isMediaType(_ name: some StringProtocol) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: ";"), maxSplits: 1, omittingEmptySubsequences: false)
    let essence = parts[0].filter { $0 != UInt8(ascii: " ") }
    let names = essence.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard names.count == 2, names.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isTokenByte) }) else { return false }
    return parts.dropFirst().allSatisfy { $0.allSatisfy { (0x20..<0x7F).contains($0) } }
}

extension MediaType {
    /// The same for two that no header field could tell apart. A character set is no other type: text is sent as UTF-8 alone.
    fileprivate var identity: String {
        ([essence] + parameters.filter { $0.name != "charset" }.map { "\($0.name)=\($0.value)" }).joined(separator: ";")
    }
}
