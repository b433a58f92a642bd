import YAMLDocument

extension DescriptionReader {
    private static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]

    func readPathItem(_ place: Place) {
        guard let path = place.location.pathKey, path.hasPrefix("/") else {
            diagnostics.error("invalid-path", "a path begins with a slash", at: place.location.mark)
            return
        }
        guard let item = resolved(place, "a path item") else { return }
        var shared: [Parameter] = []
        var operations: [(method: String, place: Place)] = []
        for (key, field) in fields(of: item, as: "a path item") {
            switch key {
            case "parameters": shared = readParameters(field)
            case "summary", "description", "$ref": break
            case "servers":
                diagnostics.unsupported("unsupported-servers", "servers of a single path are not used yet", at: field.location.mark)
            case "additionalOperations":
                let message = "additionalOperations are not turned into Swift yet"
                diagnostics.unsupported("unsupported-method", message, at: field.location.mark)
            case let method where Self.methods.contains(method): operations.append((method, field))
            default: reportUnknown(key, field, in: "a path item", known: Self.methods + ["parameters", "servers"])
            }
        }
        for (method, field) in operations {
            // An operation keeps its own pointer, also where its path item is a reference: overrides name what one reads.
            let location = place.location.child(method, field.location.mark)
            var operation = Operation(
                location: location,
                method: method.uppercased(),
                path: path,
                pathMark: place.location.mark
            )
            readOperation(Place(node: field.node, location: location), into: &operation)
            let own = Set(operation.parameters.map { "\($0.place) \($0.name)" })
            operation.parameters = shared.filter { !own.contains("\($0.place) \($0.name)") } + operation.parameters
            result.operations.append(operation)
        }
    }

    private func readOperation(_ place: Place, into operation: inout Operation) {
        for (key, field) in fields(of: place, as: "an operation") {
            switch key {
            case "operationId":
                operation.operationID = string(field, "the operationId")
                operation.operationIDMark = field.node.mark
            case "summary": operation.summary = string(field, "the summary")
            case "description": operation.description = string(resolved(field, "a description") ?? field, "the description")
            case "tags": operation.tags = strings(field, "the tags")
            case "deprecated": operation.isDeprecated = boolean(field, "deprecated")
            case "parameters": operation.parameters = readParameters(field)
            case "requestBody": operation.body = readBody(field)
            case "responses": operation.responses = readResponses(field)
            case "security": operation.security = readSecurity(field)
            case "externalDocs": break
            case "servers":
                let message = "servers of a single operation are not used yet"
                diagnostics.unsupported("unsupported-servers", message, at: field.location.mark)
            case "callbacks":
                diagnostics.unsupported("unsupported-callbacks", "callbacks are not turned into Swift yet", at: field.location.mark)
            default:
                let known = ["operationId", "summary", "description", "parameters", "requestBody", "responses", "security", "tags"]
                reportUnknown(key, field, in: "an operation", known: known)
            }
        }
    }

    private func readParameters(_ place: Place) -> [Parameter] {
        elements(of: place, "the parameters").compactMap { element in
            resolved(element, "a parameter").flatMap { readParameter($0) }
        }
    }

    private func readParameter(_ place: Place) -> Parameter? {
        guard let name = place.node["name"]?.string, let placeText = place.node["in"]?.string else {
            diagnostics.error("missing-field", "a parameter needs the fields \"name\" and \"in\"", at: place.location.mark)
            return nil
        }
        guard let parameterPlace = Parameter.Place(rawValue: placeText) else {
            let message = "\(quoted(placeText)) is no place of a parameter; there are path, query, querystring, header and cookie"
            diagnostics.error("unknown-parameter-place", message, at: place.node["in"]?.mark ?? place.location.mark)
            return nil
        }
        var parameter = Parameter(location: place.location, name: name, place: parameterPlace)
        for (key, field) in fields(of: place, as: "a parameter") {
            switch key {
            case "name", "in", "example", "examples": break
            case "description": parameter.description = string(field, "the description")
            case "required": parameter.isRequired = boolean(field, "required")
            case "deprecated": parameter.isDeprecated = boolean(field, "deprecated")
            case "style":
                parameter.style = string(field, "the style")
                parameter.styleMark = field.node.mark
            case "explode": parameter.explode = boolean(field, "explode")
            case "allowReserved": parameter.allowReserved = boolean(field, "allowReserved")
            case "allowEmptyValue": break
            case "schema": parameter.schema = readSchema(field)
            case "content": parameter.content = readContent(field)
            default:
                reportUnknown(
                    key, field, in: "a parameter", known: ["name", "in", "description", "required", "schema", "style", "explode"])
            }
        }
        return parameter
    }

    private func readBody(_ place: Place) -> RequestBody? {
        guard let place = resolved(place, "a request body") else { return nil }
        var body = RequestBody(location: place.location)
        for (key, field) in fields(of: place, as: "a request body") {
            switch key {
            case "description": body.description = string(field, "the description")
            case "required": body.isRequired = boolean(field, "required")
            case "content": body.content = readContent(field)
            default: reportUnknown(key, field, in: "a request body", known: ["description", "required", "content"])
            }
        }
        return body
    }

    private func readContent(_ place: Place) -> [MediaType] {
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
                case "description": response.description = string(resolved(part, "a description") ?? part, "the description")
                case "content": response.content = readContent(part)
                case "headers":
                    response.headers = fields(of: part, as: "the headers", keepingExtensions: true)
                        .map { Keyword(name: $0, mark: $1.location.mark) }
                case "summary", "links": break
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

extension Location {
    /// The last token of the pointer: the key that a path item stands under.
    fileprivate var pathKey: String? {
        guard let slash = pointer.lastIndex(of: "/") else { return nil }
        return pointer[pointer.index(after: slash)...]
            .split(separator: "~1", omittingEmptySubsequences: false).joined(separator: "/")
            .split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~")
    }
}

/// RFC 9110, section 5.6.2.
package func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}
