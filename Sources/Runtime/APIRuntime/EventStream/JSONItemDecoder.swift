#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

/// How JSON values stand one after another.
public enum JSONItemFraming: Sendable, Hashable {
    /// One to a line (jsonlines.org, NDJSON).
    case lines
    /// Each between a record separator and a line feed (RFC 7464).
    case sequence

    static let recordSeparator: UInt8 = 0x1E

    /// Writes one item.
    func append(_ item: [UInt8], to bytes: inout [UInt8]) {
        if self == .sequence { bytes.append(Self.recordSeparator) }
        bytes += item
        bytes.append(UInt8(ascii: "\n"))
    }
}

/// Parts a stream of JSON values into the texts of the values. Every byte is looked at once, however long the items are.
struct JSONItemDecoder: Sendable {
    private let framing: JSONItemFraming
    private let limit: Int
    private var input: [UInt8] = []
    private var position = 0
    private var item: [UInt8] = []

    init(_ framing: JSONItemFraming, limit: Int) {
        self.framing = framing
        self.limit = limit
    }

    private var separator: UInt8 { framing == .lines ? UInt8(ascii: "\n") : JSONItemFraming.recordSeparator }

    mutating func append(_ chunk: [UInt8]) {
        input = position == input.count ? chunk : Array(input[position...]) + chunk
        position = 0
    }

    /// The next item that is whole, nil where it needs more bytes. Empty lines and empty records are none.
    mutating func next() throws(EventStreamDecoder.LimitExceeded) -> [UInt8]? {
        while position < input.count {
            let end = endOfItem()
            item += input[position..<end]
            guard item.count <= limit else { throw EventStreamDecoder.LimitExceeded(limit: limit) }
            guard end < input.count else {
                position = end
                return nil
            }
            position = end + 1
            if let item = takeItem() { return item }
        }
        return nil
    }

    /// What no separator ends: the last item where the stream is whole, a piece of one where it was cut.
    mutating func rest() -> [UInt8]? { takeItem() }

    /// Whether a text that stands last is surely whole (RFC 7464, section 2.4): a number, `true`, `false` or `null` without white space
    /// behind it may be the start of another.
    func isWhole(_ rest: [UInt8]) -> Bool {
        guard framing == .sequence, let last = rest.last else { return true }
        return JSONItemDecoder.isSpace(last) || [UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "\"")].contains(last)
    }

    private mutating func takeItem() -> [UInt8]? {
        defer { item = [] }
        return item.allSatisfy(JSONItemDecoder.isSpace) ? nil : item
    }

    private func endOfItem() -> Int {
        input.withUnsafeBytes { buffer in
            let bytes = UnsafeRawBufferPointer(rebasing: buffer[position...])
            guard let base = bytes.baseAddress, let found = memchr(base, Int32(separator), bytes.count) else { return buffer.count }
            return position + (UnsafeRawPointer(found) - base)
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
