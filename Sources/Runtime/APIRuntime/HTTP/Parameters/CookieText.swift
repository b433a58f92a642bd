import HTTPTypes

/// Cookies in a request (RFC 6265, section 4.2.1).
enum CookieText {
    /// Whether the text is a name and a value. Commas are let through: the styles put them between the values of a list.
    static func isPair(_ text: String) -> Bool {
        guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")), equals > text.startIndex else { return false }
        var value = text.utf8[text.utf8.index(after: equals)...]
        if value.count >= 2, value.first == UInt8(ascii: "\""), value.last == UInt8(ascii: "\"") {
            value = value.dropFirst().dropLast()
        }
        return text.utf8[..<equals].allSatisfy { isOctet($0) && $0 != UInt8(ascii: ",") } && value.allSatisfy(isOctet)
    }

    private static func isOctet(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x23...0x3A, 0x3C...0x5B, 0x5D...0x7E: true
        default: false
        }
    }

    /// One field for all (RFC 6265, section 5.4), nil where there are none. A cookie that is in the header fields already replaces
    /// one of its name. (Setting the field by its name alone would make one of each cookie, which is for HTTP/2.)
    static func joined(_ cookies: [String], _ headers: HTTPFields) -> HTTPField? {
        guard !cookies.isEmpty || headers.contains(.cookie) else { return nil }
        let own = headers[values: .cookie].flatMap(pairs)
        let names = Set(own.map(name))
        let all = cookies.filter { !names.contains(name(of: $0)) } + own
        return all.isEmpty ? nil : HTTPField(name: .cookie, value: all.joined(separator: "; "))
    }

    /// The pairs of a `Cookie` field.
    static func pairs(of field: String) -> [String] {
        field.split(separator: ";").map { pair in
            String(pair.drop { $0 == " " })
        }
    }

    /// The values that a server may quote alone. What is shorter is no secret, and would be taken out of every other word.
    static func secrets(in field: String) -> [String] {
        pairs(of: field).map { String(value(of: $0)) }.filter { $0.utf8.count >= 8 }
    }

    static func name(of pair: String) -> Substring { pair.prefix { $0 != "=" } }

    static func value(of pair: String) -> Substring { pair.drop { $0 != "=" }.dropFirst() }
}
