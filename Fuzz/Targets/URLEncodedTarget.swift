import APIRuntime

/// A form without files has only the bytes that such a form may have, and what a server reads in it is what was put in.
enum URLEncodedTarget {
    private struct Field: Hashable {
        let name: [UInt8]
        let value: [UInt8]
    }

    /// How all values are written.
    private enum Style: CaseIterable {
        case byDefault, reserved, commas, spaces, pipes

        /// What stands between the items of a list; nil where each is a field.
        var separator: String? {
            switch self {
            case .byDefault: nil
            case .reserved, .commas: ","
            case .spaces: " "
            case .pipes: "|"
            }
        }
    }

    /// The first byte says how values are written, the rest is the JSON of the form.
    static func faults(in bytes: [UInt8]) async -> [String] {
        let style = Style.allCases[Int(bytes.first ?? 0) % Style.allCases.count]
        guard let value: JSONValue = try? JSONDocument(parsing: Array(bytes.dropFirst())).decode() else { return [] }
        do {
            guard let sent = try await SentBody.sent(request(value, style)) else {
                return value.object == nil ? [] : ["refused: \(value)"]
            }
            guard let object = value.object else { return ["sent, though it has no names: \(value)"] }
            var faults = sent.lengthFault.map { [$0] } ?? []
            if sent.contentType != "application/x-www-form-urlencoded" { faults.append("its type is \(sent.contentType)") }
            if let byte = sent.bytes.first(where: { !isAllowed($0, style) }) { faults.append("the byte \(byte) stands as it is") }
            let read = sent.bytes.split(separator: UInt8(ascii: "&")).map(field)
            return try read == fields(object, style) ? faults : faults + ["\(value) is read as \(read)"]
        } catch {
            return ["\(error)"]
        }
    }

    private static func request(_ value: JSONValue, _ style: Style) -> APIRequest {
        var request = APIRequest("send", .post, "/")
        for name in value.object?.keys ?? [] {
            switch style {
            case .byDefault: break
            case .reserved: request.part(name, explode: false, allowReserved: true)
            case .commas: request.part(name, style: .form, explode: false)
            case .spaces: request.part(name, style: .spaceDelimited, explode: false)
            case .pipes: request.part(name, style: .pipeDelimited, explode: false)
            }
        }
        request.body(form: value)
        request.expect(200)
        return request
    }

    private static func isAllowed(_ byte: UInt8, _ style: Style) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: ","): style == .reserved || style == .commas
        default: "*-._+%&=".utf8.contains(byte) || style == .reserved && ":/?@!$'();~".utf8.contains(byte)
        }
    }

    /// What a server must read: a field for each item of a list, or one with all that a list or an object has.
    private static func fields(_ object: JSONObject, _ style: Style) throws -> [Field] {
        try object.flatMap { name, value in
            let texts: [[UInt8]]
            switch (value, style) {
            case (.array(let items), _): texts = try items.filter { $0 != .null }.map(text)
            case (.object(let members), let style) where style != .byDefault:
                texts = try members.filter { $0.value != .null }.flatMap { [Array($0.key.utf8), try text($0.value)] }
            default: texts = value == .null ? [] : [try text(value)]
            }
            guard let separator = style.separator, !texts.isEmpty else { return texts.map { Field(name: Array(name.utf8), value: $0) } }
            let joined = Array(texts.joined(separator: separator.utf8))
            // What is escaped already is not escaped again.
            return [Field(name: Array(name.utf8), value: style == .reserved ? unescaped(joined) : joined)]
        }
    }

    private static func text(_ value: JSONValue) throws -> [UInt8] {
        try value.string.map { Array($0.utf8) } ?? JSONWriter.bytes(value)
    }

    // MARK: Reading

    /// WHATWG URL, "application/x-www-form-urlencoded parsing".
    private static func field(_ text: ArraySlice<UInt8>) -> Field {
        let name = text.prefix { $0 != UInt8(ascii: "=") }
        func read(_ text: ArraySlice<UInt8>) -> [UInt8] { unescaped(text.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }) }
        return Field(name: read(name), value: read(text.dropFirst(name.count + 1)))
    }

    private static func unescaped(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                result.append(value)
                rest = rest.dropFirst(2)
            } else {
                result.append(byte)
            }
        }
        return result
    }
}
