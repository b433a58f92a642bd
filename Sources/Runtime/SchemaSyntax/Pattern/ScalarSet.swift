/// A set of code points: a character, a short form such as `\d`, or what stands in brackets.
struct ScalarSet: Sendable {
    /// Which of the 128 code points of ASCII are in it: nearly every one that is asked for.
    private var ascii: (low: UInt64, high: UInt64) = (0, 0)
    /// In order and apart.
    private let ranges: [ClosedRange<UInt32>]
    private let properties: [(property: UnicodeProperty, isNegated: Bool)]
    private let isNegated: Bool
    private let ignoresCase: Bool

    init(
        _ ranges: [ClosedRange<UInt32>], properties: [(property: UnicodeProperty, isNegated: Bool)] = [], isNegated: Bool = false,
        ignoresCase: Bool = false
    ) {
        self.ranges = Self.merged(ranges)
        self.properties = properties
        self.isNegated = isNegated
        self.ignoresCase = ignoresCase
        var named = NamedProperties()
        for scalar in UInt32(0)..<128 where decide(scalar, &named) {
            if scalar < 64 { ascii.low |= 1 << scalar } else { ascii.high |= 1 << (scalar - 64) }
        }
    }

    func contains(_ scalar: UInt32, _ named: inout NamedProperties) -> Bool {
        if scalar < 64 { return ascii.low >> scalar & 1 == 1 }
        if scalar < 128 { return ascii.high >> (scalar - 64) & 1 == 1 }
        return decide(scalar, &named)
    }

    private func decide(_ scalar: UInt32, _ named: inout NamedProperties) -> Bool {
        var isMember = holds(scalar, &named)
        if ignoresCase, !isMember {
            for other in CaseFolding.others(of: scalar) where !isMember { isMember = holds(other, &named) }
        }
        return isMember != isNegated
    }

    private func holds(_ scalar: UInt32, _ named: inout NamedProperties) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
        }
        if low < ranges.count, ranges[low].lowerBound <= scalar { return true }
        return properties.contains { named.holds($0.property, scalar) != $0.isNegated }
    }

    private static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var merged: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}

// MARK: - Short forms

extension ScalarSet {
    static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    static let wordCharacters: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
    /// ECMA-262, section 12.3.
    static let lineTerminators: [ClosedRange<UInt32>] = [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029]
    /// ECMA-262, sections 12.2 and 12.3: white space and line terminators.
    static let space: [ClosedRange<UInt32>] = [
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F, 0x205F...0x205F,
        0x3000...0x3000, 0xFEFF...0xFEFF,
    ]

    /// All other code points. The ranges are in order and apart.
    static func complement(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var complement: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if next < range.lowerBound { complement.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        return complement + [next...0x10_FFFF]
    }
}
