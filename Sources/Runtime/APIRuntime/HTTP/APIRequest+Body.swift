#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension APIRequest {
    /// What a request carries, made when it is sent.
    enum Body: Sendable {
        case none
        case encoded(contentType: String, @Sendable () throws(JSONError) -> [UInt8])
        case urlEncoded(@Sendable (FormEncodings) throws(JSONError) -> (bytes: [UInt8], violations: [Violation]))
        case multipart(contentType: String, @Sendable (inout FormWriter) -> Void)
        /// `accepts` is the media type of the description, perhaps a range.
        case upload(FileUpload, accepts: String)
        /// Values that are made while they are sent, and cannot be made again; the function is told whether their rules are checked.
        case items(contentType: String, @Sendable (_ validates: Bool) -> ByteStream)
    }

    /// Sends a value as JSON, and checks its rules before.
    public mutating func body<Value: JSONEncodable & Validatable & Sendable>(json value: Value, contentType: String = "application/json") {
        rules.append { value.validate(&$0) }
        body = .encoded(contentType: contentType) { () throws(JSONError) in try JSONWriter.bytes(value) }
    }

    /// Sends a value without rules as JSON.
    public mutating func body<Value: JSONEncodable & Sendable>(json value: Value, contentType: String = "application/json") {
        body = .encoded(contentType: contentType) { () throws(JSONError) in try JSONWriter.bytes(value) }
    }

    /// Sends the properties of an object as `application/x-www-form-urlencoded`, and checks its rules before.
    public mutating func body<Value: JSONEncodable & Sendable>(form value: Value) {
        rules.append { ($0).value(value) }
        body = .urlEncoded { (encodings) throws(JSONError) in
            var form = URLEncodedForm(encodings)
            form.write(try JSONDocument(parsing: try JSONWriter.bytes(value), depthLimit: .max).root)
            return (form.bytes, form.violations)
        }
    }

    /// Sends a form with files in it, and checks its rules before.
    public mutating func body<Form: FormEncodable>(multipart form: Form, contentType: String = "multipart/form-data") {
        rules.append { form.validate(&$0) }
        body = .multipart(contentType: contentType) { form.write(to: &$0) }
    }

    /// Sends a form whose parts have the keys of a map for names, and checks its rules before.
    public mutating func body<Value: FormValue>(multipart values: [String: Value], contentType: String = "multipart/form-data") {
        rules.append { values.validate(&$0) }
        body = .multipart(contentType: contentType) { $0.additional(values) }
    }

    /// Sends the properties of an object as a form, a part for each, and checks its rules before.
    public mutating func body<Value: JSONEncodable & Sendable>(multipart value: Value, contentType: String = "multipart/form-data") {
        rules.append { ($0).value(value) }
        body = .multipart(contentType: contentType) { $0.properties(of: value) }
    }

    /// Sends parts that are told by their places.
    public mutating func body(multipart contentType: String, _ write: @escaping @Sendable (inout FormWriter) -> Void) {
        body = .multipart(contentType: contentType, write)
    }

    /// Sends a value as text in UTF-8.
    public mutating func body<Value: ParameterValue>(text value: Value, contentType: String = "text/plain; charset=utf-8") {
        guard let text = value.parameterText else {
            violations.append(.parameter("", "has no text form"))
            return
        }
        body = .encoded(contentType: contentType) { () throws(JSONError) in Array(text.utf8) }
    }

    /// Sends bytes as they are, from memory or from a file. Where `accepts` is a range such as `image/*`, the upload says which
    /// type it is.
    public mutating func body(upload: FileUpload, accepts: String = "application/octet-stream") {
        body = .upload(upload, accepts: accepts)
    }

    /// Sends bytes as base64 text.
    public mutating func body(base64 data: Data, contentType: String) {
        body = .encoded(contentType: contentType) { () throws(JSONError) in Array(data.base64EncodedString().utf8) }
    }

    /// Sends JSON values one after another, and checks the rules of each before.
    public mutating func body<Item>(items: JSONItems<Item>, as framing: JSONItemFraming, contentType: String) {
        switch items.source {
        case .array(let array):
            rules.append { check in check.array(array) { check, item in check.value(item) } }
            body = .encoded(contentType: contentType) { () throws(JSONError) in
                var bytes: [UInt8] = []
                for item in array { framing.append(try JSONWriter.bytes(item), to: &bytes) }
                return bytes
            }
        case .sequence(let start):
            body = .items(contentType: contentType) { items.bytes(framing, start, validates: $0) }
        }
    }

    /// How a part of the form is written, where that is not the default; the path leads to it through parts that have parts.
    public mutating func part(
        _ path: String..., contentType: String? = nil, style: ParameterStyle? = nil, explode: Bool? = nil, allowReserved: Bool? = nil
    ) {
        if let contentType, HeaderText.field(contentType) == nil {
            violations.append(.parameter(path.joined(separator: "/"), "has a content type that no header field can carry"))
            return
        }
        encodings.update(path[...]) { encoding in
            encoding.contentType = contentType
            encoding.style = style ?? (explode == nil && allowReserved == nil ? nil : .form)
            encoding.explode = explode
            encoding.allowsReserved = allowReserved ?? false
        }
    }

    /// A header field of a part of the form; nil leaves it out.
    public mutating func partHeader<Value: ParameterValue>(_ path: String..., header name: String, _ value: Value?) {
        guard let value else { return }
        guard let text = value.parameterText.flatMap(HeaderText.field) else {
            violations.append(.parameter(name, "has no text that a header field can carry"))
            return
        }
        encodings.update(path[...]) { $0.headers.append((name, text)) }
    }
}

extension Validator {
    /// Checks a value that may have rules of its own.
    mutating func value<Value>(_ value: Value) {
        (value as? any Validatable)?.validate(&self)
    }
}
