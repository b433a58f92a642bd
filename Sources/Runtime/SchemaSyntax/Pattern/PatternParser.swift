/// Reads a regular expression of ECMA-262 (section 22.2.1) by Unicode code points, which is how JSON Schema wants it.
///
/// Of annex B.1.2 it takes what people write: braces and brackets that stand for themselves, a dash beside a short form in a set, a
/// backslash before any symbol, `(?=a)*`; and `(?i)` of other dialects. What has a meaning only elsewhere, as `\Z` and `a++`, is
/// refused and not guessed.
struct PatternParser {
    /// More code points than any pattern of a person has.
    private static let lengthLimit = 65_536

    /// Of groups in groups: a stranger's pattern must not use up the stack, which is half a megabyte for some threads.
    private static let depthLimit = 32

    var rest: ArraySlice<Unicode.Scalar>
    var flags = Flags()
    private var depth = 0
    private var groupCount = 0
    private var groupNames: [String: Int] = [:]
    private var looks: [ParsedPattern.Look] = []
    private var references: [Reference] = []

    struct Flags {
        var ignoresCase = false
        var dotMatchesAll = false
        var isMultiline = false
    }

    private enum Reference {
        case number(Int)
        case name(String)
    }

    static func parse(_ pattern: String) throws(PatternFault) -> ParsedPattern {
        guard pattern.unicodeScalars.count <= lengthLimit else {
            throw PatternFault(reason: "it is longer than \(lengthLimit) characters")
        }
        var parser = PatternParser(rest: Array(pattern.unicodeScalars)[...])
        let node = try parser.alternatives()
        guard parser.rest.isEmpty else { throw PatternFault(reason: "it closes a group that was not opened") }
        return ParsedPattern(node: node, looks: parser.looks, references: try parser.resolvedReferences())
    }

    /// Takes the characters away where they come next.
    mutating func take(_ text: String) -> Bool {
        guard rest.starts(with: text.unicodeScalars) else { return false }
        rest = rest.dropFirst(text.unicodeScalars.count)
        return true
    }
}

// MARK: - Structure

extension PatternParser {
    private mutating func alternatives() throws(PatternFault) -> PatternNode {
        var alternatives = [try sequence()]
        while take("|") { alternatives.append(try sequence()) }
        return alternatives.count == 1 ? alternatives[0] : .alternatives(alternatives)
    }

    private mutating func sequence() throws(PatternFault) -> PatternNode {
        var parts: [PatternNode] = []
        while let next = rest.first, next != "|", next != ")" {
            let firstGroup = groupCount
            guard let part = try term() else { continue }
            guard let (minimum, maximum) = try quantifier() else {
                parts.append(part)
                continue
            }
            guard isRepeatable(part) else { throw PatternFault(reason: "it repeats a place, where no character is") }
            let repetition = PatternRepetition(
                minimum: minimum, maximum: maximum, isLazy: take("?"), groups: firstGroup..<groupCount)
            parts.append(.repetition(part, repetition))
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    /// Nil where what comes next stands for nothing, as `(?i)` does.
    private mutating func term() throws(PatternFault) -> PatternNode? {
        if try quantifier() != nil { throw PatternFault(reason: "it repeats what is not there or is repeated already") }
        guard let scalar = rest.popFirst() else { return nil }
        switch scalar {
        case "^": return .assertion(flags.isMultiline ? .lineStart : .start)
        case "$": return .assertion(flags.isMultiline ? .lineEnd : .end)
        case ".": return .set(ScalarSet(flags.dotMatchesAll ? [0...0x10_FFFF] : ScalarSet.complement(of: ScalarSet.lineTerminators)))
        case "(": return try group()
        case "[": return .set(try bracketedSet())
        case "\\": return try escape()
        default: return .set(ScalarSet([scalar.value...scalar.value], ignoresCase: flags.ignoresCase))
        }
    }

    private func isRepeatable(_ node: PatternNode) -> Bool {
        switch node {
        case .assertion: false
        case .look(let look): looks[look].isAhead
        case .set, .sequence, .alternatives, .repetition, .group, .backreference: true
        }
    }

    /// `*`, `+`, `?`, `{2}`, `{2,}` or `{2,3}`, where one comes next. Any other brace is a character.
    private mutating func quantifier() throws(PatternFault) -> (minimum: Int, maximum: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard rest.first == "{" else { return nil }
        var behind = rest.dropFirst()
        guard let minimum = Self.number(&behind) else { return nil }
        var maximum: Int? = minimum
        if behind.first == "," {
            behind.removeFirst()
            maximum = Self.number(&behind)
        }
        guard behind.popFirst() == "}" else { return nil }
        if let maximum, maximum < minimum { throw PatternFault(reason: "it repeats at least \(minimum) and at most \(maximum) times") }
        rest = behind
        return (minimum, maximum)
    }

    /// A number too large for any text is as good as another one.
    private static func number(_ scalars: inout ArraySlice<Unicode.Scalar>) -> Int? {
        let digits = scalars.prefix { "0"..."9" ~= $0 }
        guard !digits.isEmpty else { return nil }
        scalars = scalars.dropFirst(digits.count)
        return digits.reduce(0) { min($0 * 10 + Int($1.value - 0x30), Int(Int32.max)) }
    }
}

// MARK: - Groups

extension PatternParser {
    /// Goes on behind the opening parenthesis.
    private mutating func group() throws(PatternFault) -> PatternNode? {
        if take("?:") { return try plainGroup(flags: flags) }
        if take("?=") { return try look(isAhead: true, isNegated: false) }
        if take("?!") { return try look(isAhead: true, isNegated: true) }
        if take("?<=") { return try look(isAhead: false, isNegated: false) }
        if take("?<!") { return try look(isAhead: false, isNegated: true) }
        let number = groupCount
        if take("?<") {
            guard groupNames.updateValue(number, forKey: try name()) == nil else {
                throw PatternFault(reason: "it has two groups of one name")
            }
        } else if take("?") {
            let inner = try flagScope()
            if take(":") { return try plainGroup(flags: inner) }
            // `(?i)` holds up to the end of the group around it.
            guard take(")") else { throw PatternFault(reason: "it has a kind of group that ECMA-262 does not have") }
            flags = inner
            return nil
        }
        groupCount += 1
        return .group(number, try content(flags: flags))
    }

    private mutating func plainGroup(flags: Flags) throws(PatternFault) -> PatternNode {
        let content = try content(flags: flags)
        // In a group even a place may be repeated.
        return isRepeatable(content) ? content : .sequence([content])
    }

    private mutating func look(isAhead: Bool, isNegated: Bool) throws(PatternFault) -> PatternNode {
        looks.append(ParsedPattern.Look(content: try content(flags: flags), isAhead: isAhead, isNegated: isNegated))
        return .look(looks.count - 1)
    }

    private mutating func content(flags inner: Flags) throws(PatternFault) -> PatternNode {
        guard depth < Self.depthLimit else { throw PatternFault(reason: "it has more than \(Self.depthLimit) groups in one another") }
        let outer = flags
        (flags, depth) = (inner, depth + 1)
        let content = try alternatives()
        (flags, depth) = (outer, depth - 1)
        guard take(")") else { throw PatternFault(reason: "it has a group that is not closed") }
        return content
    }

    /// Goes on behind `(?`: the flags that are switched on, and off behind a dash.
    private mutating func flagScope() throws(PatternFault) -> Flags {
        var (scope, value) = (flags, true)
        let letters = rest.prefix { "ism-".unicodeScalars.contains($0) }
        for letter in letters {
            switch letter {
            case "i": scope.ignoresCase = value
            case "s": scope.dotMatchesAll = value
            case "m": scope.isMultiline = value
            default: value = false
            }
        }
        guard letters.contains(where: { $0 != "-" }) else {
            throw PatternFault(reason: "it has a kind of group that ECMA-262 does not have")
        }
        rest = rest.dropFirst(letters.count)
        guard !rest.isEmpty else { throw PatternFault(reason: "it has a group that is not closed") }
        return scope
    }

    /// The name of a group, up to and with the bracket that closes it.
    private mutating func name() throws(PatternFault) -> String {
        guard let end = rest.firstIndex(of: ">") else { throw PatternFault(reason: "it has a name that is not closed") }
        let name = rest[..<end]
        let isIdentifier = name.enumerated().allSatisfy { index, scalar in
            scalar == "$" || scalar == "_" || (index == 0 ? scalar.properties.isIDStart : scalar.properties.isIDContinue)
        }
        guard isIdentifier, !name.isEmpty else { throw PatternFault(reason: "it names a group by what is no identifier") }
        rest = rest[(end + 1)...]
        return String(String.UnicodeScalarView(name))
    }
}

// MARK: - References

extension PatternParser {
    /// Goes on behind a backslash, where a reference to a group comes next.
    mutating func backreference() throws(PatternFault) -> PatternNode? {
        let reference: Reference
        if let digit = rest.first, "1"..."9" ~= digit {
            reference = .number(Self.number(&rest) ?? 0)
        } else if take("k<") {
            reference = .name(try name())
        } else {
            return nil
        }
        if flags.ignoresCase { throw PatternFault(reason: "it refers back to a group and ignores case") }
        references.append(reference)
        return .backreference(references.count - 1)
    }

    private func resolvedReferences() throws(PatternFault) -> [Int] {
        var numbers: [Int] = []
        for reference in references {
            switch reference {
            case .number(let number):
                guard number <= groupCount else { throw PatternFault(reason: "it refers to group \(number) and has \(groupCount)") }
                numbers.append(number - 1)
            case .name(let name):
                guard let number = groupNames[name] else { throw PatternFault(reason: "it refers to a group that it does not have") }
                numbers.append(number)
            }
        }
        return numbers
    }
}
