import APIRuntime
import Foundation
import HTTPTypes

/// A transport that keeps what it is asked to send, and answers what the test says.
actor ScriptedTransport: Transport {
    struct Answer: Sendable {
        var status = 204
        var contentType: String?
        var body = ""
        /// Instead of the body, where it is no text.
        var bytes: [UInt8]?
        var headers: [(name: String, value: String)] = []

        static func json(_ body: String, status: Int = 200) -> Answer {
            Answer(status: status, contentType: "application/json", body: body)
        }

        static func events(_ body: String) -> Answer {
            Answer(status: 200, contentType: "text/event-stream", body: body)
        }
    }

    /// In the order in which they are given; the last one stays.
    private var answers: [Answer]
    /// Each request as it would stand on the wire: method and URL, header fields in order, an empty line, the body.
    private(set) var sent: [String] = []
    /// The sizes of the chunks of the last body that was a stream.
    private(set) var pieces: [Int] = []

    init(_ answers: Answer...) { self.answers = answers.isEmpty ? [Answer()] : answers }

    func send(
        _ request: HTTPRequest,
        body: RequestBody,
        options: TransportOptions
    ) async throws -> (response: HTTPResponse, body: ByteStream) {
        var lines = ["\(request.method.rawValue) \(request.scheme ?? "")://\(request.authority ?? "")\(request.path ?? "")"]
        lines += request.headerFields.map { "\($0.name.canonicalName): \($0.value)" }.sorted()
        var bytes: [UInt8] = []
        switch body {
        case .none: break
        case .bytes(let all): bytes = all
        case .stream(let stream, _, _):
            pieces = []
            for try await chunk in stream {
                bytes += chunk
                pieces.append(chunk.count)
            }
        }
        if !bytes.isEmpty { lines += ["", String(decoding: bytes, as: UTF8.self)] }
        sent.append(lines.joined(separator: "\n"))
        let answer = answers.count > 1 ? answers.removeFirst() : answers[0]
        var response = HTTPResponse(status: .init(code: answer.status))
        response.headerFields[.contentType] = answer.contentType
        for header in answer.headers {
            guard let name = HTTPField.Name(header.name) else { continue }
            response.headerFields.append(HTTPField(name: name, value: header.value))
        }
        return (response, ByteStream(answer.bytes ?? Array(answer.body.utf8)))
    }
}

extension URL {
    static let example = URL(string: "https://example.com/base")!
}

extension String {
    /// The request with its header fields in the order in which they are kept.
    var sortedHeaders: String {
        let parts = components(separatedBy: "\n\n")
        let lines = parts[0].components(separatedBy: "\n")
        let head = ([lines[0]] + lines.dropFirst().sorted()).joined(separator: "\n")
        return ([head] + parts.dropFirst()).joined(separator: "\n\n")
    }
}
