import OpenAPI

extension ModuleBuilder {
    /// The path in parts, literal ones percent-encoded.
    func path(of operation: Operation, _ parameters: [MethodParameter]) -> [OperationMethod.PathPart] {
        let named = Dictionary(parameters.lazy.filter { $0.place == .path }.map { ($0.key, $0) }) { first, _ in first }
        // Some write a query that is always the same into the path, to have two operations of one method there.
        let path = Operation.withoutFragment(operation.path)
        let hasQuery = Operation.hasQuery(path)
        return Template.parts(of: path).compactMap { part in
            switch part {
            case .literal(let text): .literal(percentEncoded(text, keepingQuery: hasQuery))
            case .variable(let name): named[String(name)].map { .parameter($0) }
            }
        }
    }

    /// The operation's parameters, with a text for each place of the path that no parameter describes, and without those that
    /// have no place in it.
    func placedParameters(of operation: Operation) -> [Parameter] {
        let path = Operation.withoutFragment(operation.path)
        reportSingleBraces(path, at: operation.pathMark)
        let places = Template.variables(of: path)
        let known = Set(places)
        var result = operation.parameters.filter { parameter in
            guard parameter.place == .path, !known.contains(parameter.name) else { return true }
            let message = "the path \(quoted(operation.path)) has no place for the parameter \(quoted(parameter.name)), so it is left out"
            diagnostics.unsupported("unused-path-parameter", message, at: parameter.location.mark)
            return false
        }
        let described = Set(result.lazy.filter { $0.place == .path }.map(\.name))
        for place in places where !described.contains(place) {
            let message = "the path uses the parameter \(quoted(place)), which is not described; it is taken for a required text"
            diagnostics.warning("unknown-path-parameter", message, at: operation.pathMark)
            var implied = Parameter(location: operation.location, name: place, place: .path)
            implied.isImplied = true
            result.append(implied)
        }
        return result
    }

    private func reportSingleBraces(_ path: String, at mark: SourceMark) {
        for case .literal(let text) in Template.parts(of: path) where text.contains("{") || text.contains("}") {
            let message = "a brace of this path has no counterpart, so it is sent as %7B or %7D; a parameter is written {name}"
            diagnostics.warning("single-brace", message, at: mark)
        }
    }

    /// RFC 3986, section 3.3: what a path may hold stays, the rest is percent-encoded.
    private func percentEncoded(_ text: Substring, keepingQuery: Bool) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                bytes.append(byte)
            case _ where "-._~!$&'()*+,;=:@/%".utf8.contains(byte): bytes.append(byte)
            case UInt8(ascii: "?") where keepingQuery: bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A text with variables in braces: a path, or a server's URL.
enum Template {
    enum Part { case literal(Substring), variable(Substring) }

    static func parts(of text: String) -> [Part] {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { parts.append(.literal(rest[..<open])) }
            parts.append(.variable(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.literal(rest)) }
        return parts
    }

    /// The variables, each once, in their order.
    static func variables(of text: String) -> [String] {
        var names: [String] = []
        var seen: Set<Substring> = []
        for case .variable(let name) in parts(of: text) where seen.insert(name).inserted { names.append(String(name)) }
        return names
    }
}
