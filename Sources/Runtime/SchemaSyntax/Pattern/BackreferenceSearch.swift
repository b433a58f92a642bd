/// Looks for a match of a pattern that refers back to its groups, one way after another: where a way stands is not all that
/// counts then, but also what its groups found. No place is gone to twice with the same finds.
struct BackreferenceSearch {
    private struct Way: Hashable {
        var step: Int
        var place: Int
        /// For each group, where it began and ended; -1 where it did not.
        var groups: [Int]
    }

    /// More than the patterns of people need. There can be as many as there are powers of the length of the text.
    private static let limit = 100_000

    /// Nil where there are too many ways to try.
    static func isFound(_ program: PatternProgram, in text: UnsafeBufferPointer<UInt8>) -> Bool? {
        let looks = program.looks.map { PatternSimulation.answers(of: $0, in: text) }
        var named = NamedProperties()
        var visited: Set<Way> = []
        var start = 0
        while start <= text.count {
            var pending = [Way(step: 0, place: start, groups: Array(repeating: -1, count: program.groupCount * 2))]
            while var way = pending.popLast() {
                guard visited.insert(way).inserted else { continue }
                guard visited.count < limit else { return nil }
                let step = program.steps[way.step]
                way.step += 1
                switch step {
                case .set(let set):
                    guard way.place < text.count else { continue }
                    let (scalar, length) = UTF8Text.scalar(at: way.place, in: text)
                    guard program.sets[Int(set)].contains(scalar, &named) else { continue }
                    way.place += length
                case .split(let first, let second):
                    way.step = Int(second)
                    pending.append(way)
                    way.step = Int(first)
                case .jump(let target): way.step = Int(target)
                case .assertion(let assertion): guard UTF8Text.holds(assertion, at: way.place, in: text) else { continue }
                case .look(let index): guard looks[Int(index)][way.place] else { continue }
                case .groupStart(let group): way.groups[Int(group) * 2] = way.place
                case .groupEnd(let group): way.groups[Int(group) * 2 + 1] = way.place
                case .forget(let groups):
                    for index in groups { (way.groups[Int(index) * 2], way.groups[Int(index) * 2 + 1]) = (-1, -1) }
                case .backreference(let group):
                    guard let place = placeBehind(Int(group), way, text) else { continue }
                    way.place = place
                case .count: continue
                case .found: return true
                }
                pending.append(way)
            }
            guard !program.isAnchored, start < text.count else { return false }
            start += UTF8Text.scalar(at: start, in: text).length
        }
        return false
    }

    /// Where the text of a group ends that comes once more. A group that found nothing is there everywhere (ECMA-262, section
    /// 22.2.2.7.2).
    private static func placeBehind(_ group: Int, _ way: Way, _ text: UnsafeBufferPointer<UInt8>) -> Int? {
        let (start, end) = (way.groups[group * 2], way.groups[group * 2 + 1])
        guard start >= 0, end >= start else { return way.place }
        let place = way.place + end - start
        guard place <= text.count, text[start..<end].elementsEqual(text[way.place..<place]) else { return nil }
        return place
    }
}
