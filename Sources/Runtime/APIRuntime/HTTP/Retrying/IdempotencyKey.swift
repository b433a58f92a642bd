import HTTPTypes

/// A caller's name for what a call does, with the header field that carries it.
struct IdempotencyKey: Sendable {
    /// As the IETF's draft has it ("The Idempotency-Key HTTP Header Field").
    static let defaultHeader = "Idempotency-Key"

    let header: String
    let value: String

    struct Invalid: Error {
        let violation: Violation
    }

    /// The header field; a violation where it cannot be sent.
    func field() throws(Invalid) -> HTTPField {
        guard let name = HTTPField.Name(header) else {
            throw Invalid(violation: .parameter(header, "is no name of a header field"))
        }
        guard let value = HeaderText.field(value), !value.isEmpty else {
            throw Invalid(violation: .parameter(header, "must have a value without control characters"))
        }
        return HTTPField(name: name, value: value)
    }
}
