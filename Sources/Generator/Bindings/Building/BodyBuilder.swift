import OpenAPI

extension ModuleBuilder {
    func body(of operation: Operation) -> Body? {
        guard let body = operation.body else { return nil }
        let preferred = body.content.first { isJSON($0.essence) } ?? body.content.first { $0.essence == "multipart/form-data" }
        guard let media = preferred ?? body.content.first(where: { isPlain($0.essence) }) else {
            let names = body.content.map { quoted($0.name) }.joined(separator: ", ")
            let left = body.isRequired ? "; the operation is left out" : ""
            let message = "a body of \(names.isEmpty ? "no media type" : names) is not sent yet\(left)"
            diagnostics.unsupported("unsupported-media-type", message, at: body.location.mark)
            return nil
        }
        for other in body.content where other.location != media.location {
            let message = "the body is sent as \(quoted(media.name)); \(quoted(other.name)) is not offered yet"
            diagnostics.unsupported("unsupported-media-type", message, at: other.location.mark)
        }
        for encoding in media.encodings {
            diagnostics.unsupported("unsupported-encoding", "the encoding of a property is not used yet", at: encoding.location.mark)
        }
        for keyword in media.unread {
            diagnostics.unsupported("unsupported-encoding", "\(quoted(keyword.name)) is not used yet", at: keyword.mark)
        }
        return self.body(body, media)
    }

    private func body(_ body: RequestBody, _ media: MediaType) -> Body? {
        var documentation = Documentation(text: body.description)
        var rule: Rule?
        var kind = Body.Kind.bytes
        if isJSON(media.essence) || media.essence == "multipart/form-data" {
            let use = media.schema.map { self.use(of: $0) } ?? TypeUse(type: .json)
            documentation.text = body.description ?? use.text
            // The runtime checks a body's models, also in lists and maps; what is left are the rules around them.
            rule = use.storedRule?.besidesModels
            kind = isJSON(media.essence) ? .json(use.storedType) : .form(use.type)
            if case .form(let type) = kind, !isForm(type, media.schema) {
                diagnostics.unsupported("unsupported-form", "a form without named properties is not sent yet", at: media.location.mark)
                return nil
            }
            if case .json(.named) = kind, let id = media.schema, formSchemas.contains(resolved(id)) {
                let message = "a schema that is a form in one place and JSON in another is not turned into Swift yet; use two schemas"
                diagnostics.unsupported("unsupported-form-and-json", message, at: media.location.mark)
                return nil
            }
        } else if media.essence.hasPrefix("text/") {
            kind = .text
        }
        return Body(kind: kind, mediaType: media.name, isRequired: body.isRequired, rule: rule, documentation: documentation)
    }

    private func isForm(_ type: SwiftType, _ schema: SchemaID?) -> Bool {
        guard case .named = type, let schema, case .object = shape(of: resolved(schema)) else { return false }
        return true
    }

    private func isPlain(_ essence: String) -> Bool {
        essence.hasPrefix("text/") || essence == "application/octet-stream" || essence.hasPrefix("image/") || essence.hasPrefix("audio/")
            || essence.hasPrefix("video/") || essence == "application/pdf" || essence == "application/zip"
    }

    /// The successes of an operation, and apart from them its event stream; nil, after a diagnostic, where a stream that is
    /// not read is all that it answers.
    func answers(of operation: Operation) -> (answers: [Answer], events: Answer?)? {
        var answers: [Answer] = []
        var events: Answer?
        var isOtherStream = false
        let hasSuccess = operation.responses.contains { isSuccess($0) }
        for response in operation.responses where isSuccess(response) || (response.status == .default && !hasSuccess) {
            let statuses = statuses(response.status, isSuccess: true)
            reportHeaders(response)
            if response.content.isEmpty {
                answers.append(Answer(statuses: statuses, mediaType: nil, content: .none))
            }
            var taken: MediaType?
            for media in response.content {
                if media.essence == "text/event-stream" {
                    if let found = eventAnswer(media, statuses) { events = found } else { isOtherStream = true }
                } else if let taken {
                    let message = "the answer is read as \(quoted(taken.name)); \(quoted(media.name)) is not offered yet"
                    diagnostics.unsupported("unsupported-media-type", message, at: media.location.mark)
                } else {
                    taken = media
                    answers.append(answer(media, statuses))
                }
            }
        }
        if answers.isEmpty, events == nil {
            if isOtherStream {
                let message = "the operation is left out, because its event stream cannot be read"
                diagnostics.unsupported("unsupported-operation", message, at: operation.location.mark)
                return nil
            }
            // Of a success the description says nothing, so any is one.
            answers = [Answer(statuses: statuses(.range(2), isSuccess: true), mediaType: nil, content: .none)]
        }
        // Exact statuses before ranges: the first match counts.
        answers.sort { $0.statuses.count < $1.statuses.count }
        return (answers, events)
    }

    private func eventAnswer(_ media: MediaType, _ statuses: ClosedRange<Int>) -> Answer? {
        guard let item = media.itemSchema, let name = typeNames[resolved(item)], eventSchemas.contains(resolved(item)) else {
            let message =
                "an event stream is read where itemSchema has the fields \"event\" (a const) and \"data\" (with contentSchema); this one is not yet"
            diagnostics.unsupported("unsupported-event-stream", message, at: media.location.mark)
            return nil
        }
        return Answer(statuses: statuses, mediaType: media.name, content: .events(name))
    }

    private func answer(_ media: MediaType, _ statuses: ClosedRange<Int>) -> Answer {
        if isJSON(media.essence) {
            let use = media.schema.map { self.use(of: $0) } ?? TypeUse(type: .json)
            return Answer(statuses: statuses, mediaType: media.name, content: .json(use.storedType), rule: use.storedRule?.besidesModels)
        }
        return Answer(statuses: statuses, mediaType: media.name, content: media.essence.hasPrefix("text/") ? .text : .bytes)
    }

    private func statuses(_ status: Response.Status, isSuccess: Bool) -> ClosedRange<Int> {
        switch status {
        case .code(let code): code...code
        case .range(let hundred): hundred * 100...hundred * 100 + 99
        case .default: isSuccess ? 200...299 : 100...599
        }
    }

    func failures(of operation: Operation) -> [Failure] {
        let hasSuccess = operation.responses.contains { isSuccess($0) }
        var failures: [Failure] = []
        for response in operation.responses where !isSuccess(response) && (response.status != .default || hasSuccess) {
            reportHeaders(response)
            let media = response.content.first { isJSON($0.essence) }
            for other in response.content where other.location != media?.location {
                let message = "the body \(quoted(other.name)) of a failure has no type yet; its bytes are in the error"
                diagnostics.unsupported("unsupported-media-type", message, at: other.location.mark)
            }
            let type = media?.schema.map { use(of: $0).storedType }
            failures.append(Failure(statuses: statuses(response.status, isSuccess: false), type: type))
        }
        return merged(failures.sorted { $0.statuses.count < $1.statuses.count })
    }

    private func reportHeaders(_ response: Response) {
        for header in response.headers {
            let message = "the header \(quoted(header.name)) has no property of its own yet; it is among the header fields"
            diagnostics.unsupported("unsupported-header", message, at: header.mark)
        }
    }

    /// `4XX` and `5XX` with one type are one range.
    private func merged(_ failures: [Failure]) -> [Failure] {
        var result: [Failure] = []
        for failure in failures {
            if let last = result.last, last.type == failure.type, last.statuses.count == failure.statuses.count, failure.statuses.count > 1,
                last.statuses.upperBound + 1 == failure.statuses.lowerBound
            {
                result[result.count - 1].statuses = last.statuses.lowerBound...failure.statuses.upperBound
            } else {
                result.append(failure)
            }
        }
        return result
    }

    func result(_ answers: [Answer], _ operation: Operation) -> OperationMethod.Result {
        guard answers.count > 1 else {
            guard let answer = answers.first else { return .nothing }
            if case .none = answer.content { return .nothing }
            return .one(answer)
        }
        let wanted = Identifier.type("\(operationName(operation)) answer")
        let name = TypeName(path: [moduleScope.claim(wanted)])
        var scope = Scope(reserved: Keywords.unusable)
        let cases = answers.map { answer in
            AnswerEnumeration.Case(
                name: scope.claim(caseName(answer.statuses)),
                documentation: Documentation(text: answerText(answer, operation)),
                answer: answer
            )
        }
        answerTypes.append(
            .answers(
                AnswerEnumeration(
                    name: name,
                    documentation: Documentation(text: "The answers of \(quoted(operationName(operation)))."),
                    cases: cases
                )
            )
        )
        return .several(name, cases)
    }

    private func answerText(_ answer: Answer, _ operation: Operation) -> String? {
        operation.responses.first { isSuccess($0) && statuses($0.status, isSuccess: true) == answer.statuses }?.description
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

extension Rule {
    /// Without the rules that generated types have for themselves.
    fileprivate var besidesModels: Rule? {
        switch self {
        case .model: return nil
        case .nullable(let rule): return rule.besidesModels.map { .nullable($0) }
        case .array(let minItems, let maxItems, let uniqueItems, let element):
            let element = element?.besidesModels
            guard minItems != nil || maxItems != nil || uniqueItems || element != nil else { return nil }
            return .array(minItems: minItems, maxItems: maxItems, uniqueItems: uniqueItems, element: element)
        case .dictionary(let minProperties, let maxProperties, let value):
            let value = value?.besidesModels
            guard minProperties != nil || maxProperties != nil || value != nil else { return nil }
            return .dictionary(minProperties: minProperties, maxProperties: maxProperties, value: value)
        case .all(let rules):
            return rules.compactMap(\.besidesModels).reduce(nil) { .both($0, $1) }
        case .number, .string, .known, .constant, .schema: return self
        }
    }
}
