/// A media type, or a range of them such as `image/*` (RFC 9110, sections 8.3.1 and 12.5.1).
struct MediaType: Hashable, Sendable {
    /// Type and subtype in lower case, as in `text/event-stream`.
    let essence: String
    /// Parameters by their names in lower case, without quotes.
    let parameters: [String: String]

    init(_ contentType: String) {
        // Of several values, which are an error of the server's, the first counts.
        let value = contentType.prefix { $0 != "," }
        let parts = value.split(separator: ";", omittingEmptySubsequences: false)
        essence = parts[0].lowercased().filter { $0 != " " && $0 != "\t" }
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { continue }
            let name = pair[0].lowercased().filter { $0 != " " && $0 != "\t" }
            parameters[name] = parameters[name] ?? pair[1].filter { $0 != "\"" && $0 != " " && $0 != "\t" }
        }
        self.parameters = parameters
    }

    /// The ranges of a list, as `Accept` and an encoding's `contentType` have it.
    static func list(_ text: String) -> [MediaType] {
        text.split(separator: ",").map { MediaType(String($0)) }
    }

    /// `application/json`, or a type with the suffix `+json` (RFC 6839).
    var isJSON: Bool {
        essence == "application/json" || essence == "text/json" || essence.hasSuffix("+json")
    }

    var isText: Bool { essence.hasPrefix("text/") }

    /// Whether it leaves open which type it is.
    var isRange: Bool { essence.contains("*") }

    /// The character set in lower case, nil where none is named.
    var charset: String? { parameters["charset"]?.lowercased() }

    /// How well a type fits this one or this range: nil where it does not, more for what is more exact.
    func fit(of other: MediaType) -> Int? {
        if essence == other.essence {
            let own = parameters.filter { $0.key != "charset" }
            guard own.allSatisfy({ other.parameters[$0.key] == $0.value }) else { return 3 }
            return 4 + own.count
        }
        // A problem detail is JSON too; a server may say which kind of JSON it sends.
        if isJSON, other.isJSON { return 2 }
        if essence.hasSuffix("/*"), other.essence.hasPrefix(essence.dropLast()) { return essence == "*/*" ? 0 : 1 }
        return essence == "*/*" ? 0 : nil
    }
}
