/// A part of a regular expression, as it was written.
indirect enum PatternNode {
    case set(ScalarSet)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    case repetition(PatternNode, PatternRepetition)
    case assertion(PatternAssertion)
    /// Which of the pattern's looks it is.
    case look(Int)
    case group(Int, PatternNode)
    /// Which of the pattern's references it is: what they refer to may stand behind.
    case backreference(Int)
}

struct PatternRepetition {
    let minimum: Int
    let maximum: Int?
    /// Whether as few rounds as will do are tried first.
    let isLazy: Bool
    /// The numbers of the groups inside, which each round forgets (ECMA-262, section 22.2.2.3.1).
    let groups: Range<Int>
}

/// What is asked of a place between two characters.
enum PatternAssertion {
    case start
    case end
    case lineStart
    case lineEnd
    case wordBoundary
    case noWordBoundary
}

/// A regular expression that was read.
struct ParsedPattern {
    /// A pattern that has to match, or must not, before a place or behind it.
    struct Look {
        let content: PatternNode
        let isAhead: Bool
        let isNegated: Bool
    }

    let node: PatternNode
    let looks: [Look]
    /// The number of the group that each reference refers to. The first group is 0.
    let references: [Int]
}
