import Foundation

@testable import LocalGateway

/// A PNG file, read with checks of its own: signature, order, lengths and checksums of the chunks, Adler-32 of the pixels.
struct ParsedPNG: Equatable {
    enum Flaw: Error, Equatable {
        case signature, length, checksum(String), order([String]), adler, size
    }

    var width = 0
    var height = 0
    var hasAlpha = false
    /// Without the filter bytes.
    var pixels: [UInt8] = []

    init(base64 text: String) throws {
        guard let data = Data(base64Encoded: text) else { throw Flaw.length }
        try self.init(Array(data))
    }

    init(_ bytes: [UInt8]) throws {
        guard bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] else { throw Flaw.signature }
        var position = 8
        var types: [String] = []
        var stream: [UInt8] = []
        while position < bytes.count {
            guard position + 12 <= bytes.count else { throw Flaw.length }
            let length = Self.number(bytes[position..<position + 4])
            guard position + 12 + length <= bytes.count else { throw Flaw.length }
            let type = String(decoding: bytes[position + 4..<position + 8], as: UTF8.self)
            let content = Array(bytes[position + 8..<position + 8 + length])
            let end = position + 8 + length
            guard Self.number(bytes[end..<end + 4]) == Self.crc(bytes[position + 4..<end]) else { throw Flaw.checksum(type) }
            types.append(type)
            if type == "IHDR" {
                (width, height) = (Self.number(content[0..<4]), Self.number(content[4..<8]))
                guard content[8] == 8, content[9] == 2 || content[9] == 6, content[10...] == [0, 0, 0] else { throw Flaw.size }
                hasAlpha = content[9] == 6
            }
            if type == "IDAT" { stream += content }
            position = end + 4
        }
        guard types == ["IHDR", "sRGB", "IDAT", "IEND"] else { throw Flaw.order(types) }
        try readPixels(stream)
    }

    private mutating func readPixels(_ stream: [UInt8]) throws {
        let rowBytes = width * (hasAlpha ? 4 : 3) + 1
        let rows = try stream[2...].withUnsafeBytes { try Inflater.inflate($0, limit: rowBytes * height) }
        guard rows.count == rowBytes * height else { throw Flaw.size }
        var (low, high) = (1, 0)
        rows.withUnsafeBufferPointer { rows in
            var index = 0
            while index < rows.count {
                low = (low + Int(rows[index])) % 65521
                high = (high + low) % 65521
                index += 1
            }
        }
        guard Self.number(stream.suffix(4)[...]) == high << 16 | low else { throw Flaw.adler }
        pixels.reserveCapacity(rows.count)
        for row in 0..<height { pixels += rows[row * rowBytes + 1..<(row + 1) * rowBytes] }
    }

    func pixel(_ x: Int, _ y: Int) -> [UInt8] {
        let channels = hasAlpha ? 4 : 3
        return Array(pixels[(y * width + x) * channels..<(y * width + x + 1) * channels])
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    /// Bit by bit, as the specification defines it.
    private static func crc(_ bytes: ArraySlice<UInt8>) -> Int {
        var crc: UInt32 = .max
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < bytes.count {
                crc ^= UInt32(bytes[index])
                var bit = 0
                while bit < 8 {
                    crc = crc & 1 == 1 ? 0xEDB8_8320 ^ crc >> 1 : crc >> 1
                    bit += 1
                }
                index += 1
            }
        }
        return Int(~crc)
    }
}
