import APIRuntime
import Foundation
import LoopbackSupport
import Testing

extension TransportSuite {
    /// Connections that fail before a request can be sent over them.
    @Suite struct HandshakeTests {
        private static let quick = CallOptions(retries: RetryPolicy(firstWait: .milliseconds(1)))
        private static let fox = Answer.json(#"{"name":"fox"}"#)

        /// How a server ends a handshake of TLS, after the client's first message.
        enum Ending: CaseIterable {
            case close, reset, alert, nonsense
        }

        private func server(_ ending: Ending) throws -> (RawServer, URL) {
            let server = try RawServer { connection in
                let header = connection.read(5)
                guard header.count == 5 else { return }
                connection.skip(Int(header[3]) << 8 | Int(header[4]))
                switch ending {
                case .close: break
                case .reset: connection.reset()
                // RFC 8446, section 6: fatal, handshake_failure.
                case .alert: connection.send([21, 3, 3, 0, 2, 2, 40])
                case .nonsense: connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                }
            }
            return (server, try #require(URL(string: "https://127.0.0.1:\(server.port)")))
        }

        private func connectionFailure(_ error: APIError?) -> ConnectionFailure? {
            guard case .connection(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return nil
            }
            return failure
        }

        @Test(
            "where the handshake of TLS fails nothing was sent, so a POST is tried again", arguments: TransportKind.allCases,
            Ending.allCases)
        func handshake(_ transport: TransportKind, _ ending: Ending) async throws {
            let (server, url) = try server(ending)
            let api = PictureAPI(url, transport, options: Self.quick)
            let error = await failure { () async throws(APIError) in try await api.draw(PictureRequest(prompt: "a")) }
            let failure = connectionFailure(error)
            #expect(failure?.mayHaveBeenSent == false)
            #expect(failure?.isPermanent == false)
            #expect(server.connections == 3)
        }

        @Test("so it is with an upload in pieces", arguments: TransportKind.allCases, Ending.allCases)
        func upload(_ transport: TransportKind, _ ending: Ending) async throws {
            let (server, url) = try server(ending)
            let folder = try TemporaryFolder()
            var request = APIRequest("vary", .post, "/")
            request.body(multipart: FileForm(file: .file(at: try folder.write(Data(count: 3 << 20), to: "large.bin"))))
            request.expect(200)
            let api = PictureAPI(url, transport, options: Self.quick)
            let error = await failure { () async throws(APIError) in try await api.client.send(request) }
            #expect(connectionFailure(error)?.mayHaveBeenSent == false)
            #expect(server.connections == 3)
        }

        @Test("a POST without a body is tried again where the error alone says as much")
        func empty() async throws {
            let (server, url) = try server(.close)
            let error = await failure { () async throws(APIError) in
                try await PictureAPI(url, .asyncHTTP, options: Self.quick).client.send(APIRequest("touch", .post, "/"))
            }
            #expect(connectionFailure(error)?.mayHaveBeenSent == false)
            #expect(server.connections == 3)
        }

        @Test(
            "a certificate that nobody vouches for is no better a second later", .disabled(if: TLSTests.isTrustedBySystem),
            arguments: TransportKind.allCases)
        func untrusted(_ transport: TransportKind) async throws {
            let server = try await TLSServer(answer: Self.fox, endsWithNotice: true)
            let log = Log<CallEvent>()
            let api = PictureAPI(server.url, transport, options: Self.quick, middleware: [CallObserver { log.append($0) }])
            let errors = [
                await failure { () async throws(APIError) in try await api.draw(PictureRequest(prompt: "a")) },
                await failure { () async throws(APIError) in try await api.get("/") },
            ]
            for error in errors {
                let failure = connectionFailure(error)
                #expect(failure?.isPermanent == true)
                #expect(failure?.mayHaveBeenSent == false)
                #expect(error?.description.hasPrefix("no connection: ") == true)
            }
            #expect(!log.values.isEmpty && log.values.allSatisfy { $0.attempt == 0 })
            try await server.stop()
        }

        private static let hasIPv6 = (try? RawServer.listen(backlog: nil, isIPv6: true)).map { RawServer.close($0.descriptor) } != nil

        /// libcurl tries both addresses of `localhost`, and Foundation takes the refusal of one for the cause of what happens at the other.
        @Test("what was sent to the second address of a name was sent", .enabled(if: hasIPv6))
        func secondAddress() async throws {
            let server = try RawServer(isIPv6: true) { connection in _ = connection.readRequest() }
            let url = try #require(URL(string: "http://localhost:\(server.port)"))
            let api = PictureAPI(url, .urlSession, options: Self.quick)
            let error = await failure { () async throws(APIError) in try await api.draw(PictureRequest(prompt: "a")) }
            #expect(connectionFailure(error)?.mayHaveBeenSent == true)
            #expect(server.requests.count == 1)
            var empty = APIRequest("touch", .post, "/")
            empty.expect(200)
            let other = await failure { [empty] () async throws(APIError) in try await api.client.send(empty) }
            #expect(connectionFailure(other)?.mayHaveBeenSent == true)
            #expect(server.requests.count == 2)
        }
    }
}
