import Foundation
import LoopbackSupport

/// A value that one thread sets and another waits for.
final class Flag: @unchecked Sendable {
    private let lock = NSLock()
    private var stored: Bool?

    func set(_ value: Bool) { lock.withLock { stored = value } }

    /// The value, nil before it is set.
    var now: Bool? { lock.withLock { stored } }

    /// Waits until the value is set; nil where the test is cancelled before, as the suite's time limit does.
    var value: Bool? {
        get async {
            while !Task.isCancelled {
                if let value = lock.withLock({ stored }) { return value }
                try? await Task.sleep(for: .milliseconds(5))
            }
            return nil
        }
    }
}

/// A number that threads count up.
final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    var value: Int { lock.withLock { count } }
    func add(_ more: Int) { lock.withLock { count += more } }
}

/// Values in the order in which they came.
final class Log<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var stored: [Value] = []

    var values: [Value] { lock.withLock { stored } }
    func append(_ value: Value) { lock.withLock { stored.append(value) } }
}

extension RawConnection {
    /// Waits until a flag is set, for 30 seconds at most.
    func wait(for flag: Flag) {
        for _ in 0..<3000 where flag.now == nil { pause(milliseconds: 10) }
    }
}
