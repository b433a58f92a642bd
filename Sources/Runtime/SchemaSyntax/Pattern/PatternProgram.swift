/// A regular expression as steps: each character of a text takes whoever stands at a step to the next one, or ends that way
/// (K. Thompson, "Regular Expression Search Algorithm", 1968).
struct PatternProgram: Sendable {
    enum Step: Sendable {
        /// A character of the set.
        case set(Int)
        /// A character of the set, as often as the counter says.
        case count(Int)
        /// Two ways on, the better one first.
        case split(Int, Int)
        case jump(Int)
        case assertion(PatternAssertion)
        case look(Int)
        case found

        // In programs that record what groups find; slots hold places of the text.
        case record(slot: Int)
        /// Ends a way that has not moved since its place was recorded.
        case progress(slot: Int)
        case forget(slots: Range<Int>)
        /// The text of a group once more, whose start and end are in two slots from this one.
        case backreference(slot: Int)
    }

    struct Counter: Sendable {
        let set: Int
        let minimum: Int
        let maximum: Int?
    }

    /// A pattern of its own, asked at a place. One that looks ahead has its steps from its end to its start and is followed from
    /// the end of the text, which tells the answer for every place at once; not so where it records what groups find.
    struct Look: Sendable {
        let program: PatternProgram
        let isAhead: Bool
        let isNegated: Bool
        /// Of all looks of a pattern.
        let number: Int
    }

    var steps: [Step] = []
    var sets: [ScalarSet] = []
    var counters: [Counter] = []
    var looks: [Look] = []
    /// A match can begin only at the start of a text.
    var isAnchored = false
    /// What groups find is referred to, so ways are told apart by it.
    var recordsGroups = false
    var slotCount = 0
}
