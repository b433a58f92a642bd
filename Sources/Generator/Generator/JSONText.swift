import OpenAPI

/// A JSON text in the making, its members in the order in which they are given.
package indirect enum JSONText {
    case string(String)
    case number(Int)
    case boolean(Bool)
    case array([JSONText])
    case object([(key: String, value: JSONText?)])

    /// nil where there is no text.
    static func optional(_ text: String?) -> JSONText? { text.map { .string($0) } }

    /// On one line. Members without a value are left out.
    package var text: String {
        switch self {
        case .string(let text): return jsonText(text)
        case .number(let number): return String(number)
        case .boolean(let boolean): return boolean ? "true" : "false"
        case .array(let elements): return "[\(elements.map(\.text).joined(separator: ","))]"
        case .object(let members):
            let texts = members.compactMap { key, value in value.map { "\(jsonText(key)):\($0.text)" } }
            return "{\(texts.joined(separator: ","))}"
        }
    }
}
