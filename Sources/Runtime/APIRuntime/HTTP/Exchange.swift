import HTTPTypes

/// One request and its response over a transport, with timeouts, cancellation and back-pressure kept in one place.
///
/// A task of its own talks to the transport and hands the chunks over through a small buffer: cancelling that task is the one way to
/// stop any transport in any phase. The watchdog looks at it from time to time; a chunk costs a lock and a look at the clock, no task.
final class Exchange: Sendable {
    /// What the transport's task may be ahead of the reader.
    private static let bufferedBytesLimit = 256 << 10

    private struct State {
        var head: HTTPResponse?
        /// What the head says of the length of the body.
        var length: Int?
        /// Whether the reader is not woken before its buffer is full: that costs more than a small answer.
        var sleepsOn = false
        var chunks: [[UInt8]] = []
        var bufferedBytes = 0
        var receivedBytes = 0
        /// What is sent now: a middleware may send several times.
        var sending: (number: Int, bodyLength: Int64?) = (0, nil)
        /// Nil while the response is coming; then success, or why it failed.
        var outcome: Result<Void, APIError>?
        var reader: CheckedContinuation<Void, Never>?
        var writer: CheckedContinuation<Void, Never>?
        var transfer: Task<Void, Never>?
        /// When the current part of the call is late, nil while the transport is not waited for.
        var deadline: (instant: ContinuousClock.Instant, part: CallTimeout.Part)?
        /// How long what is left of the response is waited for, nil for as long as it takes.
        var patience: (end: ContinuousClock.Instant, limit: Duration)?
    }

    /// Who is to be told that the exchange has ended.
    private struct Ended {
        let reader: CheckedContinuation<Void, Never>?
        let writer: CheckedContinuation<Void, Never>?
        let transfer: Task<Void, Never>?
    }

    /// Sends the request of an exchange with its body, by all middleware.
    typealias Send = @Sendable (HTTPRequest, Exchange) async throws -> (response: HTTPResponse, body: ByteStream)

    let call: PreparedCall
    let attempt: Attempt
    private let reading: AnswerReading
    private let totalDeadline: ContinuousClock.Instant?
    private let state = Locked(State())

    init(_ call: PreparedCall, _ attempt: Attempt, _ reading: AnswerReading, start: ContinuousClock.Instant) {
        self.call = call
        self.attempt = attempt
        self.reading = reading
        totalDeadline = start.advanced(within: call.options.timeouts.total)
    }

    /// Begins to send a body of so many bytes, nil while nobody knows; the number tells this time from others.
    func beginSending(_ bodyLength: Int64?) -> Int {
        state.withLock { state in
            state.sending = (state.sending.number + 1, bodyLength)
            return state.sending.number
        }
    }

    /// Whether it is still that body which is sent.
    func isSending(_ number: Int) -> Bool { state.withLock { $0.sending.number == number } }

    /// The number of bytes of the body that is sent, nil while nobody knows.
    var bodyLength: Int64? {
        get { state.withLock { $0.sending.bodyLength } }
        set { state.withLock { $0.sending.bodyLength = newValue } }
    }

    /// Whether there is an answer already, and it is no success.
    var isRefused: Bool {
        state.withLock { $0.head }.map { !call.expects($0.status.code) } ?? false
    }

    // MARK: The caller's side

    func start(_ send: @escaping Send) {
        arm(.responseHead)
        if let look = nextLook(.now) { Watchdog.shared.watch(self, from: look) }
        let transfer = Task.startingHere { await self.run(send) }
        let isOver = state.withLock { state in
            state.transfer = transfer
            return state.outcome != nil
        }
        if isOver { transfer.cancel() }
    }

    /// The head of the response, also where the response has failed since.
    func head() async throws(APIError) -> HTTPResponse {
        while true {
            let result = state.withLock { state -> Result<HTTPResponse, APIError>? in
                if case .failure(.cancelled) = state.outcome { return .failure(.cancelled) }
                if let head = state.head { return .success(head) }
                if case .failure(let error) = state.outcome { return .failure(error) }
                return nil
            }
            if let result { return try result.get() }
            await waitForChange { $0.head != nil }
        }
    }

    /// What the head says of the length of the body, nil where it says nothing.
    var length: Int? { state.withLock { $0.length } }

    /// The chunks that came since the last call, at least one; nil at the end. What came before a failure comes before its error.
    func chunks() async throws(APIError) -> [[UInt8]]? {
        // Where there is always something to read nobody waits, and so nobody is told.
        if Task.isCancelled { stop(.cancelled) }
        while true {
            let (result, writer) = state.withLock { state -> (Result<[[UInt8]]?, APIError>?, CheckedContinuation<Void, Never>?) in
                if case .failure(.cancelled) = state.outcome { return (.failure(.cancelled), nil) }
                if !state.chunks.isEmpty {
                    defer {
                        state.chunks = []
                        state.bufferedBytes = 0
                        state.writer = nil
                    }
                    return (.success(state.chunks), state.writer)
                }
                return (state.outcome?.map { nil }, nil)
            }
            writer?.resume()
            if let result { return try result.get() }
            await waitForChange { !$0.chunks.isEmpty }
        }
    }

    /// Ends the exchange if it is not over.
    func stop(_ error: APIError) {
        finish(.failure(error))
    }

    /// Ends the exchange after a while. What came until then can still be read.
    func stop(after time: Duration) {
        let isOver = state.withLock { state in
            state.patience = (.now.advanced(by: time), time)
            return state.outcome != nil
        }
        if !isOver, let look = nextLook(.now) { Watchdog.shared.watch(self, from: look) }
    }

    private func waitForChange(_ hasChanged: (State) -> Bool) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if state.outcome != nil || hasChanged(state) { return true }
                    state.reader = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            stop(.cancelled)
        }
    }

    // MARK: The transport's side

    private func run(_ send: Send) async {
        do {
            let (response, body) = try await send(attempt.request, self)
            let length = hasBody(response) ? response.headerFields.value(of: .contentLength).flatMap(Int.init) : nil
            receive(response, length)
            var iterator = body.makeAsyncIterator()
            arm(.idle)
            while let chunk = try await iterator.next() {
                guard await hand(chunk) else { return }
            }
            finish(completeness(length))
        } catch {
            finish(.failure(failure(error)))
        }
    }

    private func receive(_ response: HTTPResponse, _ length: Int?) {
        let sleepsOn = isReadAtItsEnd(response, length)
        let reader = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.head = response
            state.length = length
            state.sleepsOn = sleepsOn
            guard !sleepsOn else { return nil }
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume()
    }

    /// Whether nobody can make anything of the response before its end. What is no success may be sent again at once, and what is too
    /// large is refused at once.
    private func isReadAtItsEnd(_ response: HTTPResponse, _ length: Int?) -> Bool {
        reading == .whole && call.expects(response.status.code) && length ?? 0 <= call.options.answerByteLimit
    }

    /// Hands a chunk to the reader, and waits while it has enough; false once nobody wants more.
    private func hand(_ chunk: [UInt8]) async -> Bool {
        let (reader, isFull) = state.withLock { state -> (CheckedContinuation<Void, Never>?, Bool) in
            guard state.outcome == nil, !chunk.isEmpty else { return (nil, false) }
            state.chunks.append(chunk)
            state.bufferedBytes += chunk.count
            state.receivedBytes += chunk.count
            let isFull = state.bufferedBytes >= Self.bufferedBytesLimit
            // The time that the reader takes is not the server's.
            if isFull { state.deadline = nil }
            guard isFull || !state.sleepsOn else { return (nil, false) }
            defer { state.reader = nil }
            return (state.reader, isFull)
        }
        reader?.resume()
        if isFull {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    if state.outcome != nil || state.bufferedBytes < Self.bufferedBytesLimit { return true }
                    state.writer = continuation
                    return false
                }
                if goesOn { continuation.resume() }
            }
        }
        arm(.idle)
        return state.withLock { $0.outcome == nil }
    }

    func finish(_ outcome: Result<Void, APIError>) {
        let ended = state.withLock { state -> Ended? in
            guard state.outcome == nil else { return nil }
            state.outcome = outcome
            defer {
                state.reader = nil
                state.writer = nil
                state.transfer = nil
            }
            return Ended(reader: state.reader, writer: state.writer, transfer: state.transfer)
        }
        guard let ended else { return }
        Watchdog.shared.forget(self)
        ended.transfer?.cancel()
        ended.reader?.resume()
        ended.writer?.resume()
    }

    /// What is said of the length where there is no body is about another answer (RFC 9110, section 8.6).
    private func hasBody(_ response: HTTPResponse) -> Bool {
        attempt.request.method != .head && response.status.code != 204 && response.status.code != 304
    }

    /// A body that ended early is a broken connection, also over a transport that does not count.
    private func completeness(_ length: Int?) -> Result<Void, APIError> {
        guard let length else { return .success(()) }
        let received = state.withLock { $0.receivedBytes }
        guard received != length else { return .success(()) }
        return .failure(connectionFailure("the answer has \(received) bytes where its Content-Length says \(length)"))
    }

    func failure(_ error: any Error) -> APIError {
        switch error {
        // An item of a streamed body.
        case APIError.invalidRequest(let error): .invalidRequest(error.redacted(by: call.redactor))
        case let error as APIError: error
        case let error as TransportError:
            switch error.kind {
            case .notConnected: connectionFailure(error.reason, mayHaveBeenSent: false)
            case .notConnectable: connectionFailure(error.reason, mayHaveBeenSent: false, isPermanent: true)
            case .connectTimeout: .timeout(CallTimeout(part: .connect, limit: call.options.timeouts.connect, head: nil))
            case .disconnected: connectionFailure(error.reason)
            case .undecodable: undecodable(error.reason)
            case .ratioExceeded(let limit):
                .limitExceeded(LimitFailure(subject: .compressionRatio, limit: limit, head: redactedHead))
            case .bufferExceeded(let limit): .limitExceeded(LimitFailure(subject: .transportBuffer, limit: limit, head: redactedHead))
            }
        default: connectionFailure(ForeignError.text(error))
        }
    }

    private func connectionFailure(_ reason: String, mayHaveBeenSent: Bool = true, isPermanent: Bool = false) -> APIError {
        let reason = ServerMessage.line(call.redactor.text(reason), limit: 500)
        return .connection(
            ConnectionFailure(mayHaveBeenSent: mayHaveBeenSent, isPermanent: isPermanent, reason: reason, head: redactedHead))
    }

    private func undecodable(_ reason: String) -> APIError {
        guard let head = redactedHead else { return connectionFailure(reason) }
        return call.redactor.undecodable(reason, head: head, bytes: [])
    }

    private var redactedHead: ResponseHead? {
        state.withLock { $0.head }.map { ResponseHead($0).redacted(by: call.redactor) }
    }

    // MARK: Timeouts

    private func timeout(_ part: CallTimeout.Part) -> Duration {
        let timeouts = call.options.timeouts
        return switch part {
        case .connect: timeouts.connect
        case .responseHead: timeouts.responseHead
        case .idle: timeouts.idle
        case .total: timeouts.total
        }
    }

    func arm(_ part: CallTimeout.Part) {
        let now = ContinuousClock.now
        state.withLock { state in
            // A request may still be going out while the response comes in, and while its reader takes its time.
            guard state.bufferedBytes < Self.bufferedBytesLimit else { return }
            let part = state.head == nil ? part : .idle
            state.deadline = now.advanced(within: timeout(part)).map { ($0, part) }
        }
    }

    /// Ends the exchange if it is late; else says when to look again, nil for never. No other deadline is ever set to less than the
    /// shortest timeout from now, so who looks that often misses none.
    func nextLook(_ now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        let (deadline, patience) = state.withLock { ($0.deadline, $0.patience) }
        if let patience, now >= patience.end {
            finish(.failure(.timeout(CallTimeout(part: .total, limit: patience.limit, head: redactedHead))))
            return nil
        }
        if let totalDeadline, now >= totalDeadline {
            expire(.total)
            return nil
        }
        if let deadline, now >= deadline.instant {
            expire(deadline.part)
            return nil
        }
        let shortest = min(timeout(.responseHead), timeout(.idle), timeout(.total))
        guard let step = now.advanced(within: shortest) else { return patience?.end }
        return min(step, deadline?.instant ?? step, totalDeadline ?? step, patience?.end ?? step)
    }

    private func expire(_ part: CallTimeout.Part) {
        finish(.failure(.timeout(CallTimeout(part: part, limit: timeout(part), head: redactedHead))))
    }
}

extension ContinuousClock.Instant {
    /// This instant and a duration, nil where that is beyond all reckoning (a century) and would overflow.
    func advanced(within duration: Duration) -> ContinuousClock.Instant? {
        duration < .seconds(3_155_760_000) ? advanced(by: duration) : nil
    }
}
