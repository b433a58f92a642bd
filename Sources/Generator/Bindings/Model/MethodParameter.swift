/// A parameter of a method that is a parameter of the operation.
package struct MethodParameter: Sendable {
    package enum Place: Sendable { case path, query, header, cookie, querystring }

    package enum Style: Sendable { case matrix, label, simple, form, spaceDelimited, pipeDelimited, deepObject, cookie }

    /// What the runtime takes apart: a single value, an array of such, or whatever has a form in JSON.
    package enum Shape: Sendable { case scalar, list, value }

    package enum Encoding: Sendable {
        case styled(Shape, Style, explode: Bool, allowReserved: Bool)
        /// `content` with a media type.
        case json, text, form
    }

    package var name: SwiftName
    /// What it is called inside the method, whose own variables have names too.
    package var local: SwiftName
    package var key: String
    package var place: Place
    package var type: SwiftType
    package var isRequired: Bool
    package var encoding: Encoding
    package var documentation: Documentation
    package var rule: Rule?
}
