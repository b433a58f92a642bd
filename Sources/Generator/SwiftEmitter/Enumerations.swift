import Bindings

extension Writer {
    mutating func openEnumeration(_ enumeration: OpenEnumeration) {
        let raw: Code = enumeration.raw == .string ? "String" : "Int"
        doc(enumeration.documentation)
        block("public struct \(enumeration.name.last): OpenEnum") { out in
            out.line("public let rawValue: \(raw)")
            out.line("public init(rawValue: \(raw)) { self.rawValue = rawValue }")
            out.gap()
            // Computed: a stored one is a global that is made when it is first asked for, by functions of its own. Of OpenAI's
            // description those were 114,000 lines of IR.
            for item in enumeration.cases {
                out.doc(item.documentation)
                out.line("public static var \(item.name): Self { Self(rawValue: \(literal: item.value)) }")
            }
            out.bracketed("public static let allCases: [Self] = ", enumeration.cases.map { ".\(member: $0.name)" })
        }
    }

    mutating func events(_ events: EventEnumeration) {
        let payloads = events.cases.filter { $0.role != .failure }
        doc(events.documentation)
        block("public \(events.isIndirect ? "indirect " : "")enum \(events.name.last): StreamEvent") { out in
            for item in payloads {
                out.doc(item.documentation)
                out.line("case \(item.name)(\(item.payload ?? .string, in: nil))")
            }
            out.doc("An event that these bindings do not know, as it came.")
            out.line("case unrecognized(ServerSentEvent)")
            out.finalEvents(payloads)
            out.gap()
            out.block("public init(_ event: ServerSentEvent) throws") { out in
                out.line("switch event.type {")
                for item in events.cases {
                    let make: Code =
                        switch (item.role, item.payload) {
                        case (.failure, let payload?): "throw event.failure(\(payload, in: nil).self)"
                        case (.failure, nil): "throw event.failure()"
                        case (_, nil): "self = .\(member: item.name)(event.text)"
                        default: "self = .\(member: item.name)(try event.json())"
                        }
                    out.line("case \(literal: item.event): \(make)")
                }
                out.line("default: self = .unrecognized(event)")
                out.line("}")
            }
            out.validate(payloads)
        }
    }

    private mutating func validate(_ payloads: [EventEnumeration.Case]) {
        guard payloads.contains(where: { $0.rule != nil }) else { return }
        gap()
        block("public func validate(_ check: inout Validator)") { out in
            out.line("switch self {")
            for item in payloads {
                guard let rule = item.rule else { continue }
                if case .model = rule {
                    out.line("case .\(member: item.name)(let value): check.model(value)")
                } else {
                    out.line("case .\(member: item.name)(let value):")
                    out.indented { out in out.check(rule, "value") }
                }
            }
            out.line("default: break")
            out.line("}")
        }
    }

    private mutating func finalEvents(_ payloads: [EventEnumeration.Case]) {
        let finals = payloads.filter { $0.role == .final }.map { item -> Code in "\(literal: item.event)" }
        guard !finals.isEmpty else { return }
        gap()
        doc("A stream that ends before one of these was cut.")
        line("public static let finalEvents = [\(Code.joined(finals))]")
    }

    mutating func answers(_ answers: AnswerEnumeration) {
        doc(answers.documentation)
        block("public enum \(answers.name.last): Hashable, Sendable") { out in
            for item in answers.cases {
                out.doc(item.documentation)
                let payload: Code = item.answer.content == .none ? "" : "(\(item.answer.content.type))"
                out.line("case \(item.name)\(payload)")
            }
        }
    }
}
