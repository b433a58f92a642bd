import HTTPTypes

extension APIRequest {
    /// Adds a header field; nil leaves it out. A value with control characters is a violation: it could end the field and start
    /// another (RFC 9110, section 5.5). Nothing is percent-encoded in a header field.
    public mutating func header<Value: ParameterValue>(_ name: String, _ value: Value?) {
        guard let value else { return }
        header(name, explode: false) { () throws(ParameterFault) in try ParameterContent(value) }
    }

    /// Adds a header field with values separated by commas (style `simple` of OpenAPI); nil and an empty array leave it out.
    public mutating func header<Value: ParameterValue>(_ name: String, _ values: [Value]?) {
        guard let values, !values.isEmpty else { return }
        header(name, explode: false) { () throws(ParameterFault) in try ParameterContent(values) }
    }

    /// Adds a header field with a model, a dictionary or any other value of JSON, its members separated by commas; nil leaves it out.
    public mutating func header<Value: JSONEncodable>(_ name: String, value: Value?, explode: Bool = false) {
        guard let value else { return }
        header(name, explode: explode) { () throws(ParameterFault) in try ParameterContent(encoding: value) }
    }

    /// Adds a header field that is JSON; nil leaves it out.
    public mutating func header<Value: JSONEncodable>(_ name: String, json value: Value?) {
        guard let value else { return }
        header(name, explode: false) { () throws(ParameterFault) in .text(try ParameterJSON.text(value)) }
    }

    private mutating func header(_ name: String, explode: Bool, _ content: () throws(ParameterFault) -> ParameterContent) {
        let parameter = StyledParameter(name: name, style: .simple, explode: explode, escaping: .none)
        do throws(ParameterFault) {
            let text = try parameter.text(content())
            guard let fieldName = HTTPField.Name(name) else { throw ParameterFault("is no name of a header field") }
            guard let value = HeaderText.field(text) else { throw ParameterFault("must not contain control characters") }
            headerFields.append(HTTPField(name: fieldName, value: value))
        } catch {
            violations.append(.parameter(name, error.message))
        }
    }
}

// MARK: Cookies

extension APIRequest {
    /// Adds a cookie; nil leaves it out. All cookies of a request, a caller's own too, stand in one `Cookie` field. A value is
    /// percent-encoded, or with the style `cookie` sent as it is; then what cannot stand in a cookie is a violation.
    public mutating func cookie<Value: ParameterValue>(
        _ name: String, _ value: Value?, _ style: ParameterStyle = .form, allowReserved: Bool = false
    ) {
        guard let value else { return }
        cookie(name, style, explode: true, allowReserved) { () throws(ParameterFault) in try ParameterContent(value) }
    }

    /// Adds an array: exploded, a cookie for each value; else one, with the values separated by commas. Nil and an empty array leave
    /// it out.
    public mutating func cookie<Value: ParameterValue>(
        _ name: String, _ values: [Value]?, _ style: ParameterStyle = .form, explode: Bool = true, allowReserved: Bool = false
    ) {
        guard let values else { return }
        cookie(name, style, explode: explode, allowReserved) { () throws(ParameterFault) in try ParameterContent(values) }
    }

    /// Adds a model, a dictionary or any other value of JSON: exploded, a cookie for each member; nil leaves it out.
    public mutating func cookie<Value: JSONEncodable>(
        _ name: String, value: Value?, _ style: ParameterStyle = .form, explode: Bool = true, allowReserved: Bool = false
    ) {
        guard let value else { return }
        cookie(name, style, explode: explode, allowReserved) { () throws(ParameterFault) in try ParameterContent(encoding: value) }
    }

    /// Adds a cookie that is JSON, percent-encoded, because quotes and commas cannot stand in a cookie; nil leaves it out.
    public mutating func cookie<Value: JSONEncodable>(_ name: String, json value: Value?) {
        guard let value else { return }
        cookie(name, .form, explode: true, false) { () throws(ParameterFault) in .text(try ParameterJSON.text(value)) }
    }

    private mutating func cookie(
        _ name: String, _ style: ParameterStyle, explode: Bool, _ allowReserved: Bool,
        _ content: () throws(ParameterFault) -> ParameterContent
    ) {
        // A comma or a semicolon would end the value (RFC 6265, section 4.1.1).
        let escaping: StyledParameter.Escaping =
            style == .cookie ? .none : allowReserved ? .reserved(keeping: ":/?#[]@!$&'()*+=") : .component
        let parameter = StyledParameter(name: name, style: style, explode: explode, escaping: escaping)
        do throws(ParameterFault) {
            let pairs = try parameter.pairs(content())
            for pair in pairs where !CookieText.isPair(pair) {
                throw ParameterFault("must not contain what cannot stand in a cookie: spaces, quotes, semicolons, control characters")
            }
            cookies += pairs
        } catch {
            violations.append(.parameter(name, error.message))
        }
    }
}
