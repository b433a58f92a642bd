import Bindings

extension Writer {
    mutating func schemas(_ schemas: EmbeddedSchemas) {
        doc("Rules that no Swift type has a form for, as JSON Schema.")
        block("enum \(schemas.name)") { out in
            for rule in schemas.rules {
                let head: Code = "static let \(rule.name) = JSONSchema(\(raw: rule.text)"
                if rule.definitions.isEmpty {
                    out.line("\(head))")
                } else if rule.hasAll {
                    out.line("\(head), \(rule.isDynamic ? schemas.allResources : schemas.all))")
                } else {
                    out.line("\(head), [")
                    out.indented { out in out.filled(rule.definitions.map { "\($0)" }) }
                    out.line("])")
                }
            }
            guard !schemas.definitions.isEmpty else { return }
            for isDynamic in [false, true] where schemas.rules.contains(where: { $0.hasAll && $0.isDynamic == isDynamic }) {
                out.gap()
                let name = isDynamic ? schemas.allResources : schemas.all
                let all = schemas.definitions.filter { $0.isDynamic == isDynamic }
                out.bracketed("private static let \(name): [JSONSchema.Definition] = ", all.map { "\($0.name)" })
            }
            out.gap()
            // Computed: a rule asks once for each, and a stored one has functions of its own by which it is made.
            for definition in schemas.definitions {
                let value: Code = "JSONSchema.Definition(\(literal: definition.key), \(raw: definition.text))"
                out.line("private static var \(definition.name): JSONSchema.Definition { \(value) }")
            }
        }
    }
}
