import SchemaSyntax

/// The schema resources of one text (JSON Schema Core, draft 2020-12, section 4.3.5): what `$id`, `$anchor` and
/// `$dynamicAnchor` name.
struct SchemaResources {
    /// A schema with an address of its own, and all subschemas in it that have none.
    private struct Resource {
        let base: URIReference
        let position: Int
        var anchors: [String: Int] = [:]
        var dynamicAnchors: [String: Int] = [:]
    }

    private let tape: JSONTape
    private var resources: [Resource] = []
    private var byAddress: [String: Int] = [:]
    /// The resource of each subschema, by position.
    private var resourceOf: [Int: Int] = [:]

    var count: Int { resources.count }

    /// Finds what is named in the text.
    init(_ tape: JSONTape) {
        self.tape = tape
        resources = [Resource(base: URIReference(""), position: 0)]
        byAddress[""] = 0
        survey(0, in: 0)
    }

    /// The resource of a subschema that was found.
    func resource(of position: Int) -> Int { resourceOf[position] ?? 0 }

    /// The position of the subschema that has an anchor in a resource.
    func dynamicAnchor(_ name: String, in resource: Int) -> Int? { resources[resource].dynamicAnchors[name] }

    /// What a reference in a subschema refers to, and the name of the anchor where it is a dynamic one; throws
    /// ``SchemaFault`` where it is not in the text.
    mutating func resolve(_ text: String, at position: Int) throws -> (position: Int, dynamicAnchor: String?) {
        let reference = URIReference(text).resolved(against: resources[resource(of: position)].base)
        guard let resource = byAddress[reference.address] else {
            throw fault("refers to \"\(Excerpt.of(text))\", which is not part of the schema", at: position)
        }
        let fragment = reference.decodedFragment
        if fragment.isEmpty { return (resources[resource].position, nil) }
        guard fragment.hasPrefix("/") else {
            guard let target = resources[resource].anchors[fragment] else {
                throw fault("refers to \"\(Excerpt.of(text))\", but there is no such anchor", at: position)
            }
            return (target, resources[resource].dynamicAnchors[fragment] == nil ? nil : fragment)
        }
        guard let target = follow(fragment, in: resource) else {
            throw fault("refers to \"\(Excerpt.of(text))\", but there is no such place", at: position)
        }
        return (target, nil)
    }

    func fault(_ message: String, at position: Int) -> SchemaFault {
        SchemaFault(message: message, pointer: tape.pointer(to: position))
    }
}

// MARK: - Subschemas

extension SchemaResources {
    /// Finds the subschemas in the places that keywords have for them. Elsewhere, as in `enum`, an `$id` is a mere value.
    private mutating func survey(_ position: Int, in resource: Int) {
        var pending = [(position, resource)]
        while let (position, enclosing) = pending.popLast() {
            guard tape.word(position).kind == .object || tape.word(position).kind.isBool else { continue }
            guard resourceOf[position] == nil else { continue }
            guard tape.word(position).kind == .object else {
                resourceOf[position] = enclosing
                continue
            }
            let members = tape.members(position)
            let resource = register(position, members, in: enclosing)
            for (keyword, value) in members {
                for subschema in subschemas(keyword, value) { pending.append((subschema, resource)) }
            }
        }
    }

    /// Takes down what a subschema is called.
    private mutating func register(_ position: Int, _ members: [(key: String, value: Int)], in enclosing: Int) -> Int {
        let members = Dictionary(members) { first, _ in first }
        var resource = enclosing
        if let id = members["$id"], tape.word(id).kind == .string {
            let base = URIReference(tape.string(id)).resolved(against: resources[enclosing].base)
            resource = resources.count
            resources.append(Resource(base: base, position: position))
            if byAddress[base.address] == nil { byAddress[base.address] = resource }
        }
        resourceOf[position] = resource
        if let anchor = members["$anchor"], tape.word(anchor).kind == .string {
            resources[resource].anchors[tape.string(anchor)] = position
        }
        if let anchor = members["$dynamicAnchor"], tape.word(anchor).kind == .string {
            resources[resource].anchors[tape.string(anchor)] = position
            resources[resource].dynamicAnchors[tape.string(anchor)] = position
        }
        return resource
    }

    private func subschemas(_ keyword: String, _ value: Int) -> [Int] {
        switch keyword {
        case "not", "if", "then", "else", "items", "contains", "additionalProperties", "propertyNames", "unevaluatedItems",
            "unevaluatedProperties", "contentSchema":
            [value]
        case "allOf", "anyOf", "oneOf", "prefixItems": tape.word(value).kind == .array ? tape.items(value) : []
        case "properties", "patternProperties", "dependentSchemas", "$defs", "definitions":
            tape.word(value).kind == .object ? tape.members(value).map(\.value) : []
        default: []
        }
    }

    /// Goes down a JSON Pointer. What it ends at is a subschema, though the keyword around it may be unknown.
    private mutating func follow(_ pointer: String, in resource: Int) -> Int? {
        var position = resources[resource].position
        var enclosing = resource
        for token in JSONPointer.tokens(pointer) {
            switch tape.word(position).kind {
            case .object:
                guard let member = tape.members(position).first(where: { $0.key.utf8.elementsEqual(token.utf8) }) else { return nil }
                position = member.value
            case .array:
                guard let index = Int(token), index >= 0, index < tape.memberCount(position) else { return nil }
                position = tape.items(position)[index]
            default: return nil
            }
            enclosing = resourceOf[position] ?? enclosing
        }
        survey(position, in: enclosing)
        return position
    }
}

// MARK: - Reading

extension JSONWord.Kind {
    var isBool: Bool { self == .true || self == .false }
}

extension JSONTape {
    /// The keys of an object, and the positions of their values.
    func members(_ position: Int) -> [(key: String, value: Int)] {
        JSONObjectView(tape: self, position: position).members().map { (string($0.key), $0.value.position) }
    }

    /// The positions of an array's items.
    func items(_ position: Int) -> [Int] { JSONArrayView(tape: self, position: position).map(\.position) }
}
