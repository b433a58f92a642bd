/// Finds where lines of an event stream end.
enum LineEnd {
    /// The first CR or LF from `start` on, else the number of bytes.
    ///
    /// A picture is one line of many megabytes, so this loop is the speed of the decoder. It asks one question of sixty-four bytes:
    /// is the least of them at most CR (0x0D)? Text has tabs and line ends below that, base64 has nothing.
    static func first(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        guard let base = bytes.baseAddress else { return start }
        let count = bytes.count
        var offset = start
        // Many lines are empty, or a heartbeat.
        if offset + 16 <= count {
            if let found = find(in: base, at: offset) { return found }
            offset += 16
        }
        while offset + 16 <= count {
            while offset + 64 <= count, !mayEndLine(in: base, at: offset) { offset += 64 }
            for _ in 0..<4 where offset + 16 <= count {
                if let found = find(in: base, at: offset) { return found }
                offset += 16
            }
        }
        while offset < count, !isLineEnd(bytes[offset]) { offset += 1 }
        return offset
    }

    private typealias Vector = SIMD16<UInt8>

    @inline(__always)
    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    /// Whether one of sixty-four bytes is at most CR.
    @inline(__always)
    private static func mayEndLine(in base: UnsafeRawPointer, at offset: Int) -> Bool {
        let carriageReturn = Vector(repeating: 0x0D)
        let left = least(vector(in: base, at: offset), vector(in: base, at: offset + 16))
        let right = least(vector(in: base, at: offset + 32), vector(in: base, at: offset + 48))
        let isLow = unsafeBitCast(least(left, right) .<= carriageReturn, to: SIMD2<UInt64>.self)
        return isLow[0] | isLow[1] != 0
    }

    /// The first CR or LF of sixteen bytes.
    @inline(__always)
    private static func find(in base: UnsafeRawPointer, at offset: Int) -> Int? {
        // With a type of their own: for `SIMD16(repeating:)` as an operand, the compiler takes the comparison that goes byte by byte.
        let lineFeed = Vector(repeating: 0x0A)
        let carriageReturn = Vector(repeating: 0x0D)
        let bytes = vector(in: base, at: offset)
        let ends = (bytes .== lineFeed) .| (bytes .== carriageReturn)
        // Each byte of the mask is 0xFF or 0x00, the first byte lowest.
        let halves = unsafeBitCast(ends, to: SIMD2<UInt64>.self)
        let (low, high) = (UInt64(littleEndian: halves[0]), UInt64(littleEndian: halves[1]))
        if low != 0 { return offset + low.trailingZeroBitCount / 8 }
        if high != 0 { return offset + 8 + high.trailingZeroBitCount / 8 }
        return nil
    }

    @inline(__always)
    private static func vector(in base: UnsafeRawPointer, at offset: Int) -> Vector {
        base.loadUnaligned(fromByteOffset: offset, as: Vector.self)
    }

    /// The lesser of each two bytes: one instruction, in this form.
    @inline(__always)
    private static func least(_ left: Vector, _ right: Vector) -> Vector {
        left.replacing(with: right, where: right .< left)
    }
}
