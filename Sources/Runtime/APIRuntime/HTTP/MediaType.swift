/// A media type without its parameters (RFC 9110, section 8.3.1).
struct MediaType: Hashable, Sendable {
    /// Type and subtype in lower case, as in `text/event-stream`.
    let essence: String

    init(_ contentType: String) {
        let essence = contentType.prefix { $0 != ";" && $0 != "," }
        self.essence = essence.lowercased().filter { $0 != " " && $0 != "\t" }
    }

    /// `application/json`, or a type with the suffix `+json` (RFC 6839).
    var isJSON: Bool {
        essence == "application/json" || essence == "text/json" || essence.hasSuffix("+json")
    }

    var isEventStream: Bool {
        essence == "text/event-stream"
    }
}
