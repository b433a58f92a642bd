/// Reads the values of keywords from a schema that is an object; throws ``SchemaFault`` where one is not what it has to be.
struct SchemaReader {
    let tape: JSONTape
    private let keywords: [String: Int]

    /// Of keywords that are there twice the first counts.
    init(_ tape: JSONTape, _ position: Int) {
        self.tape = tape
        keywords = Dictionary(tape.members(position)) { first, _ in first }
    }

    /// The position of a keyword's value.
    func position(_ keyword: String) -> Int? { keywords[keyword] }

    func text(_ keyword: String) throws -> String? {
        guard let position = keywords[keyword] else { return nil }
        return try text(at: position)
    }

    func text(at position: Int) throws -> String {
        guard tape.word(position).kind == .string else { throw wrongKind("a string", at: position) }
        return tape.string(position)
    }

    func bool(_ keyword: String) throws -> Bool? {
        guard let position = keywords[keyword] else { return nil }
        guard tape.word(position).kind.isBool else { throw wrongKind("a boolean", at: position) }
        return tape.word(position).kind == .true
    }

    func limit(_ kind: SchemaLimit.Kind) throws -> SchemaLimit? {
        guard let position = keywords[kind.rawValue] else { return nil }
        guard tape.word(position).kind == .number else { throw wrongKind("a number", at: position) }
        let limit = SchemaLimit(kind, JSONNumber(checked: tape.string(position)))
        guard kind != .multipleOf || !limit.decimal.isNegative && !limit.decimal.digits.isEmpty else {
            throw fault("expected a number greater than 0, found \(limit.text)", at: position)
        }
        return limit
    }

    /// A count; one that is beyond what can be counted is taken for the most that can be.
    func count(_ keyword: String) throws -> Int? {
        guard let position = keywords[keyword] else { return nil }
        guard tape.word(position).kind == .number else { throw wrongKind("a count", at: position) }
        let decimal = JSONNumber(checked: tape.string(position)).decimal
        guard !decimal.isNegative, decimal.isInteger else {
            throw fault("expected a count, found \(tape.string(position))", at: position)
        }
        return decimal.integer() ?? .max
    }

    func counts(_ minimum: String, _ maximum: String) throws -> SchemaCount {
        SchemaCount(minimum: try count(minimum), maximum: try count(maximum))
    }

    /// The positions of the items of an array.
    func items(_ keyword: String) throws -> [Int]? {
        guard let position = keywords[keyword] else { return nil }
        return try items(at: position)
    }

    func items(at position: Int) throws -> [Int] {
        guard tape.word(position).kind == .array else { throw wrongKind("an array", at: position) }
        return tape.items(position)
    }

    /// The members of an object; none where there is no such keyword.
    func members(_ keyword: String) throws -> [(key: String, value: Int)] {
        guard let position = keywords[keyword] else { return [] }
        guard tape.word(position).kind == .object else { throw wrongKind("an object", at: position) }
        return tape.members(position)
    }

    func types() throws -> JSONTypes? {
        guard let position = keywords["type"] else { return nil }
        let names = tape.word(position).kind == .array ? tape.items(position) : [position]
        var types: JSONTypes = []
        for position in names {
            let name = try text(at: position)
            guard let type = JSONTypes.named.first(where: { $0.name == name }) else {
                throw fault("there is no type \"\(Excerpt.of(name))\"", at: position)
            }
            types.insert(type.type)
        }
        return types
    }

    private func wrongKind(_ expected: String, at position: Int) -> SchemaFault {
        fault("expected \(expected), found \(JSONView(tape: tape, position: position).kind.article)", at: position)
    }

    private func fault(_ message: String, at position: Int) -> SchemaFault {
        SchemaFault(message: message, pointer: tape.pointer(to: position))
    }
}
