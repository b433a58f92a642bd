#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension String: JSONDecodable, JSONEncodable {
    /// Reads a string.
    public init(json: borrowing JSONView) throws {
        guard json.word.kind == .string else { throw json.wrongKind(expected: "a string") }
        self = json.tape.string(json.position)
    }

    /// Writes a string.
    public func write(to json: inout JSONWriter) { json.writeString(self) }
}

extension Bool: JSONDecodable, JSONEncodable {
    /// Reads `true` or `false`.
    public init(json: borrowing JSONView) throws {
        switch json.word.kind {
        case .true: self = true
        case .false: self = false
        default: throw json.wrongKind(expected: "a boolean")
        }
    }

    /// Writes `true` or `false`.
    public func write(to json: inout JSONWriter) { json.writeLiteral(self ? "true" : "false") }
}

extension UUID: JSONDecodable, JSONEncodable {
    /// Reads the text form of RFC 9562, in either case.
    public init(json: borrowing JSONView) throws {
        let text = try json.text(expected: "a UUID")
        guard let uuid = UUID(uuidString: text) else { throw json.malformed("a UUID", text) }
        self = uuid
    }

    /// Writes the text form in lower case, as RFC 9562 (section 4) has it.
    public func write(to json: inout JSONWriter) { json.writeString(uuidString.lowercased()) }
}

extension URL: JSONDecodable, JSONEncodable {
    /// Reads what Foundation takes for a URL; it percent-encodes characters that a URL cannot have. An empty text, which servers write
    /// where there is no URL, is an empty relative reference (RFC 3986, section 4.2).
    public init(json: borrowing JSONView) throws {
        let text = try json.text(expected: "a URL")
        guard let url = text.isEmpty ? URLComponents().url : URL(string: text) else { throw json.malformed("a URL", text) }
        self = url
    }

    /// Writes the URL as it was given; a relative one without its base.
    public func write(to json: inout JSONWriter) { json.writeString(relativeString) }
}

extension Date: JSONDecodable, JSONEncodable {
    /// Reads a date-time of RFC 3339, with any offset from UTC and any fraction of a second. Without an offset it is taken for UTC.
    public init(json: borrowing JSONView) throws {
        guard json.word.kind == .string else { throw json.wrongKind(expected: "a date-time") }
        guard let date = json.tape.withText(of: json.position, { DateTime.date($0) }) else {
            throw json.malformed("a date-time such as 2024-02-29T12:30:00Z", json.tape.string(json.position))
        }
        self = date
    }

    /// Writes a date-time of RFC 3339 in UTC, with as many digits of a fraction as the date needs, at most nine.
    /// ``JSONWriter/finish()`` throws where the year is not of four digits.
    public func write(to json: inout JSONWriter) {
        if json.pieces != nil { return json.take(.number(timeIntervalSinceReferenceDate)) }
        if let text = DateTime.text(self) { json.writeString(text) } else { json.fail(.dateOutOfRange) }
    }
}

extension CalendarDate: JSONDecodable, JSONEncodable, Validatable, Codable {
    /// Reads a full-date of RFC 3339.
    public init(json: borrowing JSONView) throws {
        let text = try json.text(expected: "a date")
        guard let date = CalendarDate(text) else { throw json.malformed("a date such as 2024-02-29", text) }
        self = date
    }

    /// Writes a full-date of RFC 3339.
    public func write(to json: inout JSONWriter) { json.writeString(description) }
}

extension JSONView {
    func text(expected: String) throws(JSONError) -> String {
        guard word.kind == .string else { throw wrongKind(expected: expected) }
        return tape.string(position)
    }

    @inline(never)
    func malformed(_ expected: String, _ text: String) -> JSONError {
        error(.malformed(expected: expected, value: Excerpt.of(text)))
    }
}
