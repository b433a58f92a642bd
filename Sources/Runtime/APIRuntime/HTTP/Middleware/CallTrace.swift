/// Tells the middleware what happens in one call.
final class CallTrace: Sendable {
    private struct State {
        var attempt = 0
        var status: Int?
        var isEnded = false
    }

    let start = ContinuousClock.now
    private let operationID: String
    private let callID: UInt64
    private let middleware: [any ClientMiddleware]
    private let state = Locked(State())

    private static let lastID = Locked<UInt64>(0)

    init(operationID: String, middleware: [any ClientMiddleware]) {
        self.operationID = operationID
        self.middleware = middleware
        callID =
            middleware.isEmpty
            ? 0
            : Self.lastID.withLock { id in
                id += 1
                return id
            }
    }

    /// What a middleware is told of an attempt that it surrounds.
    func attempt(_ number: Int) -> CallAttempt {
        CallAttempt(operationID: operationID, callID: callID, number: number)
    }

    func request(_ attempt: Int, _ request: () -> CallEvent.Request) {
        guard !middleware.isEmpty else { return }
        state.withLock { state in
            state.attempt = attempt
            state.status = nil
        }
        report(.request(request()))
    }

    func response(_ head: () -> ResponseHead) {
        guard !middleware.isEmpty else { return }
        let head = head()
        state.withLock { $0.status = head.status }
        report(.response(head))
    }

    func report(_ kind: @autoclosure () -> CallEvent.Kind) {
        guard !middleware.isEmpty else { return }
        let (attempt, status) = state.withLock { ($0.attempt, $0.status) }
        let elapsed = start.duration(to: .now)
        let event = CallEvent(
            operationID: operationID, callID: callID, attempt: attempt, status: status, elapsed: elapsed, kind: kind()
        )
        for middleware in middleware { middleware.observe(event) }
    }

    /// Reports how the call ended, once.
    func end(_ kind: @autoclosure () -> CallEvent.Kind) {
        guard !middleware.isEmpty else { return }
        let isFirst = state.withLock { state in
            defer { state.isEnded = true }
            return !state.isEnded
        }
        if isFirst { report(kind()) }
    }
}
