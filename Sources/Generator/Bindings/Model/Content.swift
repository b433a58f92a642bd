/// What a request carries.
package struct Body: Sendable {
    package enum Content: Sendable, Hashable {
        case json(SwiftType)
        /// `application/x-www-form-urlencoded`.
        case form(SwiftType)
        case multipart(SwiftType)
        /// `multipart`, its parts told by their places; nil where they may be of any kind.
        case parts(SwiftType?)
        case items(SwiftType, ItemFraming)
        case text(SwiftType)
        case base64
        /// Bytes from memory or from a file.
        case upload
    }

    /// What it is called inside the method.
    package var name = SwiftName(checked: "body")
    package var content: Content
    package var mediaType: String
    /// What the argument is called where another body has the place without a label.
    package var label: SwiftName?
    package var isRequired: Bool
    package var rule: Rule?
    package var documentation: Documentation
    package var encodings: [PartEncoding] = []
    package var headers: [PartHeader] = []
}

package enum ItemFraming: Sendable, Hashable { case lines, sequence }

/// How a part is written, where that is not the default.
package struct PartEncoding: Sendable {
    package enum Style: String, Sendable { case form, spaceDelimited, pipeDelimited, deepObject }

    package var path: [String]
    package var contentType: String?
    package var style: Style?
    package var explode: Bool?
    package var allowReserved: Bool?

    package var isDefault: Bool { contentType == nil && style == nil && explode == nil && allowReserved == nil }
}

/// A header field of a part: a parameter of the method, or the one value that the description allows.
package struct PartHeader: Sendable {
    package enum Value: Sendable {
        case constant(Literal)
        case parameter(SwiftName, SwiftType, isRequired: Bool)
    }

    package var path: [String]
    package var key: String
    package var value: Value
    package var documentation: Documentation
}

/// A success that the description has.
package struct Answer: Sendable {
    package enum Content: Sendable, Hashable {
        case json(SwiftType)
        case text(SwiftType)
        case bytes, base64, none
    }

    package var statuses: ClosedRange<Int>
    package var mediaType: String?
    package var content: Content
    /// What the types of the content do not check themselves.
    package var rule: Rule?
    package var documentation: Documentation
    /// What the media type is called beside others.
    package var word = ""
}

/// A success that arrives piece by piece.
package struct Stream: Sendable {
    package enum Kind: Sendable {
        case events(TypeName)
        /// Events whose data is JSON of one type; where there are no final events, `[DONE]` ends them.
        case data(SwiftType, finalEvents: [String], endsAnywhere: Bool)
        case rawEvents
        case items(SwiftType, ItemFraming)
        case bytes
    }

    package var kind: Kind
    package var answers: [Answer]
    package var documentation: Documentation
}

/// An error status that the description has.
package struct Failure: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        case json(SwiftType)
        case text, bytes
        /// No body that can be read.
        case none
    }

    package var statuses: ClosedRange<Int>
    /// nil where no other body is there for the same statuses.
    package var mediaType: String?
    package var content: Content
}

/// The argument by which a caller gets the header fields of a success.
package struct HeaderParameter: Sendable {
    package var name: SwiftName
    package var type: TypeName
}

/// The header fields that the description names for an operation's successes, or for its failures.
package struct HeaderStructure: Sendable {
    package enum Form: Sendable { case value, list, object(explode: Bool), json }

    package struct Property: Sendable {
        package var name: SwiftName
        package var key: String
        package var type: SwiftType
        package var form: Form
        package var isRequired: Bool
        package var documentation: Documentation
    }

    package var name: TypeName
    package var documentation: Documentation
    package var properties: [Property]
}
