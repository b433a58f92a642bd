import Bindings

extension Writer {
    /// What is the same for all unions is in the runtime: an enum has its cases, a table, and the two ways between them.
    mutating func union(_ union: Union) {
        if union.wire == .form { return formUnion(union) }
        doc(union.documentation)
        block("public \(union.isIndirect ? "indirect " : "")enum \(union.name.last): JSONUnion, Sendable") { out in
            for item in union.cases {
                out.doc(item.documentation)
                out.line("case \(item.name)(\(item.payload, in: union.name))")
            }
            out.doc("A value that is none of these, as it came.")
            out.line("case unrecognized(JSONValue)")
            out.gap()
            out.variants(union)
            out.gap()
            out.block("public init(variant: Int, json: JSONView) throws") { out in
                out.line("switch variant {")
                for (index, item) in union.cases.enumerated() {
                    out.line("case \(index): self = .\(member: item.name)(try json.decode())")
                }
                out.line("default: self = .unrecognized(try json.decode())")
                out.line("}")
            }
            out.gap()
            out.block("public var payload: JSONPayload") { out in
                out.line("switch self {")
                for (index, item) in union.cases.enumerated() {
                    out.line("case .\(member: item.name)(let value): JSONPayload(\(index), value)")
                }
                out.line("case .unrecognized(let value): JSONPayload(unrecognized: value)")
                out.line("}")
            }
            out.validate(union)
            for nested in union.nested {
                out.gap()
                out.declaration(nested)
            }
        }
    }

    /// A value of a form that may be a file is only ever written.
    private mutating func formUnion(_ union: Union) {
        doc(union.documentation)
        block("public \(union.isIndirect ? "indirect " : "")enum \(union.name.last): FormValue") { out in
            for item in union.cases {
                out.doc(item.documentation)
                out.line("case \(item.name)(\(item.payload, in: union.name))")
            }
            out.gap()
            out.block("public func write(to form: inout FormWriter, as name: String)") { out in
                out.line("switch self {")
                for item in union.cases { out.line("case .\(member: item.name)(let value): form.field(name, value)") }
                out.line("}")
            }
            out.gap()
            out.block("public func validate(_ check: inout Validator)") { out in
                out.line("switch self {")
                for item in union.cases {
                    guard let rule = item.rule else { continue }
                    out.line("case .\(member: item.name)(let value):")
                    out.indented { out in out.check(rule, "value") }
                }
                if union.cases.contains(where: { $0.rule == nil }) { out.line("default: break") }
                out.line("}")
            }
            for nested in union.nested {
                out.gap()
                out.declaration(nested)
            }
        }
    }

    private mutating func variants(_ union: Union) {
        let head: Code = "public static let variants = JSONVariants"
        var arguments: [Code] = []
        if let tag = union.tag {
            let values = tag.values.map { value -> Code in "\(literal: value.value): \(value.variant)" }
            // A table of texts is searched by text.
            let areTexts = tag.values.allSatisfy { if case .string = $0.value { true } else { false } }
            let label: Code = areTexts ? "" : "values: "
            arguments.append("tag: \(literal: tag.key), \(label)[\(values.isEmpty ? ":" : Code.joined(values))]")
            if let absent = tag.absent { arguments.append("absent: \(absent)") }
            if let fallback = tag.fallback { arguments.append("fallback: \(fallback)") }
        }
        if union.tag?.isWhole == true {
            parenthesised(head, arguments, "")
        } else {
            let matches = union.cases.map(\.match)
            let objects = Told(matches.filter { $0.kind == .object })
            let items = Told(matches.flatMap(\.items))
            line("\(head)(\(Code.joined(arguments))\(arguments.isEmpty ? "" : ", ")[")
            let lines = matches.map { match -> Code in "\(variant(match, match.kind == .object ? objects : items))," }
            indented { out in lines.forEach { out.line($0) } }
            line("])")
        }
    }

    /// What tells objects apart: nothing where there is only one kind of them.
    private struct Told {
        let byProperties: Bool
        let byWhatIsKept: Bool

        init(_ objects: [Union.Match]) {
            byProperties = objects.count > 1
            // What has to be there tells the others.
            byWhatIsKept = byProperties && objects.contains { !$0.keepsAll && $0.requiredBothWays.isEmpty }
        }
    }

    private func variant(_ match: Union.Match, _ told: Told) -> Code {
        var arguments: [Code] = [kind(match.kind)]
        if let count = match.count { arguments.append("count: \(count)") }
        if !match.requiredBothWays.isEmpty { arguments.append("required: \(list(match.requiredBothWays))") }
        if !match.constants.isEmpty {
            let constants = match.constants.map { constant -> Code in
                "(\(literal: constant.key), [\(Code.joined(constant.values.map { "\(literal: $0)" }))])"
            }
            arguments.append("constants: [\(Code.joined(constants))]")
        }
        if told.byProperties, !match.properties.isEmpty { arguments.append("properties: \(list(match.properties))") }
        if told.byWhatIsKept, match.keepsAll { arguments.append("keepsAll: true") }
        if told.byProperties, let items = match.items.first { arguments.append("items: \(variant(items, told))") }
        return "JSONVariant(\(Code.joined(arguments)))"
    }

    private func list(_ keys: [String]) -> Code { "[\(Code.joined(keys.map { "\(literal: $0)" }))]" }

    private func kind(_ kind: Union.Match.Kind) -> Code {
        switch kind {
        case .boolean: ".bool"
        case .integer: ".integer"
        case .number: ".number"
        case .string: ".string"
        case .array: ".array"
        case .object: ".object"
        case .any: ".any"
        }
    }

    /// Models check themselves: only what a case holds besides has rules here.
    private mutating func validate(_ union: Union) {
        let ruled = union.cases.filter { $0.rule != nil && $0.rule != .model }
        guard !ruled.isEmpty || union.isExclusive || union.rule != nil else { return }
        gap()
        block("public func validate(_ check: inout Validator)") { out in
            out.payload(union, ruled)
            if union.isExclusive { out.line("check.exclusive(self)") }
            if let rule = union.rule { out.check(rule, "self") }
        }
    }

    private mutating func payload(_ union: Union, _ ruled: [Union.Case]) {
        guard !ruled.isEmpty else { return line("check.payload(of: self)") }
        line("switch self {")
        for item in ruled {
            guard let rule = item.rule else { continue }
            line("case .\(member: item.name)(let value):")
            indented { out in out.check(rule, "value") }
        }
        line("default: check.payload(of: self)")
        line("}")
    }
}
