import APIRuntime
import Foundation
import HTTPTypes

/// A body as a server receives it.
struct SentBody {
    let contentType: String
    let bytes: [UInt8]
    /// What is wrong with the length that was announced, nil where nothing is.
    let lengthFault: String?

    /// What of a request is sent; nil where the request is refused before.
    static func sent(_ request: APIRequest) async throws -> SentBody? {
        guard let server = URL(string: "http://127.0.0.1") else { return nil }
        do throws(APIError) {
            let answer = try await APIClient(server: server, credential: nil, transport: EchoTransport()).send(request)
            let bytes = Array(answer.data())
            let length = answer.head.headers[.contentLength]
            return SentBody(
                contentType: answer.head.headers[.contentType] ?? "", bytes: bytes,
                lengthFault: length == "\(bytes.count)" ? nil : "\(bytes.count) bytes are announced as \(length ?? "of no length")")
        } catch {
            if case .invalidRequest = error { return nil }
            throw error
        }
    }
}

/// A transport whose server answers with what it was sent.
private struct EchoTransport: Transport {
    func send(
        _ request: HTTPRequest, body: RequestBody, options: TransportOptions
    ) async throws -> (response: HTTPResponse, body: ByteStream) {
        var response = HTTPResponse(status: .ok)
        response.headerFields[.contentType] = request.headerFields[.contentType]
        response.headerFields[.contentLength] = body.length.map { "\($0)" }
        let stream: ByteStream =
            switch body {
            case .none: ByteStream([])
            case .bytes(let bytes): ByteStream(bytes)
            case .stream(let stream, _, _): stream
            }
        return (response, stream)
    }
}
