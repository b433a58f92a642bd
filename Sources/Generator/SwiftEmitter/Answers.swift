import Bindings

/// The lines of a method that say what may come back, and make it what the method gives.
extension Writer {
    mutating func expect(_ answer: Answer) {
        if let mediaType = answer.mediaType {
            line("request.expect(\(statuses(answer.statuses)), \(literal: mediaType))")
        } else {
            line("request.expect(\(statuses(answer.statuses)))")
        }
    }

    mutating func failure(_ failure: Failure) {
        let statuses = statuses(failure.statuses)
        let mediaType: Code = failure.mediaType.map { "\(literal: $0)" } ?? "\"*/*\""
        switch failure.content {
        case .json(let type):
            let suffix: Code = failure.mediaType == nil ? "" : ", \(mediaType)"
            line("request.failure(\(statuses), \(type, in: nil).self\(suffix))")
        case .text: line("request.failure(\(statuses), text: \(mediaType))")
        case .bytes: line("request.failure(\(statuses), data: \(mediaType))")
        case .none: line("request.failure(\(statuses))")
        }
    }

    private func statuses(_ range: ClosedRange<Int>) -> Code {
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)...\(range.upperBound)"
    }

    mutating func result(_ result: OperationMethod.Result) {
        switch result {
        case .nothing: line("_ = try await client.send(request, options)")
        case .one(let answer):
            // An answer that is held here, between waiting for it and reading it, made each method a tenth longer in debug.
            if case .json(.nullable) = answer.content {
                checked("let answer: \(answer.content.readType) = try await client.json(request, options)", answer.rule)
                line("return answer.value")
            } else if case .json = answer.content {
                checked("return try await client.json(request, options)", answer.rule)
            } else {
                checked("return try await client.send(request, options)\(answer.content.read)", answer.rule)
            }
        case .stream(let stream): line("return \(open(stream))")
        case .several(let name, let cases):
            line("let answer = try await client.send(request, options)")
            line("switch answer.variant {")
            for (index, item) in cases.enumerated() {
                let content = item.answer.content
                let (value, end): (Code, Code) =
                    switch content {
                    case .none: ("", "")
                    case .bytes: ("answer\(content.read)", "")
                    case .json(.nullable): ("try answer.json(\(content.readType).self)", ".value")
                    case .json, .text, .base64: ("try answer\(content.read)", "")
                    }
                let pattern: Code = index == cases.count - 1 ? "default" : "case \(index)"
                if name == nil {
                    checked("\(pattern): return \(value)", item.answer.rule, end)
                } else if content == .none {
                    line("\(pattern): return .\(member: item.name)")
                } else {
                    checked("\(pattern): return .\(member: item.name)(\(value)", item.answer.rule, "\(end))")
                }
            }
            line("}")
        }
    }

    /// A call that reads an answer, with the rules that its types do not have themselves.
    private mutating func checked(_ call: Code, _ rule: Rule?, _ end: Code = "") {
        guard let rule else { return line("\(call)\(end)") }
        line("\(call.withoutArguments) { check, body in")
        indented { out in out.check(rule, "body") }
        line("}\(end)")
    }

    private func open(_ stream: Stream) -> Code {
        switch stream.kind {
        case .events: return "client.events(request, options)"
        case .rawEvents: return "client.rawEvents(request, options)"
        case .items(_, let framing): return "client.items(request, options, as: \(code(framing)))"
        case .bytes: return "try await client.bytes(request, options)"
        case .data(let type, let finalEvents, let endsAnywhere):
            let finals = finalEvents.map { event -> Code in "\(literal: event)" }
            let final: Code = finals.isEmpty ? "" : ", finalEvents: [\(Code.joined(finals))]"
            return "client.events(request, options, data: \(type, in: nil).self\(final))\(endsAnywhere ? ".endingAnywhere()" : "")"
        }
    }

    mutating func headers(_ headers: HeaderStructure) {
        doc(headers.documentation)
        block("public struct \(headers.name.last): HeaderModel, Hashable") { out in
            for property in headers.properties {
                out.doc(property.documentation)
                out.line("public var \(property.name): \(property.type, in: nil)\(property.isRequired ? "" : "?")")
            }
            out.gap()
            out.block("public init(_ headers: HeaderView) throws(HeaderError)") { out in
                for property in headers.properties {
                    let read: Code = property.isRequired ? "required" : "optional"
                    out.line("\(own: property.name, besides: "headers") = try headers.\(read)(\(out.argument(property)))")
                }
            }
        }
    }

    private func argument(_ property: HeaderStructure.Property) -> Code {
        switch property.form {
        case .value: "\(literal: property.key)"
        case .list: "list: \(literal: property.key)"
        case .json: "json: \(literal: property.key)"
        case .object(let explode): "object: \(literal: property.key)\(explode ? ", explode: true" : "")"
        }
    }
}

extension Answer.Content {
    fileprivate var read: Code {
        switch self {
        case .json: ".json()"
        case .text(.string): ".text()"
        case .text: ".value()"
        case .bytes: ".data()"
        case .base64: ".base64()"
        case .none: ""
        }
    }

    /// What a caller gets: a whole answer that is null is none.
    var type: Code {
        if case .json(.nullable(let type)) = self { return "\(type, in: nil)?" }
        return readType
    }

    fileprivate var readType: Code {
        switch self {
        case .json(let type), .text(let type): "\(type, in: nil)"
        case .bytes, .base64: "Data"
        case .none: "Void"
        }
    }
}

extension OperationMethod {
    var effects: Code {
        switch result {
        case .nothing: " async throws(APIError)"
        case .one(let answer): " async throws(APIError) -> \(answer.content.type)"
        case .several(let name?, _): " async throws(APIError) -> \(name, in: nil)"
        case .several(nil, let cases): cases.first.map { " async throws(APIError) -> \($0.answer.content.type)" } ?? ""
        case .stream(let stream):
            switch stream.kind {
            case .events(let name): " -> EventStream<\(name, in: nil)>"
            case .data(let type, _, _): " -> EventStream<\(type, in: nil)>"
            case .rawEvents: " -> EventStream<ServerSentEvent>"
            case .items(let type, _): " -> JSONStream<\(type, in: nil)>"
            case .bytes: " async throws(APIError) -> AnswerBytes"
            }
        }
    }
}
