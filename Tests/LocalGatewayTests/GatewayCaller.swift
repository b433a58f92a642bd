import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

@testable import LocalGateway

/// Calls a running gateway over HTTP.
struct GatewayCaller {
    let server: URL

    struct Answer {
        var status: Int
        var headers: HTTPHeaders
        var body: [UInt8]

        func header(_ name: String) -> String? { headers.first(name: name) }

        /// The body as a JSON value.
        var json: JSONValue {
            get throws { try JSONReader.read(body) }
        }

        var events: [Event] {
            get throws { try Event.read(String(decoding: body, as: UTF8.self)) }
        }
    }

    func get(_ path: String) async throws -> Answer {
        try await call(.GET, path, [], nil)
    }

    func post(_ path: String, _ json: String, key: String? = "local-key", contentType: String? = "application/json") async throws -> Answer
    {
        try await post(path, body: Array(json.utf8), key: key, contentType: contentType)
    }

    func post(_ path: String, body: [UInt8], key: String? = "local-key", contentType: String?) async throws -> Answer {
        var headers: [(String, String)] = []
        if let key { headers.append(("Authorization", "Bearer \(key)")) }
        if let contentType { headers.append(("Content-Type", contentType)) }
        return try await call(.POST, path, headers, body)
    }

    /// Sends a form whose parts are (head lines after `Content-Disposition: form-data; `, content).
    func post(form parts: [(String, [UInt8])], to path: String = "/v1/images/variations") async throws -> Answer {
        try await post(path, body: form(parts), contentType: "multipart/form-data; boundary=XX")
    }

    func call(_ method: HTTPMethod, _ path: String, _ headers: [(String, String)], _ body: [UInt8]?) async throws -> Answer {
        var request = HTTPClientRequest(url: server.absoluteString + path)
        request.method = method
        request.headers = HTTPHeaders(headers)
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let content = try await response.body.collect(upTo: 1 << 28)
        return Answer(status: Int(response.status.code), headers: response.headers, body: Array(content.readableBytesView))
    }
}

/// The bytes of a form with the boundary `XX`.
func form(_ parts: [(String, [UInt8])]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (head, content) in parts {
        bytes += Array("--XX\r\nContent-Disposition: form-data; \(head)\r\n\r\n".utf8) + content + Array("\r\n".utf8)
    }
    return bytes + Array("--XX--\r\n".utf8)
}

/// One event of a stream, read by the simplest rules, and how many heartbeats came before it.
struct Event {
    var name: String
    var data: JSONValue
    var heartbeats: Int

    static func read(_ text: String) throws -> [Event] {
        var events: [Event] = []
        var (name, data, heartbeats) = ("", "", 0)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if line == ": heartbeat" {
                heartbeats += 1
            } else if line.hasPrefix("event: ") {
                name = String(line.dropFirst(7))
            } else if line.hasPrefix("data: ") {
                data = String(line.dropFirst(6))
            } else if line.isEmpty {
                events.append(Event(name: name, data: try JSONReader.read(Array(data.utf8)), heartbeats: heartbeats))
                (name, data, heartbeats) = ("", "", 0)
            } else {
                throw UnexpectedLine(line: String(line))
            }
        }
        return events
    }

    struct UnexpectedLine: Error {
        var line: String
    }
}

extension JSONValue: ExpressibleByStringLiteral {
    /// A JSON text of a test.
    public init(stringLiteral text: String) {
        do { self = try JSONReader.read(Array(text.utf8)) } catch { self = .string("no JSON: \(error)") }
    }

    subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    subscript(_ index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    var integer: Int? {
        guard case .number(let text) = self else { return nil }
        return Int(text)
    }

    /// The same value with "*" for the members that differ from call to call, wherever they are.
    func masked(_ names: Set<String> = ["id", "created", "created_at", "latency", "url", "b64_json", "event_id"]) -> JSONValue {
        switch self {
        case .object(let members):
            .object(Dictionary(uniqueKeysWithValues: members.map { ($0, names.contains($0) ? .string("*") : $1.masked(names)) }))
        case .array(let elements): .array(elements.map { $0.masked(names) })
        default: self
        }
    }
}

/// Runs a gateway and calls it.
func calling<Result>(
    _ change: (inout LocalGateway.Configuration) -> Void = { _ in },
    _ body: (GatewayCaller) async throws -> Result
) async throws -> Result {
    var configuration = LocalGateway.Configuration()
    change(&configuration)
    return try await withLocalGateway(configuration) { try await body(GatewayCaller(server: $0)) }
}
