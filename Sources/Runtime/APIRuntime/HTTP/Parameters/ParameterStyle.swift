/// How a parameter's value becomes text (OpenAPI 3.2, "Style Values").
public enum ParameterStyle: Sendable, Hashable {
    /// `;color=blue`, in a path.
    case matrix
    /// `.blue`, in a path.
    case label
    /// `blue`, in a path or a header field.
    case simple
    /// `color=blue`, in a query or a cookie.
    case form
    /// `color=blue%20black`, in a query.
    case spaceDelimited
    /// `color=blue%7Cblack`, in a query.
    case pipeDelimited
    /// `color%5BR%5D=100`, in a query.
    case deepObject
    /// `color=blue` in a cookie, where nothing is percent-encoded.
    case cookie
}

/// A parameter's name and its style, with which values are put into a request.
struct StyledParameter {
    /// What is done to a text before it stands in a request.
    enum Escaping {
        /// Percent-encoded down to the unreserved characters.
        case component
        /// Percent-encoded, but for reserved characters and what is percent-encoded already (RFC 6570, section 3.2.3).
        case reserved(keeping: StaticString)
        /// As it is: header fields and cookies of the style `cookie` have no escapes.
        case none

        func apply(_ text: String) -> String {
            switch self {
            case .component: PercentEncoding.component(text)
            case .reserved(let kept): PercentEncoding.reserved(text, keeping: kept)
            case .none: text
            }
        }
    }

    let name: String
    let style: ParameterStyle
    let explode: Bool
    let escaping: Escaping

    /// What stands between the values of one pair, and which character that is in the values themselves.
    private var separator: (text: String, character: Character) {
        switch style {
        case .spaceDelimited: ("%20", " ")
        case .pipeDelimited: ("%7C", "|")
        case .label where explode: (".", ".")
        case .matrix where explode: (";", ";")
        default: (",", ",")
        }
    }

    /// `name=value` pairs, for a query or a cookie: the caller joins them.
    func pairs(_ content: ParameterContent) throws(ParameterFault) -> [String] {
        let name = escapedName
        switch content {
        case .text(let text): return ["\(name)=\(escaping.apply(text))"]
        case .list(let texts):
            if texts.isEmpty { return [] }
            if style == .deepObject { return texts.enumerated().map { "\(name)%5B\($0)%5D=\(escaping.apply($1))" } }
            if explode { return texts.map { "\(name)=\(escaping.apply($0))" } }
            return ["\(name)=\(try joined(texts))"]
        case .object(let members):
            if members.isEmpty { return [] }
            if style == .deepObject {
                return members.map { "\(name)\(PercentEncoding.component($0.name))=\(escaping.apply($0.text))" }
            }
            if explode { return members.map { "\(escapedKey($0.name))=\(escaping.apply($0.text))" } }
            return ["\(name)=\(try joined(members.flatMap { [$0.name, $0.text] }))"]
        }
    }

    /// The text for a place of a path, or for a header field.
    func text(_ content: ParameterContent) throws(ParameterFault) -> String {
        switch style {
        case .matrix: return try matrix(content)
        case .label: return "." + (try simple(content))
        default: return try simple(content)
        }
    }

    private func simple(_ content: ParameterContent) throws(ParameterFault) -> String {
        switch content {
        case .text(let text): return escaping.apply(text)
        case .list(let texts): return try joined(texts)
        case .object(let members):
            guard explode else { return try joined(members.flatMap { [$0.name, $0.text] }) }
            for member in members { try check(member.name, against: "=") }
            for member in members { try check(member.text, against: separator.character) }
            return members.map { "\(escaping.apply($0.name))=\(escaping.apply($0.text))" }.joined(separator: separator.text)
        }
    }

    /// RFC 6570, section 3.2.7: no equals sign where there is no value.
    private func matrix(_ content: ParameterContent) throws(ParameterFault) -> String {
        func pair(_ name: String, _ value: String) -> String { value.isEmpty ? ";\(name)" : ";\(name)=\(value)" }
        switch content {
        case .text(let text): return pair(escapedName, escaping.apply(text))
        case .list(let texts):
            if explode { return texts.map { pair(escapedName, escaping.apply($0)) }.joined() }
            return pair(escapedName, try joined(texts))
        case .object(let members):
            if explode { return members.map { pair(escaping.apply($0.name), escaping.apply($0.text)) }.joined() }
            return pair(escapedName, try joined(members.flatMap { [$0.name, $0.text] }))
        }
    }

    private func joined(_ texts: [String]) throws(ParameterFault) -> String {
        for text in texts { try check(text, against: separator.character) }
        return texts.map(escaping.apply).joined(separator: separator.text)
    }

    /// Where an escape does not tell the separator from the same character in a value, the server would read other values.
    private func check(_ text: String, against separator: Character) throws(ParameterFault) {
        let isEscaped =
            switch escaping {
            case .component: style != .spaceDelimited && style != .pipeDelimited
            case .reserved, .none: false
            }
        guard !isEscaped, text.contains(separator) else { return }
        throw ParameterFault("must not contain \"\(separator)\", which stands between its values")
    }

    private var escapedName: String { escapedKey(name) }

    private func escapedKey(_ name: String) -> String { style == .cookie ? name : PercentEncoding.component(name) }
}
