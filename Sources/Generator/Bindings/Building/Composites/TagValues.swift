import OpenAPI

/// What kinds of JSON the property of a discriminator may be. Mappings and names of schemas are texts; of a property that is no text
/// they are the JSON text of what it is.
struct TagKinds: OptionSet {
    let rawValue: Int

    static let text = TagKinds(rawValue: 1)
    static let integer = TagKinds(rawValue: 2)
    static let number: TagKinds = [.integer, TagKinds(rawValue: 4)]
    static let boolean = TagKinds(rawValue: 8)
    static let all: TagKinds = [.text, .number, .boolean]

    /// The values that a text may mean; none where it is the JSON text of no value of these kinds.
    func values(_ text: String) -> [Literal] {
        var values: [Literal] = contains(.text) ? [.string(text)] : []
        if contains(.boolean), text == "true" || text == "false" { values.append(.boolean(text == "true")) }
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { "-0123456789.eE+".utf8.contains($0) } && Double(text) != nil
        if contains(.integer), isNumber, contains(.number) || Number(text: text).isWhole, let number = Literal(json: .number(text)) {
            values.append(number)
        }
        return values
    }
}

extension Literal {
    /// A value that can be written as a literal of `JSONValue`; nil where it is no scalar, or a number that Swift's literals do not keep.
    /// Numbers that are worth the same are one literal.
    init?(json value: Value) {
        switch value {
        case .boolean(let value): self = .boolean(value)
        case .string(let text): self = .string(text)
        case .number(let text):
            if let integer = Number(text: text).integer(as: Int.self) {
                self = .number("\(integer)")
            } else if let number = Double(text), number.isNormal, text.utf8.count <= 15 {
                self = .number("\(number)")
            } else {
                return nil
            }
        case .null, .array, .object: return nil
        }
    }
}

extension ModuleBuilder {
    /// What kinds a property has in a variant, or in the first of the variants inside that which has it. One that nothing is said of is
    /// a text.
    func tagKinds(_ id: SchemaID, _ key: String) -> TagKinds {
        var visited: Set<SchemaID> = []
        return property(key, of: id, &visited).map { tagKinds(of: $0) } ?? .text
    }

    private func property(_ key: String, of id: SchemaID, _ visited: inout Set<SchemaID>) -> SchemaID? {
        let target = description.sharedProperties[resolved(id)].map(resolved) ?? resolved(id)
        guard visited.count < 32, visited.insert(target).inserted else { return nil }
        if let property = description[target].properties.first(where: { $0.name == key }) { return property.schema }
        for variant in alternatives(description[target]).variants {
            if let found = property(key, of: variant, &visited) { return found }
        }
        return nil
    }

    private func tagKinds(of property: SchemaID) -> TagKinds {
        if description.numbersAsText.contains(property) { return [.text, .number] }
        return switch shallowShape(property) {
        case .boolean: .boolean
        case .integer: .integer
        case .number: .number
        case .enumeration(let values): areTexts(values) ? .text : .integer
        case .string, .data: .text
        case .any, .union: .all
        case .array, .tuple, .map, .object, .file: .text
        }
    }
}
