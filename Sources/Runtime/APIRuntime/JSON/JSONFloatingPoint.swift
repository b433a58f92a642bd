extension Double: JSONDecodable, JSONEncodable {
    /// Reads the double next to the number; throws ``JSONError`` for one beyond the range, such as `1e400`.
    public init(json: borrowing JSONView) throws {
        guard json.word.kind == .number else { throw json.wrongKind(expected: "a number") }
        self = try json.tape.withBytes(of: json.position) { text in
            if let value = FloatingPointText.exactDouble(text) { return value }
            guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else {
                throw json.outOfRange("Double")
            }
            return value
        }
    }

    /// Writes the shortest text that reads back as the value, `1` and not `1.0`. ``JSONWriter/finish()`` throws for
    /// infinities and not-a-number.
    public func write(to json: inout JSONWriter) {
        if json.pieces != nil { return json.take(.number(Double(self))) }
        json.writeNumber(isFinite ? FloatingPointText.text(self) : nil)
    }
}

extension Float: JSONDecodable, JSONEncodable {
    /// Reads the float next to the number; throws ``JSONError`` for one beyond the range, such as `1e39`.
    public init(json: borrowing JSONView) throws {
        guard json.word.kind == .number else { throw json.wrongKind(expected: "a number") }
        // Not by way of a double, which would round twice.
        self = try json.tape.withBytes(of: json.position) { text in
            guard let value = Float(String(decoding: text, as: UTF8.self)), value.isFinite else {
                throw json.outOfRange("Float")
            }
            return value
        }
    }

    /// Writes the shortest text that reads back as the value, `1` and not `1.0`. ``JSONWriter/finish()`` throws for
    /// infinities and not-a-number.
    public func write(to json: inout JSONWriter) {
        if json.pieces != nil { return json.take(.number(Double(self))) }
        json.writeNumber(isFinite ? FloatingPointText.text(self) : nil)
    }
}

extension JSONView {
    @inline(never)
    fileprivate func outOfRange(_ type: String) -> JSONError {
        let text = tape.withBytes(of: position) { String(decoding: $0, as: UTF8.self) }
        return error(.outOfRange(value: Excerpt.of(text), type: type))
    }
}

/// Text of floating-point numbers.
enum FloatingPointText {
    /// The shortest text that reads back as a finite value, without `.0`.
    static func text(_ value: some BinaryFloatingPoint & LosslessStringConvertible) -> String {
        // Up to where neighbours are one apart, a whole number is its own shortest text. Zero has a sign, which an integer has not.
        if value.ulp <= 1, value != 0, let integer = Int64(exactly: value) { return "\(integer)" }
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// The value of a number whose digits and power of ten are both exact doubles, so that one operation rounds it right
    /// (Clinger, "How to Read Floating Point Numbers Accurately", 1990); nil for other numbers.
    static func exactDouble(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        var offset = text[0] == UInt8(ascii: "-") ? 1 : 0
        guard text.count - offset <= 18 else { return nil }
        var digits: UInt64 = 0
        var exponent = 0
        var isFraction = false
        while offset < text.count {
            let digit = text[offset] &- UInt8(ascii: "0")
            if digit < 10 {
                digits = digits * 10 + UInt64(digit)
                if isFraction { exponent -= 1 }
            } else if text[offset] == UInt8(ascii: ".") {
                isFraction = true
            } else {
                guard let written = writtenExponent(text, from: offset + 1) else { return nil }
                exponent += written
                break
            }
            offset += 1
        }
        guard digits <= 1 << 53, -22...22 ~= exponent else { return nil }
        let magnitude = exponent < 0 ? Double(digits) / powersOfTen[-exponent] : Double(digits) * powersOfTen[exponent]
        return text[0] == UInt8(ascii: "-") ? -magnitude : magnitude
    }

    /// The exponent behind the `e`, nil where it has more than three digits.
    private static func writtenExponent(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        let hasSign = text[start] == UInt8(ascii: "-") || text[start] == UInt8(ascii: "+")
        let first = hasSign ? start + 1 : start
        guard text.count - first <= 3 else { return nil }
        let magnitude = text[first...].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return text[start] == UInt8(ascii: "-") ? -magnitude : magnitude
    }
}
