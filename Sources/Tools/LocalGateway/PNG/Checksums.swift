/// CRC-32 of PNG chunks (PNG specification, annex D).
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { byte in
        var value = UInt32(byte)
        for _ in 0..<8 {
            value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
        }
        return value
    }

    static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        table.withUnsafeBufferPointer { table in
            var index = 0
            while index < bytes.count {
                crc = table[Int((crc ^ UInt32(bytes[index])) & 0xFF)] ^ (crc >> 8)
                index += 1
            }
        }
        return crc ^ 0xFFFF_FFFF
    }

    /// The checksum of bytes that come in pieces.
    struct Running {
        private var state: UInt32 = 0xFFFF_FFFF

        var value: UInt32 { state ^ 0xFFFF_FFFF }

        mutating func add(_ bytes: [UInt8]) {
            for byte in bytes { state = CRC32.table[Int((state ^ UInt32(byte)) & 0xFF)] ^ (state >> 8) }
        }
    }
}

/// Adler-32 of a zlib stream (RFC 1950, section 8.2).
struct Adler32 {
    private var low: UInt64 = 1
    private var high: UInt64 = 0

    var value: UInt32 { UInt32(high << 16 | low) }

    /// The sums of one stretch of bytes. They do not depend on what came before it, so a stretch that comes again
    /// (a picture's row like the row above) is summed once.
    struct Sums {
        var count: UInt64 = 0
        /// Σ byte
        var plain: UInt64 = 0
        /// Σ (count − index) · byte
        var weighted: UInt64 = 0

        /// At most a few MB may be added before ``Adler32/add(_:)`` takes the remainder: far below 64 bits.
        mutating func add(_ byte: UInt32) {
            count += 1
            plain += UInt64(byte)
            weighted += plain
        }
    }

    mutating func add(_ sums: Sums) {
        high = (high + sums.count * low + sums.weighted) % 65521
        low = (low + sums.plain) % 65521
    }
}
