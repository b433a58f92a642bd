import OpenAPI

/// The successes of an operation.
extension ModuleBuilder {
    /// What an operation answers, and apart from that what it answers piece by piece.
    struct Outcome {
        var answers: [Answer] = []
        var streams: [Stream] = []
    }

    func outcome(of operation: Operation) -> Outcome {
        var outcome = Outcome()
        for response in operation.responses where isSuccess(response, of: operation) {
            let statuses = statuses(response.status, isSuccess: true)
            let content = content(of: response, operation)
            if content.isEmpty {
                outcome.answers.append(
                    Answer(statuses: statuses, content: .none, documentation: Documentation(text: response.description)))
            }
            // What is JSON by its name is asked for first.
            let isUnnamed = content.map { media in if case .json = kind(of: media) { !isJSON(media.essence) } else { false } }
            let ordered = zip(content, isUnnamed).filter { !$1 } + zip(content, isUnnamed).filter { $1 }
            for (media, _) in ordered {
                let answer = Answer(
                    statuses: statuses, mediaType: media.name, content: .none, documentation: Documentation(text: response.description),
                    word: word(for: media))
                add(media, answer, &outcome)
            }
        }
        if outcome.answers.isEmpty, outcome.streams.isEmpty {
            // Of a success the description says nothing, so any is one.
            outcome.answers = [Answer(statuses: 200...299, content: .none, documentation: Documentation())]
        }
        // Exact statuses before ranges: the first match counts. The order of media types stays: it is what Accept says.
        outcome.answers = stablySorted(outcome.answers)
        if operation.method == "HEAD" {
            outcome.answers = outcome.answers.map { answer in
                var answer = answer
                answer.content = .none
                return answer
            }
            outcome.streams = []
        }
        return outcome
    }

    private func stablySorted(_ answers: [Answer]) -> [Answer] {
        answers.filter { $0.statuses.count == 1 } + answers.filter { (2...100).contains($0.statuses.count) }
            + answers.filter { $0.statuses.count > 100 }
    }

    /// These statuses never have a body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5).
    private func content(of response: Response, _ operation: Operation) -> [MediaType] {
        guard let media = response.content.first, case .code(let code) = response.status, [204, 205, 304].contains(code) else {
            return response.content
        }
        let message = "an answer of the status \(code) has no body, so its content is not read"
        diagnostics.warning("content-without-body", message, at: media.location.mark)
        return []
    }

    private func add(_ media: MediaType, _ answer: Answer, _ outcome: inout Outcome) {
        var answer = answer
        let kind = kind(of: media)
        reportMisplaced(media, kind)
        switch kind {
        case .json:
            reportIgnoredCharset(media)
            let use = media.schema.map { self.use(of: $0) } ?? TypeUse(type: .json)
            guard !isFile(use.type) else {
                let message =
                    "the schema of \(quoted(media.name)) holds raw bytes, which cannot stand in JSON; the answer is given as bytes"
                diagnostics.unsupported("unsupported-media-type", message, at: media.location.mark)
                answer.content = .bytes
                break
            }
            answer.content = .json(use.storedType)
            answer.rule = use.storedRule?.besidesModels
        case .items(let framing):
            reportIgnoredCharset(media)
            outcome.streams.append(
                Stream(kind: .items(itemType(media), framing), answers: [answer], documentation: answer.documentation))
            return
        case .events:
            outcome.streams.append(Stream(kind: eventStream(media), answers: [answer], documentation: answer.documentation))
            return
        case .text, .form:
            reportUntyped(media, "the answer is given as text")
            let use = media.schema.map { self.use(of: $0) }
            answer.content = .text(use.flatMap { isScalar($0.type) ? $0.type : nil } ?? .string)
        case .bytes, .multipart:
            reportUntyped(media, "the answer is given as bytes")
            answer.content = isBase64(media.schema) ? .base64 : .bytes
        }
        outcome.answers.append(answer)
    }

    func isSuccess(_ response: Response) -> Bool {
        switch response.status {
        case .code(let code): (200...299).contains(code)
        case .range(let hundred): hundred == 2
        case .default: false
        }
    }

    /// A `default` beside a success is about failures, as people write it. Alone it is about everything, so of the statuses 2XX it is
    /// the success. Where there is neither, a redirection is what the operation is for: nothing follows it.
    func isSuccess(_ response: Response, of operation: Operation) -> Bool {
        if isSuccess(response) { return true }
        guard !operation.responses.contains(where: { isSuccess($0) }) else { return false }
        if response.status == .default { return true }
        guard !operation.responses.contains(where: { $0.status == .default }) else { return false }
        switch response.status {
        case .code(let code): return (300...399).contains(code)
        case .range(let hundred): return hundred == 3
        case .default: return false
        }
    }

    func statuses(_ status: Response.Status, isSuccess: Bool) -> ClosedRange<Int> {
        switch status {
        case .code(let code): code...code
        case .range(let hundred): hundred * 100...hundred * 100 + 99
        case .default: isSuccess ? 200...299 : 100...599
        }
    }

    /// What a method gives back for the answers that it waits for whole.
    func result(_ answers: [Answer], _ operation: Operation) -> OperationMethod.Result {
        // Where all are of one type, a caller need not tell them apart.
        guard Set(answers.map(\.content)).count > 1 else {
            guard let answer = answers.first, answer.content != .none else { return .nothing }
            return .one(answer)
        }
        let isOneType = Set(answers.map { typeForCaller($0.content) }).count == 1 && !answers.contains { $0.content == .none }
        let wanted = Identifier.type("\(operationName(operation)) answer")
        let name = isOneType ? nil : TypeName(path: [ownTypeName(wanted)])
        var scope = Scope(reserved: Keywords.unusable)
        let statuses = Set(answers.map(\.statuses))
        let cases = answers.map { answer in
            let isOnlyOfStatus = answers.count { $0.statuses == answer.statuses } == 1
            let status = caseName(answer.statuses)
            let wanted = isOnlyOfStatus ? status : statuses.count == 1 ? answer.word : Identifier.member("\(status) \(answer.word)")
            return AnswerEnumeration.Case(name: scope.claim(wanted), documentation: answer.documentation, answer: answer)
        }
        guard let name else { return .several(nil, cases) }
        let documentation = Documentation(text: "The answers of \(quoted(operationName(operation))).")
        answerTypes.append(.answers(AnswerEnumeration(name: name, documentation: documentation, cases: cases)))
        return .several(name, cases)
    }

    private func typeForCaller(_ content: Answer.Content) -> SwiftType? {
        switch content {
        case .json(let type), .text(let type): type
        case .bytes, .base64: .data
        case .none: nil
        }
    }

    /// The reason phrases of RFC 9110, section 15.3.
    private func caseName(_ statuses: ClosedRange<Int>) -> String {
        guard statuses.count == 1 else { return "success" }
        return switch statuses.lowerBound {
        case 200: "ok"
        case 201: "created"
        case 202: "accepted"
        case 203: "nonAuthoritative"
        case 204: "noContent"
        case 205: "resetContent"
        case 206: "partialContent"
        default: "status\(statuses.lowerBound)"
        }
    }
}
