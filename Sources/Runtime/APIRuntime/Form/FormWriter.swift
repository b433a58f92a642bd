/// Takes the parts of a form.
public struct FormWriter: Sendable {
    enum Content: Sendable {
        case bytes([UInt8], contentType: String?)
        case file(FileUpload, accepts: String?)
        case parts([Part], contentType: String)
    }

    struct Part: Sendable {
        /// nil where it is told by its place.
        let name: String?
        let content: Content
        let headers: [(name: String, value: String)]
    }

    private(set) var parts: [Part] = []
    private(set) var violations: [Violation] = []
    private let encodings: FormEncodings
    private var place = 0

    /// An empty form.
    public init() { encodings = FormEncodings() }

    init(_ encodings: FormEncodings) { self.encodings = encodings }

    /// Adds a value under a name; nil leaves it out. A list becomes a part for each item; what is no text, number or boolean becomes a
    /// part with JSON.
    public mutating func field<Value: JSONEncodable>(_ name: String, _ value: Value?) {
        guard let value, let json = json(value, name) else { return }
        add(json, name: name, encodings[name])
    }

    /// Adds a value that holds files; nil leaves it out.
    public mutating func field<Value: FormValue>(_ name: String, _ value: Value?) {
        value?.write(to: &self, as: name)
    }

    /// Adds a file; nil leaves it out.
    public mutating func file(_ name: String, _ file: FileUpload?) {
        guard let file else { return }
        add(file, name: name, encodings[name])
    }

    /// Adds files, a part for each; nil leaves them out.
    public mutating func files(_ name: String, _ files: [FileUpload]?) {
        for file in files ?? [] { self.file(name, file) }
    }

    /// Adds properties that the description does not name, in order of their names.
    public mutating func additional<Value: JSONEncodable>(_ values: [String: Value]) {
        for (name, value) in values.sorted(by: { $0.key < $1.key }) { field(name, value) }
    }

    /// Adds files, and parts that have parts, under names that the description does not have, in order of their names.
    public mutating func additional<Value: FormValue>(_ values: [String: Value]) {
        for (name, value) in values.sorted(by: { $0.key < $1.key }) { field(name, value) }
    }

    /// Adds a part that has parts.
    mutating func nested(_ name: String, _ write: (inout FormWriter) -> Void) {
        addNested(name: name, encodings[name], write)
    }

    /// Adds the properties of an object.
    mutating func properties<Value: JSONEncodable>(of value: Value) {
        guard let json = json(value, "") else { return }
        addProperties(json)
    }

    // MARK: Parts told by their places

    /// Adds the items of a list, a part for each.
    public mutating func items<Value: JSONEncodable>(_ values: [Value]) {
        for value in values { item(value) }
    }

    /// Adds files, a part for each.
    public mutating func items(_ files: [FileUpload]) {
        for file in files { add(file, name: nil, nextEncoding()) }
    }

    /// Adds parts that have parts, some of them files.
    public mutating func items<Value: FormEncodable>(_ values: [Value]) {
        for value in values { addNested(name: nil, nextEncoding()) { value.write(to: &$0) } }
    }

    /// Adds parts of any kind.
    public mutating func items(_ items: [MultipartItem]) {
        for item in items {
            switch item.content {
            case .value(let value): self.item(value)
            case .file(let file): add(file, name: nil, nextEncoding())
            }
        }
    }

    private mutating func item<Value: JSONEncodable>(_ value: Value) {
        let encoding = nextEncoding()
        guard let json = json(value, "\(place - 1)") else { return }
        addOne(json, name: nil, encoding)
    }

    /// The encoding of the next place: its own, else that of all items (OpenAPI 3.2, "Encoding By Position").
    private mutating func nextEncoding() -> PartEncoding {
        defer { place += 1 }
        return encodings.parts["\(place)"] ?? encodings["items"]
    }
}

// MARK: Values

extension FormWriter {
    private mutating func json<Value: JSONEncodable>(_ value: Value, _ name: String) -> JSONView? {
        do throws(JSONError) {
            return try JSONDocument(parsing: try JSONWriter.bytes(value), depthLimit: .max).root
        } catch {
            violations.append(.parameter(name, error.message))
            return nil
        }
    }

    private mutating func addProperties(_ value: JSONView) {
        guard value.kind == .object else {
            violations.append(.parameter("", "must be an object: a form has names"))
            return
        }
        for (name, member) in value.properties { add(member, name: name, encodings[name]) }
    }

    /// A list becomes a part for each item (RFC 7578, section 4.3), unless a style or its media type says otherwise.
    private mutating func add(_ value: JSONView, name: String, _ encoding: PartEncoding) {
        if let style = encoding.style {
            for field in FormField.fields(name, value, style, explode: encoding.explode) {
                let text = field.values.joined(separator: separator(field.separator))
                append(name: field.name, text: text, contentType: nil, encoding)
            }
        } else if value.kind == .array, !encoding.isMultipart {
            for item in value.items { addOne(item, name: name, encoding) }
        } else {
            addOne(value, name: name, encoding)
        }
    }

    private func separator(_ style: ParameterStyle) -> String {
        switch style {
        case .spaceDelimited: " "
        case .pipeDelimited: "|"
        default: ","
        }
    }

    private mutating func addOne(_ value: JSONView, name: String?, _ encoding: PartEncoding) {
        guard !value.isNull else { return }
        let isScalar = value.kind != .object && value.kind != .array
        if encoding.isMultipart, !isScalar {
            addNested(name: name, encoding) { form in
                if value.kind == .object { return form.addProperties(value) }
                for item in value.items { form.addOne(item, name: nil, form.nextEncoding()) }
            }
        } else if encoding.isJSON || (!isScalar && encoding.contentType == nil) {
            let type = encoding.soleType ?? "application/json"
            parts.append(Part(name: name, content: .bytes(Array(value.text.utf8), contentType: type), headers: encoding.headers))
        } else {
            append(name: name, text: value.formText, contentType: encoding.soleType, encoding)
        }
    }

    private mutating func append(name: String?, text: String, contentType: String?, _ encoding: PartEncoding) {
        let bytes = Array(FormText.normalized(text).utf8)
        parts.append(Part(name: name, content: .bytes(bytes, contentType: contentType), headers: encoding.headers))
    }

    private mutating func add(_ file: FileUpload, name: String?, _ encoding: PartEncoding) {
        parts.append(Part(name: name, content: .file(file, accepts: encoding.contentType), headers: encoding.headers))
    }

    private mutating func addNested(name: String?, _ encoding: PartEncoding, _ write: (inout FormWriter) -> Void) {
        var form = FormWriter(encoding.nested)
        write(&form)
        violations += form.violations
        let type = encoding.isMultipart ? encoding.contentType : nil
        let content = Content.parts(form.parts, contentType: type ?? "multipart/mixed")
        parts.append(Part(name: name, content: content, headers: encoding.headers))
    }
}

/// A part of a body whose parts may be of any kind.
public struct MultipartItem: Sendable {
    enum Content: Sendable {
        case value(any JSONEncodable & Sendable)
        case file(FileUpload)
    }

    let content: Content

    /// A value: a text, number or boolean as text, anything else as JSON, unless the description says otherwise.
    public static func value(_ value: some JSONEncodable & Sendable) -> MultipartItem { MultipartItem(content: .value(value)) }

    /// A file.
    public static func file(_ file: FileUpload) -> MultipartItem { MultipartItem(content: .file(file)) }
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
