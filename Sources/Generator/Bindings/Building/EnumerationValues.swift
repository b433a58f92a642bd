import OpenAPI

/// A value of an enumeration, with what a description says of it.
struct EnumerationValue {
    let value: Value
    let location: Location
    /// The name that `x-enum-varnames`, or else a title, gives it.
    var name: String?
    var title: String?
    var description: String?
    var isDeprecated = false

    /// A title that is the name need not be said again.
    var text: String? { description ?? (name != nil && name == title.flatMap(Self.name(ofTitle:)) ? nil : title) }

    /// A title may be a sentence, or have no letters.
    static func name(ofTitle title: String) -> String? {
        let name = Identifier.value(title)
        return name.utf8.count <= 40 && title.contains { $0.isLetter || $0.isNumber } ? name : nil
    }
}

extension ModuleBuilder {
    /// The values that have names: a schema's own, or those that its alternatives allow together.
    func enumerationValues(_ schema: Schema, _ values: [Value]) -> [EnumerationValue] {
        schema.enumeration == nil ? joinedValues(schema, values) : ownValues(schema)
    }

    private func ownValues(_ schema: Schema) -> [EnumerationValue] {
        let values = schema.enumeration ?? []
        let names = givenNames(schema, count: values.count)
        let annotations = schema.enumAnnotations.map { description[$0] }
        let mark = schema.location.mark
        // What is left of a set after others narrowed it does not say which of its places are left.
        let marks = schema.enumerationMarks.count == values.count ? schema.enumerationMarks : values.map { _ in mark }
        return values.enumerated().filter { $0.element != .null }.map { index, value in
            let annotation = annotations.indices.contains(index) ? annotations[index] : nil
            let given = names.indices.contains(index) ? givenName(names[index], schema) : nil
            return EnumerationValue(
                value: value,
                location: annotation?.location ?? schema.location.child("enum", mark).child(index, marks[index]),
                name: given ?? annotation?.title.flatMap(EnumerationValue.name(ofTitle:)),
                title: annotation?.title,
                description: annotation?.description,
                isDeprecated: annotation?.isDeprecated ?? false
            )
        }
    }

    /// Of enumerations that are one: a value is called what all that name it call it, unless another value would be called that too.
    private func joinedValues(_ schema: Schema, _ values: [Value]) -> [EnumerationValue] {
        if schema.enumNames != nil {
            let message = "x-enum-varnames stands beside alternatives, and no enum; it is not used"
            diagnostics.warning("enum-names-count", message, at: schema.location.mark)
        }
        let parts = alternatives(schema).variants.flatMap { ownValues(description[resolved($0)]) }
        let said = Dictionary(grouping: parts, by: \.value)
        let mark = schema.location.mark
        var joined = values.enumerated().map { index, value in
            let all = said[value] ?? []
            let names = Set(all.compactMap { overrides.name(at: $0.location)?.name ?? $0.name })
            return EnumerationValue(
                value: value,
                location: schema.location.child("enum", mark).child(index, mark),
                name: names.count == 1 ? names.first : nil,
                title: all.lazy.compactMap(\.title).first,
                description: all.lazy.compactMap(\.description).first,
                isDeprecated: all.contains(where: \.isDeprecated)
            )
        }
        let wanted = joined.map { $0.name ?? caseName($0.value) }
        let counts = Dictionary(wanted.map { ($0, 1) }, uniquingKeysWith: +)
        for index in joined.indices where counts[wanted[index]] != 1 { joined[index].name = nil }
        return joined
    }

    /// Of `x-enum-varnames`; none where there are not as many as values.
    private func givenNames(_ schema: Schema, count: Int) -> [String] {
        guard let names = schema.enumNames, names.count != count else { return schema.enumNames ?? [] }
        let message = "x-enum-varnames has \(names.count) names for \(count) values; they are not used"
        diagnostics.warning("enum-names-count", message, at: schema.location.mark)
        return []
    }

    private func givenName(_ text: String, _ schema: Schema) -> String? {
        if Identifier.checked(text) != nil { return Identifier.caseName(text) }
        let message = "\(quoted(text)) in x-enum-varnames is no Swift name, so one is made of the value"
        diagnostics.warning("invalid-name", message, at: schema.location.mark)
        return nil
    }
}
