package import APIRuntime

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// Where a picture is, in an answer that has its address in place of its bytes.
package struct PictureAddress: Sendable {
    package let text: String
    private let scheme: String
    private let authority: String
    /// Path and query, byte for byte: a signature may depend on them.
    private let target: String

    /// Nil for what is no absolute `http` or `https` address of printable ASCII.
    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let mark = text.firstRange(of: "://") else { return nil }
        scheme = text[..<mark.lowerBound].lowercased()
        let rest = text[mark.upperBound...].prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard scheme == "http" || scheme == "https", !authority.isEmpty, !authority.contains("@") else { return nil }
        self.text = text
        self.authority = authority.lowercased()
        let target = rest[authority.endIndex...]
        self.target = target.hasPrefix("/") ? String(target) : "/" + target
    }

    /// Whether the address is of the same scheme, host and port as the server (RFC 6454, section 5).
    package func isSameOrigin(as server: URL) -> Bool {
        PictureAddress(server.absoluteString).map { $0.origin == origin } ?? false
    }

    private var origin: String {
        let port = scheme == "https" ? ":443" : ":80"
        return scheme + "://" + (authority.hasSuffix(port) ? String(authority.dropLast(port.count)) : authority)
    }

    /// Fetches the picture with the client's transport and options, and with its credential only where the address is of the
    /// client's own server.
    package func picture(using client: APIClient) async throws(APIError) -> Data {
        var client = client
        var request = APIRequest("fetchPicture", .get, RequestPath(stringLiteral: target))
        request.isAnonymous = !isSameOrigin(as: client.server)
        request.expect(200)
        client.server = try ServerTemplate.url("\(scheme)://\(authority)")
        return try await client.send(request).data()
    }
}
