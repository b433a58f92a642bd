#if canImport(Darwin)
    import os
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

/// A value behind a lock, for state that continuations, cancellation handlers and deinitialisers share: none of them can wait for
/// an actor.
///
/// Not `Synchronization.Mutex`: it needs macOS 15 where this package has macOS 14, and on Linux it is a futex, of which the thread
/// sanitizer knows nothing, so that it takes all that happens under it for races.
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
        /// A mutex must not move in memory.
        private let mutex: UnsafeMutablePointer<pthread_mutex_t>
        private var value: Value

        init(_ value: sending Value) {
            self.value = value
            mutex = .allocate(capacity: 1)
            pthread_mutex_init(mutex, nil)
        }

        deinit {
            pthread_mutex_destroy(mutex)
            mutex.deallocate()
        }

        func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
            pthread_mutex_lock(mutex)
            defer { pthread_mutex_unlock(mutex) }
            return try body(&value)
        }
    #endif
}
