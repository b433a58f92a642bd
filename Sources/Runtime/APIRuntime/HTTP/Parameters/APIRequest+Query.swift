extension APIRequest {
    /// Adds a parameter to the query; nil leaves it out.
    ///
    /// Apart from the function with `allowReserved`: a default argument is one more call of a function for each parameter.
    public mutating func query<Value: ParameterValue>(_ name: String, _ value: Value?) {
        query(name, value, allowReserved: false)
    }

    /// Adds a parameter to the query; nil leaves it out. With `allowReserved`, reserved characters and what is percent-encoded already
    /// go as they are: then `&`, `=` and `+` in the value mean what they mean to the server.
    public mutating func query<Value: ParameterValue>(_ name: String, _ value: Value?, allowReserved: Bool) {
        guard let value else { return }
        query(name, .form, explode: true, allowReserved) { () throws(ParameterFault) in try ParameterContent(value) }
    }

    /// Adds an array to the query: exploded, the name once for each value; else once, with the values separated as the style says.
    /// Nil and an empty array leave it out.
    public mutating func query<Value: ParameterValue>(
        _ name: String, _ values: [Value]?, _ style: ParameterStyle = .form, explode: Bool = true, allowReserved: Bool = false
    ) {
        guard let values else { return }
        query(name, style, explode: explode, allowReserved) { () throws(ParameterFault) in try ParameterContent(values) }
    }

    /// Adds a model, a dictionary or any other value of JSON to the query; nil leaves it out. What the style has no form for, such
    /// as an object inside an object in most, is a violation.
    public mutating func query<Value: JSONEncodable>(
        _ name: String, value: Value?, _ style: ParameterStyle = .form, explode: Bool = true, allowReserved: Bool = false
    ) {
        guard let value else { return }
        query(name, style, explode: explode, allowReserved) { () throws(ParameterFault) in
            style == .deepObject ? try ParameterContent(deep: value) : try ParameterContent(encoding: value)
        }
    }

    /// Adds a parameter that is JSON to the query; nil leaves it out.
    public mutating func query<Value: JSONEncodable>(_ name: String, json value: Value?) {
        guard let value else { return }
        query(name, .form, explode: true, false) { () throws(ParameterFault) in .text(try ParameterJSON.text(value)) }
    }

    private mutating func query(
        _ name: String, _ style: ParameterStyle, explode: Bool, _ allowReserved: Bool,
        _ content: () throws(ParameterFault) -> ParameterContent
    ) {
        // A fragment is no part of a request, and brackets have no place in a query (RFC 3986, section 3.4).
        let escaping: StyledParameter.Escaping = allowReserved ? .reserved(keeping: ":/?@!$&'()*+,;=") : .component
        let parameter = StyledParameter(name: name, style: style, explode: explode, escaping: escaping)
        do throws(ParameterFault) {
            for pair in try parameter.pairs(content()) { appendQuery(pair) }
        } catch {
            violations.append(.parameter(name, error.message))
        }
    }

    mutating func appendQuery(_ pair: String) {
        if !queryText.isEmpty { queryText += "&" }
        queryText += pair
    }
}

// MARK: The whole query

extension APIRequest {
    /// Sends JSON as the whole query (`in: querystring` of OpenAPI 3.2); nil leaves it out.
    public mutating func querystring<Value: JSONEncodable>(json value: Value?, name: String) {
        guard let value else { return }
        do throws(ParameterFault) {
            appendQuery(PercentEncoding.component(try ParameterJSON.text(value)))
        } catch {
            violations.append(.parameter(name, error.message))
        }
    }

    /// Sends text as the whole query (`in: querystring` of OpenAPI 3.2); nil leaves it out.
    public mutating func querystring<Value: ParameterValue>(text value: Value?, name: String) {
        guard let value else { return }
        guard let text = value.parameterText else {
            violations.append(.parameter(name, "has no text form"))
            return
        }
        appendQuery(PercentEncoding.component(text))
    }

    /// Sends the properties of a value as the whole query, as `application/x-www-form-urlencoded` has them (`in: querystring` of
    /// OpenAPI 3.2); nil leaves it out. A list is its property once for each item, and what has parts of its own is JSON
    /// ("Encoding Object", default content types).
    public mutating func querystring<Value: JSONEncodable>(form value: Value?, name: String) {
        guard let value else { return }
        let json: JSONValue
        do {
            json = try JSONValue(encoding: value)
        } catch {
            violations.append(.parameter(name, error.message))
            return
        }
        guard let object = json.object else {
            violations.append(.parameter(name, "must be an object: a form has named fields"))
            return
        }
        for (key, item) in object where item != .null {
            for item in item.array ?? [item] { appendQuery("\(PercentEncoding.form(key))=\(PercentEncoding.form(Self.formText(item)))") }
        }
    }

    private static func formText(_ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .string(let text): text
        default: (try? ParameterJSON.text(value)) ?? ""
        }
    }
}
