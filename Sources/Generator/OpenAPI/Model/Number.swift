/// A number in JSON's spelling, of any length.
package struct Number: Hashable, Sendable {
    package let text: String
    // What it is worth: ± 0.digits × 10^exponent. Found out once, because a number of a million digits may be compared any number of times.
    private let isNegative: Bool
    private let exponent: Int
    /// From the first digit that is not zero to the last, perhaps with the point between them; empty of zero.
    private let digits: Range<String.Index>
    private let digitCount: Int

    package init(text: String) {
        let bytes = text.utf8
        let mantissaEnd = bytes.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? bytes.endIndex
        let point = bytes[..<mantissaEnd].firstIndex(of: UInt8(ascii: ".")) ?? mantissaEnd
        let isSignificant = { (byte: UInt8) in (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(byte) }
        let first = bytes[..<mantissaEnd].firstIndex(where: isSignificant)
        let last = bytes[..<mantissaEnd].lastIndex(where: isSignificant)
        self.text = text
        guard let first, let last else {
            (isNegative, exponent, digits, digitCount) = (false, 0, bytes.startIndex..<bytes.startIndex, 0)
            return
        }
        isNegative = bytes.first == UInt8(ascii: "-")
        digits = first..<bytes.index(after: last)
        digitCount = bytes.distance(from: first, to: last) + (first < point && point < last ? 0 : 1)
        let written = mantissaEnd == bytes.endIndex ? "0" : text[bytes.index(after: mantissaEnd)...]
        // An exponent that is no `Int` is as good as the largest or the smallest; half of it leaves room for the digits.
        let shift = min(max(Int(written) ?? (written.hasPrefix("-") ? .min : .max), .min / 2), .max / 2)
        exponent = shift + bytes.distance(from: first, to: point) + (first < point ? 0 : 1)
    }

    package static func == (left: Number, right: Number) -> Bool { left.text == right.text }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }

    package var isWhole: Bool { exponent >= digitCount }

    /// Whether the number is smaller, digit by digit: as doubles, numbers beyond 2^53 that lie next to each other are the same.
    package func isLess(than other: Number) -> Bool {
        guard isNegative == other.isNegative else { return isNegative }
        return isNegative ? other.isNearerToZero(than: self) : isNearerToZero(than: other)
    }

    private func isNearerToZero(than other: Number) -> Bool {
        if digits.isEmpty || other.digits.isEmpty { return !other.digits.isEmpty }
        if exponent != other.exponent { return exponent < other.exponent }
        return significantDigits.lexicographicallyPrecedes(other.significantDigits)
    }

    private var significantDigits: some Sequence<UInt8> {
        text.utf8[digits].lazy.filter { $0 != UInt8(ascii: ".") }
    }

    /// The number as an integer, where it has no fraction however it is written (JSON Schema calls `2.0` and `1e3` integers) and fits.
    package func integer<Integer: FixedWidthInteger>(as type: Integer.Type) -> Integer? {
        // No integer of ours has more digits than 20.
        guard isWhole, exponent <= 20 else { return nil }
        guard digitCount > 0 else { return 0 }
        let zeros = repeatElement(UInt8(ascii: "0"), count: exponent - digitCount)
        return Integer((isNegative ? "-" : "") + String(decoding: Array(significantDigits) + zeros, as: UTF8.self))
    }

    /// The number as a count: whole and not negative. One beyond `Int` is the largest: no text and no list comes near either.
    package var count: Int? {
        guard isWhole, !isNegative else { return nil }
        return integer(as: Int.self) ?? .max
    }
}
