/// Writes the steps of a pattern.
struct PatternCompiler {
    /// More parts and steps than any pattern of a person has.
    private static let limit = 40_000

    /// As much as a look counts for, which is answered at every place of a text.
    private static let lookCost = 800

    /// Up to so often, a repeated character is written out.
    private static let copies = 8

    /// What all programs of a pattern share.
    private struct Totals {
        /// How many parts may still be looked at, and steps written.
        var budget = PatternCompiler.limit
        var slotCount = 0
        var lookCount = 0
    }

    private let pattern: ParsedPattern
    /// The slot of each group that is referred to; the next one has its end.
    private let slots: [Int: Int]
    private let recordsGroups: Bool
    private let isBackwards: Bool
    private var totals: Totals
    private var program = PatternProgram()
    /// Where the looks are that have been written: a repetition comes to the same one again.
    private var lookIndices: [Int: Int] = [:]

    static func compile(_ pattern: ParsedPattern) throws(PatternFault) -> PatternProgram {
        var totals = Totals()
        var slots: [Int: Int] = [:]
        for group in pattern.references where slots[group] == nil {
            slots[group] = totals.slotCount
            totals.slotCount += 2
        }
        var compiler = PatternCompiler(
            pattern: pattern, slots: slots, recordsGroups: !slots.isEmpty, isBackwards: false, totals: totals)
        compiler.program.isAnchored = isAnchored(pattern.node)
        return try compiler.compiled(pattern.node)
    }

    private var end: Int { program.steps.count }

    private static func isAnchored(_ node: PatternNode) -> Bool {
        switch node {
        case .assertion(.start): true
        case .sequence(let parts): parts.first.map(isAnchored) ?? false
        case .alternatives(let alternatives): alternatives.allSatisfy(isAnchored)
        case .group(_, let content): isAnchored(content)
        case .repetition(let content, let repetition): repetition.minimum > 0 && isAnchored(content)
        case .set, .assertion, .look, .backreference: false
        }
    }

    private mutating func compiled(_ node: PatternNode) throws(PatternFault) -> PatternProgram {
        try add(node)
        try append(.found)
        program.recordsGroups = recordsGroups
        program.slotCount = totals.slotCount
        return program
    }

    private mutating func append(_ step: PatternProgram.Step) throws(PatternFault) {
        try spend(1)
        program.steps.append(step)
    }

    private mutating func spend(_ count: Int) throws(PatternFault) {
        guard totals.budget >= count else {
            throw PatternFault(reason: "it is too large with its repetitions written out")
        }
        totals.budget -= count
    }

    private mutating func add(_ node: PatternNode) throws(PatternFault) {
        // Also for what has no steps: to come by it again and again takes time.
        try spend(1)
        switch node {
        case .set(let set):
            program.sets.append(set)
            try append(.set(program.sets.count - 1))
        case .sequence(let parts):
            for part in isBackwards ? parts.reversed() : parts { try add(part) }
        case .alternatives(let alternatives): try addAlternatives(alternatives)
        case .repetition(let content, let repetition): try addRepetition(of: content, repetition)
        case .assertion(let assertion): try append(.assertion(assertion))
        case .look(let look): try addLook(look)
        case .group(let number, let content): try addGroup(number, content)
        case .backreference(let index): try append(.backreference(slot: slots[pattern.references[index]] ?? 0))
        }
    }

    private mutating func addAlternatives(_ alternatives: [PatternNode]) throws(PatternFault) {
        var jumps: [Int] = []
        for alternative in alternatives.dropLast() {
            let split = end
            try append(.split(end + 1, 0))
            try add(alternative)
            jumps.append(end)
            try append(.jump(0))
            program.steps[split] = .split(split + 1, end)
        }
        if let last = alternatives.last { try add(last) }
        for jump in jumps { program.steps[jump] = .jump(end) }
    }

    private mutating func addGroup(_ number: Int, _ content: PatternNode) throws(PatternFault) {
        guard recordsGroups, let slot = slots[number] else { return try add(content) }
        try append(.record(slot: slot))
        try add(content)
        try append(.record(slot: slot + 1))
    }
}

// MARK: - Looks

extension PatternCompiler {
    private mutating func addLook(_ number: Int) throws(PatternFault) {
        if let index = lookIndices[number] { return try append(.look(index)) }
        let look = pattern.looks[number]
        let recordsGroups = touchesGroups(look.content)
        if recordsGroups, !look.isAhead { throw PatternFault(reason: "it refers back to a group where it looks behind") }
        try spend(Self.lookCost)
        var compiler = PatternCompiler(
            pattern: pattern, slots: slots, recordsGroups: recordsGroups, isBackwards: look.isAhead && !recordsGroups, totals: totals)
        let program = try compiler.compiled(look.content)
        totals = compiler.totals
        totals.lookCount += 1
        self.program.looks.append(
            PatternProgram.Look(program: program, isAhead: look.isAhead, isNegated: look.isNegated, number: totals.lookCount - 1))
        lookIndices[number] = self.program.looks.count - 1
        try append(.look(self.program.looks.count - 1))
    }

    /// Whether it refers to groups, or finds what is referred to.
    private func touchesGroups(_ node: PatternNode) -> Bool {
        switch node {
        case .set, .assertion: false
        case .sequence(let parts), .alternatives(let parts): parts.contains(where: touchesGroups)
        case .repetition(let content, _): touchesGroups(content)
        case .look(let number): touchesGroups(pattern.looks[number].content)
        case .group(let number, let content): slots[number] != nil || touchesGroups(content)
        case .backreference: true
        }
    }
}

// MARK: - Repetitions

extension PatternCompiler {
    private mutating func addRepetition(of content: PatternNode, _ repetition: PatternRepetition) throws(PatternFault) {
        let (minimum, maximum) = (repetition.minimum, repetition.maximum)
        if case .set(let set) = content, max(minimum, maximum ?? 0) > Self.copies, !recordsGroups {
            program.sets.append(set)
            program.counters.append(PatternProgram.Counter(set: program.sets.count - 1, minimum: minimum, maximum: maximum))
            return try append(.count(program.counters.count - 1))
        }
        let recorded = repetition.groups.compactMap { recordsGroups ? slots[$0] : nil }
        for _ in 0..<minimum {
            let start = end
            try addRound(of: content, recorded)
            // What has no steps is there as often as one likes.
            if end == start { return }
        }
        var splits: [Int] = []
        for _ in minimum..<(maximum ?? minimum + 1) {
            splits.append(end)
            try append(.split(end + 1, 0))
            if recorded.isEmpty {
                try add(content)
            } else {
                // A round that may be left out and finds no character is none (ECMA-262, section 22.2.2.3.1): it must not forget.
                let place = totals.slotCount
                totals.slotCount += 1
                try append(.record(slot: place))
                try addRound(of: content, recorded)
                try append(.progress(slot: place))
            }
            if end == splits[splits.count - 1] + 1 { break }
        }
        if maximum == nil { try append(.jump(splits[0])) }
        for split in splits { program.steps[split] = repetition.isLazy ? .split(end, split + 1) : .split(split + 1, end) }
    }

    private mutating func addRound(of content: PatternNode, _ recorded: [Int]) throws(PatternFault) {
        for slot in recorded { try append(.forget(slots: slot..<slot + 2)) }
        try add(content)
    }
}
