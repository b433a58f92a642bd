import APIRuntime
import Testing

/// Answers as bytes.
enum Answer {
    static func json(_ body: String, status: String = "200 OK", headers: String = "") -> String {
        "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    /// The head of a JSON answer; the fields say how long it is.
    static func head(_ headers: String) -> String {
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\(headers)\r\n"
    }

    static func chunk(_ bytes: [UInt8]) -> [UInt8] {
        Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
    }

    static let streamHead =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nx-request-id: r-7\r\nTransfer-Encoding: chunked\r\n\r\n"

    static func chunk(_ text: some StringProtocol) -> String {
        "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n"
    }

    static let lastChunk = "0\r\n\r\n"
}

/// The error of a call that must fail.
func failure<Value>(_ call: () async throws(APIError) -> Value, sourceLocation: SourceLocation = #_sourceLocation) async -> APIError? {
    do {
        let value = try await call()
        Issue.record("no error, but \(value)", sourceLocation: sourceLocation)
        return nil
    } catch {
        expectNoSecret(in: error, sourceLocation: sourceLocation)
        return error
    }
}

/// The events of a stream, and the error at its end.
func collect(_ stream: EventStream<PictureEvent>, sourceLocation: SourceLocation = #_sourceLocation) async -> ([PictureEvent], APIError?) {
    var events: [PictureEvent] = []
    do {
        for try await event in stream { events.append(event) }
        return (events, nil)
    } catch {
        expectNoSecret(in: error, sourceLocation: sourceLocation)
        return (events, error)
    }
}

func expectNoSecret(in value: Any, sourceLocation: SourceLocation = #_sourceLocation) {
    var text = "\(value)\n\(String(reflecting: value))\n"
    dump(value, to: &text)
    #expect(!text.contains(PictureAPI.secret), sourceLocation: sourceLocation)
}
