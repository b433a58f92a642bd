import APIRuntime
import AsyncHTTPClient
import Foundation
import LoopbackSupport
import NIOCore
import NIOSSL
import Testing
import URLSessionTransport

@testable import AsyncHTTPTransport

extension TransportSuite {
    /// Answers over TLS that are cut (RFC 9112, section 9.8).
    @Suite struct TLSTests {
        private static let framings = ["Content-Length: 100\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n64\r\n", "\r\n"]

        private func error(_ framing: String, _ body: String, _ transport: any Transport) async throws -> APIError? {
            let server = try await TLSServer(
                answer: "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-request-id: r-3\r\n\(framing)\(body)", endsWithNotice: false
            )
            var api = PictureAPI(server.url, .asyncHTTP)
            api.client.transport = transport
            let error = await failure { [api] () async throws(APIError) in try await api.get("/") }
            try await server.stop()
            return error
        }

        /// The shared clients' settings, with the server's certificate as an authority.
        private func withTrust(_ body: (any Transport) async throws -> Void) async throws {
            var configuration = SharedClients.configuration(connectTimeout: .seconds(5), proxy: nil)
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = try TLSServer.trust
            configuration.tlsConfiguration = tls
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            do {
                try await body(.asyncHTTP(client: client, decompresses: true))
            } catch {
                try await client.shutdown()
                throw error
            }
            try await client.shutdown()
        }

        private func expectBroken(_ error: APIError?, _ framing: String) {
            guard case .connection(let failure) = error else {
                Issue.record("\(framing.debugDescription): \(String(describing: error))")
                return
            }
            #expect(failure.head?.requestID == "r-3")
            #expect(failure.mayHaveBeenSent)
        }

        @Test("an answer that ends without notice is a broken connection, however its length is said", arguments: framings)
        func cut(_ framing: String) async throws {
            try await withTrust { transport in
                // Whole as JSON, so that nothing but the missing notice tells.
                expectBroken(try await error(framing, #"{"name":"fox"}"#, transport), framing)
            }
        }

        @Test("an answer that the connection's end ends, with notice, is whole")
        func whole() async throws {
            let server = try await TLSServer(
                answer: "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"name\":\"fox\"}", endsWithNotice: true)
            try await withTrust { transport in
                var api = PictureAPI(server.url, .asyncHTTP)
                api.client.transport = transport
                let picture = try await api.get("/")
                #expect(picture == Picture(name: "fox"))
            }
            try await server.stop()
        }

        @Test("a certificate that nobody vouches for is no connection to speak over", arguments: TransportKind.allCases)
        func untrusted(_ transport: TransportKind) async throws {
            let error = try await error(Self.framings[0], "{}", transport.make())
            guard case .connection(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(failure.head == nil)
        }

        /// URLSession trusts what the system trusts. `unshare -m` as root lets a test run where that is the tests' certificate too.
        static let isTrustedBySystem =
            (try? String(contentsOfFile: "/etc/ssl/certs/ca-certificates.crt", encoding: .utf8))?
            .contains(TLSServer.certificate) ?? false

        @Test("so it is over URLSession", .enabled(if: isTrustedBySystem), arguments: framings)
        func cutOverURLSession(_ framing: String) async throws {
            guard framing == "\r\n" else {
                return expectBroken(try await error(framing, #"{"name":"fox"}"#, .urlSession()), framing)
            }
            // libcurl takes any end of a connection for the end of such an answer: what is left to tell is the JSON.
            guard case .undecodable = try await error(framing, #"{"name":"fo"#, .urlSession()) else {
                Issue.record("a cut answer was taken for a whole one")
                return
            }
        }
    }
}
