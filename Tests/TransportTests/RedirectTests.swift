import APIRuntime
import Foundation
import HTTPTypes
import LoopbackSupport
import Testing

extension TransportSuite {
    @Suite struct RedirectTests {
        private static let fox = Answer.json(#"{"name":"fox"}"#)
        private static let following = CallOptions(redirects: .follow())

        private static func redirect(_ status: Int, to location: String) -> String {
            "HTTP/1.1 \(status) Elsewhere\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n"
        }

        private func reason(_ error: APIError?) -> RedirectFailure.Reason? {
            guard case .redirect(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return nil
            }
            return failure.reason
        }

        @Test("a redirect is an error that says where it leads, without secrets", arguments: TransportKind.allCases)
        func refused(_ transport: TransportKind) async throws {
            let other = try RawServer(answer: Self.fox)
            let location = "http://me:pass-word-1@127.0.0.1:\(other.port)/x?token=t-12345&q=\(PictureAPI.secret)"
            let server = try RawServer(answer: Self.redirect(302, to: location))
            let error = await failure { () async throws(APIError) in try await PictureAPI(server.url, transport).get("/a") }
            let shown = "http://<redacted>@127.0.0.1:\(other.port)/x?token=<redacted>&q=<redacted>"
            #expect(reason(error) == .notAllowed)
            #expect(error?.response?.status == 302)
            #expect(error?.response?["location"] == shown)
            #expect(error?.description == "the server answered status 302, which leads to \(shown): redirects are not followed")
            #expect(!String(reflecting: error).contains("pass-word-1"))
            #expect(!String(reflecting: error).contains("t-12345"))
            #expect(other.connections == 0)
            #expect(server.requests.count == 1)
        }

        @Test("a key in the query goes along to the same origin, and to no other", arguments: TransportKind.allCases)
        func keyInQuery(_ transport: TransportKind) async throws {
            let other = try RawServer(answer: Self.fox)
            let server = try RawServer(answers: [
                Self.redirect(307, to: "/b"), Self.redirect(307, to: "/c?k=own"), Self.redirect(307, to: "\(other.url)/d"),
            ])
            let key = Credential.apiKey("key-0123456789", in: .query, named: "k")
            let api = PictureAPI(server.url, transport, credential: key, options: Self.following)
            #expect(try await api.get("/a") == Picture(name: "fox"))
            #expect(
                server.requests.map(\.line) == [
                    "GET /a?k=key-0123456789 HTTP/1.1", "GET /b?k=key-0123456789 HTTP/1.1", "GET /c?k=own HTTP/1.1",
                ])
            #expect(other.requests.map(\.line) == ["GET /d HTTP/1.1"])
        }

        @Test("a redirect that the description has is an answer", arguments: TransportKind.allCases)
        func documented(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Self.redirect(303, to: "/elsewhere"))
            var request = APIRequest("find", .get, "/")
            request.expect(303)
            let answer = try await PictureAPI(server.url, transport, options: Self.following).client.send(request)
            #expect(answer.head["location"] == "/elsewhere")
            #expect(server.requests.count == 1)
        }

        struct Case: Sendable, CustomTestStringConvertible {
            let status: Int
            let method: APIRequest.Method
            let followed: String
            var testDescription: String { "\(status) \(method.rawValue)" }
        }

        @Test(
            "307 and 308 keep the request, 303 makes a GET of it, 301 and 302 of a POST",
            arguments: TransportKind.allCases,
            [
                Case(status: 301, method: .post, followed: "GET"), Case(status: 302, method: .post, followed: "GET"),
                Case(status: 301, method: .put, followed: "PUT"), Case(status: 302, method: .get, followed: "GET"),
                Case(status: 303, method: .put, followed: "GET"), Case(status: 303, method: .get, followed: "GET"),
                Case(status: 307, method: .post, followed: "POST"), Case(status: 308, method: .patch, followed: "PATCH"),
            ]
        )
        func methods(_ transport: TransportKind, _ one: Case) async throws {
            let server = try RawServer(answers: [Self.redirect(one.status, to: "../there?q=1#part"), Self.fox])
            var request = APIRequest("call", one.method, "/a/b/c")
            if one.method != .get { request.body(text: "the body") }
            request.expect(200)
            let log = Log<CallEvent>()
            let api = PictureAPI(
                server.url, transport, options: Self.following, middleware: [CallObserver { log.append($0) }])
            #expect(try await api.client.send(request).status == 200)
            let followed = try #require(server.requests.last)
            #expect(followed.line == "\(one.followed) /a/there?q=1 HTTP/1.1")
            #expect(followed.text == (one.followed == "GET" ? "" : "the body"))
            #expect(followed.values("content-type") == (one.followed == "GET" ? [] : ["text/plain; charset=utf-8"]))
            // The same origin: the credential goes along.
            #expect(followed.values("authorization") == ["Bearer \(PictureAPI.secret)"])
            let places = log.values.compactMap { event in if case .redirect(let location) = event.kind { location } else { nil } }
            #expect(places == ["../there?q=1#part"])
        }

        @Test("to another origin go no credentials, whatever they are called", arguments: TransportKind.allCases)
        func credentials(_ transport: TransportKind) async throws {
            let other = try RawServer(answer: Self.fox)
            let server = try RawServer(answer: Self.redirect(307, to: "\(other.url)/there"))
            var options = Self.following
            for name in ["api-key", "x-bf-vk", "Cookie", "X-My-Login", "Idempotency-Key"] {
                options.headers[try #require(HTTPField.Name(name))] = "credential-\(name)"
            }
            options.headers[.acceptLanguage] = "en"
            _ = try await PictureAPI(server.url, transport, options: options).draw(PictureRequest(prompt: "a"))
            let first = try #require(server.requests.first)
            #expect(first.values("x-my-login") == ["credential-X-My-Login"])
            let followed = try #require(other.requests.first)
            #expect(followed.line == "POST /there HTTP/1.1")
            #expect(followed.text == #"{"prompt":"a"}"#)
            #expect(followed.values("accept") == ["application/json"])
            #expect(followed.values("accept-language") == ["en"])
            #expect(followed.values("content-type") == ["application/json"])
            #expect(followed.values("host") == ["127.0.0.1:\(other.port)"])
            #expect(!followed.head.contains("credential"))
            #expect(!followed.head.contains(PictureAPI.secret))
        }

        @Test("where a redirect must not lead, nothing is sent", arguments: TransportKind.allCases)
        func refusals(_ transport: TransportKind) async throws {
            let other = try RawServer(answer: Self.fox)
            let expected: [(String, RedirectFailure.Reason)] = [
                ("http://user:pw@127.0.0.1:\(other.port)/", .invalidLocation),
                ("file:///etc/passwd", .invalidLocation),
                ("ftp://127.0.0.1/", .invalidLocation),
                ("javascript:alert(1)", .invalidLocation),
                ("http://", .invalidLocation),
                ("http:///x", .invalidLocation),
                ("http://a b/", .invalidLocation),
                ("http://127.0.0.1:99999999/", .invalidLocation),
                ("http:\\\\127.0.0.1:\(other.port)/", .invalidLocation),
                ("http://127.0.0.1:\(other.port)/?q=\(PictureAPI.secret)", .credentialInLocation),
                ("http://127.0.0.1:\(other.port)/%73k-very-secret-0123456789", .credentialInLocation),
                ("", .invalidLocation),
            ]
            for (location, expectedReason) in expected {
                let server = try RawServer(answer: Self.redirect(302, to: location))
                let api = PictureAPI(server.url, transport, options: Self.following)
                let error = await failure { () async throws(APIError) in try await api.get("/a") }
                if transport == .urlSession, ["", "http://a b/"].contains(location) {
                    // Foundation looks at the address first, and does not hand on an answer whose address it cannot read.
                    #expect(server.requests.count == 1)
                    continue
                }
                #expect(reason(error) == expectedReason, "\(location)")
                #expect(server.requests.count == 1)
            }
            #expect(other.connections == 0)
        }

        @Test("a circle of redirects is left where it closes", arguments: TransportKind.allCases)
        func circle(_ transport: TransportKind) async throws {
            let server = try RawServer(answers: [Self.redirect(302, to: "/b"), Self.redirect(302, to: "/a"), Self.fox])
            let error = await failure { () async throws(APIError) in
                try await PictureAPI(server.url, transport, options: Self.following).get("/a")
            }
            #expect(reason(error) == .circle)
            #expect(server.requests.map(\.line) == ["GET /a HTTP/1.1", "GET /b HTTP/1.1"])
        }

        @Test("redirects without end have one", arguments: TransportKind.allCases)
        func limit(_ transport: TransportKind) async throws {
            let counter = Counter()
            let server = try RawServer { connection in
                while connection.readRequest() != nil {
                    counter.add(1)
                    connection.send(Self.redirect(307, to: "/\(counter.value)"))
                }
            }
            let options = CallOptions(redirects: .follow(limit: 3))
            let error = await failure { () async throws(APIError) in try await PictureAPI(server.url, transport, options: options).get("/")
            }
            #expect(reason(error) == .tooMany(limit: 3))
            #expect(server.requests.count == 4)
        }

        @Test("a server that refuses after a redirect is tried again there", arguments: TransportKind.allCases)
        func retry(_ transport: TransportKind) async throws {
            let server = try RawServer(answers: [
                Self.redirect(307, to: "/there"), Answer.json("{}", status: "429 Slow", headers: "retry-after-ms: 1\r\n"), Self.fox,
            ])
            var options = Self.following
            options.retries = RetryPolicy()
            _ = try await PictureAPI(server.url, transport, options: options).draw(PictureRequest(prompt: "a"))
            let lines = server.requests.map(\.line)
            #expect(lines == ["POST /v1/pictures HTTP/1.1", "POST /there HTTP/1.1", "POST /there HTTP/1.1"])
        }

        @Test("a token that is refused behind a redirect is not renewed: the first request was accepted", arguments: TransportKind.allCases)
        func renewal(_ transport: TransportKind) async throws {
            let server = try RawServer(answers: [Self.redirect(303, to: "/there"), Answer.json("{}", status: "401 Unauthorized"), Self.fox])
            let credential = Credential.bearer { _ in PictureAPI.secret }
            let api = PictureAPI(server.url, transport, credential: credential, options: Self.following)
            let error = await failure { () async throws(APIError) in try await api.draw(PictureRequest(prompt: "a")) }
            #expect(error?.response?.status == 401)
            #expect(server.requests.map(\.line) == ["POST /v1/pictures HTTP/1.1", "GET /there HTTP/1.1"])
        }
    }
}
