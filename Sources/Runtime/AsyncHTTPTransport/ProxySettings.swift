import AsyncHTTPClient
import Foundation

/// Through which proxies requests go.
///
/// The variables of the environment mean what they mean to curl: `http_proxy`, `https_proxy` (or `HTTPS_PROXY`) for the scheme of the
/// request, `all_proxy` (or `ALL_PROXY`) for both, `no_proxy` (or `NO_PROXY`) for the hosts that are reached without. `HTTP_PROXY` in
/// capitals counts too, but not where `REQUEST_METHOD` is set: in a CGI program the caller of the program sets it (CVE-2016-5385).
public struct ProxySettings: Sendable, Hashable {
    /// A proxy that a variable names.
    enum Proxy: Sendable, Hashable {
        case http(host: String, port: Int, user: String?, password: String?)
        case socks(host: String, port: Int)
        /// What the variable holds is no proxy that can be used.
        case invalid(variable: String)
    }

    private var http: Proxy?
    private var https: Proxy?
    private var exceptions: [ProxyException] = []

    /// No proxy: every server is reached directly.
    public static let none = ProxySettings(environment: [:])

    /// The proxies of this process's environment, as it is now.
    public static var environment: ProxySettings {
        ProxySettings(environment: ProcessInfo.processInfo.environment)
    }

    /// The proxies of an environment.
    public init(environment: [String: String]) {
        let all = Self.proxy(environment, ["all_proxy", "ALL_PROXY"])
        let isCGI = environment["REQUEST_METHOD"] != nil
        http = Self.proxy(environment, isCGI ? ["http_proxy"] : ["http_proxy", "HTTP_PROXY"]) ?? all
        https = Self.proxy(environment, ["https_proxy", "HTTPS_PROXY"]) ?? all
        let text = [environment["no_proxy"], environment["NO_PROXY"]].compactMap { $0 }.first { !$0.isEmpty } ?? ""
        exceptions = text.split { $0 == "," || $0 == " " || $0 == "\t" }.map { ProxyException(String($0)) }
    }

    /// The proxy for a server, nil where it is reached directly.
    func proxy(scheme: String, authority: String) -> Proxy? {
        guard let proxy = scheme == "https" ? https : http else { return nil }
        let server = HostAndPort(authority, defaultPort: scheme == "https" ? 443 : 80)
        return exceptions.contains { $0.matches(server) } ? nil : proxy
    }

    private static func proxy(_ environment: [String: String], _ names: [String]) -> Proxy? {
        for name in names {
            guard let text = environment[name]?.trimmingCharacters(in: .whitespaces), !text.isEmpty else { continue }
            return Proxy(text) ?? .invalid(variable: name)
        }
        return nil
    }
}

extension ProxySettings: CustomStringConvertible, CustomReflectable {
    /// The proxies, without the users and passwords that they are given.
    public var description: String {
        "ProxySettings(http: \(http?.description ?? "none"), https: \(https?.description ?? "none"))"
    }

    /// The proxies, without the users and passwords that they are given.
    public var customMirror: Mirror {
        Mirror(self, children: ["http": http?.description ?? "none", "https": https?.description ?? "none"])
    }
}

extension ProxySettings.Proxy: CustomStringConvertible {
    var description: String {
        switch self {
        case .http(let host, let port, _, _): "http://\(host):\(port)"
        case .socks(let host, let port): "socks5://\(host):\(port)"
        case .invalid(let variable): "unusable (\(variable))"
        }
    }
}

extension ProxySettings.Proxy {
    /// `http://user:password@host:port`, with nothing but the host required; `socks5` and `socks5h` for the scheme mean SOCKS.
    /// A proxy that is itself reached over TLS is beyond the client.
    fileprivate init?(_ text: String) {
        let separator = text.range(of: "://")
        let scheme = separator.map { text[..<$0.lowerBound].lowercased() } ?? "http"
        var authority = text[(separator?.upperBound ?? text.startIndex)...].prefix { $0 != "/" }
        var user: String?
        var password: String?
        if let at = authority.lastIndex(of: "@") {
            let information = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            user = information.first.map { $0.removingPercentEncoding ?? String($0) }
            password = information.count > 1 ? information[1].removingPercentEncoding ?? String(information[1]) : nil
            authority = authority[authority.index(after: at)...]
        }
        let isSOCKS = ["socks", "socks5", "socks5h"].contains(scheme)
        let server = HostAndPort(String(authority), defaultPort: 1080)
        guard !server.host.isEmpty, isSOCKS || scheme == "http" else { return nil }
        self =
            isSOCKS
            ? .socks(host: server.host, port: server.port) : .http(host: server.host, port: server.port, user: user, password: password)
    }

    /// The same for async-http-client.
    var configuration: HTTPClient.Configuration.Proxy? {
        switch self {
        case .http(let host, let port, let user, let password):
            let authorization = user.map { HTTPClient.Authorization.basic(username: $0, password: password ?? "") }
            return .server(host: host, port: port, authorization: authorization)
        case .socks(let host, let port): return .socksServer(host: host, port: port)
        case .invalid: return nil
        }
    }
}
