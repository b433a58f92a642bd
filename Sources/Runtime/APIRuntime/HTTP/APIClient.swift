#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Sends the requests of generated methods: checks them, adds the credential, carries them over a transport, keeps the timeouts and
/// limits, and turns whatever happens into an answer or one `APIError`.
public struct APIClient: Sendable {
    /// The server, with the path below which its operations are.
    public var server: URL {
        didSet { address = ServerAddress.parse(server) }
    }
    /// The server's parts, taken apart once for all calls.
    private(set) var address: Result<ServerAddress, ServerAddress.Invalid>
    /// Who is calling, nil for nobody in particular.
    public var credential: Credential?
    /// What carries requests.
    public var transport: any Transport
    /// Settings for all calls.
    public var options: CallOptions
    /// What surrounds every attempt of a call, outermost first, and sees what happens to it.
    public var middleware: [any ClientMiddleware]

    /// A client. A server URL that cannot be used is reported by the first call.
    public init(
        server: URL,
        credential: Credential?,
        transport: any Transport,
        options: CallOptions = CallOptions(),
        middleware: [any ClientMiddleware] = []
    ) {
        self.server = server
        address = ServerAddress.parse(server)
        self.credential = credential
        self.transport = transport
        self.options = options
        self.middleware = middleware
    }

    /// Sends a request and waits for its whole answer. Throws for every status that the request does not expect.
    public func send(_ request: APIRequest, _ options: CallOptions = CallOptions()) async throws(APIError) -> APIAnswer {
        let (answer, end) = try await answer(to: request, options)
        end.complete()
        return answer
    }

    /// What all whole answers go through. Not public: a public function that calls nothing but public ones is copied by the optimiser
    /// into every module that calls it, once for each type of answer, and an asynchronous function is four functions there.
    private func answer(to request: APIRequest, _ options: CallOptions) async throws(APIError) -> (APIAnswer, AnswerEnd) {
        let options = resolved(options)
        let trace = CallTrace(operationID: request.operationID, middleware: middleware)
        do {
            let (call, response) = try await PreparedCall.open(request, .whole, over: self, options: options, trace: trace)
            let body = try await call.collect(response)
            let answer = APIAnswer(
                head: response.head,
                variant: request.expectation(met: response.head),
                body: body,
                validates: options.validatesResponse,
                redactor: call.redactor
            )
            return (answer, AnswerEnd(trace: trace, bytes: response.body.bytesRead))
        } catch {
            trace.end(.failed(error))
            throw error
        }
    }

    /// The end of a call whose answer is there, but not read yet.
    private struct AnswerEnd {
        let trace: CallTrace
        let bytes: Int

        func complete() { trace.end(.completed(bytes: bytes)) }

        /// What comes of reading the answer; observers see how the call ended by it.
        func report<Value>(_ read: () throws(APIError) -> Value) throws(APIError) -> Value {
            do throws(APIError) {
                let value = try read()
                complete()
                return value
            } catch {
                trace.end(.failed(error))
                throw error
            }
        }
    }

    /// Sends a request and reads its whole answer as JSON of a type, checked against its rules where `validatesResponse` is on.
    public func json<Value: JSONDecodable & Validatable>(
        _ request: APIRequest, _ options: CallOptions = CallOptions()
    ) async throws(APIError) -> Value {
        let (answer, end) = try await answer(to: request, options)
        return try end.report { () throws(APIError) in try answer.json() }
    }

    /// Sends a request and reads its whole answer as JSON of a type, checked against its rules, and against `rules` that are about this
    /// answer, where `validatesResponse` is on.
    public func json<Value: JSONDecodable>(
        _ request: APIRequest, _ options: CallOptions = CallOptions(), rules: (inout Validator, Value) -> Void
    ) async throws(APIError) -> Value {
        let (answer, end) = try await answer(to: request, options)
        return try end.report { () throws(APIError) in try answer.json(rules: rules) }
    }

    /// Sends a request and reads its whole answer as JSON of a type without rules.
    public func json<Value: JSONDecodable>(
        _ request: APIRequest, _ options: CallOptions = CallOptions()
    ) async throws(APIError) -> Value {
        let (answer, end) = try await answer(to: request, options)
        return try end.report { () throws(APIError) in try answer.json() }
    }

    /// The events of a request. Nothing is sent, and nothing is checked, before the first event is asked for.
    public func events<Event: StreamEvent>(_ request: APIRequest, _ options: CallOptions = CallOptions()) -> EventStream<Event> {
        EventStream(client: self, request: request, options: resolved(options), reading: .events)
    }

    /// The events of a request whose data is JSON of one type. The stream is complete with one of the final events; where there are
    /// none, with the data `[DONE]`.
    public func events<Item: JSONDecodable & Sendable>(
        _ request: APIRequest, _ options: CallOptions = CallOptions(), data: Item.Type, finalEvents: [String] = []
    ) -> EventStream<Item> {
        EventStream(client: self, request: request, options: resolved(options), reading: .data(of: request, finalEvents))
    }

    /// The events of a request as they come.
    public func rawEvents(_ request: APIRequest, _ options: CallOptions = CallOptions()) -> EventStream<ServerSentEvent> {
        let reading = StreamReading<ServerSentEvent>(
            framing: .events, end: .anywhere, read: { $0 }, validate: { _, _ in }, isFinal: { _ in false })
        return EventStream(client: self, request: request, options: resolved(options), reading: reading)
    }

    /// The JSON values of a request. Nothing is sent, and nothing is checked, before the first is asked for.
    public func items<Item: JSONDecodable & Sendable>(
        _ request: APIRequest, _ options: CallOptions = CallOptions(), as framing: JSONItemFraming
    ) -> JSONStream<Item> {
        JSONStream(client: self, request: request, options: resolved(options), framing: framing)
    }

    /// Sends a request and waits for the head of its answer; the body arrives while it is read.
    public func bytes(_ request: APIRequest, _ options: CallOptions = CallOptions()) async throws(APIError) -> AnswerBytes {
        let options = resolved(options)
        let trace = CallTrace(operationID: request.operationID, middleware: middleware)
        do {
            let (_, response) = try await PreparedCall.open(request, .inPieces, over: self, options: options, trace: trace)
            return AnswerBytes(response, trace: trace)
        } catch {
            trace.end(.failed(error))
            throw error
        }
    }

    private func resolved(_ options: CallOptions) -> ResolvedOptions {
        ResolvedOptions(call: options, client: self.options)
    }
}

extension APIClient: CustomReflectable {
    /// What is set, without secrets.
    public var customMirror: Mirror {
        Mirror(self, children: ["server": ServerAddress.text(server), "options": options])
    }
}
