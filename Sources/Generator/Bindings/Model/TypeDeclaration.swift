/// A type of the generated module.
package enum TypeDeclaration: Sendable {
    case structure(Structure)
    case tuple(Tuple)
    case openEnumeration(OpenEnumeration)
    case union(Union)
    case events(EventEnumeration)
    case answers(AnswerEnumeration)
    case headers(HeaderStructure)
    case payloads(PayloadNames)

    package var name: TypeName {
        switch self {
        case .structure(let structure): structure.name
        case .tuple(let tuple): tuple.name
        case .openEnumeration(let enumeration): enumeration.name
        case .union(let union): union.name
        case .events(let events): events.name
        case .answers(let answers): answers.name
        case .headers(let headers): headers.name
        case .payloads(let payloads): payloads.name
        }
    }
}

/// Words of the description about a thing.
package struct Documentation: Hashable, Sendable {
    package var text: String?
    /// What the server assumes where the value is left out, in JSON.
    package var defaultValue: String?
    /// The one value that is allowed, in JSON, where a caller has to give it.
    package var constantValue: String?
    package var isDeprecated = false
}

/// How a model travels: as JSON, or where it has files in it, as parts of a form.
package enum Wire: Sendable { case json, form }

/// A model with stored properties.
package struct Structure: Sendable {
    package var name: TypeName
    package var documentation: Documentation
    package var wire: Wire
    package var properties: [Property]
    /// The type of properties that the description does not name, where it lets them be.
    package var additional: AdditionalProperties?
    package var presence: [PresenceRule]
    /// Rules that have no other form.
    package var rule: Rule?
    /// Whether no property is allowed beside those that are named.
    package var isClosed = false
    package var nested: [TypeDeclaration]
}

/// A list of so many items, each of a type of its own.
package struct Tuple: Sendable {
    package var name: TypeName
    package var documentation: Documentation
    /// The keys are the places in the list. An item is always there; where it may be null, that is nil.
    package var items: [Property]
    /// Rules that have no other form.
    package var rule: Rule?
    package var nested: [TypeDeclaration]
}

package struct AdditionalProperties: Sendable {
    package var name: SwiftName
    package var type: SwiftType
    package var rule: Rule?
}

package struct Property: Sendable {
    package enum Presence: Sendable {
        case required, optional
        /// Always written; null where there is no value.
        case requiredOrNull
    }

    package enum Way: Sendable { case answers, requests }

    package enum Part: Sendable, Hashable {
        case value, file, files
    }

    package var name: SwiftName
    /// The name in the text.
    package var key: String
    package var type: SwiftType
    package var presence: Presence
    package var documentation: Documentation
    package var rule: Rule?
    /// Where it has to be there, if that is so one way only.
    package var requiredWay: Way?
    /// What the server assumes, as a typed constant.
    package var defaultValue: Literal?
    /// The only value that the description allows, so that a caller need not give it.
    package var constant: Literal?
    /// A number, or lists or maps of such, that may come as text.
    package var mayBeText = false
    /// The operation's method sets it, not the caller.
    package var isSetByOperation = false
    /// Stored behind a reference: it is a structure.
    package var isIndirect = false
    /// How it travels in a form.
    package var part = Part.value

    /// The type of `defaultValue`.
    package var defaultType: SwiftType { if case .nullable(let wrapped) = type { wrapped } else { type } }
}

/// A set of values that may grow.
package struct OpenEnumeration: Sendable {
    package enum Raw: Sendable { case string, int }

    package struct Case: Sendable {
        package var name: SwiftName
        package var value: Literal
        package var documentation: Documentation
    }

    package var name: TypeName
    package var documentation: Documentation
    package var raw: Raw
    package var cases: [Case]
}

/// The events of a stream.
package struct EventEnumeration: Sendable {
    package struct Case: Sendable {
        package enum Role: Sendable, Hashable { case event, final, failure }

        package var name: SwiftName
        /// The event's name on the wire.
        package var event: String
        /// nil where the data is text.
        package var payload: SwiftType?
        package var rule: Rule?
        package var documentation: Documentation
        package var role: Role
    }

    package var name: TypeName
    package var documentation: Documentation
    package var cases: [Case]
    /// As of unions, and for the same reason.
    package var isIndirect: Bool { cases.contains { $0.payload?.isNamed ?? false } }
}

/// The answers of an operation that has several.
package struct AnswerEnumeration: Sendable {
    package struct Case: Sendable {
        package var name: SwiftName
        package var documentation: Documentation
        package var answer: Answer
    }

    package var name: TypeName
    package var documentation: Documentation
    package var cases: [Case]
}
