/// Reads a DEFLATE stream (RFC 1951) whose size is known beforehand.
///
/// The output never grows beyond that size, so a small upload cannot unfold into a large one. Plain memory throughout, as
/// in ``Deflater``: an array's checks take seconds for a picture in a debug build.
struct Inflater: ~Copyable {
    enum Failure: Error { case invalid, tooLong, cut }

    private let input: UnsafeRawBufferPointer
    private var position = 0
    private var accumulator: UInt64 = 0
    private var filled = 0
    private let output: UnsafeMutablePointer<UInt8>
    private let limit: Int
    private var count = 0

    /// Unfolds `input` into at most `limit` bytes.
    static func inflate(_ input: UnsafeRawBufferPointer, limit: Int) throws(Failure) -> [UInt8] {
        var inflater = Inflater(input: input, limit: limit)
        try inflater.blocks()
        return Array(UnsafeBufferPointer(start: inflater.output, count: inflater.count))
    }

    private init(input: UnsafeRawBufferPointer, limit: Int) {
        self.input = input
        self.limit = limit
        output = .allocate(capacity: max(1, limit))
    }

    deinit { output.deallocate() }

    private mutating func blocks() throws(Failure) {
        var last = false
        while !last {
            last = try bits(1) == 1
            switch try bits(2) {
            case 0: try stored()
            case 1: try coded(HuffmanTable.fixedLiterals, HuffmanTable.fixedDistances)
            case 2: try dynamic()
            default: throw .invalid
            }
        }
    }

    private mutating func bits(_ wanted: Int) throws(Failure) -> Int {
        if filled < wanted {
            fill()
            guard filled >= wanted else { throw .cut }
        }
        let value = Int(accumulator & ((1 << UInt64(wanted)) - 1))
        drop(wanted)
        return value
    }

    private mutating func fill() {
        while filled <= 48 && position < input.count {
            accumulator |= UInt64(input[position]) << UInt64(filled)
            position += 1
            filled += 8
        }
    }

    private mutating func drop(_ used: Int) {
        accumulator >>= UInt64(used)
        filled -= used
    }

    private mutating func symbol(_ table: HuffmanTable) throws(Failure) -> Int {
        if filled < HuffmanTable.width { fill() }
        let entry = Int(table.entries[Int(accumulator) & (HuffmanTable.size - 1)])
        let length = entry & 15
        guard length > 0 else { throw .invalid }
        guard length <= filled else { throw .cut }
        drop(length)
        return entry >> 4
    }

    private mutating func stored() throws(Failure) {
        drop(filled & 7)
        let length = try bits(16)
        guard try bits(16) == ~length & 0xFFFF else { throw .invalid }
        position -= filled / 8  // whole bytes that were read ahead
        accumulator = 0
        filled = 0
        guard length <= input.count - position else { throw .cut }
        guard length <= limit - count else { throw .tooLong }
        for index in 0..<length { output[count + index] = input[position + index] }
        position += length
        count += length
    }

    private mutating func coded(_ literals: HuffmanTable, _ distances: HuffmanTable) throws(Failure) {
        while true {
            let symbol = try symbol(literals)
            if symbol < 256 {
                guard count < limit else { throw .tooLong }
                output[count] = UInt8(symbol)
                count += 1
            } else if symbol == 256 {
                return
            } else {
                let length = try value(symbol - 257, Self.lengths)
                let distance = try value(self.symbol(distances), Self.distances)
                guard distance <= count else { throw .invalid }
                guard length <= limit - count else { throw .tooLong }
                let end = count + length
                while count < end {  // byte by byte: what was just written may be part of what is copied
                    output[count] = output[count - distance]
                    count += 1
                }
            }
        }
    }

    private mutating func value(_ symbol: Int, _ table: [(base: Int, extra: Int)]) throws(Failure) -> Int {
        guard symbol < table.count else { throw .invalid }
        let entry = table[symbol]
        return try entry.base + bits(entry.extra)
    }

    private mutating func dynamic() throws(Failure) {
        let literalCount = try bits(5) + 257
        let distanceCount = try bits(5) + 1
        let lengthCount = try bits(4) + 4
        guard literalCount <= 286, distanceCount <= 30 else { throw .invalid }
        var codeLengths = [Int](repeating: 0, count: 19)
        for index in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].prefix(lengthCount) {
            codeLengths[index] = try bits(3)
        }
        let codes = try HuffmanTable(lengths: codeLengths)
        var lengths: [Int] = []
        while lengths.count < literalCount + distanceCount {
            let symbol = try symbol(codes)
            switch symbol {
            case 0...15: lengths.append(symbol)
            case 16:
                guard let previous = lengths.last else { throw .invalid }
                lengths.append(contentsOf: repeatElement(previous, count: try 3 + bits(2)))
            case 17: lengths.append(contentsOf: repeatElement(0, count: try 3 + bits(3)))
            default: lengths.append(contentsOf: repeatElement(0, count: try 11 + bits(7)))
            }
        }
        guard lengths.count == literalCount + distanceCount else { throw .invalid }
        try coded(HuffmanTable(lengths: Array(lengths[..<literalCount])), HuffmanTable(lengths: Array(lengths[literalCount...])))
    }

    /// Of the length symbols from 257 on (section 3.2.5).
    private static let lengths: [(base: Int, extra: Int)] = {
        var table: [(base: Int, extra: Int)] = (0..<8).map { ($0 + 3, 0) }
        for extra in 1...5 { table += (0..<4).map { (3 + ((4 + $0) << extra), extra) } }
        table.append((258, 0))
        return table
    }()

    private static let distances: [(base: Int, extra: Int)] = {
        var table: [(base: Int, extra: Int)] = (0..<4).map { ($0 + 1, 0) }
        for extra in 1...13 { table += (0..<2).map { (1 + ((2 + $0) << extra), extra) } }
        return table
    }()
}

/// A canonical Huffman code, looked up by the next fifteen bits of the stream.
private final class HuffmanTable: Sendable {
    static let width = 15
    static let size = 1 << width

    /// `symbol << 4 | length`; zero where no code begins so. Written by the initialiser alone.
    nonisolated(unsafe) let entries: UnsafeMutablePointer<UInt16>

    init(lengths: [Int]) throws(Inflater.Failure) {
        entries = .allocate(capacity: Self.size)
        entries.initialize(repeating: 0, count: Self.size)
        var code = 0
        for length in 1...Self.width {
            for (symbol, its) in lengths.enumerated() where its == length {
                guard code < 1 << length else { throw .invalid }  // more codes than bits can tell apart
                enter(symbol, code, length)
                code += 1
            }
            code <<= 1
        }
    }

    deinit { entries.deallocate() }

    private func enter(_ symbol: Int, _ code: Int, _ length: Int) {
        var index = 0
        for bit in 0..<length where code >> bit & 1 == 1 { index |= 1 << (length - 1 - bit) }
        while index < Self.size {
            entries[index] = UInt16(symbol << 4 | length)
            index += 1 << length
        }
    }

    private init(fixed lengths: [(count: Int, length: Int)]) {
        entries = .allocate(capacity: Self.size)
        entries.initialize(repeating: 0, count: Self.size)
        // Section 3.2.6 gives the first code of each group of symbols.
        let starts = lengths.count == 1 ? [0] : [0b0011_0000, 0b1_1001_0000, 0, 0b1100_0000]
        var symbol = 0
        for (group, start) in zip(lengths, starts) {
            for offset in 0..<group.count { enter(symbol + offset, start + offset, group.length) }
            symbol += group.count
        }
    }

    static let fixedLiterals = HuffmanTable(fixed: [(144, 8), (112, 9), (24, 7), (8, 8)])
    static let fixedDistances = HuffmanTable(fixed: [(30, 5)])
}
