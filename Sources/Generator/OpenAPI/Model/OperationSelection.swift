import YAMLDocument

/// Which operations of a description are taken, those of webhooks among them; what none of them needs is left out too.
package struct OperationSelection: Sendable {
    package enum Subject: String, Sendable, CaseIterable {
        case tags, paths, operations
    }

    /// What a tag, a path or an operationId must be; `*` stands for any text, also for none.
    package struct Pattern: Sendable {
        package let subject: Subject
        package let text: String
        package let mark: SourceMark?

        package init(_ subject: Subject, _ text: String, mark: SourceMark?) {
            self.subject = subject
            self.text = text
            self.mark = mark
        }

        func matches(_ candidate: String) -> Bool {
            let parts = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
            guard let first = parts.first, let last = parts.last, parts.count > 1 else { return candidate.utf8.elementsEqual(text.utf8) }
            var rest = Array(candidate.utf8)[...]
            guard rest.starts(with: first), rest.count >= first.count + last.count, rest.suffix(last.count) == last[...] else {
                return false
            }
            rest = rest.dropFirst(first.count).dropLast(last.count)
            // The first place for each part leaves most for those behind it.
            for part in parts.dropFirst().dropLast() where !part.isEmpty {
                guard let start = rest.indices.first(where: { rest[$0...].starts(with: part) }) else { return false }
                rest = rest[(start + part.count)...]
            }
            return true
        }
    }

    /// One of them is enough; without any, all operations are meant.
    package var include: [Pattern] = []
    package var exclude: [Pattern] = []

    package init(include: [Pattern] = [], exclude: [Pattern] = []) {
        self.include = include
        self.exclude = exclude
    }

    package var takesAll: Bool { include.isEmpty && exclude.isEmpty }
}

/// Applies a selection, and knows which of its patterns were of use.
struct OperationSelector {
    let selection: OperationSelection
    private var used: Set<Int> = []

    init(_ selection: OperationSelection) { self.selection = selection }

    /// What a selection looks at.
    struct Candidate {
        /// nil for a webhook: its address is not the description's to say.
        var path: String?
        var operationID: String?
        var tags: [String]
    }

    /// What the path alone decides; nil where tags and the operationId have to be known.
    mutating func takes(path: String?) -> Bool? {
        let candidate = Candidate(path: path, operationID: nil, tags: [])
        let included = matches(selection.include, candidate, from: 0)
        if matches(selection.exclude, candidate, from: selection.include.count) { return false }
        if included || selection.include.isEmpty { return true }
        return selection.include.allSatisfy { $0.subject == .paths } ? false : nil
    }

    mutating func takes(_ candidate: Candidate) -> Bool {
        // All patterns are asked, so that each that matches anything counts as used.
        let included = matches(selection.include, candidate, from: 0)
        let excluded = matches(selection.exclude, candidate, from: selection.include.count)
        return (included || selection.include.isEmpty) && !excluded
    }

    private mutating func matches(_ patterns: [OperationSelection.Pattern], _ candidate: Candidate, from start: Int) -> Bool {
        var isMatched = false
        for (index, pattern) in patterns.enumerated() {
            let isMatch =
                switch pattern.subject {
                case .tags: candidate.tags.contains(where: pattern.matches)
                case .paths: candidate.path.map(pattern.matches) ?? false
                case .operations: candidate.operationID.map(pattern.matches) ?? false
                }
            guard isMatch else { continue }
            used.insert(start + index)
            isMatched = true
        }
        return isMatched
    }

    func reportUnused(_ diagnostics: Diagnostics) {
        for (index, pattern) in (selection.include + selection.exclude).enumerated() where !used.contains(index) {
            let what =
                switch pattern.subject {
                case .tags: "no operation has the tag"
                case .paths: "there is no path"
                case .operations: "there is no operationId"
                }
            let message = "\(what) \(quoted(pattern.text)); remove this line or correct it"
            diagnostics.warning("unused-selection", message, at: pattern.mark)
        }
    }
}
