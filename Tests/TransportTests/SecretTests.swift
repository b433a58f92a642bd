import APIRuntime
import Foundation
import LoopbackSupport
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

extension TransportSuite {
    /// Secrets in places where they are easily overlooked.
    @Suite struct SecretTests {
        /// Has no text of its own, so that printing it shows all that it holds.
        private struct Refused: Error { let clientSecret = "cs-0123456789" }

        private enum Trouble: Error {
            case offline
            case refused(clientSecret: String)
        }

        private struct Worded: LocalizedError { var errorDescription: String? { "the door is shut\nfor now" } }

        private struct Quoting: Error, CustomStringConvertible {
            let token: String
            var description: String { "\(token) cannot be renewed" }
        }

        private func error(_ server: URL, _ transport: TransportKind, _ provider: @escaping TokenProvider) async -> APIError? {
            await failure { () async throws(APIError) in
                try await PictureAPI(server, transport, credential: .bearer(provider)).get("/")
            }
        }

        @Test("the error of a token provider shows its text and nothing that it holds", arguments: TransportKind.allCases)
        func provider(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json("{}"))
            let cases: [(any Error, String)] = [
                (Refused(), "Refused(…)"), (Trouble.offline, "offline"), (Trouble.refused(clientSecret: "cs-0123456789"), "refused(…)"),
                (Worded(), "the door is shut for now"),
            ]
            for (thrown, text) in cases {
                let error = await error(server.url, transport) { _ in throw thrown }
                #expect(error?.description == "no connection: no token: \(text)")
            }
            // Its words are the system's.
            let offline = await error(server.url, transport) { _ in throw URLError(.notConnectedToInternet) }
            #expect(offline?.description.contains("-1009") == true)
            #expect(server.connections == 0)
        }

        @Test("nor a token that the call has used before", arguments: TransportKind.allCases)
        func renewal(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json("{}", status: "401 Unauthorized"))
            let error = await error(server.url, transport) { request in
                guard request.isRenewal else { return PictureAPI.secret }
                throw Quoting(token: PictureAPI.secret)
            }
            #expect(error?.description == "no connection: no token: <redacted> cannot be renewed")
            #expect(server.requests.count == 1)
        }

        /// A text with a secret of which the last eight characters lie behind a limit.
        private func across(_ limit: Int) -> String {
            let before = String(repeating: "x", count: limit - PictureAPI.secret.utf8.count + 8)
            return before + PictureAPI.secret + String(repeating: "y", count: 100)
        }

        private func answer(_ status: String, _ body: String) -> String {
            "HTTP/1.1 \(status)\r\nContent-Type: text/plain\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        }

        @Test("of a secret across the end of what an error shows no part is left", arguments: TransportKind.allCases)
        func cut(_ transport: TransportKind) async throws {
            let server = try RawServer(answers: [answer("500 Oops", across(1 << 20)), answer("200 OK", across(64 << 10))])
            // Neither `failure` nor the middleware of other tests: they print every byte of an error.
            var api = PictureAPI(server.url, transport)
            api.client.middleware = []
            let failed = await error(of: api)
            let whole = await error(of: api)
            var stream: APIError?
            do throws(APIError) { for try await _ in api.stream() {} } catch { stream = error }
            func left(of limit: Int) -> [UInt8] { Array(across(limit).utf8.prefix(limit - PictureAPI.secret.utf8.count + 8)) }
            guard case .undocumentedStatus(let failure) = failed, case .undecodable(let body) = whole, case .undecodable(let start) = stream
            else {
                Issue.record("another error")
                return
            }
            let areLeft = [
                failure.bytes == left(of: 1 << 20), body.bytes == left(of: 64 << 10), start.bytes == left(of: 64 << 10),
            ]
            #expect(areLeft == [true, true, true])
        }

        private func error(of api: PictureAPI) async -> APIError? {
            do throws(APIError) {
                _ = try await api.get("/")
                return nil
            } catch {
                return error
            }
        }

        @Test("nor where the connection broke in the middle of it", arguments: TransportKind.allCases)
        func broken(_ transport: TransportKind) async throws {
            let body = #"{"message":"wrong key \#(PictureAPI.secret.prefix(12))"#
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.send("HTTP/1.1 418 Kettle\r\nContent-Type: text/plain\r\nContent-Length: 500\r\n\r\n\(body)")
            }
            let error = await failure { () async throws(APIError) in
                try await PictureAPI(server.url, transport).draw(PictureRequest(prompt: "a"))
            }
            guard case .undocumentedStatus(let failed) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(failed.bytes == Array(#"{"message":"wrong key "#.utf8))
            // A whole body stays as it is, even if it ends as a secret begins.
            let whole = try RawServer(answer: answer("500 Oops", "no access: sk-very"))
            let other = await failure { () async throws(APIError) in try await PictureAPI(whole.url, transport).get("/") }
            #expect(other?.description == "the server answered status 500: no access: sk-very")
        }

        @Test("nor where an excerpt of a value was cut", arguments: TransportKind.allCases)
        func excerpt(_ transport: TransportKind) async throws {
            let key = PictureAPI.secret + String(repeating: "k", count: 100)
            let server = try RawServer(answer: Answer.json(#"["\#(key)"]"#))
            let client = PictureAPI(server.url, transport, credential: .bearer(key)).client
            var request = APIRequest("days", .get, "/")
            request.expect(200, "application/json")
            let error = await failure { [request] () async throws(APIError) -> [CalendarDate] in try await client.send(request).json() }
            guard case .undecodable(let body) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(body.reason == "/0: expected a date such as 2024-02-29, found \"<redacted>…\" (at byte 1)")
            #expect(body.json == nil)
        }

        @Test("nor in the name or id of an event, nor in what the last one was called", arguments: TransportKind.allCases)
        func eventFields(_ transport: TransportKind) async throws {
            let secret = PictureAPI.secret
            let error = "event: error\nid: \(secret)\ndata: {}\n\n"
            let named = "event: \(secret)\ndata: {\"type\":\"error\",\"error\":{\"message\":\"no\"}}\n\n"
            for stream in [error, named, "id: \(secret)\nevent: partial\ndata: {\"name\":\"fox\"}\n\n"] {
                let server = try RawServer(answer: "\(Answer.streamHead)\(Answer.chunk(stream))\(Answer.lastChunk)")
                // It looks for the secret in all that the error holds.
                let (_, error) = await collect(PictureAPI(server.url, transport).stream())
                switch error {
                case .errorEvent(let event): #expect([event.event.id, event.event.name].contains("<redacted>"))
                case .streamCut(let cut): #expect(cut.lastEventID == "<redacted>")
                default: Issue.record("\(String(describing: error))")
                }
            }
        }

        @Test("nor in a key of a value that breaks a rule", arguments: TransportKind.allCases)
        func keyOfAValue(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Answer.json(#"{"\#(PictureAPI.secret)":"long"}"#))
            var request = APIRequest("get", .get, "/")
            request.expect(200, "application/json")
            let api = PictureAPI(server.url, transport, options: CallOptions(validatesResponse: true))
            let error = await failure { () async throws(APIError) in
                try await api.client.json(request) { check, body in
                    check.dictionary(body as [String: String]) { check, value in check.string(value, maxLength: 2) }
                }
            }
            #expect(
                error?.description == "invalid response (status 200): 1 rule is broken: /<redacted>: must have at most 2 characters, has 4")
        }
    }
}
