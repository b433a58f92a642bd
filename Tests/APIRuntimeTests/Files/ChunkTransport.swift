import APIRuntime
import Foundation
import HTTPTypes

/// A transport that answers every request with the same chunks, and then breaks where it is to.
struct ChunkTransport: Transport {
    let contentType: String
    let chunks: [[UInt8]]
    var breaksAtEnd = false

    func send(
        _ request: HTTPRequest,
        body: RequestBody,
        options: TransportOptions
    ) async throws -> (response: HTTPResponse, body: ByteStream) {
        var response = HTTPResponse(status: .ok)
        response.headerFields[.contentType] = contentType
        let body = ByteStream {
            var rest = chunks[...]
            return {
                if let chunk = rest.popFirst() { return chunk }
                if breaksAtEnd { throw TransportError(.disconnected, reason: "the cable was pulled") }
                return nil
            }
        }
        return (response, body)
    }

    /// Reads an answer of any JSON.
    func answer(_ options: CallOptions) async throws(APIError) -> JSONValue {
        var request = APIRequest("draw", .get, "/pictures")
        request.expect(200)
        return try await client.send(request, options).json()
    }

    /// Reads events of any JSON.
    func events(_ options: CallOptions) -> EventStream<AnyEvent> {
        var request = APIRequest("stream", .get, "/pictures")
        request.expect(200, "text/event-stream")
        return client.events(request, options)
    }

    private var client: APIClient {
        APIClient(server: URL(string: "http://127.0.0.1")!, credential: nil, transport: self)
    }
}

/// An event with any JSON.
struct AnyEvent: StreamEvent, Hashable {
    let name: String?
    let value: JSONValue

    init(name: String?, value: JSONValue) {
        self.name = name
        self.value = value
    }

    init(_ event: ServerSentEvent) throws {
        name = event.name
        value = try event.json()
    }

    static let finalEvents = ["completed"]
}

extension APIError {
    /// What is wrong with a body that is not what the description says.
    var undecodableReason: String? { if case .undecodable(let body) = self { body.reason } else { nil } }
}

extension [UInt8] {
    /// The bytes in two chunks, for each place between them.
    var splits: [[[UInt8]]] { indices.map { [Array(self[..<$0]), Array(self[$0...])] } }
    /// The bytes one by one.
    var single: [[UInt8]] { map { [$0] } }
}

/// A folder that is deleted with the value.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("api-runtime-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Each file, hidden ones too, with its text.
    var contents: [String: String] {
        get throws {
            let names = try FileManager.default.contentsOfDirectory(atPath: url.path)
            return try Dictionary(
                uniqueKeysWithValues: names.map {
                    ($0, String(decoding: try Data(contentsOf: url.appendingPathComponent($0)), as: UTF8.self))
                })
        }
    }
}
