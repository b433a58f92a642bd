/// The value of a number's text, exactly: an integer of any length times a power of ten.
///
/// In canonical form (no zeros at either end of the digits), so that equal values are equal, however they are written.
struct ExactDecimal: Hashable {
    let isNegative: Bool
    /// Decimal digits, 0 to 9; none for zero.
    let digits: [UInt8]
    /// The power of ten of the last digit.
    let exponent: Int

    /// The largest power of ten told apart; further ones are all taken for this.
    private static let farthest = 1 << 40

    /// `text` is a number of JSON.
    init(_ text: UnsafeBufferPointer<UInt8>) {
        var digits: [UInt8] = []
        var exponent = 0
        var offset = 0
        let isNegative = text.first == UInt8(ascii: "-")
        if isNegative { offset = 1 }
        var isFraction = false
        while offset < text.count, text[offset] | 0x20 != UInt8(ascii: "e") {
            if text[offset] == UInt8(ascii: ".") {
                isFraction = true
            } else {
                let digit = text[offset] - UInt8(ascii: "0")
                if !digits.isEmpty || digit != 0 { digits.append(digit) }
                if isFraction { exponent -= 1 }
            }
            offset += 1
        }
        if offset < text.count { exponent += Self.exponent(text[(offset + 1)...]) }
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        self.isNegative = isNegative && !digits.isEmpty
        self.digits = digits
        self.exponent = digits.isEmpty ? 0 : exponent
    }

    /// `text` is a number of JSON.
    init(_ text: String) {
        var text = text
        self = text.withUTF8 { Self($0) }
    }

    private static func exponent(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        var value = 0
        for byte in text where byte != UInt8(ascii: "+") && byte != UInt8(ascii: "-") {
            value = min(value * 10 + Int(byte - UInt8(ascii: "0")), farthest)
        }
        return text.first == UInt8(ascii: "-") ? -value : value
    }

    var isInteger: Bool { exponent >= 0 }

    /// The value as an integer, nil where it has a fraction or is beyond the range of the type.
    func integer<Integer: FixedWidthInteger>(_ type: Integer.Type = Integer.self) -> Integer? {
        // No integer of 64 bits has more than 20 digits; types here have no more bits.
        guard isInteger, digits.count + exponent <= 20 else { return nil }
        var value: Integer = 0
        for place in 0..<digits.count + exponent {
            let digit = Integer(place < digits.count ? digits[place] : 0)
            let (tens, overflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, carries) = isNegative ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
            if overflows || carries { return nil }
            value = sum
        }
        return value
    }

    /// Whether the value is an integer times `divisor`. Everything is a multiple of zero.
    func isMultiple(of divisor: ExactDecimal) -> Bool {
        if digits.isEmpty || divisor.digits.isEmpty { return true }
        // A multiple of 10ⁿ ends in n zeros, and canonical digits end in none.
        guard exponent >= divisor.exponent else { return false }
        // Long division by hand: the remainder takes in a digit at a time.
        var remainder: [UInt8] = []
        for digit in digits { Self.shift(digit, into: &remainder, modulo: divisor.digits) }
        // Zeros bring in factors 2 and 5 only, and a digit of the divisor has at most three of them.
        for _ in 0..<min(exponent - divisor.exponent, 4 * divisor.digits.count) {
            Self.shift(0, into: &remainder, modulo: divisor.digits)
        }
        return remainder.isEmpty
    }

    /// `remainder × 10 + digit`, less as many times the divisor as are in it.
    private static func shift(_ digit: UInt8, into remainder: inout [UInt8], modulo divisor: [UInt8]) {
        if !remainder.isEmpty || digit != 0 { remainder.append(digit) }
        while compare(remainder, divisor) >= 0 { subtract(divisor, from: &remainder) }
    }

    /// Of integers without leading zeros: negative, zero or positive as the left is less, equal or greater.
    private static func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
        if left.count != right.count { return left.count - right.count }
        for (left, right) in zip(left, right) where left != right { return Int(left) - Int(right) }
        return 0
    }

    private static func subtract(_ right: [UInt8], from left: inout [UInt8]) {
        var borrow: UInt8 = 0
        for place in 1...left.count {
            let taken = borrow + (place <= right.count ? right[right.count - place] : 0)
            let index = left.count - place
            borrow = left[index] < taken ? 1 : 0
            left[index] = left[index] + borrow * 10 - taken
        }
        left.removeFirst(left.firstIndex { $0 != 0 } ?? left.count)
    }
}

extension ExactDecimal: Comparable {
    static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        return left.isNegative ? right.isSmaller(than: left) : left.isSmaller(than: right)
    }

    /// Compares without the signs.
    private func isSmaller(than other: ExactDecimal) -> Bool {
        if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
        let magnitude = digits.count + exponent
        let otherMagnitude = other.digits.count + other.exponent
        if magnitude != otherMagnitude { return magnitude < otherMagnitude }
        return digits.lexicographicallyPrecedes(other.digits)
    }
}
