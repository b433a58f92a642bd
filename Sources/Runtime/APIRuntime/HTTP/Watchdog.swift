/// Ends exchanges whose time is up.
///
/// One task sleeps for all of them. A task for each, started with its call and cancelled at its end, took longer than all else that the
/// runtime does for a small call; and on Linux a sleep that is cancelled leaves about a kilobyte until its time has come.
final class Watchdog: Sendable {
    static let shared = Watchdog()

    private struct State {
        var watched: [ObjectIdentifier: (exchange: Exchange, look: ContinuousClock.Instant)] = [:]
        /// When the task that sleeps for all wakes, nil while there is none.
        var wake: ContinuousClock.Instant?
    }

    private let state = Locked(State())

    /// A sleep that does not count any more goes on to its end, and holds memory as long.
    private static let longestSleep = Duration.seconds(2)

    /// Watches an exchange, which cannot be late before that time.
    func watch(_ exchange: Exchange, from look: ContinuousClock.Instant) {
        let wake = state.withLock { state -> ContinuousClock.Instant? in
            state.watched[ObjectIdentifier(exchange)] = (exchange, look)
            if let wake = state.wake, wake <= look { return nil }
            state.wake = min(look, .now.advanced(by: Self.longestSleep))
            return state.wake
        }
        if let wake { sleep(until: wake) }
    }

    /// Lets go of an exchange that is over.
    func forget(_ exchange: Exchange) {
        state.withLock { _ = $0.watched.removeValue(forKey: ObjectIdentifier(exchange)) }
    }

    private func sleep(until wake: ContinuousClock.Instant) {
        // Detached: it serves all calls, with the priority and the task-local values of none.
        Task.detached {
            try? await Task.sleep(until: wake, clock: .continuous)
            // Where somebody had to be looked at sooner, another task sleeps for all.
            if self.state.withLock({ $0.wake == wake }) { self.look() }
        }
    }

    private func look() {
        let now = ContinuousClock.now
        let due = state.withLock { $0.watched.values.filter { $0.look <= now } }
        // Not under the lock: an exchange that ends asks to be forgotten.
        let looks = due.map { (exchange: $0.exchange, was: $0.look, next: $0.exchange.nextLook(now)) }
        let wake = state.withLock { state -> ContinuousClock.Instant? in
            // One that has asked for another time since is left as it is.
            for look in looks where state.watched[ObjectIdentifier(look.exchange)]?.look == look.was {
                state.watched[ObjectIdentifier(look.exchange)] = look.next.map { (look.exchange, $0) }
            }
            state.wake = state.watched.values.map(\.look).min().map { min($0, now.advanced(by: Self.longestSleep)) }
            return state.wake
        }
        if let wake { sleep(until: wake) }
    }
}
