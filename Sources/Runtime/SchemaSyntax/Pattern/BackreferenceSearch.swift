/// Looks for a match of a pattern that refers back to its groups, one way after another: where a way stands is not all that
/// counts then, but also what its groups found. No step is gone on from twice at one place and with the same finds.
struct BackreferenceSearch {
    private struct Way: Hashable {
        var step: Int
        var place: Int
        /// Places that were recorded; -1 where none was.
        var slots: [Int]
    }

    /// Of ways that part. There can be as many as there are powers of the length of the text.
    private static let limit = 100_000

    private struct TooManyWays: Error {}

    private let text: UnsafeBufferPointer<UInt8>
    private var named = NamedProperties()
    /// The answers of looks that record nothing, place by place.
    private var answers: [Int: [Bool]] = [:]
    private var count = 0

    /// Nil where there are too many ways to try.
    static func isFound(_ program: PatternProgram, in text: UnsafeBufferPointer<UInt8>) -> Bool? {
        var search = BackreferenceSearch(text: text)
        var visited: Set<Way> = []
        var start = 0
        do {
            while true {
                let way = Way(step: 0, place: start, slots: Array(repeating: -1, count: program.slotCount))
                if try search.find(program, from: way, &visited) != nil { return true }
                guard !program.isAnchored, start < text.count else { return false }
                start += UTF8Text.scalar(at: start, in: text).length
            }
        } catch {
            return nil
        }
    }

    private init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// The first way that comes to the end of the program.
    private mutating func find(_ program: PatternProgram, from start: Way, _ visited: inout Set<Way>) throws(TooManyWays) -> Way? {
        var pending = [start]
        while var way = pending.popLast() {
            while true {
                if case .found = program.steps[way.step] { return way }
                if case .split(let first, let second) = program.steps[way.step] {
                    guard visited.insert(way).inserted else { break }
                    count += 1
                    guard count < Self.limit else { throw TooManyWays() }
                    way.step = second
                    pending.append(way)
                    way.step = first
                } else {
                    guard try goOn(program, &way) else { break }
                }
            }
        }
        return nil
    }

    /// Takes a way one step on; false where it ends.
    private mutating func goOn(_ program: PatternProgram, _ way: inout Way) throws(TooManyWays) -> Bool {
        let step = program.steps[way.step]
        way.step += 1
        switch step {
        case .set(let set):
            guard way.place < text.count else { return false }
            let (scalar, length) = UTF8Text.scalar(at: way.place, in: text)
            way.place += length
            return program.sets[set].contains(scalar, &named)
        case .jump(let target): way.step = target
        case .assertion(let assertion): return UTF8Text.holds(assertion, at: way.place, in: text)
        case .look(let index): return try holds(program.looks[index], &way)
        case .record(let slot): way.slots[slot] = way.place
        case .progress(let slot):
            guard way.slots[slot] != way.place else { return false }
            way.slots[slot] = -1
        case .forget(let slots): for slot in slots { way.slots[slot] = -1 }
        case .backreference(let slot):
            guard let place = placeBehind(way.slots[slot], way.slots[slot + 1], way.place) else { return false }
            way.place = place
        // Repetitions are written out here, and the others are seen to by who calls this.
        case .count, .split, .found: return false
        }
        return true
    }

    private mutating func holds(_ look: PatternProgram.Look, _ way: inout Way) throws(TooManyWays) -> Bool {
        if look.program.recordsGroups {
            var visited: Set<Way> = []
            let found = try find(look.program, from: Way(step: 0, place: way.place, slots: way.slots), &visited)
            if let found, !look.isNegated { way.slots = found.slots }
            return (found != nil) != look.isNegated
        }
        let answers = answers[look.number] ?? PatternSimulation.answers(of: look, in: text)
        self.answers[look.number] = answers
        return answers[way.place]
    }

    /// Where the text of a group ends that comes once more. A group that found nothing is there everywhere (ECMA-262, section
    /// 22.2.2.7.2).
    private func placeBehind(_ start: Int, _ end: Int, _ place: Int) -> Int? {
        guard start >= 0, end >= start else { return place }
        let behind = place + end - start
        guard behind <= text.count, text[start..<end].elementsEqual(text[place..<behind]) else { return nil }
        return behind
    }
}
