import Foundation
import NIOHTTP1
import Testing

@testable import LocalGateway

@Suite("Paths, methods, credentials and bodies")
struct AccessTests {
    private let path = "/v1/images/generations"

    @Test("a call without the right bearer token gets 401")
    func token() async throws {
        try await calling {
            $0.key = "secret-🔑"
        } _: { gateway in
            func message(_ header: String?) async throws -> String? {
                let headers = [("Content-Type", "application/json")] + (header.map { [("Authorization", $0)] } ?? [])
                let answer = try await gateway.call(.POST, path, headers, Array(#"{"model":"a/b","prompt":"A","size":"256x256"}"#.utf8))
                if answer.status == 200 { return "welcome" }
                #expect(answer.status == 401)
                #expect(answer.header("www-authenticate") == "Bearer")
                #expect(try answer.json["type"]?.text == "authentication_error")
                #expect(try answer.json["error"]?["code"]?.text == "invalid_api_key")
                #expect(!String(decoding: answer.body, as: UTF8.self).contains("secret"))
                return try answer.json["error"]?["message"]?.text
            }
            let wrong = "the key is not the one that this gateway was started with"
            let other = "the credential is of another kind: send the header Authorization: Bearer <key>"
            for (header, expected) in [
                (nil, "no credential: send the header Authorization: Bearer <key>"), ("Bearer secret", wrong),
                ("Bearer secret-🔑x", wrong), ("Bearer secret-🔑secret-🔑", wrong), ("Bearer ", other), ("Basic secret-🔑", other),
                ("secret-🔑", other), ("Bearer secret-🔑", "welcome"), ("bearer secret-🔑", "welcome"),
            ] {
                let message = try await message(header)
                #expect(message == expected, "\(header ?? "none")")
            }
        }
    }

    @Test(
        "another path gets 404",
        arguments: [
            "/", "/v1/images", "/v1/images/generations/", "/v1/images/edits", "/v1//images/generations", "/pictures",
            "/openai/deployments/d/images/generations", "/openai/openai/deployments//images/generations", "/%76%31/images/generations/x",
        ])
    func path(path: String) async throws {
        let answer = try await calling { try await $0.post(path, "{}") }
        #expect(answer.status == 404)
        #expect(try answer.json["error"]?["code"]?.text == "unknown_url")
        #expect(answer.header("x-request-id") != nil)
    }

    @Test("another method gets 405 with the one that is allowed")
    func method() async throws {
        try await calling { gateway in
            for (method, path, allowed) in [
                (HTTPMethod.GET, "/v1/images/generations", "POST"), (.PUT, "/v1/images/variations", "POST"),
                (.POST, "/pictures/x.png", "GET"),
                (.DELETE, "/openai/openai/deployments/d/images/generations", "POST"),
            ] {
                let answer = try await gateway.call(method, path, [], nil)
                #expect(answer.status == 405)
                #expect(answer.header("allow") == allowed)
                #expect(try answer.json["error"]?["message"]?.text == "this path takes \(allowed), not \(method.rawValue)")
            }
        }
    }

    @Test("another content type gets 415")
    func contentType() async throws {
        try await calling { gateway in
            for (path, expected, given, named) in [
                (path, "application/json", "text/plain", "text/plain"), (path, "application/json", nil, "absent"),
                ("/v1/images/variations", "multipart/form-data", "application/json", "application/json"),
            ] as [(String, String, String?, String)] {
                let answer = try await gateway.post(path, "{}", contentType: given)
                #expect(answer.status == 415)
                #expect(try answer.json["error"]?["message"]?.text == "Content-Type must be \(expected), not \(named)")
            }
            let body = #"{"model":"a/b","prompt":"A","size":"256x256"}"#
            #expect(try await gateway.post(path, body, contentType: "Application/JSON; charset=utf-8").status == 200)
        }
    }

    @Test(
        "a body that is no JSON object gets 400 with the place",
        arguments: [
            ("", "the body is not JSON: the text ends too early at line 1, column 1"),
            ("{\"model\":\"a/b\",\n \"prompt\" \"A\"}", "the body is not JSON: expected ':' after a name at line 2, column 11"),
            ("[]", "the body must be a JSON object"),
            ("{} x", "the body is not JSON: something follows the end of the JSON value at line 1, column 4"),
        ])
    func body(body: String, message: String) async throws {
        let answer = try await calling { try await $0.post(path, body) }
        #expect(answer.status == 400)
        #expect(try answer.json["error"]?["code"]?.text == "invalid_json")
        #expect(try answer.json["error"]?["message"]?.text == message)
    }

    @Test("a body over the limit gets 413")
    func bodyLimit() async throws {
        try await calling {
            $0.maximumBodyBytes = 1_000
        } _: { gateway in
            let body = #"{"model":"a/b","prompt":"A","size":"256x256"}"#
            let fits = body + String(repeating: " ", count: 1_000 - body.utf8.count)
            #expect(try await gateway.post(path, fits).status == 200)
            let answer = try await gateway.post(path, fits + " ")
            #expect(answer.status == 413)
            #expect(try answer.json["error"]?["message"]?.text == "the body is larger than 1000 bytes, the most that the gateway takes")
        }
    }

    @Test("the newest pictures are kept, older ones are gone")
    func keptPictures() async throws {
        try await calling {
            $0.keptPictures = 2
        } _: { gateway in
            let answer = try await gateway.post(path, #"{"model":"a/b","prompt":"A","size":"256x256","n":3}"#).json
            var statuses: [Int] = []
            for index in 0..<3 {
                let url = try #require(answer["data"]?[index]?["url"]?.text)
                statuses.append(try await gateway.get(String(url.dropFirst(gateway.server.absoluteString.count))).status)
            }
            #expect(statuses == [404, 200, 200])
        }
    }

    @Test("every answer has an id of its own, and a line in the log without query or key")
    func requestID() async throws {
        let lines = Lines()
        let ids = try await calling {
            $0.log = { line in lines.add(line) }
        } _: { gateway in
            var ids: [String] = []
            for key in ["local-key", "wrong-key"] {
                let answer = try await gateway.post(path + "?q=1", #"{"model":"a/b","prompt":"A","size":"256x256"}"#, key: key)
                ids.append(try #require(answer.header("x-request-id")))
            }
            return ids
        }
        #expect(Set(ids).count == 2)
        let fixed = lines.all.map { $0.replacing(/[0-9]+ ms/, with: "T ms") }
        #expect(fixed == ["POST /v1/images/generations 200 T ms \(ids[0])", "POST /v1/images/generations 401 T ms \(ids[1])"])
    }

    @Test("a port that is taken is an error that says so")
    func takenPort() async throws {
        try await calling { gateway in
            var configuration = LocalGateway.Configuration()
            configuration.port = gateway.server.port ?? 0
            let error = await #expect(throws: LocalGateway.CannotListen.self) {
                try await withLocalGateway(configuration) { _ in }
            }
            #expect(error?.description == "cannot listen on 127.0.0.1:\(configuration.port): Address already in use")
        }
    }
}
