/// The sentence for a person in the body of a failure.
enum ServerMessage {
    /// The most bytes of a body that are searched; messages stand in short bodies.
    private static let searchedBytes = 1 << 20

    /// The message, in one line of bounded length: `error.message`, `error` as a string, `message`, `detail`, `title` or
    /// `error_description` of a JSON object, the title of a page, else the start of the text. Other markup has none.
    static func find(in bytes: [UInt8], mediaType: MediaType?) -> String? {
        guard !bytes.isEmpty, bytes.count <= searchedBytes else { return nil }
        if let document = try? JSONDocument(parsing: bytes) {
            return find(in: document.root).map { line($0, limit: 500) }
        }
        if mediaType?.essence == "text/html" || bytes.first == UInt8(ascii: "<") { return title(in: bytes) }
        guard String(validating: bytes.prefix(2000), as: UTF8.self) != nil else { return nil }
        let text = line(String(decoding: bytes.prefix(2000), as: UTF8.self), limit: 200)
        return text.isEmpty ? nil : text
    }

    /// What proxies say in their pages (`502 Bad Gateway`). It stands near the top.
    private static func title(in bytes: [UInt8]) -> String? {
        let start = bytes.prefix(4096)
        let lowercased = start.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        guard let tag = lowercased.firstRange(of: Array("<title".utf8)),
            let opened = lowercased[tag.upperBound...].firstIndex(of: UInt8(ascii: ">")),
            let end = lowercased[opened...].firstRange(of: Array("</title".utf8))
        else { return nil }
        let text = line(String(decoding: start[(opened + 1)..<end.lowerBound], as: UTF8.self), limit: 200)
        return text.isEmpty ? nil : text
    }

    private static func find(in view: JSONView) -> String? {
        if view.kind == .string { return string(view) }
        guard view.kind == .object, let object = try? view.object() else { return nil }
        if let error = object.member(named: "error") {
            if let text = string(error) { return text }
            if error.kind == .object, let inner = find(in: error) { return inner }
        }
        for name in ["message", "detail", "error_description", "title"] {
            if let text = object.member(named: name).flatMap(string) { return text }
        }
        return nil
    }

    private static func string(_ view: JSONView) -> String? {
        guard view.kind == .string, let text = try? view.decode(String.self), !text.isEmpty else { return nil }
        return text
    }

    /// Text in one line: white space and control characters become single spaces, so that no text of a server can forge lines of a
    /// log or steer a terminal.
    static func line(_ text: String, limit: Int) -> String {
        var result = ""
        var count = 0
        var pendingSpace = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
                || scalar.properties.generalCategory == .format
            {
                pendingSpace = !result.isEmpty
                continue
            }
            guard count < limit else { return result + "…" }
            if pendingSpace {
                result.unicodeScalars.append(" ")
                count += 1
                pendingSpace = false
            }
            result.unicodeScalars.append(scalar)
            count += 1
        }
        return result
    }
}
