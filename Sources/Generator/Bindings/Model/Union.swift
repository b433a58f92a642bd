/// A value of one of several types.
package struct Union: Sendable {
    package struct Case: Sendable {
        package var name: SwiftName
        package var payload: SwiftType
        package var rule: Rule?
        package var documentation: Documentation
        package var match: Match
    }

    /// What a value of the case looks like in JSON.
    package struct Match: Sendable {
        package enum Kind: Sendable { case boolean, integer, number, string, array, object, any }

        package var kind: Kind
        package var required: [String] = []
        /// Those of them that are there whichever way a value goes: neither `readOnly` nor `writeOnly`.
        package var requiredBothWays: [String] = []
        package var constants: [(key: String, values: [Literal])] = []
        package var properties: [String] = []
        /// Whether properties that it does not name are kept.
        package var keepsAll = false
        /// Of a tuple, how many items it has.
        package var count: Int?
        /// Of a list of objects, what those look like; at most one.
        package var items: [Match] = []
    }

    /// A property whose text, number or boolean says which case it is.
    package struct Tag: Sendable {
        package var key: String
        package var values: [(value: Literal, variant: Int)]
        /// The case of an object without the property.
        package var absent: Int?
        /// The case of an object without the property, or with a value that is none of those.
        package var fallback: Int?
        /// Whether every case is told by it.
        package var isWhole: Bool
    }

    package var name: TypeName
    package var documentation: Documentation
    package var wire: Wire
    package var cases: [Case]
    package var tag: Tag?
    /// Whether a value may fit one of them only, and might fit several.
    package var isExclusive = false
    /// Rules that have no other form.
    package var rule: Rule?
    /// Whether payloads are kept behind a reference. Where one is a model they are: a value that may be any of 50 structures
    /// would be as large as the largest, and code to copy and destroy it 50 times as long; and unions may contain themselves.
    package var isIndirect: Bool { cases.contains { $0.payload.isNamed } }
    package var nested: [TypeDeclaration]
}
