import Bindings

extension Writer {
    /// A structure that is an array in JSON. It says itself how it is read and written; few descriptions have more than some.
    mutating func tuple(_ tuple: Tuple) {
        doc(tuple.documentation)
        block("public struct \(tuple.name.last): JSONTuple") { out in
            for item in tuple.items { out.property(item, in: tuple.name) }
            out.memberwiseInitializer(tuple.items, in: tuple.name)
            out.read(tuple)
            out.write(tuple)
            out.validate(tuple)
            for nested in tuple.nested {
                out.gap()
                out.declaration(nested)
            }
        }
    }

    private mutating func read(_ tuple: Tuple) {
        gap()
        block("public init(json: JSONView) throws") { out in
            out.line("var items = try json.tuple(of: \(tuple.items.count))")
            for item in tuple.items {
                let next: Code = item.presence == .requiredOrNull ? "nextOrNull" : "next"
                out.line("\(own: item.name, besides: "json", "items") = try items.\(next)()")
            }
        }
    }

    private mutating func write(_ tuple: Tuple) {
        gap()
        block("public func write(to json: inout JSONWriter)") { out in
            out.line("json.beginArray()")
            for item in tuple.items {
                let write: Code = item.presence == .requiredOrNull ? "writeOrNull" : "write"
                out.line("json.\(write)(\(own: item.name, besides: "json"))")
            }
            out.line("json.endArray()")
        }
    }

    private mutating func validate(_ tuple: Tuple) {
        guard tuple.rule != nil || tuple.items.contains(where: { $0.rule != nil }) else { return }
        gap()
        block("public func validate(_ check: inout Validator)") { out in
            for (index, item) in tuple.items.enumerated() {
                guard let rule = item.rule else { continue }
                let value: Code = "\(own: item.name, besides: "check")"
                if case .model = rule {
                    out.line("check.item(\(index)) { check in check.model(\(value)) }")
                } else {
                    out.line("check.item(\(index)) { check in")
                    out.indented { out in out.check(rule, value, isOptional: item.presence == .requiredOrNull) }
                    out.line("}")
                }
            }
            if let rule = tuple.rule { out.check(rule, "self") }
        }
    }
}
