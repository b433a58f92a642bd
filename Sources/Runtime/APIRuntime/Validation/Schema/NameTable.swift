/// Property names that a schema speaks of, found by the bytes of a key without making a `String` of it.
struct NameTable: Sendable {
    /// The names one after another, in UTF-8.
    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]
    /// Open addressing: the number of a name plus one, or zero.
    private var slots: [Int] = []

    var count: Int { starts.count - 1 }

    /// The number of a name, which is added if it is new.
    mutating func add(_ name: String) -> Int {
        var name = name
        return name.withUTF8 { text in
            if let known = index(of: text) { return known }
            bytes.append(contentsOf: text)
            starts.append(bytes.count)
            if count * 2 > slots.count { rehash() } else { place(count - 1) }
            return count - 1
        }
    }

    /// The number of a name.
    func index(of text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard !slots.isEmpty else { return nil }
        var slot = Self.hash(text) & (slots.count - 1)
        while slots[slot] != 0 {
            if isEqual(slots[slot] - 1, text) { return slots[slot] - 1 }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    func name(_ index: Int) -> String { String(decoding: bytes[starts[index]..<starts[index + 1]], as: UTF8.self) }

    private func isEqual(_ index: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = starts[index]
        guard starts[index + 1] - start == text.count else { return false }
        for offset in 0..<text.count where bytes[start + offset] != text[offset] { return false }
        return true
    }

    private mutating func rehash() {
        slots = Array(repeating: 0, count: max(8, slots.count * 2))
        for index in 0..<count { place(index) }
    }

    private mutating func place(_ index: Int) {
        var slot = bytes[starts[index]..<starts[index + 1]].withUnsafeBufferPointer { Self.hash($0) } & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = index + 1
    }

    /// FNV-1a. The names are of the schema, so nobody can choose them to collide; long keys are told apart by their ends.
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(text.count)
        for byte in text.prefix(16) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        for byte in text.dropFirst(16).suffix(16) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
