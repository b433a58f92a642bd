/// The flat index of a JSON text: one word for each scalar and key, two for each array and object, in document order.
///
/// A word holds, from its top: the kind (3 bits), a mark (1 bit), the length in bytes (28 bits), the offset in the text
/// (32 bits). The second word of a container holds the position after its last descendant and the number of its
/// members, 32 bits each. A position never outgrows the offset that it indexes, so 32 bits serve for both.
final class JSONTape: Sendable {
    /// The text, which may be part of a chunk that has others too.
    let bytes: ArraySlice<UInt8>
    private let words: JSONWords

    init(bytes: ArraySlice<UInt8>, words: JSONWords) {
        self.bytes = bytes
        self.words = words
    }

    deinit { words.deallocate() }

    /// The number of words.
    var count: Int { words.count }

    @inline(__always)
    func word(_ position: Int) -> JSONWord { words[position] }

    /// The position of what follows a value in its container.
    func next(after position: Int) -> Int {
        word(position).isContainer ? word(position + 1).end : position + 1
    }

    /// The number of members of a container.
    func memberCount(_ position: Int) -> Int { word(position + 1).count }

    /// The bytes of a scalar in the text: of a string what is between the quotes.
    func extent(_ position: Int) -> Range<Int> {
        let word = word(position)
        let start = word.offset
        guard word.length == JSONWord.longest else { return start..<start + word.length }
        return start..<endOfLongScalar(word)
    }

    /// A length that does not fit a word is measured again; only texts of 256 MiB and more have such a scalar.
    private func endOfLongScalar(_ word: JSONWord) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var end = word.offset + JSONWord.longest
            if word.kind == .string {
                end = word.offset
                while bytes[end] != UInt8(ascii: "\"") { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
                return end
            }
            while end < bytes.count, JSONByte.isPartOfNumber(bytes[end]) { end += 1 }
            return end
        }
    }

    /// Calls `body` with the bytes of a scalar in the text.
    @inline(__always)
    func withBytes<Result>(of position: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        let extent = extent(position)
        return try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[extent])) }
    }

    /// The position of the value of the first member with a key, where the outermost value is an object.
    func member(_ key: StaticString) -> Int? {
        guard word(0).kind == .object else { return nil }
        return member(UnsafeBufferPointer(key), from: 2, to: next(after: 0)).map { $0 + 1 }
    }

    /// The position of the first member with a key, among those of an object from `start` to `end`.
    @inline(__always)
    func member(_ key: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int? {
        let header = JSONWord(.string, length: key.count, offset: 0).header
        var member = start
        while member < end {
            let word = word(member)
            if word.header == header {
                if isPlain(word, key) { return member }
            } else if word.mark, isText(member, key) {
                return member
            }
            member = next(after: member + 1)
        }
        return nil
    }

    /// Whether a string without escapes is that text.
    @inline(__always)
    private func isPlain(_ word: JSONWord, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            UnsafeBufferPointer(rebasing: bytes[word.offset..<word.offset + word.length]).isEqual(to: text)
        }
    }

    /// Whether a string, or a key, is that text.
    @inline(never)
    func isText(_ position: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        withText(of: position) { $0.isEqual(to: text) }
    }

    /// Whether a string, or a key, is that text.
    func isText(_ position: Int, _ text: String) -> Bool {
        // As it is, without a copy to change, where its bytes are at hand: which is so unless it came from Objective-C.
        if let isText = text.utf8.withContiguousStorageIfAvailable({ isText(position, $0) }) { return isText }
        return string(position) == text
    }
}

/// One word of a ``JSONTape``.
struct JSONWord {
    enum Kind: UInt64 {
        case null, `false`, `true`, number, string, array, object
    }

    /// The length from which on it has to be measured again.
    static let longest = 1 << 28 - 1

    let bits: UInt64

    init(bits: UInt64) { self.bits = bits }

    /// `mark` says of a string that it has escapes, of a number that it is written as an integer.
    init(_ kind: Kind, mark: Bool = false, length: Int = 0, offset: Int) {
        bits = kind.rawValue << 61 | (mark ? 1 << 60 : 0) | UInt64(min(length, Self.longest)) << 32 | UInt64(offset)
    }

    var kind: Kind { Kind(rawValue: bits >> 61) ?? .null }
    var isContainer: Bool { bits >> 61 >= Kind.array.rawValue }
    var mark: Bool { bits & 1 << 60 != 0 }
    var length: Int { Int(truncatingIfNeeded: bits >> 32) & Self.longest }
    var offset: Int { Int(truncatingIfNeeded: bits & 0xFFFF_FFFF) }

    /// The second word of a container.
    init(end: Int, count: Int) { bits = UInt64(end) << 32 | UInt64(count) }

    var end: Int { Int(truncatingIfNeeded: bits >> 32) }
    var count: Int { Int(truncatingIfNeeded: bits & 0xFFFF_FFFF) }

    /// Everything but the offset: equal for two strings only where both have the same length and neither has escapes.
    var header: UInt64 { bits >> 32 }
}

/// Questions about single bytes of JSON.
enum JSONByte {
    static func isPartOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"),
            UInt8(ascii: "E"):
            true
        default: false
        }
    }

    /// The value of a hexadecimal digit.
    static func hexadecimal(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
