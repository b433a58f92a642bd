/// How the parts of a form are written, by their names or places.
struct FormEncodings: Sendable {
    private(set) var parts: [String: PartEncoding] = [:]

    subscript(name: String) -> PartEncoding { parts[name] ?? PartEncoding() }

    mutating func update(_ path: ArraySlice<String>, _ change: (inout PartEncoding) -> Void) {
        guard let name = path.first else { return }
        var encoding = self[name]
        if path.count == 1 { change(&encoding) } else { encoding.nested.update(path.dropFirst(), change) }
        parts[name] = encoding
    }
}

/// How one part is written; nothing set is the default for its type.
struct PartEncoding: Sendable {
    /// Media types or ranges, separated by commas.
    var contentType: String?
    var style: ParameterStyle?
    var explode: Bool?
    var allowsReserved = false
    var headers: [(name: String, value: String)] = []
    var nested = FormEncodings()

    /// The one media type that the description allows, nil where there are several, or a range.
    var soleType: String? {
        guard let contentType, !contentType.contains("*"), !contentType.contains(",") else { return nil }
        return contentType
    }

    var isJSON: Bool { contentType.map { MediaType($0).isJSON } ?? false }
    var isMultipart: Bool { contentType.map { MediaType($0).essence.hasPrefix("multipart/") } ?? false }
}
