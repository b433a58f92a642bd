/// Writes one DEFLATE block with the fixed Huffman codes (RFC 1951, section 3.2.6).
///
/// The caller finds the repetitions: a drawn picture repeats either the pixel on its left or the row above, so a search
/// with a hash table would find little more, and would cost most of the time of an answer in a debug build. For the same
/// reason the codes lie in plain memory, ready for the bit order of the stream.
struct Deflater: ~Copyable {
    /// A code or several in a row, first bit lowest.
    struct Code {
        var bits: UInt64
        var count: UInt64

        func followed(by next: Code) -> Code { Code(bits: bits | next.bits << count, count: count + next.count) }
    }

    private let output: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    private(set) var count = 0
    private var accumulator: UInt64 = 0
    private var filled: UInt64 = 0
    private let literals: UnsafeMutablePointer<Code>
    /// Indexed by length − 3.
    private let lengths: UnsafeMutablePointer<Code>

    /// `capacity` is the most bytes that the caller can make: 9 bits for each literal byte, 32 for each match, and 16 bytes besides.
    init(capacity: Int) {
        self.capacity = capacity
        output = .allocate(capacity: capacity)
        literals = .allocate(capacity: 257)
        lengths = .allocate(capacity: 256)
        var symbol = 0
        while symbol <= 256 {
            literals[symbol] = Self.literal(symbol)
            symbol += 1
        }
        var length = 3
        while length <= 258 {
            lengths[length - 3] = Self.length(length)
            length += 1
        }
        put(Code(bits: 0b011, count: 3))  // last block, fixed codes
    }

    deinit {
        output.deallocate()
        literals.deallocate()
        lengths.deallocate()
    }

    mutating func literal(_ byte: UInt32) {
        put(literals[Int(byte & 0xFF)])
    }

    /// Repeats `length` (3…258) bytes from as far back as `distance` says.
    mutating func match(length: Int, distance: Code) {
        put(lengths[length - 3])
        put(distance)
    }

    /// Ends the block and fills the last byte.
    mutating func finish() {
        put(literals[256])
        while filled > 0 {
            append(UInt8(truncatingIfNeeded: accumulator))
            accumulator >>= 8
            filled = filled > 8 ? filled - 8 : 0
        }
    }

    borrowing func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try body(UnsafeRawBufferPointer(start: output, count: count))
    }

    private mutating func put(_ code: Code) {
        accumulator |= code.bits << filled
        filled += code.count
        while filled >= 8 {
            append(UInt8(truncatingIfNeeded: accumulator))
            accumulator >>= 8
            filled -= 8
        }
    }

    private mutating func append(_ byte: UInt8) {
        precondition(count < capacity, "the capacity is computed from the picture's size and cannot be too small")
        output[count] = byte
        count += 1
    }
}

extension Deflater {
    /// Huffman codes stand in the stream from their highest bit on, everything else from its lowest.
    private static func huffman(_ code: Int, _ count: Int) -> Code {
        var reversed: UInt64 = 0
        for bit in 0..<count where code >> bit & 1 == 1 {
            reversed |= 1 << UInt64(count - 1 - bit)
        }
        return Code(bits: reversed, count: UInt64(count))
    }

    private static func literal(_ symbol: Int) -> Code {
        switch symbol {
        case ...143: huffman(0b0011_0000 + symbol, 8)
        case 144...255: huffman(0b1_1001_0000 + symbol - 144, 9)
        case 256...279: huffman(symbol - 256, 7)
        default: huffman(0b1100_0000 + symbol - 280, 8)
        }
    }

    private static func length(_ length: Int) -> Code {
        if length == 258 { return literal(285) }
        let (symbol, extra) = group(length - 3, steps: 4)
        return literal(257 + symbol).followed(by: extra)
    }

    /// The code of a distance, 1…32768 bytes back.
    static func distance(_ distance: Int) -> Code {
        let (symbol, extra) = group(distance - 1, steps: 2)
        return huffman(symbol, 5).followed(by: extra)
    }

    /// The tables of section 3.2.5 as a rule: after the first 2 · `steps` values, the number of extra bits grows by one after every `steps` symbols.
    private static func group(_ value: Int, steps: Int) -> (symbol: Int, extra: Code) {
        guard value >= 2 * steps else { return (value, Code(bits: 0, count: 0)) }
        let highest = Int.bitWidth - 1 - value.leadingZeroBitCount
        let extraBits = highest - steps.trailingZeroBitCount
        let symbol = (extraBits + 1) * steps + (value >> extraBits) - steps
        return (symbol, Code(bits: UInt64(value & (1 << extraBits - 1)), count: UInt64(extraBits)))
    }
}
