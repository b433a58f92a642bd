/// A body of type `application/x-www-form-urlencoded` (WHATWG URL, "application/x-www-form-urlencoded serializing").
struct URLEncodedForm {
    private(set) var bytes: [UInt8] = []
    private(set) var violations: [Violation] = []
    private let encodings: FormEncodings

    init(_ encodings: FormEncodings) {
        self.encodings = encodings
    }

    /// Writes the members of an object.
    mutating func write(_ value: JSONView) {
        guard value.kind == .object else {
            violations.append(.parameter("", "must be an object: a form has names"))
            return
        }
        for (name, member) in value.properties {
            let encoding = encodings[name]
            let fields =
                encoding.style.map { FormField.fields(name, member, $0, explode: encoding.explode) }
                ?? FormField.fields(name, member, asJSON: encoding.isJSON)
            for field in fields { append(field, allowsReserved: encoding.allowsReserved) }
        }
    }

    private mutating func append(_ field: FormField, allowsReserved: Bool) {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
        append(field.name, allowsReserved: false)
        bytes.append(UInt8(ascii: "="))
        for (index, value) in field.values.enumerated() {
            if index > 0 { bytes += separator(field.separator) }
            append(value, allowsReserved: allowsReserved)
        }
    }

    /// OpenAPI 3.2, "Style Examples": only the comma stands as it is.
    private func separator(_ style: ParameterStyle) -> String.UTF8View {
        switch style {
        case .spaceDelimited: "%20".utf8
        case .pipeDelimited: "%7C".utf8
        default: ",".utf8
        }
    }

    private mutating func append(_ text: String, allowsReserved: Bool) {
        let hex = Array("0123456789ABCDEF".utf8)
        let text = Array(text.utf8)
        for (index, byte) in text.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                bytes.append(byte)
            case UInt8(ascii: " "): bytes.append(UInt8(ascii: "+"))
            case _ where allowsReserved && (Self.reserved.contains(byte) || Self.isTriple(text[index...])): bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
    }

    /// RFC 3986, section 2.2, without those that part fields or stand for a space; and `~`, which is unreserved.
    private static let reserved = Set(":/?@!$'(),;=~".utf8)

    private static func isTriple(_ text: ArraySlice<UInt8>) -> Bool {
        text.first == UInt8(ascii: "%") && text.count >= 3 && text.dropFirst().prefix(2).allSatisfy { JSONByte.hexadecimal($0) != nil }
    }
}
