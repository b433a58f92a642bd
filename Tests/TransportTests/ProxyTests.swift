import APIRuntime
import Foundation
import LoopbackSupport
import Testing

@testable import AsyncHTTPTransport

extension TransportSuite {
    @Suite struct ProxyTests {
        private func proxy(_ environment: [String: String], _ authority: String, scheme: String = "http") -> ProxySettings.Proxy? {
            ProxySettings(environment: environment).proxy(scheme: scheme, authority: authority)
        }

        private func http(_ host: String, _ port: Int, _ user: String? = nil, _ password: String? = nil) -> ProxySettings.Proxy {
            .http(host: host, port: port, user: user, password: password)
        }

        @Test("the variables mean what they mean to curl")
        func variables() {
            #expect(proxy([:], "example.com") == nil)
            #expect(proxy(["http_proxy": "http://p:3128/"], "example.com") == http("p", 3128))
            #expect(proxy(["http_proxy": "p:3128"], "example.com", scheme: "https") == nil)
            #expect(proxy(["HTTPS_PROXY": "p", "http_proxy": "q"], "example.com", scheme: "https") == http("p", 1080))
            #expect(proxy(["https_proxy": "p:1", "HTTPS_PROXY": "q:1"], "example.com", scheme: "https") == http("p", 1))
            #expect(proxy(["ALL_PROXY": "socks5h://p"], "example.com", scheme: "https") == .socks(host: "p", port: 1080))
            #expect(proxy(["all_proxy": "p:1", "http_proxy": "q:2"], "example.com") == http("q", 2))
            #expect(proxy(["http_proxy": "  "], "example.com") == nil)
            #expect(proxy(["http_proxy": "http://me:p%40ss@[::1]:8080"], "example.com") == http("::1", 8080, "me", "p@ss"))
            #expect(proxy(["http_proxy": "https://p:1"], "example.com") == .invalid(variable: "http_proxy"))
            #expect(proxy(["HTTP_PROXY": "p:1"], "example.com") == http("p", 1))
            #expect(proxy(["HTTP_PROXY": "p:1", "REQUEST_METHOD": "GET"], "example.com") == nil)
        }

        @Test(
            "hosts that are reached without a proxy",
            arguments: [
                ("*", "example.com", true), ("example.com", "example.com", true), ("example.com", "a.Example.com:8080", true),
                (".example.com", "example.com", true), ("example.com", "badexample.com", false), ("example.com:80", "example.com", true),
                ("example.com:81", "example.com", false), ("other, example.com", "example.com", true), ("", "example.com", false),
                ("127.0.0.0/8", "127.1.2.3:99", true), ("127.0.0.0/8", "128.0.0.1", false), ("10.0.0.0/33", "10.0.0.1", false),
                ("::1", "[::1]:80", true), ("fe80::/10", "[febf::1]", true), ("fe80::/10", "[fec0::1]", false), (" ,, ", "a", false),
            ]
        )
        func exceptions(_ list: String, _ authority: String, _ isDirect: Bool) {
            #expect((proxy(["http_proxy": "p:1", "NO_PROXY": list], authority) == nil) == isDirect)
        }

        @Test("a request goes through the proxy, which sees the proxy's credential alone")
        func tunnel() async throws {
            let target = "pictures.invalid:80"
            let proxy = try RawServer { connection in
                guard let head = connection.readHead() else { return }
                #expect(head.hasPrefix("CONNECT \(target) HTTP/1.1\r\n"))
                #expect(head.lowercased().contains("proxy-authorization: basic \(Data("me:pw".utf8).base64EncodedString().lowercased())"))
                #expect(!head.contains(PictureAPI.secret))
                connection.send("HTTP/1.1 200 Connection established\r\n\r\n")
                connection.readRequest()
                connection.send(Answer.json(#"{"name":"fox"}"#))
            }
            let settings = ProxySettings(environment: ["http_proxy": "http://me:pw@127.0.0.1:\(proxy.port)", "no_proxy": "127.0.0.0/8"])
            var api = PictureAPI(try #require(URL(string: "http://pictures.invalid")), .asyncHTTP)
            api.client.transport = .asyncHTTP(proxies: settings)
            #expect(try await api.get("/").name == "fox")
            #expect(proxy.requests.last?.values("authorization") == ["Bearer \(PictureAPI.secret)"])
            // And none where the list says so.
            let direct = try RawServer(answer: Answer.json(#"{"name":"hare"}"#))
            api.client.server = direct.url
            #expect(try await api.get("/").name == "hare")
        }

        @Test("a proxy that refuses is a connection that was never made")
        func refusing() async throws {
            let proxy = try RawServer { connection in
                _ = connection.readHead()
                connection.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
                _ = connection.waitForClose()
            }
            var api = PictureAPI(try #require(URL(string: "http://pictures.invalid")), .asyncHTTP)
            api.client.transport = .asyncHTTP(
                proxies: ProxySettings(environment: ["http_proxy": "http://me:pw-77@127.0.0.1:\(proxy.port)"]))
            let error = await failure { () async throws(APIError) in try await api.get("/") }
            guard case .connection(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(!failure.mayHaveBeenSent)
            #expect(!String(reflecting: error).contains("pw-77"))
            api.client.transport = .asyncHTTP(proxies: ProxySettings(environment: ["http_proxy": "gopher://me:pw-77@p"]))
            let invalid = await self.invalid(api)
            #expect(invalid?.description == "no connection: http_proxy of the environment is no http or socks5 proxy")
        }

        /// What a proxy does with a request for a tunnel, and whether another attempt could go better.
        struct Refusal: Sendable, CustomTestStringConvertible {
            let answer: String
            var isPermanent = false
            var testDescription: String { answer.isEmpty ? "closes" : String(answer.prefix { !$0.isNewline }) }
        }

        static let refusals: [Refusal] = [
            Refusal(answer: ""), Refusal(answer: "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"),
            Refusal(answer: "SSH-2.0-OpenSSH_9.6\r\n\r\n"),
            Refusal(answer: "HTTP/1.1 407 Who?\r\nContent-Length: 0\r\n\r\n", isPermanent: true),
        ]

        @Test("where a proxy makes no tunnel nothing was sent, so a POST is tried again", arguments: ["http", "https"], refusals)
        func noTunnel(_ scheme: String, _ refusal: Refusal) async throws {
            let proxy = try RawServer { connection in
                _ = connection.readHead()
                connection.send(refusal.answer)
            }
            let url = try #require(URL(string: "\(scheme)://pictures.invalid"))
            var api = PictureAPI(url, .asyncHTTP, options: CallOptions(retries: RetryPolicy(firstWait: .milliseconds(1))))
            api.client.transport = .asyncHTTP(proxies: ProxySettings(environment: ["all_proxy": "http://127.0.0.1:\(proxy.port)"]))
            let error = await failure { [api] () async throws(APIError) in try await api.draw(PictureRequest(prompt: "a")) }
            guard case .connection(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(!failure.mayHaveBeenSent)
            #expect(failure.isPermanent == refusal.isPermanent)
            #expect(proxy.connections == (refusal.isPermanent ? 1 : 3))
        }

        @Test("where a proxy of the kind SOCKS closes nothing was sent")
        func noSOCKS() async throws {
            let proxy = try RawServer { connection in _ = connection.read(3) }
            let url = try #require(URL(string: "http://pictures.invalid"))
            var api = PictureAPI(url, .asyncHTTP, options: CallOptions(retries: RetryPolicy(firstWait: .milliseconds(1))))
            api.client.transport = .asyncHTTP(proxies: ProxySettings(environment: ["all_proxy": "socks5://127.0.0.1:\(proxy.port)"]))
            let error = await failure { [api] () async throws(APIError) in try await api.draw(PictureRequest(prompt: "a")) }
            guard case .connection(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(!failure.mayHaveBeenSent)
            #expect(proxy.connections == 3)
        }

        @Test("a POST whose tunnel failed goes through the next one, once")
        func secondTunnel() async throws {
            let proxy = try RawServer { connection in
                guard connection.readHead() != nil, !connection.isFirst else { return }
                connection.send("HTTP/1.1 200 Connection established\r\n\r\n")
                connection.readRequest()
                connection.send(Answer.json(#"{"name":"fox"}"#))
            }
            let url = try #require(URL(string: "http://pictures.invalid"))
            var api = PictureAPI(url, .asyncHTTP, options: CallOptions(retries: RetryPolicy(firstWait: .milliseconds(1))))
            api.client.transport = .asyncHTTP(proxies: ProxySettings(environment: ["http_proxy": "127.0.0.1:\(proxy.port)"]))
            #expect(try await api.draw(PictureRequest(prompt: "a")) == Picture(name: "fox"))
            #expect(proxy.requests.map(\.text) == [#"{"prompt":"a"}"#])
        }

        private func invalid(_ api: PictureAPI) async -> APIError? {
            await failure { () async throws(APIError) in try await api.get("/") }
        }
    }
}
