import YAMLDocument

extension DescriptionReader {
    func readOperation(_ place: Place, into operation: inout Operation) {
        for (key, field) in fields(of: place, as: "an operation") {
            switch key {
            case "operationId":
                operation.operationID = string(field, "the operationId")
                operation.operationIDMark = field.valueMark
            case "summary": operation.summary = text(field, "the summary")
            case "description": operation.description = text(field, "the description")
            case "tags": operation.tags = strings(field, "the tags")
            case "deprecated": operation.isDeprecated = boolean(field, "deprecated")
            case "parameters": operation.parameters = readParameters(field)
            case "requestBody": operation.body = readBody(field)
            case "responses": operation.responses = readResponses(field)
            case "security": operation.security = readSecurity(field)
            case "externalDocs": break
            case "servers": operation.servers = readServers(field)
            case "callbacks": operation.callbacks = readCallbacks(field)
            default:
                let known = ["operationId", "summary", "description", "parameters", "requestBody", "responses", "security", "tags"]
                reportUnknown(key, field, in: "an operation", known: known)
            }
        }
    }

    private func readBody(_ place: Place) -> RequestBody? {
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
        fields(of: place, as: "the content", keepingExtensions: true).compactMap { name, field in
            guard isMediaType(name) else {
                let message =
                    "\(quoted(name)) is no media type (RFC 9110, section 8.3.1), so it is left out; write one such as application/json"
                diagnostics.unsupported("invalid-media-type", message, at: field.location.mark)
                return nil
            }
            guard let target = resolved(field, "a media type") else { return nil }
            var media = MediaType(location: field.location, name: name)
            for (key, part) in fields(of: target, as: "a media type") {
                switch key {
                case "schema": media.schema = readSchema(part)
                case "itemSchema": media.itemSchema = readSchema(part)
                case "encoding":
                    media.encodings = fields(of: part, as: "the encoding", keepingExtensions: true).map { readEncoding($0, $1) }
                case "example", "examples": break
                case "itemEncoding", "prefixEncoding": media.unread.append(Keyword(name: key, mark: part.location.mark))
                default: reportUnknown(key, part, in: "a media type", known: ["schema", "itemSchema", "encoding", "example", "examples"])
                }
            }
            return media
        }
    }

    /// Type and subtype, and parameters that can stand in a header field.
    private func isMediaType(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: ";"), maxSplits: 1, omittingEmptySubsequences: false)
        let essence = parts[0].filter { $0 != UInt8(ascii: " ") }
        let names = essence.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard names.count == 2, names.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isTokenByte) }) else { return false }
        return parts.dropFirst().allSatisfy { $0.allSatisfy { (0x20..<0x7F).contains($0) } }
    }

    private func readEncoding(_ property: String, _ place: Place) -> Encoding {
        var encoding = Encoding(location: place.location, property: property)
        for (key, field) in fields(of: place, as: "an encoding") {
            switch key {
            case "contentType": encoding.contentType = string(field, "the contentType")
            case "headers", "style", "explode", "allowReserved", "encoding", "itemEncoding", "prefixEncoding":
                encoding.unread.append(Keyword(name: key, mark: field.location.mark))
            default: reportUnknown(key, field, in: "an encoding", known: ["contentType", "headers", "style", "explode"])
            }
        }
        return encoding
    }

    private func readResponses(_ place: Place) -> [Response] {
        fields(of: place, as: "the responses").compactMap { name, field in
            guard let status = status(name) else {
                let message = "\(quoted(name)) is no status; write a code such as 200, a range such as 4XX, or default"
                diagnostics.error("invalid-status", message, at: field.location.mark)
                return nil
            }
            guard let target = resolved(field, "a response") else { return nil }
            var response = Response(location: field.location, status: status)
            for (key, part) in fields(of: target, as: "a response") {
                switch key {
                case "description": response.description = text(part, "the description")
                case "content": response.content = readContent(part)
                case "headers":
                    response.headers = fields(of: part, as: "the headers", keepingExtensions: true)
                        .map { Keyword(name: $0, mark: $1.location.mark) }
                case "links": response.links = readLinks(part)
                case "summary": break
                default: reportUnknown(key, part, in: "a response", known: ["description", "content", "headers", "links"])
                }
            }
            return response
        }
    }

    private func status(_ name: String) -> Response.Status? {
        if name == "default" { return .default }
        let bytes = Array(name.utf8)
        guard bytes.count == 3, (UInt8(ascii: "1")...UInt8(ascii: "5")).contains(bytes[0]) else { return nil }
        if name.hasSuffix("XX") || name.hasSuffix("xx") { return .range(Int(bytes[0] - UInt8(ascii: "0"))) }
        return Int(name).map { .code($0) }
    }
}

/// RFC 9110, section 5.6.2.
package func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}
