import OpenAPI

extension ModuleBuilder {
    /// The parameters of the method; nil, after a diagnostic, where one that is required cannot be sent.
    func parameters(of operation: Operation) -> [MethodParameter]? {
        var sent: [(Parameter, TypeUse, MethodParameter.Encoding)] = []
        let parameters = placedParameters(of: operation)
        reportSeveralQueries(parameters)
        for parameter in parameters {
            if isIgnored(parameter) { continue }
            if let (use, encoding) = namedContent(of: parameter) {
                sent.append((parameter, use, encoding))
            } else if parameter.isRequired || parameter.place == .path {
                let message = "the operation is left out, because its parameter \(quoted(parameter.name)) cannot be sent"
                diagnostics.unsupported("unsupported-operation", message, at: operation.location.mark)
                return nil
            }
        }
        let names = names(of: sent.map { $0.0 })
        var result = zip(sent, names).map { self.parameter($0.0, $0.1, $0.2, named: $1) }
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

    /// OpenAPI 3.2, "Parameter Locations": a parameter that is the whole query is alone in it.
    private func reportSeveralQueries(_ parameters: [Parameter]) {
        let whole = parameters.filter { $0.place == .querystring }
        guard let first = whole.first, whole.count > 1 || parameters.contains(where: { $0.place == .query }) else { return }
        let message = "a parameter in the querystring is the whole query; this one is sent beside others"
        diagnostics.warning("several-queries", message, at: first.location.mark)
    }

    /// What is sent, as what; nil, after a diagnostic, where that cannot be.
    private func namedContent(of parameter: Parameter) -> (TypeUse, MethodParameter.Encoding)? {
        if parameter.place == .header, parameter.name.isEmpty || !parameter.name.utf8.allSatisfy(isTokenByte) {
            let message = "\(quoted(parameter.name)) cannot name a header (RFC 9110, section 5.1), so it is not sent"
            diagnostics.unsupported("invalid-header", message, at: parameter.location.mark)
            return nil
        }
        return content(of: parameter)
    }

    private func parameter(
        _ parameter: Parameter, _ use: TypeUse, _ encoding: MethodParameter.Encoding, named name: SwiftName
    ) -> MethodParameter {
        var documentation = documentation(use, of: name)
        documentation.text = parameter.description ?? documentation.text
        documentation.isDeprecated = documentation.isDeprecated || parameter.isDeprecated
        return MethodParameter(
            name: name,
            local: name,
            key: parameter.name,
            place: place(of: parameter),
            type: use.type,
            isRequired: parameter.isRequired || parameter.place == .path,
            encoding: encoding,
            documentation: documentation,
            rule: use.rule
        )
    }

    private func names(of parameters: [Parameter]) -> [SwiftName] {
        var scope = Scope(reserved: ["options"])
        var names: [SwiftName?] = Array(repeating: nil, count: parameters.count)
        for (index, _) in namingOrder(of: parameters.map(\.name)) { names[index] = name(of: parameters[index], &scope) }
        return names.compactMap { $0 }
    }

    /// A name that another parameter has is told apart by its symbols, or else by the place: `id`, `idQuery`.
    private func name(of parameter: Parameter, _ scope: inout Scope) -> SwiftName {
        let given = parameter.isImplied ? nil : overrides.name(at: parameter.location)
        var wanted = Identifier.member(parameter.name, fallback: "parameter")
        if scope.contains(wanted) { wanted = scope.free(wanted, or: Identifier.memberWithSymbols(parameter.name, fallback: "parameter")) }
        if scope.contains(wanted) {
            let words = Words.splitMember(parameter.name)
            wanted = Identifier.member(words: (words.isEmpty ? ["parameter"] : words) + [parameter.place.rawValue])
        }
        return name(given, or: wanted, at: parameter.location, in: &scope)
    }

    private func place(of parameter: Parameter) -> MethodParameter.Place {
        switch parameter.place {
        case .path: .path
        case .query: .query
        case .header: .header
        case .cookie: .cookie
        case .querystring: .querystring
        }
    }

    func unsupported(_ parameter: Parameter, _ what: String) {
        let message = "the parameter \(quoted(parameter.name)) \(what), so it is not sent"
        diagnostics.unsupported("unsupported-parameter", message, at: parameter.location.mark)
    }
}
