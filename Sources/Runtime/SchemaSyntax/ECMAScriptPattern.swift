/// Regular expressions of ECMA-262, the dialect of JSON Schema, in the syntax of Swift's `Regex`.
///
/// The two agree on structure; they differ in what the short forms stand for (`.`, `\s`, `\d`, `\w`, `\v`), in what a set
/// may contain (`[` is a character here, Swift nests sets) and in escapes. So sets, short forms and escapes are written
/// anew, every character that is not ASCII by its number, and the rest is passed on.
package struct ECMAScriptPattern {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var output = ""

    /// Nil where the pattern ends in the middle or names half a surrogate pair, which no Swift string contains.
    package static func translate(_ pattern: String) -> String? {
        var translation = ECMAScriptPattern(pattern)
        return translation.run() ? translation.output : nil
    }

    private init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

    /// What stands in a set or by itself: one character, or a set of them.
    private enum Atom {
        case scalar(Unicode.Scalar)
        case set(String)
    }

    private mutating func run() -> Bool {
        while let scalar = peek() {
            index += 1
            switch scalar {
            case "\\": guard translateEscape() else { return false }
            case "[": guard translateSet() else { return false }
            // ECMA-262, section 12.3: line terminators.
            case ".": output += #"[^\n\r\u{2028}\u{2029}]"#
            case "{": translateBrace()
            default: output += isSyntax(scalar) ? String(scalar) : Self.literal(scalar)
            }
        }
        return true
    }

    private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
        index + distance < scalars.count ? scalars[index + distance] : nil
    }

    private func isSyntax(_ scalar: Unicode.Scalar) -> Bool { "^$*+?()|=!<>:".unicodeScalars.contains(scalar) }

    /// `{2}`, `{2,}` and `{2,3}` say how often; any other brace is a character.
    private mutating func translateBrace() {
        var end = index
        while end < scalars.count, "0123456789,".unicodeScalars.contains(scalars[end]) { end += 1 }
        let counts = scalars[index..<end].map(String.init).joined()
        let isQuantifier = end < scalars.count && scalars[end] == "}" && !counts.isEmpty && !counts.hasPrefix(",")
        output += isQuantifier ? "{\(counts)}" : #"\{"#
        if isQuantifier { index = end + 1 }
    }

    private static func literal(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_": String(scalar)
        default: "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
}

// MARK: - Escapes

extension ECMAScriptPattern {
    private mutating func translateEscape() -> Bool {
        switch peek() {
        case nil: return false
        case "b", "B":
            output += peek() == "b" ? #"\b"# : #"\B"#
            index += 1
        case let digit? where "1"..."9" ~= digit:
            output += "\\"
            while let digit = peek(), "0"..."9" ~= digit {
                output += String(digit)
                index += 1
            }
        case "k" where peek(1) == "<":
            output += "\\k"
            index += 1
        default:
            guard let atom = escapedAtom() else { return false }
            switch atom {
            case .scalar(let scalar): output += Self.literal(scalar)
            case .set(let set): output += set
            }
        }
        return true
    }

    /// Reads what follows a backslash.
    private mutating func escapedAtom() -> Atom? {
        guard let scalar = peek() else { return nil }
        index += 1
        switch scalar {
        case "d": return .set("[0-9]")
        case "D": return .set("[^0-9]")
        case "w": return .set("[A-Za-z0-9_]")
        case "W": return .set("[^A-Za-z0-9_]")
        case "s": return .set("[\(Self.space)]")
        case "S": return .set("[^\(Self.space)]")
        case "t": return .scalar("\t")
        case "n": return .scalar("\n")
        case "v": return .scalar("\u{B}")
        case "f": return .scalar("\u{C}")
        case "r": return .scalar("\r")
        case "0": return .scalar("\0")
        case "c": return controlAtom()
        case "x": return hexadecimal(2).flatMap(Unicode.Scalar.init).map(Atom.scalar) ?? .scalar("x")
        case "u": return unicodeAtom()
        case "p" where peek() == "{", "P" where peek() == "{": return propertyAtom(scalar)
        default: return .scalar(scalar)
        }
    }

    /// ECMA-262, sections 12.2 and 12.3: white space and line terminators.
    private static let space =
        #"\t\n\u{B}\f\r \u{A0}\u{1680}\u{2000}\u{2001}\u{2002}-\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}\u{FEFF}"#

    private mutating func controlAtom() -> Atom {
        guard let letter = peek(), "a"..."z" ~= letter || "A"..."Z" ~= letter else { return .scalar("c") }
        index += 1
        return .scalar(Unicode.Scalar(UInt8(letter.value & 31)))
    }

    /// `\u00E9`, `\uD83D\uDE00`, `\u{1F600}`.
    private mutating func unicodeAtom() -> Atom? {
        if peek() == "{" {
            guard let end = scalars[index...].firstIndex(of: "}") else { return nil }
            let digits = scalars[(index + 1)..<end].map(String.init).joined()
            index = end + 1
            return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init).map(Atom.scalar)
        }
        guard let unit = hexadecimal(4) else { return .scalar("u") }
        if let scalar = Unicode.Scalar(unit) { return .scalar(scalar) }
        guard unit < 0xDC00, peek() == "\\", peek(1) == "u" else { return nil }
        index += 2
        guard let second = hexadecimal(4), 0xDC00...0xDFFF ~= second else { return nil }
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)).map(Atom.scalar)
    }

    private mutating func propertyAtom(_ letter: Unicode.Scalar) -> Atom? {
        guard let end = scalars[index...].firstIndex(of: "}") else { return nil }
        defer { index = end + 1 }
        return .set("\\\(letter)" + scalars[index...end].map(String.init).joined())
    }

    private mutating func hexadecimal(_ count: Int) -> UInt32? {
        guard index + count <= scalars.count else { return nil }
        let digits = scalars[index..<index + count]
        guard digits.allSatisfy({ $0.properties.isASCIIHexDigit }) else { return nil }
        index += count
        return UInt32(digits.map(String.init).joined(), radix: 16)
    }
}

// MARK: - Sets

extension ECMAScriptPattern {
    /// Goes on behind the opening bracket.
    private mutating func translateSet() -> Bool {
        var isNegated = false
        if peek() == "^" {
            isNegated = true
            index += 1
        }
        var content = ""
        while let atom = setAtom() {
            switch atom {
            case .set(let set): content += set
            case .scalar(let first):
                guard let last = rangeEnd else {
                    content += Self.literal(first)
                    continue
                }
                guard let range = Self.range(first, last) else { return false }
                content += range
            }
        }
        guard peek() == "]" else { return false }
        index += 1
        // `[]` matches nothing and `[^]` anything.
        output += content.isEmpty ? (isNegated ? #"[\s\S]"# : "(?!)") : "[\(isNegated ? "^" : "")\(content)]"
        return true
    }

    /// Reads the dash and the character behind it, where both are there; else nothing.
    private var rangeEnd: Unicode.Scalar? {
        mutating get {
            guard peek() == "-", let next = peek(1), next != "]" else { return nil }
            let dash = index
            index += 1
            if case .scalar(let last)? = setAtom() { return last }
            index = dash
            return nil
        }
    }

    /// Nil where the range is the wrong way about. Swift takes no character for a bound that normalisation replaces (U+2000,
    /// U+212B), so such ones stand before the range.
    private static func range(_ first: Unicode.Scalar, _ last: Unicode.Scalar) -> String? {
        guard first <= last else { return nil }
        var (low, high) = (first.value, last.value)
        var single = ""
        while low < high, let scalar = Unicode.Scalar(low), scalar.properties.isFullCompositionExclusion {
            single += literal(scalar)
            low += 1
        }
        while low < high, let scalar = Unicode.Scalar(high), scalar.properties.isFullCompositionExclusion {
            single += literal(scalar)
            high -= 1
        }
        guard let low = Unicode.Scalar(low), let high = Unicode.Scalar(high) else { return nil }
        return single + literal(low) + (low < high ? "-" + literal(high) : "")
    }

    /// Nil at the end of the set, and where the pattern is at fault.
    private mutating func setAtom() -> Atom? {
        guard let scalar = peek(), scalar != "]" else { return nil }
        index += 1
        guard scalar == "\\" else { return .scalar(scalar) }
        if peek() == "b" {
            index += 1
            return .scalar("\u{8}")
        }
        guard let atom = escapedAtom() else {
            index = scalars.count
            return nil
        }
        return atom
    }
}
