/// How to tell the variants of a ``JSONUnion`` apart: by the value of a property, and where that does not decide, by the kind of
/// the value, by constants and by required properties.
public struct JSONVariants: Sendable {
    let tag: StaticString?
    let texts: [String: Int]
    /// Values of the property that are no texts. Numbers are the same where they are worth the same.
    let others: [JSONValue: Int]
    let absent: Int?
    let fallback: Int?
    let variants: [JSONVariant]
    /// The number of variants.
    let count: Int

    /// How many unions, each inside the other, are being tried out.
    @TaskLocal static var attempts = 0
    static let attemptLimit = 3

    /// Variants that a property tells apart. `absent` is the one to take where it is absent, `fallback` where it is absent or its text
    /// is not known.
    public init(tag: StaticString, _ texts: [String: Int], absent: Int? = nil, fallback: Int? = nil, _ variants: [JSONVariant] = []) {
        self.tag = tag
        self.texts = texts
        others = [:]
        self.absent = absent
        self.fallback = fallback
        self.variants = variants
        count = max(variants.count, (texts.values.max() ?? -1) + 1)
    }

    /// Variants that a property tells apart which need not be a text.
    public init(
        tag: StaticString, values: [JSONValue: Int], absent: Int? = nil, fallback: Int? = nil, _ variants: [JSONVariant] = []
    ) {
        self.tag = tag
        texts = Dictionary(uniqueKeysWithValues: values.compactMap { value, variant in value.string.map { ($0, variant) } })
        others = values.filter { $0.key.string == nil }
        self.absent = absent
        self.fallback = fallback
        self.variants = variants
        count = max(variants.count, (values.values.max() ?? -1) + 1)
    }

    /// Variants that no single property tells apart.
    public init(_ variants: [JSONVariant]) {
        tag = nil
        texts = [:]
        others = [:]
        absent = nil
        fallback = nil
        self.variants = variants
        count = variants.count
    }

    /// The variants whose kind, constants and required properties a value has.
    func possible(for json: JSONView) -> [Int] { variants.indices.filter { variants[$0].allows(json) } }

    /// The variant that a value of the property tells.
    private func variant(of tag: JSONView) -> Int? {
        switch tag.kind {
        case .string: (try? tag.decode(String.self)).flatMap { texts[$0] }
        case .number, .bool: others.isEmpty ? nil : (try? JSONValue(json: tag)).flatMap { others[$0] }
        case .null, .array, .object: nil
        }
    }

    /// What the property says that is written for it, where that is not the variant.
    func contradiction(_ written: WrittenPieces.Piece, _ variant: Int) -> JSONValue? {
        let value: JSONValue
        switch written {
        case .text(let text): value = .string(text)
        case .integer(let integer): value = .number(JSONNumber(Int(integer)))
        case .absent, .begin, .end, .number, .data, .value: return nil
        }
        // A boolean and a number with a fraction are written as texts.
        let told = value.string.flatMap { text in texts[text] ?? others.first { "\($0.key)" == text }?.value } ?? others[value]
        // What is not known may be told by its form, or be a number that is written in another way.
        let fits = told.map { $0 == variant } ?? (fallback == variant || !variants.isEmpty || !others.isEmpty)
        if fits { return nil }
        return value
    }

    /// The values of the property that tell a variant.
    func values(telling variant: Int) -> [JSONValue] {
        texts.filter { $0.value == variant }.keys.sorted().map(JSONValue.string) + others.filter { $0.value == variant }.keys
    }

    /// All values of the property that tell a variant; nil where a value without any may be a variant too.
    var valuesOfTag: [JSONValue]? {
        guard fallback == nil, variants.isEmpty else { return nil }
        return texts.keys.sorted().map(JSONValue.string) + others.keys.sorted { "\($0)" < "\($1)" }
    }

    enum Choice {
        case none
        case one(Int)
        case several([Int])
    }

    func choice(for json: JSONView) -> Choice {
        if let tag, var object = try? json.object() {
            let member = object.member(tag)
            if let member, let variant = variant(of: member) { return .one(variant) }
            if member == nil, let absent { return .one(absent) }
            if let fallback { return .one(fallback) }
        }
        let found = possible(for: json)
        if found.count < 2 { return found.first.map(Choice.one) ?? .none }
        guard json.kind == .array else { return .several(Self.order(found, of: variants, for: json)) }
        // Lists are told by the first object in them that has members.
        let item = (try? json.array())?.first { (try? $0.object().count) ?? 0 > 0 }
        guard let item, found.contains(where: { !variants[$0].items.isEmpty }) else { return .several(found) }
        return .several(Self.order(found, of: variants.map { $0.items.first ?? JSONVariant(.any) }, for: item))
    }

    /// Several variants in the order to try them: first the one that knows most of what is there, so that the least is lost.
    private static func order(_ found: [Int], of variants: [JSONVariant], for json: JSONView) -> [Int] {
        guard let object = try? json.object() else { return found }
        let keys = Set(object.keys)
        let known = found.map { index in variants[index].properties.count { keys.contains("\($0)") } }
        let places = found.indices.sorted { known[$0] == known[$1] ? $0 < $1 : known[$0] > known[$1] }
        var order = places.map { found[$0] }
        // A structure that nothing tells but names that it may share goes behind one that loses nothing.
        if let place = places.first, known[place] < keys.count, variants[found[place]].mayLose(whatHas: keys),
            let whole = order.firstIndex(where: { variants[$0].keepsAll })
        {
            order.insert(order.remove(at: whole), at: 0)
        }
        return order
    }
}

/// What a value of one variant of a ``JSONUnion`` looks like.
public struct JSONVariant: Sendable {
    let kinds: [Kind]
    let constants: [(key: StaticString, values: [JSONValue])]
    let required: [StaticString]
    let properties: [StaticString]
    let keepsAll: Bool
    let count: Int?
    /// At most one.
    let items: [JSONVariant]

    /// The kinds of JSON, integers apart from other numbers.
    public enum Kind: Sendable {
        case bool, integer, number, string, array, object
        /// A variant that is of several kinds.
        case any
    }

    /// A variant of a kind; of an object, with the properties that have to be there, those that have one of a few values, all that it
    /// names, and whether it keeps others too; of a tuple, with the number of its items; of a list, with what its items are.
    public init(
        _ kinds: Kind..., count: Int? = nil, required: [StaticString] = [], constants: [(StaticString, [JSONValue])] = [],
        properties: [StaticString] = [], keepsAll: Bool = false, items: JSONVariant? = nil
    ) {
        self.kinds = kinds
        self.count = count
        self.keepsAll = keepsAll
        self.items = items.map { [$0] } ?? []
        self.required = required
        self.constants = constants.map { (key: $0.0, values: $0.1) }
        self.properties = properties
    }

    /// Whether it is a structure that leaves out what it does not name, and nothing says that an object with such keys, which it allows,
    /// is of this variant.
    func mayLose(whatHas keys: Set<String>) -> Bool {
        !keepsAll && required.isEmpty && kinds.allSatisfy { $0 == .object } && !constants.contains { keys.contains("\($0.key)") }
    }

    func allows(_ json: JSONView) -> Bool {
        guard kinds.contains(where: { $0.allows(json) }) else { return false }
        if let count { return (try? json.array())?.count == count }
        guard !required.isEmpty || !constants.isEmpty, var object = try? json.object() else { return true }
        for key in required where object.member(key) == nil { return false }
        for (key, values) in constants {
            guard let member = object.member(key), !member.isNull else { continue }
            if let value = try? JSONValue(json: member), !values.contains(value) { return false }
        }
        return true
    }
}

extension JSONVariant.Kind {
    fileprivate func allows(_ json: JSONView) -> Bool {
        switch (self, json.kind) {
        case (.any, _), (.bool, .bool), (.number, .number), (.string, .string), (.array, .array), (.object, .object): true
        // Which of the two a variant holds shows when it is read.
        case (.integer, .number): (try? Int(json: json)) != nil || (try? UInt64(json: json)) != nil
        default: false
        }
    }
}
