import OpenAPI

/// Header fields of answers: a type for those of an operation's successes, and one for those of its failures.
extension ModuleBuilder {
    /// The argument by which a caller gets the header fields of a success, where the description names any.
    func headerParameter(of operation: Operation, _ scope: inout Scope) -> HeaderParameter? {
        let responses = operation.responses.filter { isSuccess($0, of: operation) }
        guard let type = headers(of: responses, operation, "headers", "The header fields of an answer of") else { return nil }
        return HeaderParameter(name: scope.claim("headers"), type: type)
    }

    /// The type of the header fields of failures, which a caller reads from an error.
    func declareFailureHeaders(of operation: Operation) {
        let responses = operation.responses.filter { !isSuccess($0, of: operation) }
        _ = headers(of: responses, operation, "error headers", "The header fields of a failure of")
    }

    private func headers(of responses: [Response], _ operation: Operation, _ suffix: String, _ text: String) -> TypeName? {
        var properties: [HeaderStructure.Property] = []
        var scope = Scope(reserved: ["hash", "hashValue"])
        var keys: [String: Int] = [:]
        // How many of the answers always have the field.
        var counts: [String: Int] = [:]
        for response in responses {
            for key in Set(response.headers.filter(\.isRequired).map { $0.name.lowercased() }) { counts[key, default: 0] += 1 }
        }
        for header in responses.flatMap(\.headers) {
            let key = header.name.lowercased()
            if let index = keys[key] {
                reportOther(header, properties[index])
                continue
            }
            keys[key] = properties.count
            properties.append(property(header, isRequired: counts[key] == responses.count, &scope))
        }
        guard !properties.isEmpty else { return nil }
        guard let component = SharedHeaders(sharedName(of: responses, in: operation), responses.flatMap(\.headers), properties) else {
            return declare(properties, named: "\(operationName(operation)) \(suffix)", "\(text) \(quoted(operationName(operation))).")
        }
        if let known = sharedHeaders[component] { return known }
        let name = declare(properties, named: "\(component.name) headers", "The header fields of \(quoted(component.name)).")
        sharedHeaders[component] = name
        return name
    }

    /// The one name of the answers with headers, or of those headers.
    private func sharedName(of responses: [Response], in operation: Operation) -> String? {
        let answers = Set(responses.filter { !$0.headers.isEmpty }.map { sharedName(of: $0.location, in: operation) })
        if answers.count == 1, let name = answers.first ?? nil { return name }
        let headers = Set(responses.flatMap(\.headers).map { sharedName(of: $0.target, in: operation) })
        return headers.count == 1 ? headers.first ?? nil : nil
    }

    private func declare(_ properties: [HeaderStructure.Property], named wanted: String, _ text: String) -> TypeName {
        let name = TypeName(path: [ownTypeName(Identifier.type(wanted))])
        let headers = HeaderStructure(name: name, documentation: Documentation(text: text), properties: properties)
        answerTypes.append(.headers(headers))
        return name
    }

    private func reportOther(_ header: Header, _ first: HeaderStructure.Property) {
        let (type, form) = type(of: header)
        guard type != first.type || "\(form)" != "\(first.form)" else { return }
        let message = "the header \(quoted(header.name)) has another type in another answer; it is read as that one says"
        diagnostics.unsupported("unsupported-header", message, at: header.location.mark)
    }

    private func property(_ header: Header, isRequired: Bool, _ scope: inout Scope) -> HeaderStructure.Property {
        let (type, form) = type(of: header)
        let use = header.schema.map { self.use(of: $0) }
        let derived = Identifier.member(header.name, fallback: "header")
        let name = name(overrides.name(at: header.location), or: derived, at: header.location, in: &scope)
        var documentation = use.map { self.documentation($0, of: name) } ?? Documentation()
        documentation.text = header.description ?? documentation.text
        documentation.isDeprecated = documentation.isDeprecated || header.isDeprecated
        return HeaderStructure.Property(
            name: name, key: header.name, type: type, form: form, isRequired: isRequired, documentation: documentation)
    }

    private func type(of header: Header) -> (SwiftType, HeaderStructure.Form) {
        if let media = header.content.first {
            if isJSON(media.essence), let schema = media.schema { return (use(of: schema).storedType, .json) }
            return (.string, .value)
        }
        guard let schema = header.schema else { return (.string, .value) }
        let type = use(of: schema).type
        switch type {
        case .array(let element) where isScalar(element): return (type, .list)
        case .array, .dictionary, .json, .nullable: break
        case .named where !isScalar(type):
            if case .object = shape(of: resolved(schema)) { return (type, .object(explode: header.explode)) }
        case .file: break
        default: return (type, .value)
        }
        if case .dictionary(let value) = type, isScalar(value) || value == .json { return (type, .object(explode: header.explode)) }
        if type == .json { return (.string, .value) }
        let message = "the header \(quoted(header.name)) is given as text: \(reasonForText(schema))"
        diagnostics.unsupported("unsupported-header", message, at: header.location.mark)
        return (.string, .value)
    }

    private func reasonForText(_ schema: SchemaID) -> String {
        switch shape(of: typed(schema).id) {
        case .tuple: "a list whose items have types by their place is not read from a header yet"
        case .union: "a value of one of several types is not read from a header yet"
        default: "its value is no single value, list or object of such"
        }
    }
}

/// Header fields that all stand in one component: they make one type, named after it, for all operations that refer to it. Where
/// every answer may be the same "too many requests", a type for each operation was a tenth of the module's code.
struct SharedHeaders: Hashable {
    /// The component's.
    let name: String
    private let headers: Set<Location>
    private let properties: [String]

    /// nil where the fields do not all stand in one component, or are not as it says: one that not all answers have is optional.
    init?(_ name: String?, _ headers: [Header], _ properties: [HeaderStructure.Property]) {
        guard let name else { return nil }
        let required = Set(headers.filter(\.isRequired).map { $0.name.lowercased() })
        guard required == Set(properties.filter(\.isRequired).map { $0.key.lowercased() }) else { return nil }
        self.name = name
        self.headers = Set(headers.map(\.target))
        self.properties = properties.flatMap { [$0.name.text, $0.documentation.text ?? ""] }
    }
}
