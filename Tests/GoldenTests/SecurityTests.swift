import APIRuntime
import Foundation
import GoldenSecurity
import GoldenSecuritySchemes
import HTTPTypes
import Testing

@Suite struct SecurityTests {
    typealias Credentials = GoldenSecurityClient.Credentials

    /// What is sent by an operation, without the server.
    private func sent(_ credential: Credential?, _ call: (GoldenSecurityClient) async throws -> Void) async throws -> String {
        let transport = ScriptedTransport()
        try await call(GoldenSecurityClient(server: .example, credential: credential, transport: transport))
        return await transport.sent.joined(separator: "\n").replacing("GET https://example.com/base/", with: "")
    }

    @Test func sendsATokenWhereTheDescriptionAsksForOne() async throws {
        let token = Credential.bearer("secret")
        #expect(try await sent(token) { try await $0.getMine() } == "mine\nauthorization: Bearer secret")
        #expect(try await sent(token) { try await $0.getPublic() } == "public")
        #expect(try await sent(token) { try await $0.getOptional() } == "optional\nauthorization: Bearer secret")
        #expect(try await sent(token) { try await $0.getEither() } == "either\nauthorization: Bearer secret")
    }

    @Test func takesTheFirstAlternativeThatTheCredentialsServe() async throws {
        let both = Credential.all(Credentials.token("t"), Credentials.key("k"))
        #expect(try await sent(both) { try await $0.getEither() } == "either\nx-key: k")
        #expect(try await sent(Credentials.key("k")) { try await $0.getEither() } == "either\nx-key: k")
        #expect(try await sent(both) { try await $0.getBoth() } == "both\nauthorization: Bearer t\nx-key: k")
        #expect(try await sent(both) { try await $0.getMine() } == "mine\nauthorization: Bearer t")
        #expect(try await sent(both) { try await $0.getUnknown() } == "unknown")
        #expect(try await sent(both) { try await $0.getKnown() } == "either-known\nx-key: k")
        #expect(try await sent(Credentials.key("k")) { try await $0.getOptional() } == "optional")
        #expect(try await sent(.apiKey("k", in: .header, named: "X-Key")) { try await $0.getKey() } == "key\nx-key: k")
    }

    @Test func refusesACredentialThatTheOperationDoesNotTake() async throws {
        let error = await #expect(throws: APIError.self) { _ = try await sent(.bearer("t")) { try await $0.getBoth() } }
        #expect(
            error?.description
                == "invalid request: 1 rule is broken: /credential: must be for key and token, as the description of getBoth says")
        #expect(try await sent(nil) { try await $0.getBoth() } == "both")
        var options = CallOptions()
        options.headers[.authorization] = "Bearer own"
        options.headers[try #require(HTTPField.Name("x-key"))] = "own"
        #expect(try await sent(.bearer("t")) { try await $0.getBoth(options: options) } == "both\nauthorization: Bearer own\nx-key: own")
    }
}

@Suite struct SecuritySchemesTests {
    typealias Client = GoldenSecuritySchemesClient
    typealias Credentials = Client.GoldenSecuritySchemesClientCredentials

    private func sent(_ credential: Credential?, _ call: (Client) async throws -> Void) async throws -> String {
        let transport = ScriptedTransport()
        try await call(Client(server: .example, credential: credential, transport: transport))
        return await transport.sent.joined(separator: "\n").replacing("GET https://example.com/base/", with: "")
    }

    @Test func putsEachSchemeInItsPlace() async throws {
        let login = Credentials.login(username: "u", password: "p:ä")
        #expect(try await sent(Credentials.bearer("t")) { try await $0.getStandard() } == "standard\nauthorization: Bearer t")
        #expect(try await sent(login) { try await $0.getOptional() } == "optional\nauthorization: Basic dTpwOsOk")
        #expect(
            try await sent(Credentials.digest("username=\"u\"")) { try await $0.getDigest() }
                == "digest\nauthorization: digest username=\"u\"")
        #expect(try await sent(Credentials.queryKey("a&b")) { try await $0.getQuery() } == "query?app%20id=a%26b")
        #expect(try await sent(Credentials.queryKey("k")) { try await $0.getQuery(n: 1) } == "query?n=1&app%20id=k")
        #expect(try await sent(Credentials.queryKey("k")) { try await $0.getSame(appID: "own") } == "same?app%20id=own")
        #expect(try await sent(Credentials.oauth("o")) { try await $0.getOAuth() } == "oauth\nauthorization: Bearer o")
        #expect(try await sent(login) { try await $0.getBoth() } == "both\nauthorization: Basic dTpwOsOk")
        #expect(try await sent(login) { try await $0.getCertificate() } == "certificate")
        #expect(try await sent(Credentials.queryKey2("r")) { try await $0.getReference() } == "reference\nx-other-key: r")
        #expect(try await sent(login) { try await $0.getStrange() } == "strange")
    }

    @Test func putsTheCookieOfASessionBesideOthers() async throws {
        let credential = Credential.all(
            Credentials.session("s"), .apiKey("k", in: .header, named: "X-Key"))
        #expect(try await sent(credential) { try await $0.getStandard() } == "standard\ncookie: sid=s\nx-key: k")
        var options = CallOptions()
        options.headers[.cookie] = "a=1"
        #expect(try await sent(credential) { try await $0.getStandard(options: options) } == "standard\ncookie: sid=s; a=1\nx-key: k")
        options.headers[.cookie] = "sid=own"
        #expect(try await sent(credential) { try await $0.getStandard(options: options) } == "standard\ncookie: sid=own\nx-key: k")
    }

    @Test(arguments: [
        (Credentials.bearer("a\nb"), "/authorization: must not contain control characters"),
        (
            Credential.all(Credentials.session("a;b"), .apiKey("k", in: .header, named: "X-Key")),
            "/sid: must not contain what cannot stand in a cookie"
        ),
        (
            Credential.all(Credentials.session("s"), .apiKey("k\r", in: .header, named: "X-Key")),
            "/X-Key: must not contain control characters"
        ),
    ])
    func refusesAKeyThatWouldBeMore(_ credential: Credential, _ message: String) async throws {
        let error = await #expect(throws: APIError.self) { _ = try await sent(credential) { try await $0.getStandard() } }
        #expect(error?.description == "invalid request: 1 rule is broken: \(message)")
    }

    @Test func refusesControlCharactersInTheQueryToo() async throws {
        let error = await #expect(throws: APIError.self) { _ = try await sent(Credentials.queryKey("a\0")) { try await $0.getQuery() } }
        #expect(error?.description == "invalid request: 1 rule is broken: /app id: must not contain control characters")
        let other = await #expect(throws: APIError.self) {
            _ = try await sent(Credentials.login(username: "a:b", password: "p")) { try await $0.getOptional() }
        }
        #expect(other?.description == "invalid request: 1 rule is broken: /authorization: must not have a colon in the user's name")
    }

    // MARK: Tokens that are asked for

    /// Keeps what it is asked, and gives numbered tokens.
    private actor Tokens {
        private(set) var requests: [TokenRequest] = []

        func next(_ request: TokenRequest) -> String {
            requests.append(request)
            return "token\(requests.count)"
        }
    }

    @Test func asksForATokenAtEachCall() async throws {
        let tokens = Tokens()
        let transport = ScriptedTransport()
        let client = Client(server: .example, credential: Credentials.oauth { await tokens.next($0) }, transport: transport)
        try await client.getOAuth()
        try await client.getOAuth()
        #expect(await transport.sent.map { $0.suffix(6) } == ["token1", "token2"])
        let requests = await tokens.requests
        #expect(requests.map(\.operationID) == ["getOAuth", "getOAuth"])
        #expect(requests.map(\.scheme) == ["oauth", "oauth"])
        #expect(requests.map(\.scopes) == [["read", "write:all"], ["read", "write:all"]])
        #expect(requests.map(\.isRenewal) == [false, false])
    }

    @Test func asksOnceMoreWhereTheServerRefusesAToken() async throws {
        let tokens = Tokens()
        let transport = ScriptedTransport(.init(status: 401), .init())
        let client = Client(server: .example, credential: Credentials.oidc { await tokens.next($0) }, transport: transport)
        try await client.upload("body")
        let request = "POST https://example.com/base/stream\nauthorization: Bearer token%\ncontent-type: text/plain\n\nbody"
        #expect(await transport.sent == ["1", "2"].map { request.replacing("%", with: $0) })
        #expect(await tokens.requests.map(\.isRenewal) == [false, true])
    }

    /// The ways to read an answer, by its media type.
    private static let readings: [String: @Sendable (APIClient, APIRequest) async throws -> Void] = [
        "text/plain": { client, request in _ = try await client.send(request) },
        "image/png": { client, request in for try await _ in try await client.bytes(request) {} },
        "text/event-stream": { client, request in for try await _ in client.rawEvents(request) {} },
        "application/jsonl": { client, request in for try await _ in client.items(request, as: .lines) as JSONStream<Int> {} },
    ]

    @Test(arguments: readings.keys)
    func sendsATokenHoweverTheAnswerIsRead(_ type: String) async throws {
        let read = try #require(Self.readings[type])
        let tokens = Tokens()
        let transport = ScriptedTransport(.init(status: 401), .init(status: 200, contentType: type))
        let client = APIClient(server: .example, credential: Credentials.oidc { await tokens.next($0) }, transport: transport)
        var request = APIRequest("read", .get, "/read")
        request.expect(200)
        try await read(client, request)
        #expect(await transport.sent == ["token1", "token2"].map { "GET https://example.com/base/read\nauthorization: Bearer \($0)" })
        #expect(await tokens.requests.map(\.isRenewal) == [false, true])
        request.isAnonymous = true
        try await read(client, request)
        #expect(await transport.sent.last == "GET https://example.com/base/read")
        #expect(await tokens.requests.count == 2)
    }

    @Test func asksNoMoreThanOnce() async throws {
        let tokens = Tokens()
        let transport = ScriptedTransport(.init(status: 401, contentType: "text/plain", body: "bad token2"))
        let client = Client(server: .example, credential: Credentials.oidc { await tokens.next($0) }, transport: transport)
        let error = await #expect(throws: APIError.self) { try await client.upload("body") }
        #expect(error?.description == "the server answered status 401: bad <redacted>")
        #expect(await tokens.requests.count == 2)
    }

    @Test func aTokenThatCannotBeHadIsNoConnection() async throws {
        struct Offline: Error {}
        let transport = ScriptedTransport()
        let client = Client(server: .example, credential: Credentials.oauth { _ in throw Offline() }, transport: transport)
        let error = await #expect(throws: APIError.self) { try await client.getOAuth() }
        #expect(error?.description == "no connection: no token: Offline()")
        let cancelled = Client(server: .example, credential: Credentials.oauth { _ in throw CancellationError() }, transport: transport)
        let other = await #expect(throws: APIError.self) { try await cancelled.getOAuth() }
        #expect(other?.description == "cancelled")
        #expect(await transport.sent == [])
    }

    @Test func asksForNoTokenWhereTheRequestIsInvalid() async throws {
        let tokens = Tokens()
        let client = Client(
            server: URL(filePath: "/"), credential: Credentials.oauth { await tokens.next($0) }, transport: ScriptedTransport())
        await #expect(throws: APIError.self) { try await client.getOAuth() }
        #expect(await tokens.requests == [])
    }

    // MARK: Secrets

    @Test(arguments: [
        (Credentials.queryKey("hush/hush"), "hush%2Fhush and hush/hush"),
        (Credentials.login(username: "u", password: "hushhush"), "hushhush"),
        (Credential.all(Credentials.session("hushhush"), .apiKey("silent-key", in: .header, named: "X-Key")), "hushhush, silent-key"),
    ])
    func noSecretIsShown(_ credential: Credential, _ quoted: String) async throws {
        let seen = Seen()
        let transport = ScriptedTransport(.init(status: 500, contentType: "text/plain", body: quoted))
        let client = Client(
            server: .example, credential: credential, transport: transport, middleware: [CallObserver { seen.add("\($0)") }])
        var texts = ["\(credential)", String(reflecting: credential), "\(client)"]
        for call in [{ try await client.getQuery() }, { try await client.getStandard() }, { try await client.getOptional() }]
            as [() async throws -> Void]
        {
            do { try await call() } catch { texts += ["\(error)", String(reflecting: error)] }
        }
        for value in [credential, client] as [Any] {
            var text = ""
            dump(value, to: &text)
            texts.append(text)
        }
        texts += seen.texts
        for secret in ["hush", "silent", "dTpodXNoaHVzaA"] {
            #expect(!texts.contains { $0.contains(secret) }, "\(secret)")
        }
    }

    private final class Seen: @unchecked Sendable {
        private let lock = NSLock()
        private var all: [String] = []

        func add(_ text: String) { lock.withLock { all.append(text) } }
        var texts: [String] { lock.withLock { all } }
    }
}
