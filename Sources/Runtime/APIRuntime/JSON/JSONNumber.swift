/// A number of JSON as its text, so that nothing of it is lost: any number of digits, any exponent.
///
/// Numbers are equal where their values are: `1`, `1.0` and `1e0` are one number.
public struct JSONNumber: Sendable {
    /// The number as JSON text.
    public let text: String

    /// For text that is known to be a number of JSON.
    init(checked text: String) { self.text = text }

    /// Takes the text of a number as it is; nil where it is not one of JSON (RFC 8259, section 6).
    public init?(_ text: String) {
        guard let tape = try? JSONDocument(parsing: text).tape, tape.word(0).kind == .number, tape.extent(0) == 0..<text.utf8.count else {
            return nil
        }
        self.text = text
    }

    /// An integer.
    public init(_ value: some FixedWidthInteger) { text = "\(value)" }

    /// The shortest text that reads back as the value; nil for infinities and not-a-number, which JSON has no text for.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        text = FloatingPointText.text(value)
    }

    /// The value as an integer; nil where it has a fraction or is beyond the range of the type.
    public func integer<Integer: FixedWidthInteger>(_ type: Integer.Type = Integer.self) -> Integer? {
        decimal.integer(type)
    }

    /// The double next to the value; nil where the value is beyond the range of `Double`.
    public var double: Double? {
        Double(text).flatMap { $0.isFinite ? $0 : nil }
    }

    var decimal: ExactDecimal { ExactDecimal(text) }
}

extension JSONNumber: Hashable {
    /// By value.
    public static func == (left: Self, right: Self) -> Bool {
        left.text == right.text || left.decimal == right.decimal
    }

    /// By value.
    public func hash(into hasher: inout Hasher) { hasher.combine(decimal) }
}

extension JSONNumber: CustomStringConvertible {
    /// The number as JSON text.
    public var description: String { text }
}
