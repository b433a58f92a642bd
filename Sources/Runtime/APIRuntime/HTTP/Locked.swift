#if canImport(Darwin)
    import os
#else
    import Synchronization
#endif

/// A value behind a lock, for state that continuations, cancellation handlers and deinitialisers share: none of them can wait for
/// an actor. (`Synchronization.Mutex` needs macOS 15, this package macOS 14.)
final class Locked<Value>: @unchecked Sendable {
    #if canImport(Darwin)
        private let storage: OSAllocatedUnfairLock<Value>

        init(_ value: sending Value) {
            storage = OSAllocatedUnfairLock(uncheckedState: value)
        }

        func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
            try storage.withLockUnchecked(body)
        }
    #else
        private let mutex = Mutex(())
        private var value: Value

        init(_ value: sending Value) {
            self.value = value
        }

        func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
            try mutex.withLock { _ in try body(&value) }
        }
    #endif
}
