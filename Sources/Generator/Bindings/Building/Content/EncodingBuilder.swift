import OpenAPI

/// How the parts of a form are written (OpenAPI 3.2, "Encoding Object").
extension ModuleBuilder {
    /// What of the encodings is not the default, and the header fields of parts; `scope` has the names of the method's parameters.
    func encodings(of media: MediaType, _ scope: inout Scope) -> (encodings: [PartEncoding], headers: [PartHeader]) {
        var result: (encodings: [PartEncoding], headers: [PartHeader]) = ([], [])
        let isForm = media.essence == "application/x-www-form-urlencoded"
        add(media.encodings, of: media.schema, path: [], isURLEncoded: isForm, isNamed: true, &scope, &result)
        if !isForm, let schema = media.schema { addTextTypes(of: resolved(schema), media.encodings, &result) }
        return result
    }

    private func add(
        _ encodings: Encodings, of schema: SchemaID?, path: [String], isURLEncoded: Bool, isNamed: Bool, _ scope: inout Scope,
        _ result: inout (encodings: [PartEncoding], headers: [PartHeader])
    ) {
        let target = schema.map { resolved($0) }
        let properties = target.map { propertySchemas(of: $0) } ?? [:]
        for encoding in encodings.all {
            var value: SchemaID?
            if encodings.named.isEmpty {
                value = target.map { itemsOrSelf($0) }
            } else {
                value = properties[encoding.property]
                if value == nil, !properties.isEmpty {
                    let message = "the encoding names the property \(quoted(encoding.property)), which the schema has not"
                    diagnostics.warning("unknown-property", message, at: encoding.location.mark)
                }
            }
            let path = path + [encoding.property]
            let part = partEncoding(encoding, value, path, isURLEncoded: isURLEncoded)
            if !part.isDefault { result.encodings.append(part) }
            if isURLEncoded {
                for header in encoding.headers {
                    let message = "a field of this body has no headers, so \(quoted(header.name)) is ignored, as the standard has it"
                    diagnostics.warning("ignored-header", message, at: header.location.mark)
                }
            } else {
                result.headers += encoding.headers.compactMap { partHeader($0, path, &scope) }
            }
            add(encoding.nested, of: value, path: path, isURLEncoded: isURLEncoded, isNamed: false, &scope, &result)
        }
    }

    private func partEncoding(_ encoding: Encoding, _ value: SchemaID?, _ path: [String], isURLEncoded: Bool) -> PartEncoding {
        var part = PartEncoding(path: path, explode: encoding.explode, allowReserved: encoding.allowReserved)
        if let style = encoding.style {
            part.style = PartEncoding.Style(rawValue: style)
            if part.style == nil {
                let message =
                    "\(quoted(style)) is no style of a form; there are form, spaceDelimited, pipeDelimited and deepObject"
                diagnostics.error("unknown-style", message, at: encoding.location.mark)
            }
            if part.style == .deepObject, let value, isDeeperThanObject(value) {
                let name = encoding.property
                let message =
                    "the property \(quoted(name)): lists, and objects in objects, have no form in the style \"deepObject\"; "
                    + "they are sent as most servers take them, \(name)[0]=… and \(name)[key][key]=…"
                diagnostics.warning("undefined-style", message, at: encoding.location.mark)
            }
        }
        // Where there is a style, the content type is ignored (OpenAPI 3.2, "Fixed Fields for RFC6570-style Serialization").
        guard part.isDefault, let type = encoding.contentType else { return part }
        let isPlain = value.map { !isStructured(itemsOrSelf($0)) } ?? true
        if isURLEncoded, !isPlain, !isJSON(type.lowercased()) {
            let message = "the property \(quoted(encoding.property)) is sent as JSON; \(quoted(type)) is not written yet"
            diagnostics.unsupported("unsupported-encoding", message, at: encoding.location.mark)
        } else if type != (isPlain ? "text/plain" : "application/json"), !isURLEncoded || isJSON(type.lowercased()) {
            part.contentType = type
        }
        return part
    }

    /// A line break in it would be the start of another header field.
    private func isSendable(_ type: String, at location: Location) -> Bool {
        if isMediaType(type) { return true }
        diagnostics.unsupported("invalid-media-type", "\(quoted(type)) is no media type, so it is not sent", at: location.mark)
        return false
    }

    /// A part that is text has the type that its schema says, and bytes that are base64 in it are announced as such (OpenAPI 3.1,
    /// "Special Considerations for multipart Content"; 3.2, "Encoding multipart Media Types").
    private func addTextTypes(
        of schema: SchemaID, _ encodings: Encodings, _ result: inout (encodings: [PartEncoding], headers: [PartHeader])
    ) {
        let typedProperties = Set(encodings.named.lazy.filter { $0.contentType != nil }.map(\.property))
        // Where there is a style, there is no content type.
        let said = Set(result.encodings.map(\.path))
        let announced = Set(result.headers.lazy.filter { $0.key.lowercased() == "content-transfer-encoding" }.map(\.path))
        for property in description[schema].properties {
            let value = description[typed(itemsOrSelf(typed(property.schema).id)).id]
            let isBytes: Bool
            switch shape(of: value.id) {
            case .data: isBytes = true
            case .string, .enumeration: isBytes = false
            default: continue
            }
            if !typedProperties.contains(property.name), !said.contains([property.name]),
                let type = value.contentMediaType ?? (isBytes ? "application/octet-stream" : nil), isSendable(type, at: value.location)
            {
                result.encodings.append(PartEncoding(path: [property.name], contentType: type))
            }
            guard isBytes, let encoding = value.contentEncoding, !announced.contains([property.name]) else { continue }
            let header = PartHeader(
                path: [property.name], key: "Content-Transfer-Encoding", value: .constant(.string(encoding)),
                documentation: Documentation())
            result.headers.append(header)
        }
    }

    private func partHeader(_ header: Header, _ path: [String], _ scope: inout Scope) -> PartHeader? {
        let use = header.schema.map { self.use(of: $0) } ?? TypeUse(type: .string)
        if header.name.lowercased() == "content-disposition" {
            let message = "Content-Disposition is written by the runtime, from the part's name and file name"
            diagnostics.unsupported("unsupported-header", message, at: header.location.mark)
            return nil
        }
        guard header.content.isEmpty, isScalar(use.type) else {
            let reason = header.content.isEmpty ? "its value is no single value" : "its value has a media type, which is not written yet"
            let message = "the header \(quoted(header.name)) of a part is not sent, because \(reason)"
            diagnostics.unsupported("unsupported-header", message, at: header.location.mark)
            return nil
        }
        if let constant = use.constant ?? soleValue(header.schema), let literal = scalarLiteral(constant) {
            return PartHeader(path: path, key: header.name, value: .constant(literal), documentation: Documentation())
        }
        let name = scope.claim(Identifier.member("\(path.joined(separator: " ")) \(header.name)", fallback: "header"))
        var documentation = documentation(use, of: name)
        documentation.text = header.description ?? documentation.text
        let value = PartHeader.Value.parameter(name, use.type, isRequired: header.isRequired)
        return PartHeader(path: path, key: header.name, value: value, documentation: documentation)
    }

    private func soleValue(_ schema: SchemaID?) -> Value? {
        guard let values = schema.flatMap({ description[resolved($0)].enumeration }), values.count == 1 else { return nil }
        return values[0]
    }
}
