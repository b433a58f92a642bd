import OpenAPI

/// Schemas that take in one other, and are another name for it or a schema of their own.
extension AllOfMerging {
    /// Whether a schema adds nothing to its one member, or only what can be checked beside a type that has a name.
    func isAlias(_ own: Schema, of target: Schema) -> Bool {
        guard own.kinds.allSatisfy({ $0 == .object || $0 == .null }) || own.kinds == target.kinds else { return false }
        if !own.hasOwnRules, own.anyOf.isEmpty, own.oneOf.isEmpty { return true }
        let isNamed = !target.properties.isEmpty || target.enumeration != nil || !target.oneOf.isEmpty || !target.anyOf.isEmpty
        return isNamed && own.properties.isEmpty && own.required.isEmpty && own.additionalProperties == .unspecified
            && own.enumeration == nil && (own.constant == nil || target.enumeration != nil) && own.items == nil && own.anyOf.isEmpty
            && own.oneOf.isEmpty && !speaksOfOthers(own, than: target)
    }

    /// Whether it says something of properties that the structure of the other has no place for.
    private func speaksOfOthers(_ own: Schema, than target: Schema) -> Bool {
        guard !own.assertions.isEmpty, !target.properties.isEmpty else { return false }
        let names = Set(target.properties.map(\.name))
        return own.assertions.contains { assertion in
            if case .unevaluatedProperties(let rest) = assertion { return description[rest].boolean != false }
            return assertion.speaksOfOthers(than: names) { description[targets[$0.index]] }
        }
    }

    /// What another schema takes in whole says what is read, whatever type is stated beside it.
    func reportContradictedType(_ own: Schema, by target: Schema) {
        let (kinds, others) = (own.kinds.filter { $0 != .null }, target.kinds.filter { $0 != .null })
        guard let kind = kinds.first, let other = others.first, !kinds.haveValues(in: others) else { return }
        let message =
            "no value is valid here: the type is \(quoted(kind.rawValue)), and what is taken in is of the type \(quoted(other.rawValue)), "
            + "as which it is read"
        diagnostics.warning("type-contradiction", message, at: own.location.mark)
    }
}

extension [Schema.Kind] {
    /// Whether a value may be of one of these and of one of those. Every integer is a number.
    func haveValues(in others: [Schema.Kind]) -> Bool {
        contains { kind in
            others.contains { $0 == kind || [$0, kind] == [.integer, .number] || [$0, kind] == [.number, .integer] }
        }
    }
}
