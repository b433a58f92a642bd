#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// A response that the description calls a success, whole.
public struct APIAnswer: Sendable {
    /// Status and header fields.
    public let head: ResponseHead
    /// Which of the answers that the request expects this is: its place in their order.
    public let variant: Int
    private let body: [UInt8]
    private let cuts: [Base64Extraction.Cut]
    private let validates: Bool
    private let redactor: Redactor

    /// The status code.
    public var status: Int { head.status }
    /// What the server calls the request.
    public var requestID: String? { head.requestID }

    init(head: ResponseHead, variant: Int, body: CollectedBody, validates: Bool, redactor: Redactor) {
        self.head = head
        self.variant = variant
        self.body = body.bytes
        cuts = body.cuts
        self.validates = validates
        self.redactor = redactor
    }

    /// The body as JSON of a type, checked against its rules where `validatesResponse` is on.
    public func json<Value: JSONDecodable & Validatable>(_ type: Value.Type = Value.self) throws(APIError) -> Value {
        let (value, source): (Value, JSONView) = try decode()
        if validates {
            do {
                try value.validate(readFrom: source)
            } catch {
                throw .invalidResponse(error.redacted(by: redactor), head.redacted(by: redactor))
            }
        }
        return value
    }

    /// The body as JSON of a type, checked against its rules, and against `rules` that are about this answer, where
    /// `validatesResponse` is on.
    public func json<Value: JSONDecodable>(
        _ type: Value.Type = Value.self, rules: (inout Validator, Value) -> Void
    ) throws(APIError) -> Value {
        let (value, source): (Value, JSONView) = try decode()
        guard validates else { return value }
        var check = Validator(source: source)
        (value as? any Validatable)?.validate(&check)
        rules(&check, value)
        do {
            try check.finish()
        } catch {
            throw .invalidResponse(error.redacted(by: redactor), head.redacted(by: redactor))
        }
        return value
    }

    /// The body as JSON of a type without rules.
    public func json<Value: JSONDecodable>(_ type: Value.Type = Value.self) throws(APIError) -> Value {
        try decode().value
    }

    /// The body as text, in the character set that its media type names: UTF-8 or ISO 8859-1. Where the server says that it is JSON, and
    /// it is a string of JSON, the text is that string.
    public func text() throws(APIError) -> String {
        if head.mediaType?.isJSON ?? false, let text = try? JSONDocument(parsing: body).decode(String.self) { return text }
        let charset = head.mediaType?.charset
        guard let text = BodyText.text(body, charset: charset) else {
            throw undecodable("the text is not \(charset ?? "UTF-8")", json: nil)
        }
        return text
    }

    /// A value whose text is the body: a number, a date, a member of an enum.
    public func value<Value: JSONDecodable>(_ type: Value.Type = Value.self) throws(APIError) -> Value {
        let text = try text()
        guard let value: Value = TextValue.decode(text) else {
            throw undecodable("the text is no \(Value.self)", json: nil)
        }
        return value
    }

    /// The body as it came.
    public func data() -> Data { Data(body) }

    /// The bytes whose base64 text is the body. Of a media type that is no text, bytes that are no text either are taken as they came:
    /// many describe a picture as base64 and send the picture.
    public func base64() throws(APIError) -> Data {
        let isText = head.mediaType.map { $0.isText || $0.isJSON } ?? true
        return !isText && body.contains(where: Self.isNoText) ? data() : try value(Data.self)
    }

    /// Whether a byte is none of printable ASCII or white space.
    private static func isNoText(_ byte: UInt8) -> Bool {
        byte >= 0x7F || byte < 0x20 && ![0x09, 0x0A, 0x0D].contains(byte)
    }

    private func decode<Value: JSONDecodable>() throws(APIError) -> (value: Value, source: JSONView) {
        do {
            let source = try JSONDocument(parsing: body).root
            return (try source.decode(), source)
        } catch let error as JSONError {
            let error = cuts.restored(error)
            // What is labelled as something else and is no JSON either is best explained by its label.
            let isOther = head.mediaType.map { !$0.isJSON } ?? false
            throw undecodable(isOther ? "the answer is not JSON" : "\(error)", json: error)
        } catch {
            throw undecodable("\(error)", json: nil)
        }
    }

    private func undecodable(_ reason: String, json: JSONError?) -> APIError {
        redactor.undecodable(reason, json: json, head: head, bytes: body)
    }
}

extension APIAnswer: CustomStringConvertible, CustomReflectable {
    /// The status and the size.
    public var description: String { "\(head), \(body.count) bytes" }

    /// The head and the size.
    public var customMirror: Mirror {
        Mirror(self, children: ["head": head, "bytes": body.count])
    }
}
