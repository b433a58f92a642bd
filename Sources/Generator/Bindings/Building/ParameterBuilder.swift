import OpenAPI

extension ModuleBuilder {
    /// The parameters of the method; nil, after a diagnostic, where one that is required cannot be sent.
    func parameters(of operation: Operation) -> [MethodParameter]? {
        var scope = Scope(reserved: ["options"])
        var result: [MethodParameter] = []
        for parameter in operation.parameters {
            if isIgnored(parameter) { continue }
            if let built = self.parameter(parameter, &scope) {
                result.append(built)
            } else if parameter.isRequired || parameter.place == .path {
                let message = "the operation is left out, because its parameter \(quoted(parameter.name)) cannot be sent"
                diagnostics.unsupported("unsupported-operation", message, at: operation.location.mark)
                return nil
            }
        }
        var locals = Scope(reserved: ReservedNames.locals.union(result.map(\.name.text)))
        for index in result.indices where ReservedNames.locals.contains(result[index].name.text) {
            result[index].local = locals.claim(result[index].name.text + "Value")
        }
        return result
    }

    /// OpenAPI 3.2, "Parameter Object": header parameters of these names are ignored; media types and security have them.
    private func isIgnored(_ parameter: Parameter) -> Bool {
        let names: Set<String> = ["accept", "content-type", "authorization"]
        guard parameter.place == .header, names.contains(parameter.name.lowercased()) else { return false }
        let message = "the standard has the header parameter \(quoted(parameter.name)) ignored; media types and security describe it"
        diagnostics.warning("ignored-parameter", message, at: parameter.location.mark)
        return true
    }

    private func parameter(_ parameter: Parameter, _ scope: inout Scope) -> MethodParameter? {
        guard let place = place(of: parameter), let id = parameter.schema else {
            unsupported(parameter, parameter.schema == nil ? "with content instead of a schema" : "in \(parameter.place.rawValue)")
            return nil
        }
        guard isDefaultStyle(parameter) else {
            unsupported(parameter, "of the style \(quoted(parameter.style ?? "allowReserved"))")
            return nil
        }
        let use = self.use(of: id)
        guard isSendable(use.type, in: place) else {
            unsupported(parameter, "whose value is no single value")
            return nil
        }
        let wanted = overrides.name(at: parameter.location.pointer) ?? Identifier.member(parameter.name, fallback: "parameter")
        let name = scope.claim(wanted)
        reportRenamed(name, wanted, at: parameter.location)
        if place == .header, parameter.name.isEmpty || !parameter.name.utf8.allSatisfy(isTokenByte) {
            diagnostics.error(
                "invalid-header", "\(quoted(parameter.name)) cannot name a header (RFC 9110, section 5.1)", at: parameter.location.mark)
            return nil
        }
        var documentation = documentation(use)
        documentation.text = parameter.description ?? documentation.text
        documentation.isDeprecated = documentation.isDeprecated || parameter.isDeprecated
        return MethodParameter(
            name: name,
            local: name,
            key: parameter.name,
            place: place,
            type: use.type,
            isRequired: parameter.isRequired || place == .path,
            explode: parameter.explode ?? true,
            documentation: documentation,
            rule: use.rule
        )
    }

    private func place(of parameter: Parameter) -> MethodParameter.Place? {
        switch parameter.place {
        case .path: .path
        case .query: .query
        case .header: .header
        case .cookie, .querystring: nil
        }
    }

    private func isDefaultStyle(_ parameter: Parameter) -> Bool {
        guard !parameter.allowReserved else { return false }
        switch (parameter.place, parameter.style) {
        case (_, nil), (.query, "form"?), (.path, "simple"?), (.header, "simple"?): return true
        default: return false
        }
    }

    private func isSendable(_ type: SwiftType, in place: MethodParameter.Place) -> Bool {
        if case .array(let element) = type, place == .query { return isScalar(element) }
        return isScalar(type)
    }

    private func unsupported(_ parameter: Parameter, _ what: String) {
        let message = "the parameter \(quoted(parameter.name)) \(what) is not sent yet"
        diagnostics.unsupported("unsupported-parameter", message, at: parameter.styleMark ?? parameter.location.mark)
    }

    /// The path in parts, literal ones percent-encoded.
    func path(of operation: Operation, _ parameters: [MethodParameter]) -> [OperationMethod.PathPart] {
        var used: Set<String> = []
        var parts: [OperationMethod.PathPart] = []
        for part in Template.parts(of: operation.path) {
            switch part {
            case .literal(let text): parts.append(.literal(percentEncoded(text)))
            case .variable(let name):
                used.insert(String(name))
                if let parameter = parameters.first(where: { $0.place == .path && $0.key == name }) {
                    parts.append(.parameter(parameter))
                } else {
                    let message = "the path uses the parameter \(quoted(name)), which is not described"
                    diagnostics.error("unknown-path-parameter", message, at: operation.pathMark)
                }
            }
        }
        for parameter in operation.parameters where parameter.place == .path && !used.contains(parameter.name) {
            let message = "the path \(quoted(operation.path)) has no place for the parameter \(quoted(parameter.name))"
            diagnostics.error("unused-path-parameter", message, at: parameter.location.mark)
        }
        return parts
    }

    /// RFC 3986, section 3.3: what a path may hold stays, the rest is percent-encoded.
    private func percentEncoded(_ text: Substring) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                bytes.append(byte)
            case _ where "-._~!$&'()*+,;=:@/%".utf8.contains(byte): bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
