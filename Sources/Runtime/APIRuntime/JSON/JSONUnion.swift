/// One of several types: what `oneOf` and `anyOf` become. A value that none of them takes is kept as it came, and the
/// validator objects to it.
///
/// Generated enums say which variants there are, and how to make and take out each; all else is done here, once for all.
public protocol JSONUnion: JSONCodable {
    /// How to tell the variants apart.
    static var variants: JSONVariants { get }

    /// Reads a variant, by its number in ``variants``; of any other number, a value that none takes.
    init(variant: Int, json: JSONView) throws

    /// A value that no variant takes.
    static func unrecognized(_ value: JSONValue) -> Self

    /// What the case holds. It is a ``JSONValue`` where no variant took the value, and only then.
    var payload: any JSONEncodable { get }
}

extension JSONUnion {
    /// Reads the variant that takes the value; throws ``JSONError`` where it says which it is, and then is not.
    public init(json: JSONView) throws {
        switch Self.variants.choice(for: json) {
        case .none: self = .unrecognized(try JSONValue(json: json))
        case .one(let variant): self = try Self(variant: variant, json: json)
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
            if JSONVariants.attempts >= JSONVariants.attemptLimit || (try? value.validate()) != nil { return value }
            if readable == nil { readable = value }
        }
        return try readable ?? .unrecognized(JSONValue(json: json))
    }

    /// Writes what the case holds.
    public func write(to json: inout JSONWriter) { payload.write(to: &json) }

    /// Checks what the case holds, and that a variant takes it.
    public func validate(_ check: inout Validator) { check.payload(of: self) }
}

extension Validator {
    /// Checks what a case of a union holds by its own rules, and that it is a case that the description names.
    public mutating func payload<Union: JSONUnion>(of union: Union) {
        let payload = union.payload
        if let value = payload as? JSONValue {
            report(.atLeastOne, value: value, detail: "is none of the \(Union.variants.count) values that are allowed")
        } else if let model = payload as? any Validatable {
            model.validate(&self)
        }
    }
}
