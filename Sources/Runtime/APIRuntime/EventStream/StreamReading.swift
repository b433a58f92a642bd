/// What tells that a stream is complete.
enum StreamEnd: Sendable {
    /// The end of the response, wherever it is.
    case anywhere
    /// The data `[DONE]`.
    case mark
    /// An event that the description marks as final.
    case finalEvent
}

/// How the elements of a stream are made of what comes.
struct StreamReading<Element: Sendable>: Sendable {
    let framing: StreamFraming
    var end: StreamEnd
    let read: @Sendable (ServerSentEvent) throws -> Element
    let validate: @Sendable (Element, inout Validator) -> Void
    let isFinal: @Sendable (ServerSentEvent) -> Bool

    /// The next element, nil at the end.
    func next(from reader: EventReader) async throws(APIError) -> Element? {
        guard let raw = try await reader.next(end) else { return nil }
        do {
            let element = try read(raw)
            if reader.validates {
                var check = Validator()
                validate(element, &check)
                try check.finish()
            }
            if isFinal(raw) { reader.sawFinalEvent() }
            return element
        } catch {
            throw reader.failure(error, in: raw)
        }
    }
}

extension StreamReading where Element: StreamEvent {
    /// Events of an enum that the description names.
    static var events: StreamReading {
        StreamReading(
            framing: .events,
            end: Element.finalEvents.isEmpty ? .anywhere : .finalEvent,
            read: { try Element($0) },
            validate: { $0.validate(&$1) },
            isFinal: { Element.finalEvents.contains($0.type) }
        )
    }
}

extension StreamReading where Element: JSONDecodable {
    /// Values of a stream of JSON.
    static func items(_ framing: JSONItemFraming) -> StreamReading {
        StreamReading(
            framing: .items(framing), end: .anywhere, read: { try $0.json() }, validate: { $1.value($0) }, isFinal: { _ in false })
    }

    /// Events whose data is JSON of one type. Any of them may be an error instead: by its name, by the string `type` of its JSON, or
    /// because it is not of the type and has a member `error`.
    static func data(of request: APIRequest, _ finalEvents: [String]) -> StreamReading {
        StreamReading(
            framing: .events,
            end: finalEvents.isEmpty ? .mark : .finalEvent,
            read: { event in
                if event.type == "error" { throw Self.failure(event, request) }
                do {
                    return try event.json()
                } catch  where event.hasErrorMember {
                    throw Self.failure(event, request)
                }
            },
            validate: { $1.value($0) },
            isFinal: { finalEvents.contains($0.type) }
        )
    }

    /// The typed body of an error is what the stream's own type has for it, or that of a failure that the operation describes.
    private static func failure(_ event: ServerSentEvent, _ request: APIRequest) -> APIError {
        .errorEvent(
            ErrorEvent(event) { event in
                let own: Element? = try? event.json()
                if let union = own as? any JSONUnion, union.payload.variant != nil { return union.payload.value }
                for failure in request.failures {
                    if let body = try? failure.decode?(event.data, nil) { return body }
                }
                return own as? any JSONUnion == nil ? own : nil
            })
    }
}

extension ServerSentEvent {
    /// Whether the data is an object with a member `error` that says something.
    fileprivate var hasErrorMember: Bool {
        guard let error = try? json(JSONValue.self)["error"] else { return false }
        return error != .null
    }
}
