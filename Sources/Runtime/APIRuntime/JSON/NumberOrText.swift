/// Reads a number that may also come as the text of one, `12` or `"12"`, as some servers send all their numbers.
public enum NumberOrText<Number: JSONDecodable>: Sendable {
    /// Throws ``JSONError`` where the JSON is neither, or beyond the type.
    static func read(_ json: borrowing JSONView) throws -> Number {
        guard json.word.kind == .string else { return try Number(json: json) }
        let text = json.tape.string(json.position)
        // Nothing but the number: no space around it.
        guard let root = (try? JSONDocument(parsing: text))?.root, root.word.kind == .number, root.word.length == text.utf8.count,
            let number = try? Number(json: root)
        else { throw json.malformed("the text of a number of type \(Number.self)", text) }
        return number
    }
}

extension JSONObjectView {
    /// The number of a property that has to be there.
    public mutating func required<Number>(_ key: StaticString, as type: NumberOrText<Number>.Type) throws -> Number {
        try type.read(value(of: key))
    }

    /// The number of a property; nil where it is absent or `null`.
    public mutating func optional<Number>(_ key: StaticString, as type: NumberOrText<Number>.Type) throws -> Number? {
        guard let value = member(key), !value.isNull else { return nil }
        return try type.read(value)
    }

    /// The number of a property, or its `null`; nil where it is absent.
    public mutating func optionalOrNull<Number>(_ key: StaticString, as type: NumberOrText<Number>.Type) throws -> Nullable<Number>? {
        guard let value = member(key) else { return nil }
        return value.isNull ? .null : .value(try type.read(value))
    }

    /// The number of a property that has to be there; nil where it is `null`.
    public mutating func requiredOrNull<Number>(_ key: StaticString, as type: NumberOrText<Number>.Type) throws -> Number? {
        let value = try value(of: key)
        return value.isNull ? nil : try type.read(value)
    }
}
