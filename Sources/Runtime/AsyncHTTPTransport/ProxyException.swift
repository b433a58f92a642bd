import Foundation
import NIOCore

/// A host that is reached without a proxy.
struct ProxyException: Sendable, Hashable {
    private let host: String
    private let port: Int?
    private let prefixLength: Int?

    /// `*`, `example.com` for it and all below it, `.example.com` for the same, each also with a port; an address, or a block of them
    /// such as `10.0.0.0/8`.
    init(_ text: String) {
        let parts = text.lowercased().split(separator: "/", maxSplits: 1)
        prefixLength = parts.count > 1 ? Int(parts[1]) : nil
        let server = HostAndPort(String(parts.first ?? ""), defaultPort: 0)
        port = server.port == 0 ? nil : server.port
        host = server.host.hasPrefix(".") ? String(server.host.dropFirst()) : server.host
    }

    func matches(_ server: HostAndPort) -> Bool {
        guard port == nil || port == server.port else { return false }
        if host == "*" { return true }
        if let prefixLength { return isInBlock(server.host, prefixLength) }
        return !host.isEmpty && (server.host == host || server.host.hasSuffix("." + host))
    }

    private func isInBlock(_ address: String, _ prefixLength: Int) -> Bool {
        let block = Self.bytes(host)
        let address = Self.bytes(address)
        guard !block.isEmpty, block.count == address.count, 0...block.count * 8 ~= prefixLength else { return false }
        return zip(block, address).enumerated().allSatisfy { index, pair in
            let bits = min(max(prefixLength - index * 8, 0), 8)
            return (pair.0 ^ pair.1) >> (8 - bits) == 0
        }
    }
}

extension ProxyException {
    /// The four or sixteen bytes of an address, none where the text is a name.
    private static func bytes(_ address: String) -> [UInt8] {
        guard let address = try? SocketAddress(ipAddress: address, port: 0) else { return [] }
        return switch address {
        case .v4(let address): withUnsafeBytes(of: address.address.sin_addr) { Array($0) }
        case .v6(let address): withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
        case .unixDomainSocket: []
        }
    }
}

/// A host in lower case, an IPv6 address without its brackets, and a port.
struct HostAndPort: Hashable {
    let host: String
    let port: Int

    init(_ authority: String, defaultPort: Int) {
        let authority = authority.lowercased()
        let colons = authority.filter { $0 == ":" }.count
        let bracket = authority.lastIndex(of: "]")
        // An IPv6 address without brackets has more than one colon, and no port.
        let colon = bracket == nil && colons > 1 ? nil : authority[(bracket ?? authority.startIndex)...].lastIndex(of: ":")
        host = authority[..<(colon ?? authority.endIndex)].trimmingCharacters(in: ["[", "]"])
        port = colon.flatMap { Int(authority[authority.index(after: $0)...]) } ?? defaultPort
    }
}
