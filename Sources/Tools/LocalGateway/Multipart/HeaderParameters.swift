/// The parameters of a Content-Type or Content-Disposition field: `form-data; name="image"; filename="a.png"`.
struct HeaderParameters {
    /// What stands before the first semicolon, in lower case.
    let value: String
    private var parameters: [String: String] = [:]

    init(_ field: String) {
        var rest = field[...]
        value = Self.trimmed(rest.prefix { $0 != ";" }).lowercased()
        rest = rest.drop { $0 != ";" }
        while let semicolon = rest.first, semicolon == ";" {
            rest = rest.dropFirst()
            let name = Self.trimmed(rest.prefix { $0 != "=" && $0 != ";" }).lowercased()
            rest = rest.drop { $0 != "=" && $0 != ";" }
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
            let text = rest.first == "\"" ? Self.quoted(&rest) : Self.trimmed(rest.prefix { $0 != ";" })
            rest = rest.drop { $0 != ";" }
            parameters[name] = parameters[name] ?? text
        }
    }

    subscript(name: String) -> String? { parameters[name] }

    /// The parameter of a form's part: `%22`, `%0D` and `%0A` stand for the three characters that cannot be there
    /// (WHATWG HTML, "multipart/form-data encoding algorithm").
    func unescaped(_ name: String) -> String? {
        parameters[name]?
            .replacing("%22", with: "\"")
            .replacing("%0D", with: "\r")
            .replacing("%0A", with: "\n")
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(start[...last])
    }

    /// Reads a quoted string and what follows it. A backslash escapes a quote or a backslash only: old browsers send paths
    /// of Windows as filenames.
    private static func quoted(_ rest: inout Substring) -> String {
        var text = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\", let next = rest.first, next == "\"" || next == "\\" {
                text.append(next)
                rest = rest.dropFirst()
            } else {
                text.append(character)
            }
        }
        return text
    }
}
