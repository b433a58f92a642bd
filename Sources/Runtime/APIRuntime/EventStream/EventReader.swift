import HTTPTypes

/// Reads the events of one request, whatever their type.
final class EventReader {
    private enum State {
        case waiting
        case reading(PreparedCall, OpenResponse, CallTrace)
        case ended
    }

    private let client: APIClient
    private let request: APIRequest
    private let options: ResolvedOptions
    private let isSecond: Bool
    private var state = State.waiting
    private var decoder: StreamDecoder
    private var count = 0
    /// Nil where nothing goes to files, and after the end.
    private var files: EventFiles?
    private var hasFinalEvent = false
    private var hasEndMark = false

    private(set) var head: ResponseHead?
    var lastEventID: String { decoder.lastEventID }
    var reconnectionTime: Duration? { decoder.reconnectionTime }
    var validates: Bool { options.validatesResponse }

    init(_ framing: StreamFraming, client: APIClient, request: APIRequest, options: ResolvedOptions, isSecond: Bool) {
        self.client = client
        self.request = request
        self.options = options
        self.isSecond = isSecond
        // What goes to files is taken piece by piece.
        decoder = StreamDecoder(framing, limit: options.eventByteLimit, joinsData: options.files == nil)
        files = options.files.map(EventFiles.init)
    }

    deinit {
        if case .reading(_, _, let trace) = state { trace.end(.abandoned) }
    }

    func sawFinalEvent() {
        hasFinalEvent = true
    }

    /// The next event, nil at the end. A stream that says how it ends and ends otherwise was cut.
    func next(_ end: StreamEnd) async throws(APIError) -> ServerSentEvent? {
        if case .waiting = state { try await open() }
        guard case .reading(let call, let response, let trace) = state else { return nil }
        do throws(APIError) {
            if Task.isCancelled { throw .cancelled }
            if let event = try await read(call, response) {
                count += 1
                return event.indexed()
            }
            try checkEnd(end, call)
            trace.end(.completed(bytes: response.body.bytesRead))
            state = .ended
            files = nil
            return nil
        } catch {
            throw self.end(with: brokenStream(error, call))
        }
    }

    /// The next event, nil at the mark that ends a stream or at the end of the body.
    private func read(_ call: PreparedCall, _ response: OpenResponse) async throws(APIError) -> ServerSentEvent? {
        while true {
            if let event = try decode(call) {
                hasEndMark = event.data == Self.endMark
                return hasEndMark ? nil : event
            }
            guard let chunk = try await response.body.next() else { break }
            decoder.append(chunk)
        }
        switch decoder.finish() {
        case .nothing: return nil
        case .item(let item):
            let item = try finished(item, call)
            hasEndMark = item.data == Self.endMark
            return hasEndMark ? nil : item
        case .piece: throw cut(call, "it ended in the middle of an event")
        }
    }

    private func checkEnd(_ end: StreamEnd, _ call: PreparedCall) throws(APIError) {
        switch end {
        case .anywhere: break
        case .mark: guard hasEndMark else { throw cut(call, "it has no [DONE]") }
        case .finalEvent: guard hasFinalEvent else { throw cut(call, "it has no final event") }
        }
    }

    /// The error that an event is, or that reading it met; the stream ends with it.
    func failure(_ error: any Error, in event: ServerSentEvent) -> APIError {
        guard case .reading(let call, let response, _) = state else { return .cancelled }
        let head = response.head.redacted(by: call.redactor)
        let failure: APIError =
            switch error {
            case APIError.errorEvent(let event): .errorEvent(event.redacted(by: call.redactor, head: head))
            case let error as APIError: error
            case let error as ValidationError: .invalidResponse(error.redacted(by: call.redactor), head)
            case let error as JSONError: undecodable(files?.cuts.restored(error) ?? error, call, response.head, event)
            default: call.redactor.undecodable("event \(count): \(error)", head: response.head, bytes: event.data)
            }
        return end(with: failure)
    }

    /// Data that ends a stream, by a convention of such APIs.
    static let endMark = Array("[DONE]".utf8)

    private func undecodable(_ error: JSONError, _ call: PreparedCall, _ head: ResponseHead, _ event: ServerSentEvent) -> APIError {
        call.redactor.undecodable("event \(count): \(error)", json: error, head: head, bytes: event.data)
    }

    private func open() async throws(APIError) {
        let trace = CallTrace(operationID: request.operationID, middleware: client.middleware)
        do throws(APIError) {
            guard !isSecond else {
                throw APIError.invalidRequest(
                    ValidationError([.parameter("", "an event stream can be read once")])
                )
            }
            let (call, response) = try await PreparedCall.open(request, .inPieces, over: client, options: options, trace: trace)
            head = response.head
            guard decoder.framing.accepts(response.head.mediaType) else {
                let start = try await response.body.start(limit: UndecodableBody.shownBytes)
                throw call.redactor.undecodable("the answer is no \(decoder.framing.name)", head: response.head, start)
            }
            state = .reading(call, response, trace)
        } catch {
            state = .ended
            trace.end(.failed(error))
            throw error
        }
    }

    private func decode(_ call: PreparedCall) throws(APIError) -> ServerSentEvent? {
        let event: ServerSentEvent?
        do {
            event = try decoder.next()
        } catch {
            let head = head?.redacted(by: call.redactor)
            throw .limitExceeded(LimitFailure(subject: .event, limit: error.limit, head: head))
        }
        if let event { return try finished(event, call) }
        do throws(Base64Extraction.Failure) {
            if files != nil { try files?.read(decoder.takeUnfinishedData(), eventName: decoder.unfinishedName) }
            return nil
        } catch {
            throw notExtracted(error, call)
        }
    }

    /// An event that is complete, without what goes to files.
    private func finished(_ event: ServerSentEvent, _ call: PreparedCall) throws(APIError) -> ServerSentEvent {
        do throws(Base64Extraction.Failure) {
            return try files?.finish(event) ?? event
        } catch {
            throw notExtracted(error, call)
        }
    }

    private func notExtracted(_ error: Base64Extraction.Failure, _ call: PreparedCall) -> APIError {
        call.redactor.failure(error, in: "event \(count): ", head: head ?? ResponseHead(status: 200, headers: [:]), bytes: [])
    }

    /// A connection that breaks below a stream has cut it.
    private func brokenStream(_ error: APIError, _ call: PreparedCall) -> APIError {
        guard case .connection(let failure) = error else { return error }
        return cut(call, failure.reason)
    }

    private func cut(_ call: PreparedCall, _ reason: String) -> APIError {
        let head = (head ?? ResponseHead(status: 200, headers: [:])).redacted(by: call.redactor)
        return .streamCut(StreamCut(head: head, events: count, lastEventID: call.redactor.text(decoder.lastEventID), reason: reason))
    }

    private func end(with error: APIError) -> APIError {
        if case .reading(_, _, let trace) = state { trace.end(.failed(error)) }
        state = .ended
        // Of an event that did not come whole, nothing is left.
        files = nil
        return error
    }
}
