// MARK: - Escapes

extension PatternParser {
    /// One character, or a set of them: what stands in brackets or behind a backslash.
    private enum Member {
        case scalar(UInt32)
        case ranges([ClosedRange<UInt32>])
        case property(UnicodeProperty, isNegated: Bool)
    }

    /// Goes on behind the backslash.
    mutating func escape() throws(PatternFault) -> PatternNode {
        if take("b") { return .assertion(.wordBoundary) }
        if take("B") { return .assertion(.noWordBoundary) }
        if let reference = try backreference() { return reference }
        return .set(Self.set(of: [try escapedMember()], ignoresCase: flags.ignoresCase))
    }

    private static func set(of members: [Member], isNegated: Bool = false, ignoresCase: Bool) -> ScalarSet {
        var ranges: [ClosedRange<UInt32>] = []
        var properties: [(property: UnicodeProperty, isNegated: Bool)] = []
        for member in members {
            switch member {
            case .scalar(let scalar): ranges.append(scalar...scalar)
            case .ranges(let more): ranges += more
            case .property(let property, let isNegated): properties.append((property, isNegated))
            }
        }
        return ScalarSet(ranges, properties: properties, isNegated: isNegated, ignoresCase: ignoresCase)
    }

    private mutating func escapedMember() throws(PatternFault) -> Member {
        guard let scalar = rest.popFirst() else { throw PatternFault(reason: "it ends with a backslash") }
        switch scalar {
        case "d": return .ranges(ScalarSet.digits)
        case "D": return .ranges(ScalarSet.complement(of: ScalarSet.digits))
        case "w": return .ranges(wordCharacters)
        case "W": return .ranges(ScalarSet.complement(of: wordCharacters))
        case "s": return .ranges(ScalarSet.space)
        case "S": return .ranges(ScalarSet.complement(of: ScalarSet.space))
        case "t": return .scalar(0x09)
        case "n": return .scalar(0x0A)
        case "v": return .scalar(0x0B)
        case "f": return .scalar(0x0C)
        case "r": return .scalar(0x0D)
        case "0":
            if let next = rest.first, "0"..."9" ~= next { throw PatternFault(reason: "\\0 is followed by a digit") }
            return .scalar(0)
        case "c":
            guard let letter = rest.popFirst(), "a"..."z" ~= letter || "A"..."Z" ~= letter else { throw Self.incomplete(scalar) }
            return .scalar(letter.value & 31)
        case "x":
            guard let value = hexadecimal(2) else { throw Self.incomplete(scalar) }
            return .scalar(value)
        case "u": return .scalar(try codePoint())
        case "p", "P": return try property(isNegated: scalar == "P")
        case "a"..."z", "A"..."Z", "0"..."9": throw PatternFault(reason: "\\\(scalar) has no meaning there in ECMA-262")
        default: return .scalar(scalar.value)
        }
    }

    /// With case ignored, two others are the same as letters of these (ECMA-262, section 22.2.2.9.3).
    private var wordCharacters: [ClosedRange<UInt32>] {
        ScalarSet.wordCharacters + (flags.ignoresCase ? [0x17F...0x17F, 0x212A...0x212A] : [])
    }

    private static func incomplete(_ letter: Unicode.Scalar) -> PatternFault {
        PatternFault(reason: "\\\(letter) is followed by nothing that stands for a character")
    }

    /// `\u00E9`, `\uD83D\uDE00`, `\u{1F600}`. Half of a pair stands for itself, and no text has it.
    private mutating func codePoint() throws(PatternFault) -> UInt32 {
        if take("{") {
            let digits = rest.prefix { $0 != "}" }
            guard let value = hexadecimal(digits.count), value <= 0x10_FFFF, take("}") else { throw Self.incomplete("u") }
            return value
        }
        guard let unit = hexadecimal(4) else { throw Self.incomplete("u") }
        let behind = rest
        if 0xD800...0xDBFF ~= unit, take("\\u"), let second = hexadecimal(4), 0xDC00...0xDFFF ~= second {
            return 0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)
        }
        rest = behind
        return unit
    }

    private mutating func hexadecimal(_ count: Int) -> UInt32? {
        let digits = rest.prefix(count)
        guard digits.count == count, count > 0, digits.allSatisfy(\.properties.isASCIIHexDigit) else { return nil }
        rest = rest.dropFirst(count)
        return UInt32(String(String.UnicodeScalarView(digits)), radix: 16)
    }

    /// Goes on behind the `p`.
    private mutating func property(isNegated: Bool) throws(PatternFault) -> Member {
        guard take("{"), let end = rest.firstIndex(of: "}") else {
            throw PatternFault(reason: "the name of a property of characters does not stand in braces")
        }
        guard let property = UnicodeProperty(String(String.UnicodeScalarView(rest[..<end]))) else {
            throw PatternFault(reason: "it names a property of characters that Unicode does not have, or Swift does not know")
        }
        rest = rest[(end + 1)...]
        return .property(property, isNegated: isNegated)
    }
}

// MARK: - Sets

extension PatternParser {
    /// Goes on behind the opening bracket.
    mutating func bracketedSet() throws(PatternFault) -> ScalarSet {
        let isNegated = take("^")
        var members: [Member] = []
        while !take("]") {
            let first = try member()
            let behind = rest
            // A dash at the end, or beside what is no single character, stands for itself.
            guard case .scalar(let low) = first, take("-"), rest.first != "]", case .scalar(let high) = try member() else {
                rest = behind
                members.append(first)
                continue
            }
            guard low <= high else { throw PatternFault(reason: "it has a range that ends before it begins") }
            members.append(.ranges([low...high]))
        }
        return Self.set(of: members, isNegated: isNegated, ignoresCase: flags.ignoresCase)
    }

    private mutating func member() throws(PatternFault) -> Member {
        guard let scalar = rest.popFirst() else { throw PatternFault(reason: "it has a bracket that is not closed") }
        guard scalar == "\\" else { return .scalar(scalar.value) }
        return take("b") ? .scalar(0x08) : try escapedMember()
    }
}
