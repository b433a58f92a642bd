/// Follows every way through a program at once, one character of a text after another.
struct PatternSimulation {
    private let program: PatternProgram
    private let text: UnsafeBufferPointer<UInt8>
    private let isBackwards: Bool
    /// For each part that looks ahead or behind, whether it holds, place by place.
    private let looks: [[Bool]]
    private var named = NamedProperties()

    /// The steps at which the ways stand, and those to which the present character takes them.
    private var current: [Int32] = []
    private var next: [Int32] = []
    /// For each step the last move that came to it: to come twice is to come once.
    private var visited: [Int]
    private var move = 0
    private var pending: [Int32] = []
    private var counts: [PatternCount]
    private var hasFound = false

    /// Whether some part of the text matches.
    static func isFound(_ program: PatternProgram, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        var simulation = PatternSimulation(program, text, isBackwards: false)
        var isFound = false
        simulation.run { _ in
            isFound = true
            return false
        }
        return isFound
    }

    /// For each place of the text, from 0 to its length in bytes, whether what the look asks holds there.
    static func answers(of look: PatternProgram.Look, in text: UnsafeBufferPointer<UInt8>) -> [Bool] {
        var simulation = PatternSimulation(look.program, text, isBackwards: look.isAhead)
        var answers = [Bool](repeating: look.isNegated, count: text.count + 1)
        simulation.run { place in
            answers[place] = !look.isNegated
            return true
        }
        return answers
    }

    private init(_ program: PatternProgram, _ text: UnsafeBufferPointer<UInt8>, isBackwards: Bool) {
        self.program = program
        self.text = text
        self.isBackwards = isBackwards
        looks = program.looks.map { Self.answers(of: $0, in: text) }
        visited = [Int](repeating: -1, count: program.steps.count)
        counts = program.counters.map(PatternCount.init)
    }

    /// Calls `visit` with each place at which a match ends, until it returns false.
    private mutating func run(_ visit: (Int) -> Bool) {
        var place = isBackwards ? text.count : 0
        arrive(at: 0, place)
        while true {
            swap(&current, &next)
            if hasFound, !visit(place) { return }
            guard place != (isBackwards ? 0 : text.count), !(program.isAnchored && current.isEmpty) else { return }
            let (scalar, length) = isBackwards ? UTF8Text.scalar(before: place, in: text) : UTF8Text.scalar(at: place, in: text)
            place += isBackwards ? -length : length
            move += 1
            hasFound = false
            next.removeAll(keepingCapacity: true)
            for step in current { take(step, scalar, place) }
            if !program.isAnchored { arrive(at: 0, place) }
        }
    }

    /// Takes the way that stands at a step over a character.
    private mutating func take(_ step: Int32, _ scalar: UInt32, _ place: Int) {
        switch program.steps[Int(step)] {
        case .set(let set):
            if program.sets[Int(set)].contains(scalar, &named) { arrive(at: step + 1, place) }
        case .count(let index):
            let isMember = program.sets[program.counters[Int(index)].set].contains(scalar, &named)
            guard counts[Int(index)].goesOn(over: isMember, to: move) else { return }
            keep(step)
            if counts[Int(index)].hasEnough(at: move) { arrive(at: step + 1, place) }
        default: break
        }
    }

    private mutating func keep(_ step: Int32) {
        guard visited[Int(step)] != move else { return }
        visited[Int(step)] = move
        next.append(step)
    }

    /// Goes on from a step up to those that take a character.
    private mutating func arrive(at first: Int32, _ place: Int) {
        var way: Int32? = first
        while let step = way {
            way = goOn(from: step, place) ?? pending.popLast()
        }
    }

    /// The step behind, where one goes on there without a character.
    private mutating func goOn(from step: Int32, _ place: Int) -> Int32? {
        let kind = program.steps[Int(step)]
        // A way that comes to a counter begins to count, whoever counts there already.
        if case .count(let index) = kind { counts[Int(index)].begin(at: move) }
        guard visited[Int(step)] != move else { return nil }
        visited[Int(step)] = move
        switch kind {
        case .set: next.append(step)
        case .count(let index):
            next.append(step)
            return program.counters[Int(index)].minimum == 0 ? step + 1 : nil
        case .split(let first, let second):
            pending.append(second)
            return first
        case .jump(let target): return target
        case .assertion(let assertion): return UTF8Text.holds(assertion, at: place, in: text) ? step + 1 : nil
        case .look(let index): return looks[Int(index)][place] ? step + 1 : nil
        // What groups find is asked for only where a pattern refers to them, and then ways are not followed at once.
        case .groupStart, .groupEnd, .forget, .backreference: break
        case .found: hasFound = true
        }
        return nil
    }
}
