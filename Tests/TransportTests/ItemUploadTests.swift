import APIRuntime
import Foundation
import LoopbackSupport
import Testing

extension TransportSuite {
    /// Bodies of JSON values that are made while they are sent.
    @Suite struct ItemUploadTests {
        private static let fox = Answer.json(#"{"name":"fox"}"#)

        private func request(_ items: [PictureRequest]) -> APIRequest {
            var request = APIRequest("import", .post, "/v1/import")
            let (stream, continuation) = AsyncStream.makeStream(of: PictureRequest.self)
            for item in items { continuation.yield(item) }
            continuation.finish()
            request.body(items: JSONItems(stream), as: .lines, contentType: "application/jsonl")
            request.expect(200, "application/json")
            return request
        }

        @Test("rules of each are checked, unless the options switch that off", arguments: TransportKind.allCases)
        func rules(_ transport: TransportKind) async throws {
            let server = try RawServer(answer: Self.fox)
            let items = [PictureRequest(prompt: "a"), PictureRequest(prompt: "", n: 11)]
            let client = PictureAPI(server.url, transport).client
            let error = await failure { () async throws(APIError) in try await client.send(request(items)) }
            #expect(
                error?.description
                    == "invalid request: 2 rules are broken: /prompt: must have at least 1 character, has 0; /n: must be at most 10, is 11")
            #expect(server.requests.count == 0)
            let unchecked = CallOptions(validatesRequest: false)
            #expect(try await client.send(request(items), unchecked).status == 200)
            #expect(server.requests.map(\.text) == ["{\"prompt\":\"a\"}\n{\"prompt\":\"\",\"n\":11}\n"])
        }

        /// Over URLSession the larger one goes by way of a file.
        @Test(
            "once a body of unknown length is sent, the server has the time that it has for the head of an answer",
            arguments: TransportKind.allCases, [1, 3000])
        func slowHead(_ transport: TransportKind, _ count: Int) async throws {
            let server = try RawServer { connection in
                while connection.readRequest() != nil {
                    connection.pause(milliseconds: 900)
                    connection.send(Self.fox)
                }
            }
            let items = [PictureRequest](repeating: PictureRequest(prompt: String(repeating: "x", count: 1000)), count: count)
            let options = CallOptions(responseHeadTimeout: .seconds(20), idleTimeout: .milliseconds(300))
            let client = PictureAPI(server.url, transport).client
            #expect(try await client.send(request(items), options).status == 200)
            #expect(server.requests.first?.text.split(separator: "\n").count == count)
            let impatient = CallOptions(responseHeadTimeout: .milliseconds(300), idleTimeout: .seconds(20))
            let error = await failure { () async throws(APIError) in try await client.send(request(items), impatient) }
            #expect(error?.description == "timeout: no response within 0.3 s")
        }

        /// Over URLSession a body is whole before any of it is sent.
        @Test("what the server has against a request outlives what is wrong with the rest of its body")
        func refused() async throws {
            let isRefused = Flag()
            let observer = CallObserver { if case .response = $0.kind { isRefused.set(true) } }
            let server = try RawServer { connection in
                _ = connection.readHead()
                connection.send(String(Answer.json("{}", status: "413 Too Large").dropLast(2)))
                #expect(connection.waitForClose())
            }
            let (items, continuation) = AsyncStream.makeStream(of: PictureRequest.self)
            continuation.yield(PictureRequest(prompt: "a"))
            var request = APIRequest("import", .post, "/v1/import")
            request.body(items: JSONItems(items), as: .lines, contentType: "application/jsonl")
            request.expect(200, "application/json")
            let client = PictureAPI(server.url, .asyncHTTP, middleware: [observer]).client
            async let error = failure { () async throws(APIError) in try await client.send(request) }
            #expect(await isRefused.value == true)
            continuation.yield(PictureRequest(prompt: ""))
            continuation.finish()
            // async-http-client drops the rest of an answer with the rest of its request.
            let status = await error?.response?.status
            #expect(status == 413)
        }
    }
}
