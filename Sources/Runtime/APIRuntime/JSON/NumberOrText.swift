/// Numbers that may also come as the text of one, alone, in lists or in maps: ``NumberOrText`` and collections of it.
public protocol NumberReading {
    /// The numbers as they are kept.
    associatedtype Numbers

    /// Throws ``JSONError`` where the JSON is neither, or beyond the type.
    static func read(_ json: borrowing JSONView) throws -> Numbers
}

/// Reads a number that may also come as the text of one, `12` or `"12"`, as some servers send all their numbers.
public enum NumberOrText<Number: JSONDecodable>: NumberReading {
    /// Reads the number itself, or the one that a text is: without space around it.
    public static func read(_ json: borrowing JSONView) throws -> Number {
        guard json.word.kind == .string else { return try Number(json: json) }
        let text = json.tape.string(json.position)
        guard let root = (try? JSONDocument(parsing: text))?.root, root.word.kind == .number, root.word.length == text.utf8.count,
            let number = try? Number(json: root)
        else { throw json.malformed("the text of a number of type \(Number.self)", text) }
        return number
    }
}

extension Array: NumberReading where Element: NumberReading {
    /// Reads each element of an array.
    public static func read(_ json: borrowing JSONView) throws -> [Element.Numbers] {
        try json.array().map { try Element.read($0) }
    }
}

extension Dictionary: NumberReading where Key == String, Value: NumberReading {
    /// Reads each member of an object. Of members with the same key the first counts.
    public static func read(_ json: borrowing JSONView) throws -> [String: Value.Numbers] {
        try json.object().additional { try Value.read($0) }
    }
}

extension Nullable: NumberReading where Wrapped: NumberReading {
    /// Reads `null`, or what is there.
    public static func read(_ json: borrowing JSONView) throws -> Nullable<Wrapped.Numbers> {
        json.isNull ? .null : .value(try Wrapped.read(json))
    }
}

extension JSONObjectView {
    /// The numbers of a property that has to be there.
    public mutating func required<Reading: NumberReading>(_ key: StaticString, as type: Reading.Type) throws -> Reading.Numbers {
        try type.read(value(of: key))
    }

    /// The numbers of a property; nil where it is absent or `null`.
    public mutating func optional<Reading: NumberReading>(_ key: StaticString, as type: Reading.Type) throws -> Reading.Numbers? {
        guard let value = member(key), !value.isNull else { return nil }
        return try type.read(value)
    }

    /// The numbers of a property, or its `null`; nil where it is absent.
    public mutating func optionalOrNull<Reading: NumberReading>(
        _ key: StaticString, as type: Reading.Type
    ) throws -> Nullable<Reading.Numbers>? {
        guard let value = member(key) else { return nil }
        return value.isNull ? .null : .value(try type.read(value))
    }

    /// The numbers of a property that has to be there; nil where it is `null`.
    public mutating func requiredOrNull<Reading: NumberReading>(_ key: StaticString, as type: Reading.Type) throws -> Reading.Numbers? {
        let value = try value(of: key)
        return value.isNull ? nil : try type.read(value)
    }
}
