import APIRuntime
import Foundation
import LoopbackSupport
import Testing

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
    }
}
