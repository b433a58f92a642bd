/// Tells an observer what happens in one call.
final class CallTrace: Sendable {
    let start = ContinuousClock.now
    private let operationID: String
    private let callID: UInt64
    private let observer: CallObserver?
    private let isEnded = Locked(false)

    private static let lastID = Locked<UInt64>(0)

    init(operationID: String, observer: CallObserver?) {
        self.operationID = operationID
        self.observer = observer
        callID =
            observer == nil
            ? 0
            : Self.lastID.withLock { id in
                id += 1
                return id
            }
    }

    func report(_ kind: () -> CallEvent.Kind) {
        guard let observer else { return }
        observer.observe(CallEvent(operationID: operationID, callID: callID, elapsed: start.duration(to: .now), kind: kind()))
    }

    /// Reports how the call ended, once.
    func end(_ kind: @autoclosure () -> CallEvent.Kind) {
        guard observer != nil else { return }
        let isFirst = isEnded.withLock { isEnded in
            defer { isEnded = true }
            return !isEnded
        }
        if isFirst { report(kind) }
    }
}
