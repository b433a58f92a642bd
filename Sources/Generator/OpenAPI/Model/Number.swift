/// A number in JSON's spelling, of any length.
package struct Number: Hashable, Sendable {
    package let text: String

    package init(text: String) { self.text = text }

    /// Whether the number is smaller, digit by digit: as doubles, numbers beyond 2^53 that lie next to each other are the same.
    package func isLess(than other: Number) -> Bool {
        if let value = Int64(text), let other = Int64(other.text) { return value < other }
        return ExactValue(text) < ExactValue(other.text)
    }

    /// The number as an integer, where it has no fraction however it is written (JSON Schema calls `2.0` and `1e3` integers) and fits.
    package func integer<Integer: FixedWidthInteger>(as type: Integer.Type) -> Integer? {
        if let integer = Integer(text) { return integer }
        let value = ExactValue(text)
        // No integer of ours has more digits.
        guard value.isWhole, value.exponent <= 20 else { return nil }
        guard !value.digits.isEmpty else { return 0 }
        let zeros = repeatElement(UInt8(ascii: "0"), count: value.exponent - value.digits.count)
        return Integer((value.isNegative ? "-" : "") + String(decoding: value.digits + zeros, as: UTF8.self))
    }

    /// The number as a count: whole and not negative. One beyond `Int` is the largest: no text and no list comes near either.
    package var count: Int? {
        let value = ExactValue(text)
        guard value.isWhole, !value.isNegative else { return nil }
        return integer(as: Int.self) ?? .max
    }
}

/// What a number is worth: ± 0.digits × 10^exponent. Digits begin and end with one that is not zero; zero has none.
private struct ExactValue {
    var isNegative: Bool
    var digits: [UInt8]
    var exponent: Int

    /// The value of a number in JSON's spelling.
    init(_ text: String) {
        let parts = text.utf8.split(maxSplits: 1) { $0 | 0x20 == UInt8(ascii: "e") }
        let mantissa = parts.first?.drop { $0 == UInt8(ascii: "-") } ?? text.utf8[...]
        let whole = mantissa.prefix { $0 != UInt8(ascii: ".") }
        let all = Array(whole) + mantissa.dropFirst(whole.count + 1)
        let significant = all.drop { $0 == UInt8(ascii: "0") }
        let zerosBehind = significant.reversed().prefix { $0 == UInt8(ascii: "0") }.count
        digits = Array(significant.dropLast(zerosBehind))
        isNegative = !digits.isEmpty && text.utf8.first == UInt8(ascii: "-")
        let written = parts.count == 2 ? String(decoding: parts[1], as: UTF8.self) : "0"
        // An exponent that is no `Int` is as good as the largest or the smallest; half of it leaves room for the digits.
        let shift = min(max(Int(written) ?? (written.hasPrefix("-") ? .min : .max), .min / 2), .max / 2)
        exponent = digits.isEmpty ? 0 : shift + whole.count - (all.count - significant.count)
    }

    var isWhole: Bool { exponent >= digits.count }

    static func < (left: ExactValue, right: ExactValue) -> Bool {
        guard left.isNegative == right.isNegative else { return left.isNegative }
        return left.isNegative ? right.isNearerToZero(than: left) : left.isNearerToZero(than: right)
    }

    private func isNearerToZero(than other: ExactValue) -> Bool {
        if digits.isEmpty || other.digits.isEmpty { return !other.digits.isEmpty }
        if exponent != other.exponent { return exponent < other.exponent }
        return digits.lexicographicallyPrecedes(other.digits)
    }
}
