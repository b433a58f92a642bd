/// The named values of a request, and the checks that the pages ask for.
///
/// null counts as absent. Fields that nobody asks about are allowed: the gateway passes them on.
struct RequestFields {
    let values: [String: JSONValue]

    subscript(_ name: String) -> JSONValue? {
        let value = values[name]
        return value == .null ? nil : value
    }

    func text(_ name: String) throws(GatewayFailure) -> String? {
        guard let value = self[name] else { return nil }
        guard case .string(let text) = value else { throw .wrongType(name, expected: "a string", not: value.kind) }
        return text
    }

    func requiredText(_ name: String) throws(GatewayFailure) -> String {
        guard let text = try text(name) else { throw .missing(name) }
        guard !text.isEmpty else { throw .invalid(name, "must not be empty") }
        return text
    }

    func flag(_ name: String) throws(GatewayFailure) -> Bool? {
        guard let value = self[name] else { return nil }
        guard case .bool(let flag) = value else { throw .wrongType(name, expected: "a boolean", not: value.kind) }
        return flag
    }

    func integer(_ name: String, in range: ClosedRange<Int>? = nil) throws(GatewayFailure) -> Int? {
        guard let value = self[name] else { return nil }
        guard case .number(let text) = value else {
            throw .wrongType(name, expected: "an integer", not: value.described)
        }
        // 2.0 and 2e0 are integers too (JSON Schema, "integer").
        guard let number = Int(text) ?? Double(text).flatMap(Int.init(exactly:)) else {
            throw .wrongType(name, expected: "an integer", not: shortened(text))
        }
        if let range, !range.contains(number) {
            throw .invalid(name, "must be between \(range.lowerBound) and \(range.upperBound), not \(number)")
        }
        return number
    }

    /// A value of an enumeration, of which the route may allow a part only.
    func choice<Choice>(_ name: String, of choices: [Choice]) throws(GatewayFailure) -> Choice?
    where Choice: RawRepresentable<String> {
        guard let text = try text(name) else { return nil }
        if let choice = choices.first(where: { $0.rawValue == text }) { return choice }
        let names = choices.map { "\"\($0.rawValue)\"" }
        let list = names.count > 1 ? names.dropLast().joined(separator: ", ") + " or " + names[names.count - 1] : names.joined()
        throw .invalid(name, "must be \(list), not \"\(shortened(text))\"")
    }

    func list(_ name: String) throws(GatewayFailure) -> [JSONValue] {
        guard let value = self[name] else { return [] }
        guard case .array(let list) = value else { throw .wrongType(name, expected: "an array", not: value.kind) }
        return list
    }

    /// `fallbacks` of the `/v1` routes: objects that name a provider and a model.
    static func checkFallbackObjects(_ fallbacks: [JSONValue]) throws(GatewayFailure) {
        for (index, fallback) in fallbacks.enumerated() {
            let place = "fallbacks[\(index)]"
            guard case .object(let members) = fallback else {
                throw .wrongType(place, expected: "an object with provider and model", not: fallback.kind)
            }
            for name in ["provider", "model"] {
                switch members[name] {
                case nil, .null: throw .missing("\(place).\(name)")
                case .string(let text): if text.isEmpty { throw .invalid("\(place).\(name)", "must not be empty") }
                case .some(let other): throw .wrongType("\(place).\(name)", expected: "a string", not: other.kind)
                }
            }
        }
    }

    /// `fallbacks` of the Azure route: names of models.
    static func checkFallbackNames(_ fallbacks: [JSONValue]) throws(GatewayFailure) {
        for (index, fallback) in fallbacks.enumerated() {
            guard case .string = fallback else { throw .wrongType("fallbacks[\(index)]", expected: "a string", not: fallback.kind) }
        }
    }
}

extension JSONValue {
    /// What it is, with a string's text: in a form every value comes as one.
    fileprivate var described: String {
        guard case .string(let text) = self else { return kind }
        return "the string \"\(shortened(text))\""
    }
}

/// A caller's value in a message: enough to know it by.
private func shortened(_ text: String) -> String {
    text.count > 60 ? text.prefix(60) + "…" : text
}
