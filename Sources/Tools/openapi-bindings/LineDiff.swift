/// The difference of two texts by lines, in the form of a unified diff.
enum LineDiff {
    private static let context = 2

    private enum Line {
        case same(Substring), removed(Substring), added(Substring)

        var isChange: Bool { if case .same = self { false } else { true } }
    }

    static func text(from old: String, to new: String) -> String {
        let lines = lines(
            old.split(separator: "\n", omittingEmptySubsequences: false), new.split(separator: "\n", omittingEmptySubsequences: false))
        var keep = [Bool](repeating: false, count: lines.count)
        for (index, line) in lines.enumerated() where line.isChange {
            for near in max(0, index - context)...min(lines.count - 1, index + context) { keep[near] = true }
        }
        var result = ""
        var oldNumber = 1
        var isInside = false
        for (index, line) in lines.enumerated() {
            if keep[index] {
                if !isInside { result += "@@ line \(oldNumber) @@\n" }
                switch line {
                case .same(let text): result += " \(text)\n"
                case .removed(let text): result += "-\(text)\n"
                case .added(let text): result += "+\(text)\n"
                }
            }
            isInside = keep[index]
            if case .added = line {} else { oldNumber += 1 }
        }
        return result
    }

    private static func lines(_ old: [Substring], _ new: [Substring]) -> [Line] {
        // What is the same at both ends needs no search: most differences are small.
        let prefix = zip(old, new).prefix { $0 == $1 }.count
        let suffix = zip(old[prefix...].reversed(), new[prefix...].reversed()).prefix { $0 == $1 }.count
        let oldMiddle = Array(old[prefix..<(old.count - suffix)])
        let newMiddle = Array(new[prefix..<(new.count - suffix)])
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in newMiddle.difference(from: oldMiddle) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var result = old[..<prefix].map { Line.same($0) }
        var i = 0
        var j = 0
        while i < oldMiddle.count || j < newMiddle.count {
            if i < oldMiddle.count, removed.contains(i) {
                result.append(.removed(oldMiddle[i]))
                i += 1
            } else if j < newMiddle.count, added.contains(j) {
                result.append(.added(newMiddle[j]))
                j += 1
            } else if i < oldMiddle.count {
                result.append(.same(oldMiddle[i]))
                i += 1
                j += 1
            } else {
                break
            }
        }
        return result + old[(old.count - suffix)...].map { .same($0) }
    }
}
