import APIRuntime
import Foundation
import LoopbackSupport
import Testing

#if compiler(>=6.3)
    extension TransportSuite {
        /// Proxies that the environment names. It belongs to the whole process, so each test has a process of its own.
        @Suite struct EnvironmentProxyTests {
            #if canImport(FoundationNetworking)
                private static let transports = TransportKind.allCases
            #else
                // On Apple platforms URLSession has the system's.
                private static let transports = [TransportKind.asyncHTTP]
            #endif
            private static let quick = CallOptions(retries: RetryPolicy(firstWait: .milliseconds(1)))
            private static let fox = Answer.json(#"{"name":"fox"}"#)

            private static func setProxies(_ variables: [String: String]) {
                for name in ["http_proxy", "https_proxy", "all_proxy", "no_proxy"] {
                    unsetenv(name)
                    unsetenv(name.uppercased())
                }
                for (name, value) in variables { setenv(name, value, 1) }
            }

            private static func api(_ url: String, _ transport: TransportKind) throws -> PictureAPI {
                PictureAPI(try #require(URL(string: url)), transport, options: quick)
            }

            @Test("a request goes through the proxy for its scheme, which wants a password, and not where the list says so")
            func http() async {
                await #expect(processExitsWith: .success) {
                    let proxy = try RawServer { connection in
                        while let request = connection.readRequest() {
                            // async-http-client asks for a tunnel, libcurl has the proxy send the request on.
                            connection.send(
                                request.line.hasPrefix("CONNECT") ? "HTTP/1.1 200 Connection established\r\n\r\n" : Self.fox)
                        }
                    }
                    let direct = try RawServer(answer: Answer.json(#"{"name":"hare"}"#))
                    Self.setProxies(["http_proxy": "http://me:p%40ss@127.0.0.1:\(proxy.port)", "no_proxy": "127.0.0.1,other.invalid"])
                    for transport in Self.transports {
                        let count = proxy.requests.count
                        let picture = try await Self.api("http://pictures.invalid", transport).draw(PictureRequest(prompt: "a"))
                        #expect(picture == Picture(name: "fox"))
                        let seen = proxy.requests[count...]
                        #expect(seen.first?.values("proxy-authorization") == ["Basic \(Data("me:p@ss".utf8).base64EncodedString())"])
                        #expect(seen.last?.values("host") == ["pictures.invalid"])
                        #expect(seen.last?.text == #"{"prompt":"a"}"#)
                        #expect(try await Self.api("http://127.0.0.1:\(direct.port)", transport).get("/") == Picture(name: "hare"))
                        #expect(direct.requests.last?.values("proxy-authorization") == [])
                    }
                }
            }

            @Test("a request goes through a proxy of the kind SOCKS, which looks up the name")
            func socks() async {
                await #expect(processExitsWith: .success) {
                    let names = Log<String>()
                    // RFC 1928, sections 3, 4 and 6.
                    let proxy = try RawServer { connection in
                        let greeting = connection.read(2)
                        guard greeting.first == 5 else { return }
                        _ = connection.read(Int(greeting[1]))
                        connection.send([5, 0])
                        let target = connection.read(5)
                        guard target.count == 5, target[3] == 3 else { return }
                        names.append(String(decoding: connection.read(Int(target[4])), as: UTF8.self))
                        _ = connection.read(2)
                        connection.send([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])
                        while connection.readRequest() != nil { connection.send(Self.fox) }
                    }
                    Self.setProxies(["all_proxy": "socks5h://127.0.0.1:\(proxy.port)"])
                    for transport in Self.transports {
                        let picture = try await Self.api("http://pictures.invalid", transport).draw(PictureRequest(prompt: "a"))
                        #expect(picture == Picture(name: "fox"))
                        #expect(names.values.last == "pictures.invalid")
                        #expect(proxy.requests.last?.text == #"{"prompt":"a"}"#)
                    }
                    #expect(names.values.count == Self.transports.count)
                }
            }

            @Test("where a proxy makes no tunnel for TLS nothing was sent, so a POST is tried again")
            func noTunnel() async {
                await #expect(processExitsWith: .success) {
                    for answer in ["", "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\nno\r\n"] {
                        let proxy = try RawServer { connection in
                            guard let head = connection.readHead() else { return }
                            #expect(head.hasPrefix("CONNECT pictures.invalid:443 HTTP/1.1\r\n"))
                            #expect(!head.contains(PictureAPI.secret))
                            connection.send(answer)
                        }
                        Self.setProxies(["https_proxy": "127.0.0.1:\(proxy.port)"])
                        for transport in Self.transports {
                            let count = proxy.connections
                            let api = try Self.api("https://pictures.invalid", transport)
                            let failed = await failure { () async throws(APIError) in try await api.draw(PictureRequest(prompt: "a")) }
                            guard case .connection(let connection) = failed else {
                                Issue.record("\(transport) \(answer): \(String(describing: failed))")
                                continue
                            }
                            #expect(!connection.mayHaveBeenSent, "\(transport) \(answer)")
                            #expect(proxy.connections - count == 3, "\(transport) \(answer)")
                        }
                    }
                }
            }

            @Test("a proxy that wants another credential is not asked again")
            func unauthorized() async {
                await #expect(processExitsWith: .success) {
                    let proxy = try RawServer { connection in
                        _ = connection.readHead()
                        connection.send("HTTP/1.1 407 Who?\r\nProxy-Authenticate: Digest realm=\"x\"\r\nContent-Length: 0\r\n\r\n")
                    }
                    Self.setProxies(["https_proxy": "127.0.0.1:\(proxy.port)"])
                    for transport in Self.transports {
                        let count = proxy.connections
                        let api = try Self.api("https://pictures.invalid", transport)
                        for error in [
                            await failure({ () async throws(APIError) in try await api.draw(PictureRequest(prompt: "a")) }),
                            await failure({ () async throws(APIError) in try await api.get("/") }),
                        ] {
                            guard case .connection(let connection) = error else {
                                Issue.record("\(transport): \(String(describing: error))")
                                continue
                            }
                            #expect(connection.isPermanent, "\(transport): \(connection.reason)")
                            #expect(!connection.mayHaveBeenSent)
                        }
                        #expect(proxy.connections - count == 2)
                    }
                }
            }

            @Test("TLS with the server goes through the tunnel")
            func tunnel() async {
                await #expect(processExitsWith: .success) {
                    // A handshake that nobody finishes is enough to see that it arrives.
                    let hello = Log<[UInt8]>()
                    let proxy = try RawServer { connection in
                        guard connection.readHead() != nil else { return }
                        connection.send("HTTP/1.1 200 Connection established\r\n\r\n")
                        hello.append(connection.read(3))
                    }
                    Self.setProxies(["HTTPS_PROXY": "127.0.0.1:\(proxy.port)"])
                    for transport in Self.transports {
                        let count = hello.values.count
                        let api = try Self.api("https://pictures.invalid", transport)
                        let failed = await failure { () async throws(APIError) in try await api.draw(PictureRequest(prompt: "a")) }
                        guard case .connection(let connection) = failed else {
                            Issue.record("\(transport): \(String(describing: failed))")
                            continue
                        }
                        #expect(!connection.mayHaveBeenSent, "\(transport)")
                        #expect(connection.head == nil)
                        // RFC 8446, section 5.1: handshake, and the version that all have there.
                        #expect(hello.values[count...].map { $0.prefix(2) } == [[22, 3], [22, 3], [22, 3]])
                    }
                }
            }

            /// Foundation gives both answers, the proxy's first. For the test see `TLSTests.isTrustedBySystem`.
            @Test(
                "the answer is the server's, not the proxy's", .enabled(if: TLSTests.isTrustedBySystem),
                arguments: ["404 Not Found", "200 OK"])
            func answer(_ status: String) async throws {
                await #expect(processExitsWith: .success) { [status] in
                    for body in ["", #"{"name":"fox"}"#] {
                        let answer = "HTTP/1.1 \(status)\r\nX-Server: 1\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
                        let server = try await TLSServer(answer: answer, endsWithNotice: true, isProxy: true)
                        Self.setProxies(["https_proxy": "127.0.0.1:\(server.url.port ?? 0)"])
                        var request = APIRequest("get", .get, "/")
                        request.expect(200...599)
                        let answered = try await Self.api(server.url.absoluteString, .urlSession).client.send(request)
                        #expect("\(answered.head.status)" == status.prefix(3))
                        #expect(answered.head["x-server"] == "1")
                        #expect(answered.head["x-proxy"] == nil)
                        #expect(answered.data() == Data(body.utf8))
                        try await server.stop()
                    }
                }
            }
        }
    }
#endif
