#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension APIError: CustomStringConvertible {
    /// What happened, in one line for a person.
    public var description: String {
        switch self {
        case .invalidRequest(let error):
            "invalid request: \(error)"
        case .invalidResponse(let error, let head):
            "invalid response (\(head)): \(error)"
        case .documentedStatus(let failure), .undocumentedStatus(let failure):
            "the server answered \(failure.head)" + (failure.message.map { ": \($0)" } ?? "")
        case .redirect(let failure):
            "the server answered \(failure)"
        case .errorEvent(let event):
            "the server sent an error in the stream" + (event.head.map { " (\($0))" } ?? "") + (event.message.map { ": \($0)" } ?? "")
        case .connection(let failure):
            (failure.mayHaveBeenSent ? "connection broke" : "no connection") + (failure.head.map { " (\($0))" } ?? "")
                + ": \(failure.reason)"
        case .timeout(let timeout):
            "timeout: \(timeout)"
        case .streamCut(let cut):
            "the event stream was cut after \(cut.events) \(cut.events == 1 ? "event" : "events") (\(cut.head)): \(cut.reason)"
        case .limitExceeded(let failure):
            "\(failure)" + (failure.head.map { " (\($0))" } ?? "")
        case .undecodable(let body):
            "\(body)"
        case .fileNotWritten(let failure, _):
            "\(failure)"
        case .cancelled:
            "cancelled"
        }
    }
}

extension APIError: LocalizedError {
    /// The same as `description`.
    public var errorDescription: String? { description }
}

extension StatusFailure {
    /// What the server says went wrong, where the body is JSON of a common shape or plain text; at most about 500 characters.
    public var message: String? {
        ServerMessage.find(in: bytes, mediaType: head.mediaType)
    }
}

extension ErrorEvent {
    /// What the server says went wrong, where the data is JSON of a common shape or plain text; at most about 500 characters.
    public var message: String? {
        ServerMessage.find(in: event.data, mediaType: nil)
    }
}

extension CallTimeout: CustomStringConvertible {
    /// What took how long.
    public var description: String {
        let after = limit.formattedSeconds
        let context = head.map { " (\($0))" } ?? ""
        return switch part {
        case .connect: "no connection within \(after)"
        case .responseHead: "no response within \(after)"
        case .idle: "nothing moved for \(after)\(context)"
        case .total: "the call took longer than \(after)\(context)"
        }
    }
}

extension LimitFailure: CustomStringConvertible {
    /// What was larger than what.
    public var description: String {
        switch subject {
        case .answer: "the answer is larger than \(limit) bytes"
        case .event: "an event of the stream is larger than \(limit) bytes"
        case .compressionRatio: "decompressed, the answer is more than \(limit) times as large"
        case .transportBuffer: "the reader is slower than the server, and the transport holds no more than \(limit) bytes"
        }
    }
}

extension UndecodableBody: CustomStringConvertible {
    /// What is wrong, the status, the type and the first bytes of what came.
    public var description: String {
        let type = head["content-type"].map { ServerMessage.line($0, limit: 100) } ?? "no content type"
        let start = bytes.isEmpty ? "nothing" : "\"\(ServerMessage.line(String(decoding: bytes.prefix(400), as: UTF8.self), limit: 100))\""
        return "undecodable: \(ServerMessage.line(reason, limit: 500)); \(head), \(type): \(start)"
    }
}

extension Duration {
    /// As in `2.5 s`.
    var formattedSeconds: String {
        let (seconds, attoseconds) = components
        let milliseconds = attoseconds / 1_000_000_000_000_000
        guard milliseconds != 0 else { return "\(seconds) s" }
        var fraction = String(milliseconds + 1000).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        return "\(seconds).\(fraction) s"
    }
}
