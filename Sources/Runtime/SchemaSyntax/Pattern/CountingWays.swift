/// The ways that stand at a counter: for each, the move with which it came there.
///
/// All go on together, and the character that stops one stops all, so they stay in order: the oldest that has not counted too
/// far says whether any has counted enough. `.{1,65536}` needs one step, and not as many as it may count.
struct CountingWays {
    private let counter: PatternProgram.Counter
    private var starts: [Int] = []
    private var oldest = 0

    init(_ counter: PatternProgram.Counter) { self.counter = counter }

    mutating func begin(at move: Int) {
        guard starts.last != move else { return }
        // With no maximum the oldest is never too far, and what stops it spares only one that has just come: those between count for nothing.
        if counter.maximum == nil, starts.count - oldest > 1 { starts.removeLast() }
        starts.append(move)
    }

    /// Takes all over a character, to a move; false where none is left. One that came with this very move stays.
    mutating func advance(over isMember: Bool, to move: Int) -> Bool {
        if let last = starts.last, !isMember { oldest = last == move ? starts.count - 1 : starts.count }
        if let maximum = counter.maximum {
            while oldest < starts.count, move - starts[oldest] > maximum { oldest += 1 }
        }
        // Not at each move: to take the first away is to move the others.
        if oldest > starts.count / 2 {
            starts.removeFirst(oldest)
            oldest = 0
        }
        return !starts.isEmpty
    }

    func haveEnough(at move: Int) -> Bool { oldest < starts.count && move - starts[oldest] >= counter.minimum }
}
