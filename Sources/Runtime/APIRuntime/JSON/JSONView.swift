/// A value inside a ``JSONDocument``. It keeps the document in memory.
public struct JSONView: Sendable {
    let tape: JSONTape
    let position: Int

    var word: JSONWord { tape.word(position) }

    /// The kind of the value.
    public var kind: JSONKind {
        switch word.kind {
        case .null: .null
        case .true, .false: .bool
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    /// Whether the value is `null`.
    public var isNull: Bool { word.kind == .null }

    /// JSON Pointer (RFC 6901) of the value in its document. Made by a walk from the outermost value.
    public var pointer: String { tape.pointer(to: position) }

    /// Offset of the value in bytes from the start of the text.
    public var offset: Int { word.kind == .string ? word.offset - 1 : word.offset }

    /// The members of an object; an error where the value is none.
    public func object() throws(JSONError) -> JSONObjectView {
        guard word.kind == .object else { throw wrongKind(expected: "an object") }
        return JSONObjectView(tape: tape, position: position)
    }

    /// The elements of an array; an error where the value is none.
    public func array() throws(JSONError) -> JSONArrayView {
        guard word.kind == .array else { throw wrongKind(expected: "an array") }
        return JSONArrayView(tape: tape, position: position)
    }

    /// Makes a value of a type; throws ``JSONError`` where this is not what the type asks for.
    public func decode<Value: JSONDecodable>(_ type: Value.Type = Value.self) throws -> Value {
        try Value(json: self)
    }

    /// An error at this value, for types that read themselves.
    public func error(_ message: String) -> JSONError { error(.custom(message)) }

    @inline(never)
    func error(_ kind: JSONError.Kind) -> JSONError { JSONError(kind, pointer: pointer, offset: offset) }

    @inline(never)
    func wrongKind(expected: String) -> JSONError { error(.wrongKind(expected: expected, found: kind)) }
}

/// The elements of an array inside a ``JSONDocument``, in their order.
public struct JSONArrayView: Sendable, Sequence {
    let tape: JSONTape
    let position: Int

    /// The number of elements.
    public var count: Int { tape.memberCount(position) }

    /// The number of elements, which is known.
    public var underestimatedCount: Int { count }

    /// The element of a number; nil beyond the end.
    func item(_ index: Int) -> JSONView? {
        var rest = index
        for item in self {
            if rest == 0 { return item }
            rest -= 1
        }
        return nil
    }

    /// Goes through the elements.
    public func makeIterator() -> Iterator {
        Iterator(tape: tape, position: position + 2, end: tape.next(after: position))
    }

    /// Goes through the elements of an array.
    public struct Iterator: IteratorProtocol, Sendable {
        let tape: JSONTape
        var position: Int
        let end: Int

        /// The next element.
        public mutating func next() -> JSONView? {
            guard position < end else { return nil }
            defer { position = tape.next(after: position) }
            return JSONView(tape: tape, position: position)
        }
    }
}
