import APIRuntime
import Foundation
import GoldenMethods
import GoldenServers
import Testing

@Suite struct ServersTests {
    @Test func fillsInTheVariables() throws {
        #expect(try GoldenServersClient.server().absoluteString == "https://eu.example.com:8443/v1")
        #expect(try GoldenServersClient.server(region: "us", port: "1", basePath: "v2").absoluteString == "https://us.example.com:1/v2")
        #expect(try GoldenServersClient.testing().absoluteString == "https://test.example.com")
        #expect(try GoldenServersClient.server2().absoluteString == "https://example.org")
        #expect(try GoldenServersClient.placed().absoluteString == "https://example.net/v3")
        #expect(try GoldenServersClient.hosted(host: "b").absoluteString == "https://b")
        #expect(try GoldenServersClient.hosted().absoluteString == "https://c")
    }

    @Test func resolvesARelativeURLWhereTheDescriptionWasFound() throws {
        let found = try #require(URL(string: "https://docs.example.com/api/openapi.yaml"))
        #expect(try GoldenServersClient.relativeServer(relativeTo: found).absoluteString == "https://docs.example.com/v2")
        #expect(try GoldenServersClient.deleteFileServer(relativeTo: found).absoluteString == "https://docs.example.com/other")
        let file = URL(filePath: "/api/openapi.yaml")
        let error = #expect(throws: APIError.self) { try GoldenServersClient.relativeServer(relativeTo: file) }
        #expect(error?.description == "invalid request: 1 rule is broken: /server: must be an http or https URL")
    }

    @Test func refusesAVariableThatMakesNoURL() {
        let port = #expect(throws: APIError.self) { try GoldenServersClient.server(port: "99999") }
        #expect(port?.description == "invalid request: 1 rule is broken: /server: must have a host, and no port above 65535")
        let error = #expect(throws: APIError.self) { try GoldenServersClient.server(port: "1@evil") }
        #expect(error?.description == "invalid request: 1 rule is broken: /server: must not have user information")
    }

    @Test func refusesAValueThatIsNotListed() {
        let error = #expect(throws: APIError.self) { try GoldenServersClient.server(region: "mars") }
        #expect(error?.description == #"invalid request: 1 rule is broken: /region: must be one of "eu" or "us""#)
    }

    @Test func operationsAreBelowTheServer() async throws {
        let transport = ScriptedTransport()
        try await GoldenServersClient(server: GoldenServersClient.server(), transport: transport).ping()
        #expect(await transport.sent == ["GET https://eu.example.com:8443/v1/ping"])
    }

    @Test func anOperationWithAServerOfItsOwnGoesThere() async throws {
        let transport = ScriptedTransport()
        let client = GoldenServersClient(server: .example, transport: transport)
        try await client.listFiles()
        try await client.uploadFile()
        try await client.deleteFile()
        #expect(try GoldenServersClient.listFilesServer(base: "g").absoluteString == "https://files.example.com/g")
        #expect(try GoldenServersClient.uploadFileServer().absoluteString == "https://upload.example.com")
        #expect(try GoldenServersClient.uploadFileServer2().absoluteString == "https://slow.example.com")
        #expect(
            await transport.sent == [
                "GET https://files.example.com/f/files", "PUT https://upload.example.com/files", "DELETE https://example.com/base/files",
            ])
    }

    @Test func theOptionsSendItElsewhere() async throws {
        let transport = ScriptedTransport()
        let local = URL(string: "http://127.0.0.1:8080/")
        let client = GoldenServersClient(server: .example, transport: transport, options: CallOptions(server: local))
        try await client.listFiles()
        try await client.ping()
        try await client.uploadFile(options: CallOptions(server: GoldenServersClient.uploadFileServer2()))
        #expect(
            await transport.sent == [
                "GET http://127.0.0.1:8080/files", "GET http://127.0.0.1:8080/ping", "PUT https://slow.example.com/files",
            ])
    }
}

@Suite struct MethodsTests {
    private func sent(_ answer: ScriptedTransport.Answer = .init(), _ call: (GoldenMethodsClient) async throws -> Void) async throws
        -> [String]
    {
        let transport = ScriptedTransport(answer)
        try await call(GoldenMethodsClient(server: .example, transport: transport))
        return await transport.sent
    }

    @Test func sendsEveryMethodAsItIsWritten() async throws {
        let thing = "https://example.com/base/things/1"
        #expect(try await sent { try await $0.thingOptions(id: "1") } == ["OPTIONS \(thing)"])
        #expect(try await sent { try await $0.copyThing(id: "1") } == ["COPY \(thing)"])
        #expect(try await sent { try await $0.lockItThingsByID(id: "1") } == ["Lock-It \(thing)"])
        #expect(try await sent { try await $0.copyInLowerCase(id: "1") } == ["copy \(thing)"])
        #expect(try await sent { try await $0.postThing(id: "1") } == ["POST \(thing)"])
        #expect(try await sent { try await $0.getThing(id: "1", "body") } == ["GET \(thing)\ncontent-type: text/plain\n\nbody"])
    }

    @Test func queriesWithABody() async throws {
        let sent = try await sent(.json(#"["a"]"#)) { client in
            let found = try await client.queryThings(id: "1", ["n": 2])
            #expect(found == ["a"])
        }
        #expect(
            sent == [
                "QUERY https://example.com/base/things/1\naccept: application/json\ncontent-type: application/json\n\n{\"n\":2}"
            ])
    }

    @Test func tracesTheRequest() async throws {
        let answer = ScriptedTransport.Answer(status: 200, contentType: "message/http", body: "TRACE /")
        let sent = try await sent(answer) { client in
            let data = try await client.traceThing(id: "1")
            #expect(data == Data("TRACE /".utf8))
        }
        #expect(sent == ["TRACE https://example.com/base/things/1\naccept: message/http"])
    }

    @Test func asksForTheHeadAlone() async throws {
        let answer = ScriptedTransport.Answer(status: 200, contentType: "application/json")
        #expect(
            try await sent(answer) { try await $0.headThing(id: "1") } == [
                "HEAD https://example.com/base/things/1\naccept: application/json"
            ])
        let error = await #expect(throws: APIError.self) {
            _ = try await sent(.init(status: 404, contentType: "application/json")) { try await $0.headThing(id: "1") }
        }
        #expect(error?.description == "the server answered status 404")
    }
}
