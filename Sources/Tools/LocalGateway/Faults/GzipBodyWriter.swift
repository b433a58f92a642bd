import HTTPTypes
import Hummingbird
import NIOCore

/// Writes a body as gzip (RFC 1952), in blocks without compression (RFC 1951, section 3.2.4): what is tried is the reader.
/// Each piece becomes a block of its own, so that a stream's events come when they did.
struct GzipBodyWriter: ResponseBodyWriter {
    private var base: any ResponseBodyWriter
    private var checksum = CRC32.Running()
    private var size: UInt32 = 0
    private var isBegun = false

    init(base: any ResponseBodyWriter) {
        self.base = base
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        var buffer = buffer
        var output = begin()
        while let piece = buffer.readBytes(length: min(buffer.readableBytes, 65_535)), !piece.isEmpty {
            checksum.add(piece)
            size &+= UInt32(piece.count)
            output.writeInteger(UInt8(0))
            output.writeInteger(UInt16(piece.count), endianness: .little)
            output.writeInteger(~UInt16(piece.count), endianness: .little)
            output.writeBytes(piece)
        }
        try await base.write(output)
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        var output = begin()
        output.writeBytes([1, 0, 0, 0xFF, 0xFF])
        output.writeInteger(checksum.value, endianness: .little)
        output.writeInteger(size, endianness: .little)
        try await base.write(output)
        try await base.finish(trailingHeaders)
    }

    private mutating func begin() -> ByteBuffer {
        defer { isBegun = true }
        return isBegun ? ByteBuffer() : ByteBuffer(bytes: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF])
    }
}
