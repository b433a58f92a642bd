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
}

/// RFC 9110, section 5.6.2.
package func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}
