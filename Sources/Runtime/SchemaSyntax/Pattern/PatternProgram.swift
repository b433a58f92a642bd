/// A regular expression as steps: each character of a text takes whoever stands at a step to the next one, or ends that way
/// (K. Thompson, "Regular Expression Search Algorithm", 1968).
struct PatternProgram: Sendable {
    enum Step: Sendable {
        /// A character of the set.
        case set(Int32)
        /// A character of the set, as often as the counter says.
        case count(Int32)
        /// Two ways on.
        case split(Int32, Int32)
        case jump(Int32)
        case assertion(PatternAssertion)
        case look(Int32)
        case groupStart(Int32)
        case groupEnd(Int32)
        case forget(Range<Int32>)
        /// The text of a group once more.
        case backreference(Int32)
        case found
    }

    struct Counter: Sendable {
        let set: Int
        let minimum: Int
        let maximum: Int?
    }

    /// A pattern of its own, asked at a place. One that looks ahead has its steps from its end to its start and is followed from
    /// the end of the text, which tells the answer for every place at once.
    struct Look: Sendable {
        let program: PatternProgram
        let isAhead: Bool
        let isNegated: Bool
    }

    var steps: [Step] = []
    var sets: [ScalarSet] = []
    var counters: [Counter] = []
    var looks: [Look] = []
    /// Nothing behind the start of a text can match.
    var isAnchored = false
    /// It has to be known what each group found.
    var refersBack = false
    var groupCount = 0
}
