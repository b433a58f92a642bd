/// Writes the steps of a pattern.
struct PatternCompiler {
    /// More steps than any pattern of a person has.
    private static let limit = 20_000

    /// Up to so often, a repeated character is written out.
    private static let copies = 8

    private var program = PatternProgram()
    private let references: [Int]
    /// Inside of what looks ahead or behind.
    private let isLook: Bool
    private let isBackwards: Bool
    /// How many steps may still be written, here and in all that look ahead or behind.
    private var budget: Int

    static func compile(_ pattern: ParsedPattern) throws(PatternFault) -> PatternProgram {
        var compiler = PatternCompiler(references: pattern.references, isLook: false, isBackwards: false, budget: limit)
        compiler.program.isAnchored = isAnchored(pattern.node)
        compiler.program.refersBack = compiler.refersBack
        compiler.program.groupCount = pattern.groupCount
        return try compiler.compiled(pattern.node)
    }

    private init(references: [Int], isLook: Bool, isBackwards: Bool, budget: Int) {
        self.references = references
        self.isLook = isLook
        self.isBackwards = isBackwards
        self.budget = budget
    }

    private var refersBack: Bool { !isLook && !references.isEmpty }

    private var end: Int32 { Int32(program.steps.count) }

    private static func isAnchored(_ node: PatternNode) -> Bool {
        switch node {
        case .assertion(.start): true
        case .sequence(let parts): parts.first.map(isAnchored) ?? false
        case .alternatives(let alternatives): alternatives.allSatisfy(isAnchored)
        case .group(_, let content): isAnchored(content)
        case .repetition(let content, let minimum, _, _): minimum > 0 && isAnchored(content)
        case .set, .assertion, .look, .backreference: false
        }
    }

    private mutating func compiled(_ node: PatternNode) throws(PatternFault) -> PatternProgram {
        try add(node)
        try append(.found)
        return program
    }

    private mutating func append(_ step: PatternProgram.Step) throws(PatternFault) {
        guard budget > 0 else {
            throw PatternFault(reason: "it is too large: with its repetitions written out it has more than \(Self.limit) parts")
        }
        budget -= 1
        program.steps.append(step)
    }

    private mutating func add(_ node: PatternNode) throws(PatternFault) {
        switch node {
        case .set(let set):
            program.sets.append(set)
            try append(.set(Int32(program.sets.count - 1)))
        case .sequence(let parts):
            let parts = isBackwards ? parts.reversed() : parts
            for part in parts { try add(part) }
        case .alternatives(let alternatives): try addAlternatives(alternatives)
        case .repetition(let content, let minimum, let maximum, let groups): try addRepetition(of: content, minimum, maximum, groups)
        case .assertion(let assertion): try append(.assertion(assertion))
        case .look(let content, let isAhead, let isNegated): try addLook(content, isAhead, isNegated)
        case .group(let number, let content): try addGroup(number, content)
        case .backreference(let index):
            if isLook { throw PatternFault(reason: "it refers back to a group where it looks ahead or behind") }
            try append(.backreference(Int32(references[index])))
        }
    }

    private mutating func addAlternatives(_ alternatives: [PatternNode]) throws(PatternFault) {
        var jumps: [Int] = []
        for alternative in alternatives.dropLast() {
            let split = program.steps.count
            try append(.split(end + 1, 0))
            try add(alternative)
            jumps.append(program.steps.count)
            try append(.jump(0))
            program.steps[split] = .split(Int32(split) + 1, end)
        }
        if let last = alternatives.last { try add(last) }
        for jump in jumps { program.steps[jump] = .jump(end) }
    }

    private mutating func addLook(_ content: PatternNode, _ isAhead: Bool, _ isNegated: Bool) throws(PatternFault) {
        var compiler = PatternCompiler(references: references, isLook: true, isBackwards: isAhead, budget: budget)
        let look = try compiler.compiled(content)
        budget = compiler.budget
        program.looks.append(PatternProgram.Look(program: look, isAhead: isAhead, isNegated: isNegated))
        try append(.look(Int32(program.looks.count - 1)))
    }

    private mutating func addGroup(_ number: Int, _ content: PatternNode) throws(PatternFault) {
        guard references.contains(number) else { return try add(content) }
        if isLook { throw PatternFault(reason: "it refers back to a group that it finds by looking ahead or behind") }
        try append(.groupStart(Int32(number)))
        try add(content)
        try append(.groupEnd(Int32(number)))
    }
}

// MARK: - Repetitions

extension PatternCompiler {
    private mutating func addRepetition(
        of content: PatternNode, _ minimum: Int, _ maximum: Int?, _ groups: Range<Int>
    ) throws(PatternFault) {
        if case .set(let set) = content, max(minimum, maximum ?? 0) > Self.copies, !refersBack {
            program.sets.append(set)
            program.counters.append(PatternProgram.Counter(set: program.sets.count - 1, minimum: minimum, maximum: maximum))
            return try append(.count(Int32(program.counters.count - 1)))
        }
        for _ in 0..<minimum {
            let start = end
            try addRound(of: content, groups)
            // What has no steps is there as often as one likes.
            if end == start { return }
        }
        var splits: [Int] = []
        if let maximum {
            for _ in minimum..<maximum {
                splits.append(program.steps.count)
                try append(.split(end + 1, 0))
                try addRound(of: content, groups)
            }
        } else {
            splits.append(program.steps.count)
            try append(.split(end + 1, 0))
            try addRound(of: content, groups)
            try append(.jump(Int32(splits[0])))
        }
        for split in splits { program.steps[split] = .split(Int32(split) + 1, end) }
    }

    private mutating func addRound(of content: PatternNode, _ groups: Range<Int>) throws(PatternFault) {
        if refersBack, !groups.isEmpty { try append(.forget(Int32(groups.lowerBound)..<Int32(groups.upperBound))) }
        try add(content)
    }
}
