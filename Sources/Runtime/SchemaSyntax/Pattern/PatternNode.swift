/// A part of a regular expression, as it was written.
indirect enum PatternNode: Sendable {
    case set(ScalarSet)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    /// `groups`: the numbers of the groups inside, which each round forgets (ECMA-262, section 22.2.2.3.1).
    case repetition(PatternNode, minimum: Int, maximum: Int?, groups: Range<Int>)
    case assertion(PatternAssertion)
    case look(PatternNode, isAhead: Bool, isNegated: Bool)
    case group(Int, PatternNode)
    /// Which of the pattern's references it is: what they refer to may stand behind.
    case backreference(Int)
}

/// What is asked of a place between two characters.
enum PatternAssertion: Sendable {
    case start
    case end
    case lineStart
    case lineEnd
    case wordBoundary
    case noWordBoundary
}

/// A regular expression that was read.
struct ParsedPattern: Sendable {
    let node: PatternNode
    /// The number of the group that each reference refers to. The first group is 0.
    let references: [Int]
    let groupCount: Int
}
