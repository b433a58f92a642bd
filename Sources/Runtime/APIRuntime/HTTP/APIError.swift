/// Why a call failed. The cases are what a caller can act on; each that has a response carries its head.
public enum APIError: Error, Sendable {
    /// The request breaks rules of the description, or cannot be sent as it is. All that is wrong is listed, and nothing was sent,
    /// unless a file changed while it was being sent.
    case invalidRequest(ValidationError)
    /// The answer or an event breaks rules of the description, and `validatesResponse` is on.
    case invalidResponse(ValidationError, ResponseHead)
    /// The server answered with a failure that the description has, body and all.
    case documentedStatus(StatusFailure)
    /// The server answered with a status that the description does not have, or with a body that is not the one described for it.
    case undocumentedStatus(StatusFailure)
    /// The server answered that what was asked for is elsewhere, and the call did not go there.
    case redirect(RedirectFailure)
    /// The server sent an error as an event of a stream.
    case errorEvent(ErrorEvent)
    /// The connection could not be made, or broke.
    case connection(ConnectionFailure)
    /// Something took too long.
    case timeout(CallTimeout)
    /// An event stream ended before it was complete.
    case streamCut(StreamCut)
    /// An answer or an event was larger than allowed.
    case limitExceeded(LimitFailure)
    /// An answer or an event was not what the description says.
    case undecodable(UndecodableBody)
    /// A file that a part of the answer goes to could not be written.
    case fileNotWritten(FileFailure, ResponseHead)
    /// The task was cancelled.
    case cancelled
}

extension APIError {
    /// The head of the response, where there was one.
    public var response: ResponseHead? {
        switch self {
        case .invalidRequest, .cancelled: nil
        case .invalidResponse(_, let head), .fileNotWritten(_, let head): head
        case .documentedStatus(let failure), .undocumentedStatus(let failure): failure.head
        case .redirect(let failure): failure.head
        case .errorEvent(let event): event.head
        case .connection(let failure): failure.head
        case .timeout(let timeout): timeout.head
        case .streamCut(let cut): cut.head
        case .limitExceeded(let failure): failure.head
        case .undecodable(let body): body.head
        }
    }

    /// What the server calls the request, where it answered one: for its makers, when they are asked what went wrong.
    public var requestID: String? { response?.requestID }

    /// The typed body of a documented failure or of an error event, where it is of this type.
    public func body<Body>(as type: Body.Type = Body.self) -> Body? {
        switch self {
        case .documentedStatus(let failure): failure.body as? Body
        case .errorEvent(let event): event.body as? Body
        default: nil
        }
    }
}

/// A failure that the server answered.
public struct StatusFailure: Sendable {
    /// Status and header fields.
    public let head: ResponseHead
    /// The body as the description has it; nil where it has none, or where this one does not fit.
    public let body: (any Sendable)?
    /// The body as it came within five seconds, at most the first MiB, without the call's credential where the server quoted it.
    public let bytes: [UInt8]

    static let byteLimit = 1 << 20
}

/// An error that the server sent as an event.
public struct ErrorEvent: Sendable {
    /// Head of the response that carries the stream.
    public let head: ResponseHead?
    /// The event's data as the description has it, nil where it does not fit.
    public let body: (any Sendable)?
    /// The event as it came, at most the first MiB of its data, without the call's credential where the server quoted it.
    public let event: ServerSentEvent
    private let decode: @Sendable (ServerSentEvent) -> (any Sendable)?

    init(_ event: ServerSentEvent, decode: @escaping @Sendable (ServerSentEvent) -> (any Sendable)?) {
        self.init(event, body: decode(event), head: nil, decode)
    }

    private init(
        _ event: ServerSentEvent, body: (any Sendable)?, head: ResponseHead?,
        _ decode: @escaping @Sendable (ServerSentEvent) -> (any Sendable)?
    ) {
        self.event = event
        self.body = body
        self.head = head
        self.decode = decode
    }

    func redacted(by redactor: Redactor, head: ResponseHead) -> ErrorEvent {
        let redacted = event.redacted(by: redactor)
        let start = (redacted ?? event).start(limit: StatusFailure.byteLimit)
        return ErrorEvent(start, body: redacted.map(decode) ?? body, head: head, decode)
    }
}

/// A connection that was not made, or broke.
public struct ConnectionFailure: Sendable {
    /// False where the connection was never made, so that the server has seen nothing of the request.
    public let mayHaveBeenSent: Bool
    /// True where another attempt would fail as well, and none is made: the server's certificate is none to trust, or a proxy wants
    /// another credential.
    public let isPermanent: Bool
    /// What happened.
    public let reason: String
    /// The head of the response, if it was there already.
    public let head: ResponseHead?

    init(mayHaveBeenSent: Bool, isPermanent: Bool = false, reason: String, head: ResponseHead?) {
        self.mayHaveBeenSent = mayHaveBeenSent
        self.isPermanent = isPermanent
        self.reason = reason
        self.head = head
    }
}

/// A part of a call that took too long.
public struct CallTimeout: Sendable {
    /// The parts of a call that have a timeout.
    public enum Part: Sendable, Hashable {
        /// Making the connection.
        case connect
        /// Waiting for the response's head.
        case responseHead
        /// Waiting for the next bytes.
        case idle
        /// The call as a whole.
        case total
    }

    /// What took too long.
    public let part: Part
    /// How long it was given.
    public let limit: Duration
    /// The head of the response, if it was there already.
    public let head: ResponseHead?
}

/// A stream that ended before it was complete.
public struct StreamCut: Sendable {
    /// The head of the response.
    public let head: ResponseHead
    /// The number of events that came before.
    public let events: Int
    /// The id of the last event that had one, empty where none had: a server that can resume takes it as `Last-Event-ID`.
    public let lastEventID: String
    /// How the stream ended.
    public let reason: String
}

/// Something that was larger than allowed.
public struct LimitFailure: Sendable {
    /// What has a limit.
    public enum Subject: Sendable, Hashable {
        /// The body of an answer.
        case answer
        /// One event of a stream.
        case event
        /// How much a compressed body grows; the limit is a factor.
        case compressionRatio
        /// What a transport that cannot slow the server down holds for a slow reader.
        case transportBuffer
    }

    /// What was too large.
    public let subject: Subject
    /// The limit, in bytes where the subject says nothing else.
    public let limit: Int
    /// The head of the response.
    public let head: ResponseHead?
}

/// An answer or an event that is not what the description says.
public struct UndecodableBody: Sendable {
    /// What is wrong, with the JSON Pointer where there is one.
    public let reason: String
    /// The JSON value that does not fit, where the body is JSON.
    public let json: JSONError?
    /// The head of the response.
    public let head: ResponseHead
    /// What came, at most the first 64 KiB, without the call's credential.
    public let bytes: [UInt8]

    static let shownBytes = 64 << 10
}
