/// One of several types: what `oneOf` and `anyOf` become. A value that none of them takes is kept as it came, and the
/// validator objects to it.
///
/// Generated enums say which variants there are, and how to make and take out each; all else is done here, once for all.
public typealias JSONUnion = JSONVariantUnion & Codable & Hashable

/// The part of ``JSONUnion`` that an enum says itself.
public protocol JSONVariantUnion: JSONDecodable, JSONEncodable, Validatable, Sendable {
    /// How to tell the variants apart.
    static var variants: JSONVariants { get }

    /// Reads a variant, by its number in ``variants``; of any other number, a value that none takes.
    init(variant: Int, json: JSONView) throws

    /// A value that no variant takes.
    static func unrecognized(_ value: JSONValue) -> Self

    /// What the case holds, and which it is.
    var payload: JSONPayload { get }
}

/// What a case of a ``JSONUnion`` holds, with the number of its variant.
public struct JSONPayload: Sendable {
    /// nil where no variant took the value.
    let variant: Int?
    let value: any JSONEncodable & Sendable

    /// The value of a variant.
    public init<Value: JSONEncodable & Sendable>(_ variant: Int, _ value: Value) {
        self.variant = variant
        self.value = value
    }

    /// A value that no variant took.
    public init(unrecognized value: JSONValue) {
        variant = nil
        self.value = value
    }
}

extension JSONVariantUnion {
    /// Reads the variant that takes the value; throws ``JSONError`` where it says which it is, and then is not.
    public init(json: JSONView) throws {
        switch Self.variants.choice(for: json) {
        case .none: self = .unrecognized(try JSONValue(json: json))
        case .one(let variant):
            do {
                self = try Self(variant: variant, json: json)
            } catch {
                // A number says nothing of itself: one beyond the range of the variant's type is none that the description has.
                guard json.kind == .number else { throw error }
                self = .unrecognized(try JSONValue(json: json))
            }
        case .several(let variants): self = try Self.first(of: variants, json)
        }
    }

    /// The first variant whose rules the value meets, or if there is none, the first that can be read.
    private static func first(of variants: [Int], _ json: JSONView) throws -> Self {
        var readable: Self?
        for variant in variants {
            guard
                let value = try? JSONVariants.$attempts.withValue(
                    JSONVariants.attempts + 1, operation: { try Self(variant: variant, json: json) })
            else { continue }
            // A value can be of unions inside unions: to try all of each inside all of the others has no end.
            if JSONVariants.attempts >= JSONVariants.attemptLimit || value.isTaken(from: json) { return value }
            if readable == nil { readable = value }
        }
        return try readable ?? .unrecognized(JSONValue(json: json))
    }

    /// Writes what the case holds.
    public func write(to json: inout JSONWriter) {
        let payload = payload
        // Two cases may hold values that are written alike.
        if json.pieces != nil { json.take(.integer(Int64(payload.variant ?? -1))) }
        payload.value.write(to: &json)
    }

    /// Checks what the case holds, and that a variant takes it.
    public func validate(_ check: inout Validator) { check.payload(of: self) }

    /// Whether both are of the same case and hold equal values.
    public static func == (left: Self, right: Self) -> Bool { WrittenPieces.areEqual(left, right) }

    /// Hashes which case it is, and what it holds.
    public func hash(into hasher: inout Hasher) { WrittenPieces.hash(self, into: &hasher) }

    /// The hash of which case it is, and of what it holds.
    public var hashValue: Int { WrittenPieces.hashValue(self) }
}

extension JSONVariantUnion {
    /// Whether a variant that was read takes the value by its rules too, though another may as well.
    fileprivate func isTaken(from json: JSONView) -> Bool {
        var check = Validator(trying: json)
        validate(&check)
        return check.violations.isEmpty
    }

    /// The numbers of the variants that take a value.
    fileprivate static func takers(of json: JSONView) -> [Int] {
        guard JSONVariants.attempts < JSONVariants.attemptLimit else { return [] }
        return JSONVariants.$attempts.withValue(JSONVariants.attempts + 1) {
            variants.possible(for: json).filter { variant in
                (try? Self(variant: variant, json: json))?.isTaken(from: json) ?? false
            }
        }
    }
}

extension Validator {
    /// Checks that one variant of a union takes the value, and no other.
    public mutating func exclusive<Union: JSONVariantUnion>(_ union: Union) {
        guard !isTrying, union.payload.variant != nil else { return }
        let json = source(of: nil) ?? (try? JSONDocument(parsing: JSONWriter.bytes(union)))?.root
        let takers = json.map(Union.takers) ?? []
        guard takers.count > 1 else { return }
        let numbers = takers.map { "\($0 + 1)" }.joined(separator: ", ")
        let detail = "must match exactly one of \(Union.variants.count) alternatives, matches \(takers.count): \(numbers)"
        report(.exactlyOne, measured: takers.count, detail: detail)
    }

    /// Checks what a case of a union holds by its own rules, and that it is a case that the description names.
    public mutating func payload<Union: JSONVariantUnion>(of union: Union) {
        let payload = union.payload
        if payload.variant == nil, let value = payload.value as? JSONValue {
            if let tag = Union.variants.tag, let said = value["\(tag)"], let known = Union.variants.valuesOfTag, !known.contains(said) {
                return report(.known, at: tag, limit: .array(known), value: said)
            }
            report(.atLeastOne, value: value, detail: "is none of the \(Union.variants.count) values that are allowed")
        } else if let model = payload.value as? any Validatable {
            model.validate(&self)
        }
        if let variant = payload.variant { checkTag(of: union, variant) }
    }

    /// A value that was made in Swift may say of itself that it is another variant than the case that holds it. One that was read cannot.
    private mutating func checkTag<Union: JSONVariantUnion>(of union: Union, _ variant: Int) {
        guard source == nil, let tag = Union.variants.tag, let written = WrittenPieces.member(tag, of: union),
            let value = Union.variants.contradiction(written, variant),
            // A rule of its own may have said so.
            !violations.contains(where: { $0.pointer == pointer(of: tag) })
        else { return }
        report(.known, at: tag, limit: .array(Union.variants.values(telling: variant)), value: value)
    }
}
