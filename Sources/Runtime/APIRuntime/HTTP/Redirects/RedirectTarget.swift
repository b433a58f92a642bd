import HTTPTypes

/// Scheme, host and port of a request (RFC 6454).
struct Origin: Hashable {
    let scheme: String
    let host: String
    let port: Int

    init?(_ request: HTTPRequest) {
        self.init(scheme: request.scheme ?? "", authority: request.authority ?? "")
    }

    /// Nil where the authority is none of a host and perhaps a port.
    init?(scheme: String, authority: String) {
        guard scheme == "http" || scheme == "https" else { return nil }
        // The colons of an IPv6 address are in brackets.
        let afterBracket = authority.lastIndex(of: "]") ?? authority.startIndex
        let colon = authority[afterBracket...].lastIndex(of: ":")
        host = authority[..<(colon ?? authority.endIndex)].lowercased()
        self.scheme = scheme
        let digits = colon.map { authority[authority.index(after: $0)...] } ?? ""
        if digits.isEmpty {
            port = scheme == "https" ? 443 : 80
        } else {
            guard digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let number = UInt16(digits) else { return nil }
            port = Int(number)
        }
        guard !host.isEmpty, host.utf8.allSatisfy(Self.isAllowedInHost) else { return nil }
    }

    /// Letters, digits, `-`, `.`, `_`, and what an IPv6 address has. No `@`: a password in an address is a trick or a leak.
    private static func isAllowedInHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "-._[]:".utf8.contains(byte)
        }
    }
}

/// Where a redirect leads.
struct RedirectTarget {
    let origin: Origin
    let authority: String
    /// Path and query, as they are sent.
    let path: String

    /// Nil where the text is no `http` or `https` address, alone or against the address of the request.
    init?(_ location: String, base request: HTTPRequest) {
        let base = URIReference("\(request.scheme ?? "")://\(request.authority ?? "")\(request.path ?? "")")
        guard let text = Self.cleaned(location) else { return nil }
        let address = URIReference(text).resolved(against: base).address
        guard let separator = address.firstRange(of: "://") else { return nil }
        let rest = address[separator.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let target = rest[authority.endIndex...]
        self.authority = String(authority)
        path = target.hasPrefix("/") ? String(target) : "/" + target
        guard let origin = Origin(scheme: String(address[..<separator.lowerBound]), authority: self.authority) else { return nil }
        self.origin = origin
    }

    /// The text without white space around it, and with what no address may have in it percent-encoded, as browsers do.
    private static func cleaned(_ location: String) -> String? {
        guard let value = HeaderText.field(location), !value.isEmpty else { return nil }
        var text = ""
        for scalar in value.unicodeScalars {
            if scalar.isASCII, scalar != " ", !#""<>\^`{|}"#.unicodeScalars.contains(scalar) {
                text.unicodeScalars.append(scalar)
            } else {
                text += PercentEncoding.component(String(scalar))
            }
        }
        return text
    }
}
