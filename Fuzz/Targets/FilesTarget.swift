import APIRuntime
import Foundation
import HTTPTypes

/// Base64 properties that go to files while an answer or a stream arrives are those that reading the whole yields, however it is cut
/// into chunks; where that fails, there is an error and no file.
enum FilesTarget {
    /// What came of a call: the values without what went to files, and the files by number.
    private struct Outcome: Hashable {
        var values: [JSONValue] = []
        var files: [Data] = []
        var hasFailed = false
        /// Files that should not be there.
        var leftovers: Set<String> = []
    }

    private static let paths = [["data", "*", "b64_json"], ["b64_json"], ["*"], ["*", "1"]]

    /// The first byte says how the rest is cut, the second whether it is a stream, and which properties go to files.
    static func faults(in bytes: [UInt8]) async -> [String] {
        let text = Array(bytes.dropFirst(2))
        let size = Int(bytes.first ?? 0) % 16 + 1
        let kind = Int(bytes.dropFirst().first ?? 0)
        let isStream = kind % 2 == 1
        let path = paths[kind / 2 % paths.count]
        let starts = stride(from: 0, to: text.count, by: size)
        let pieces = starts.map { Array(text[$0..<min($0 + size, text.count)]) }
        do {
            let expected = expected(isStream ? try await events([text], CallOptions()) : values(text), path)
            let whole = try await outcome([text], isStream, path)
            let cut = try await outcome(pieces, isStream, path)
            var faults = whole == expected ? [] : ["in one piece \(whole), not \(expected)"]
            if cut != expected { faults.append("in pieces of \(size) \(cut), not \(expected)") }
            return faults
        } catch {
            return ["\(error)"]
        }
    }

    /// What is read of the text where nothing goes to files.
    private static func values(_ text: [UInt8]) -> (values: [JSONValue], hasFailed: Bool) {
        guard let value: JSONValue = try? JSONDocument(parsing: text).decode() else { return ([], true) }
        return ([value], false)
    }

    private static func expected(_ read: (values: [JSONValue], hasFailed: Bool), _ path: [String]) -> Outcome {
        var outcome = Outcome(hasFailed: read.hasFailed)
        for value in read.values {
            var files: [Data] = []
            guard let rest = try? emptied(value, path[...], &files) else {
                outcome.hasFailed = true
                break
            }
            outcome.values.append(rest)
            outcome.files += files
        }
        return outcome
    }

    /// The value with empty strings for those at the path, whose bytes are added to the files.
    private static func emptied(_ value: JSONValue, _ path: ArraySlice<String>, _ files: inout [Data]) throws -> JSONValue {
        guard let token = path.first else {
            guard case .string = value else { return value }
            files.append(try value.decode(Data.self))
            return ""
        }
        switch value {
        case .array(var items):
            for index in items.indices where token == "*" || token == "\(index)" {
                items[index] = try emptied(items[index], path.dropFirst(), &files)
            }
            return .array(items)
        case .object(var object):
            for (key, member) in object where token == "*" || token == key {
                object[key] = try emptied(member, path.dropFirst(), &files)
            }
            return .object(object)
        default: return value
        }
    }

    /// What comes of the text where properties go to files.
    private static func outcome(_ chunks: [[UInt8]], _ isStream: Bool, _ path: [String]) async throws -> Outcome {
        let folder = try FuzzFolder()
        let files = Base64Files("/" + path.joined(separator: "/")) { folder.file("\($0.number)") }
        let read = try await isStream ? events(chunks, CallOptions(files: files)) : answer(chunks, CallOptions(files: files))
        var outcome = Outcome(values: read.values, hasFailed: read.hasFailed, leftovers: try folder.names)
        while outcome.leftovers.remove("\(outcome.files.count)") != nil {
            outcome.files.append(try Data(contentsOf: folder.file("\(outcome.files.count)")))
        }
        return outcome
    }

    private static func answer(_ chunks: [[UInt8]], _ options: CallOptions) async throws -> (values: [JSONValue], hasFailed: Bool) {
        let client = try client(chunks, "application/json")
        do throws(APIError) {
            return ([try await client.send(request("application/json"), options).json()], false)
        } catch {
            guard case .undecodable = error else { throw error }
            return ([], true)
        }
    }

    private static func events(_ chunks: [[UInt8]], _ options: CallOptions) async throws -> (values: [JSONValue], hasFailed: Bool) {
        var values: [JSONValue] = []
        let events: EventStream<AnyEvent> = try client(chunks, "text/event-stream").events(request("text/event-stream"), options)
        do {
            for try await event in events { values.append(event.value) }
            return (values, false)
        } catch {
            switch error {
            case .undecodable, .streamCut: return (values, true)
            default: throw error
            }
        }
    }

    private static func request(_ contentType: String) -> APIRequest {
        var request = APIRequest("draw", .get, "/")
        request.expect(200, contentType)
        return request
    }

    private static func client(_ chunks: [[UInt8]], _ contentType: String) throws -> APIClient {
        guard let server = URL(string: "http://127.0.0.1") else { throw URLError(.badURL) }
        return APIClient(server: server, credential: nil, transport: ChunkTransport(contentType: contentType, chunks: chunks))
    }
}

/// An event with any JSON.
private struct AnyEvent: StreamEvent {
    let value: JSONValue

    init(_ event: ServerSentEvent) throws { value = try event.json() }
}

/// A transport that answers with chunks.
private struct ChunkTransport: Transport {
    let contentType: String
    let chunks: [[UInt8]]

    func send(
        _ request: HTTPRequest, body: RequestBody, options: TransportOptions
    ) async throws -> (response: HTTPResponse, body: ByteStream) {
        var response = HTTPResponse(status: .ok)
        response.headerFields[.contentType] = contentType
        let body = ByteStream { [chunks] in
            var rest = chunks[...]
            return { rest.popFirst() }
        }
        return (response, body)
    }
}
