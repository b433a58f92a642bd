/// The name of an event. A stream has few, so the text of the last one is kept: most events need no new one.
struct EventName: Sendable {
    /// Nil for an empty name, which is none.
    private(set) var text: String?
    private var bytes: [UInt8] = []

    init() {}

    mutating func read(_ value: UnsafeRawBufferPointer) {
        guard !bytes.withUnsafeBufferPointer({ $0.isEqual(to: value.bindMemory(to: UInt8.self)) }) else { return }
        bytes = Array(value)
        text = bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
