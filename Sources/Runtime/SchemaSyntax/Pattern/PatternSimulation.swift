/// Follows every way through a program at once, one character of a text after another.
struct PatternSimulation {
    private let program: PatternProgram
    private let text: UnsafeBufferPointer<UInt8>
    private let isBackwards: Bool
    /// For each part that looks ahead or behind, whether it holds, place by place.
    private let looks: [[Bool]]
    private var named = NamedProperties()

    /// The steps at which the ways stand, and those to which the present character takes them.
    private var current: [Int] = []
    private var next: [Int] = []
    /// For each step the last move that came to it: to come twice is to come once.
    private var visited: [Int]
    private var move = 0
    private var pending: [Int] = []
    private var counts: [CountingWays]
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
        counts = program.counters.map(CountingWays.init)
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
    private mutating func take(_ step: Int, _ scalar: UInt32, _ place: Int) {
        switch program.steps[step] {
        case .set(let set):
            if program.sets[set].contains(scalar, &named) { arrive(at: step + 1, place) }
        case .count(let index):
            let isMember = program.sets[program.counters[index].set].contains(scalar, &named)
            guard counts[index].advance(over: isMember, to: move) else { return }
            keep(step)
            if counts[index].haveEnough(at: move) { arrive(at: step + 1, place) }
        default: break
        }
    }

    private mutating func keep(_ step: Int) {
        guard visited[step] != move else { return }
        visited[step] = move
        next.append(step)
    }

    /// Goes on from a step up to those that take a character.
    private mutating func arrive(at first: Int, _ place: Int) {
        var way: Int? = first
        while let step = way {
            way = goOn(from: step, place) ?? pending.popLast()
        }
    }

    /// The step behind, where one goes on there without a character.
    private mutating func goOn(from step: Int, _ place: Int) -> Int? {
        let kind = program.steps[step]
        // A way that comes to a counter begins to count, whoever counts there already.
        if case .count(let index) = kind { counts[index].begin(at: move) }
        guard visited[step] != move else { return nil }
        visited[step] = move
        switch kind {
        case .set: next.append(step)
        case .count(let index):
            next.append(step)
            return program.counters[index].minimum == 0 ? step + 1 : nil
        case .split(let first, let second):
            pending.append(second)
            return first
        case .jump(let target): return target
        case .assertion(let assertion): return UTF8Text.holds(assertion, at: place, in: text) ? step + 1 : nil
        case .look(let index): return looks[index][place] ? step + 1 : nil
        case .found: hasFound = true
        // Ways that are told apart by what groups found are not followed at once.
        case .record, .progress, .forget, .backreference: break
        }
        return nil
    }
}
