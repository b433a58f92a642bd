extension Violation: CustomStringConvertible {
    /// One line for a person: `/n: must be at most 10, is 11`.
    public var description: String { pointer.isEmpty ? message : "\(pointer): \(message)" }

    /// What is wrong, without the place: `must be at most 10, is 11`.
    public var message: String {
        switch rule {
        case .minimum: "must be at least \(limitText), is \(valueText)"
        case .exclusiveMinimum: "must be greater than \(limitText), is \(valueText)"
        case .maximum: "must be at most \(limitText), is \(valueText)"
        case .exclusiveMaximum: "must be less than \(limitText), is \(valueText)"
        case .multipleOf: "must be a multiple of \(limitText), is \(valueText)"
        case .minLength: "must have at least \(counted("character", "characters")), has \(measured ?? 0)"
        case .maxLength: "must have at most \(counted("character", "characters")), has \(measured ?? 0)"
        case .pattern: detail ?? "must match the pattern \(limit?.string ?? ""), is \(valueText)"
        case .minItems: "must have at least \(counted("item", "items")), has \(measured ?? 0)"
        case .maxItems: "must have at most \(counted("item", "items")), has \(measured ?? 0)"
        case .uniqueItems: "must have no two equal items, but \(detail ?? "has")"
        case .minProperties: "must have at least \(counted("property", "properties")), has \(measured ?? 0)"
        case .maxProperties: "must have at most \(counted("property", "properties")), has \(measured ?? 0)"
        case .known: "must be one of \(listed(" or ")), is \(valueText)"
        case .constant: "must be \(limitText), is \(valueText)"
        case .exactlyOne where limit != nil: "must have exactly one of \(listed(" and ")), has \(detail ?? "none")"
        case .atLeastOne where limit != nil: "must have at least one of \(listed(" and ")), has none"
        case .allowed: "is not allowed here"
        default: detail ?? "must satisfy \(rule.rawValue)"
        }
    }

    private var limitText: String { limit.map(Excerpt.text) ?? "" }

    private var valueText: String { value.map(Excerpt.text) ?? "" }

    private func counted(_ one: String, _ many: String) -> String {
        let text = limitText
        return "\(text) \(text == "1" ? one : many)"
    }

    /// The values of the limit in a sentence; of a long list the first ten and how many there are.
    private func listed(_ conjunction: String) -> String {
        let values = (limit?.array ?? []).map(Excerpt.text)
        if values.count > 10 { return values.prefix(10).joined(separator: ", ") + ", … (\(values.count) in all)" }
        guard values.count > 1, let last = values.last else { return values.first ?? "" }
        return values.dropLast().joined(separator: ", ") + conjunction + last
    }
}

extension Excerpt {
    /// A value as JSON text of a readable length.
    static func text(_ value: JSONValue) -> String {
        guard let bytes = try? JSONWriter.bytes(value) else { return "" }
        return of(String(decoding: bytes, as: UTF8.self))
    }

    /// A value that is not longer than an error should be.
    static func of(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool, .number: value
        case .string(let text): .string(of(text))
        case .array, .object:
            text(value).unicodeScalars.count > limit ? .string(text(value)) : value
        }
    }
}
