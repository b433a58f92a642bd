#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

/// The name of an event. A stream has few, so the text of the last one is kept: most events need no new one.
struct EventName: Sendable {
    /// Nil for an empty name, which is none.
    private(set) var text: String?
    private var bytes: [UInt8] = []

    init() {}

    mutating func read(_ value: UnsafeRawBufferPointer) {
        let isLast = bytes.withUnsafeBytes { last in
            guard last.count == value.count else { return false }
            guard let left = last.baseAddress, let right = value.baseAddress else { return true }
            return memcmp(left, right, last.count) == 0
        }
        guard !isLast else { return }
        bytes = Array(value)
        text = bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
