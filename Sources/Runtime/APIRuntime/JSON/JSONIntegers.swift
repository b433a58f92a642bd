extension FixedWidthInteger {
    /// Reads an integer exactly. `1.0` and `1e3` are integers too: JSON does not tell them from `1` and `1000`.
    @inline(__always)
    fileprivate init(exactly json: borrowing JSONView) throws {
        let word = json.word
        guard word.kind == .number else { throw json.wrongKind(expected: "an integer") }
        // Eighteen digits fit 64 bits whatever they are.
        if word.mark, word.length <= 18 {
            let value = json.tape.withBytes(of: json.position) { Self.shortInteger($0) }
            guard let exact = Self(exactly: value) else { throw Self.error(json) }
            self = exact
        } else {
            self = try Self.long(json)
        }
    }

    @inline(__always)
    private static func shortInteger(_ text: UnsafeBufferPointer<UInt8>) -> Int64 {
        var value: Int64 = 0
        let isNegative = text[0] == UInt8(ascii: "-")
        for index in (isNegative ? 1 : 0)..<text.count {
            value = value &* 10 &+ Int64(truncatingIfNeeded: text[index] &- UInt8(ascii: "0"))
        }
        return isNegative ? 0 &- value : value
    }

    @inline(never)
    private static func long(_ json: borrowing JSONView) throws -> Self {
        guard let value = json.tape.withBytes(of: json.position, { ExactDecimal($0) }).integer(Self.self) else {
            throw error(json)
        }
        return value
    }

    @inline(never)
    private static func error(_ json: borrowing JSONView) -> JSONError {
        let (text, decimal) = json.tape.withBytes(of: json.position) { (String(decoding: $0, as: UTF8.self), ExactDecimal($0)) }
        let value = Excerpt.of(text)
        return json.error(decimal.isInteger ? .outOfRange(value: value, type: "\(Self.self)") : .notAnInteger(value: value))
    }
}

extension Int: JSONDecodable, JSONEncodable {
    /// Reads an integer, also one written as `1.0` or `1e3`; throws ``JSONError`` for a fraction or one beyond the range.
    public init(json: borrowing JSONView) throws { try self.init(exactly: json) }

    /// Writes an integer.
    public func write(to json: inout JSONWriter) { json.writeInteger(Int64(self)) }
}

extension Int32: JSONDecodable, JSONEncodable {
    /// Reads an integer, also one written as `1.0` or `1e3`; throws ``JSONError`` for a fraction or one beyond the range.
    public init(json: borrowing JSONView) throws { try self.init(exactly: json) }

    /// Writes an integer.
    public func write(to json: inout JSONWriter) { json.writeInteger(Int64(self)) }
}

extension Int64: JSONDecodable, JSONEncodable {
    /// Reads an integer, also one written as `1.0` or `1e3`; throws ``JSONError`` for a fraction or one beyond the range.
    public init(json: borrowing JSONView) throws { try self.init(exactly: json) }

    /// Writes an integer.
    public func write(to json: inout JSONWriter) { json.writeInteger(self) }
}

extension UInt64: JSONDecodable, JSONEncodable {
    /// Reads an integer, also one written as `1.0` or `1e3`; throws ``JSONError`` for a fraction or one beyond the range.
    public init(json: borrowing JSONView) throws { try self.init(exactly: json) }

    /// Writes an integer.
    public func write(to json: inout JSONWriter) {
        if let value = Int64(exactly: self) { json.writeInteger(value) } else { JSONValue.number(JSONNumber(self)).write(to: &json) }
    }
}
