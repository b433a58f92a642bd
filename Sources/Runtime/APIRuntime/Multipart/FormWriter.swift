/// Takes the parts of a form.
public struct FormWriter: Sendable {
    enum Content: Sendable {
        case bytes([UInt8], contentType: String?)
        case file(FileUpload)
    }

    struct Part: Sendable {
        let name: String
        let content: Content
    }

    private(set) var parts: [Part] = []
    private(set) var violations: [Violation] = []

    /// An empty form.
    public init() {}

    /// Adds a text part; nil leaves it out.
    public mutating func field<Value: ParameterValue>(_ name: String, _ value: Value?) {
        guard let value else { return }
        guard let text = value.parameterText else {
            violations.append(.parameter(name, "has no text form"))
            return
        }
        parts.append(Part(name: name, content: .bytes(Array(FormText.normalized(text).utf8), contentType: nil)))
    }

    /// Adds a text part for each value; nil leaves them out.
    public mutating func field<Value: ParameterValue>(_ name: String, _ values: [Value]?) {
        for value in values ?? [] { field(name, value) }
    }

    /// Adds a file; nil leaves it out.
    public mutating func file(_ name: String, _ file: FileUpload?) {
        guard let file else { return }
        parts.append(Part(name: name, content: .file(file)))
    }

    /// Adds files, a part for each; nil leaves them out.
    public mutating func files(_ name: String, _ files: [FileUpload]?) {
        for file in files ?? [] { self.file(name, file) }
    }

    /// Adds a part with JSON; nil leaves it out.
    public mutating func json<Value: JSONEncodable>(_ name: String, _ value: Value?) {
        guard let value else { return }
        do {
            parts.append(Part(name: name, content: .bytes(try JSONWriter.bytes(value), contentType: "application/json")))
        } catch {
            violations.append(.parameter(name, error.message))
        }
    }

    /// Adds a part with JSON for each value; nil leaves them out.
    public mutating func json<Value: JSONEncodable>(_ name: String, _ values: [Value]?) {
        for value in values ?? [] { json(name, value) }
    }
}

/// Text in `multipart/form-data`, as the HTML standard's "multipart/form-data encoding algorithm" has it.
enum FormText {
    /// Text with each line break as CRLF.
    static func normalized(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x0D || $0 == 0x0A }) else { return text }
        var bytes: [UInt8] = []
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x0D: bytes += [0x0D, 0x0A]
            case 0x0A: if previous != 0x0D { bytes += [0x0D, 0x0A] }
            default: bytes.append(byte)
            }
            previous = byte
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A name between the quotes of a header field: LF, CR and the quote are escaped, nothing else.
    static func escaped(_ name: String) -> String {
        var bytes: [UInt8] = []
        for byte in name.utf8 {
            switch byte {
            case 0x0A: bytes += "%0A".utf8
            case 0x0D: bytes += "%0D".utf8
            case UInt8(ascii: "\""): bytes += "%22".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
