import YAMLDocument

/// Responses and their headers.
extension DescriptionReader {
    func readResponses(_ place: Place) -> [Response] {
        fields(of: place, as: "the responses").compactMap { name, field in
            guard let status = status(name) else {
                let message = "\(quoted(name)) is no status, so it is left out; write a code such as 200, a range such as 4XX, or default"
                diagnostics.unsupported("invalid-status", message, at: field.location.mark)
                return nil
            }
            guard let target = resolved(field, "a response") else { return nil }
            var response = Response(location: target.location, status: status)
            for (key, part) in fields(of: target, as: "a response") {
                switch key {
                case "description": response.description = text(part, "the description")
                case "content": response.content = readContent(part)
                case "headers": response.headers = readHeaders(part)
                case "links": response.links = readLinks(part)
                case "summary": break
                case "schema":
                    let message =
                        "a response has its \"schema\" inside \"content\", below a media type such as application/json "
                        + "(Swagger 2.0 had it here)"
                    diagnostics.unsupported("misplaced-schema", message, at: part.location.mark)
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

    /// The headers of a response or of a part. Content-Type is what media types say (OpenAPI 3.2, "Response Object").
    func readHeaders(_ place: Place) -> [Header] {
        fields(of: place, as: "the headers", keepingExtensions: true).compactMap { name, field in
            guard let target = resolved(field, "a header"), name.lowercased() != "content-type" else { return nil }
            guard !name.isEmpty, name.utf8.allSatisfy(isTokenByte) else {
                let message = "\(quoted(name)) cannot name a header (RFC 9110, section 5.1), so it is left out"
                diagnostics.unsupported("invalid-header", message, at: field.location.mark)
                return nil
            }
            var header = Header(location: field.location, target: target.location, name: name)
            for (key, part) in fields(of: target, as: "a header") {
                switch key {
                case "description": header.description = text(part, "the description")
                case "required": header.isRequired = boolean(part, "required")
                case "deprecated": header.isDeprecated = boolean(part, "deprecated")
                case "explode": header.explode = boolean(part, "explode")
                case "schema": header.schema = readSchema(part)
                case "content": header.content = readContent(part)
                // A header has one style, and no place or name of its own that anything could depend on.
                case "style", "example", "examples", "allowEmptyValue", "allowReserved": break
                default: reportUnknown(key, part, in: "a header", known: ["description", "required", "schema", "content", "explode"])
                }
            }
            return header
        }
    }
}
