/// OpenAPI 3.2, section "Request Body Object".
package struct RequestBody: Sendable {
    package var location: Location
    package var description: String?
    package var isRequired = false
    package var content: [MediaType] = []
}

/// OpenAPI 3.2, section "Media Type Object".
package struct MediaType: Sendable {
    package var location: Location
    /// As written, for example `application/json; charset=utf-8`.
    package let name: String
    /// Type and subtype in lower case, without parameters (RFC 9110, section 8.3.1).
    package let essence: String
    /// The parameters as they are compared: names in lower case, white space and quotes gone, in order of their names
    /// (RFC 9110, section 8.3.1).
    package let parameters: [(name: String, value: String)]
    package var schema: SchemaID?
    package var itemSchema: SchemaID?
    package var encodings = Encodings()

    package init(location: Location, name: String) {
        self.location = location
        self.name = name
        let end = name.utf8.firstIndex(of: UInt8(ascii: ";")) ?? name.endIndex
        essence = name[..<end].lowercased().split(separator: " ").joined()
        parameters = Self.parameters(in: name[end...])
    }

    private static func parameters(in text: Substring) -> [(name: String, value: String)] {
        guard !text.isEmpty else { return [] }
        let parameters = text.split(separator: ";").map { parameter -> (name: String, value: String) in
            let parts = parameter.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " && $0 != "\"" } }
            return (parts.first?.lowercased() ?? "", parts.count > 1 ? String(parts[1]) : "")
        }
        return parameters.filter { !$0.name.isEmpty }.sorted { $0.name < $1.name }
    }

    /// The character set, in lower case.
    package var charset: String? { parameters.first { $0.name == "charset" }?.value.lowercased() }
}

/// How the parts of a form are sent: by the names of properties, or by position.
package struct Encodings: Sendable {
    package var named: [Encoding] = []
    package var prefix: [Encoding] = []
    /// At most one.
    package var item: [Encoding] = []

    package var isEmpty: Bool { named.isEmpty && prefix.isEmpty && item.isEmpty }
    package var all: [Encoding] { named + prefix + item }
}

/// OpenAPI 3.2, section "Encoding Object".
package struct Encoding: Sendable {
    package var location: Location
    /// The property, or the place in the list.
    package var property: String
    package var contentType: String?
    package var headers: [Header] = []
    package var style: String?
    package var explode: Bool?
    package var allowReserved: Bool?
    /// The parts of a part that is `multipart` itself.
    package var nested = Encodings()
}

/// OpenAPI 3.2, section "Header Object".
package struct Header: Sendable {
    package var location: Location
    /// Where what is said of it stands: elsewhere where a reference leads there.
    package var target: Location
    package var name: String
    package var description: String?
    package var isRequired = false
    package var isDeprecated = false
    package var explode = false
    package var schema: SchemaID?
    package var content: [MediaType] = []
}

/// OpenAPI 3.2, sections "Responses Object" and "Response Object".
package struct Response: Sendable {
    package enum Status: Hashable, Sendable {
        case code(Int)
        /// `4XX` is 4.
        case range(Int)
        case `default`
    }

    package var location: Location
    package var status: Status
    package var description: String?
    package var content: [MediaType] = []
    package var headers: [Header] = []
    package var links: [Link] = []
}
