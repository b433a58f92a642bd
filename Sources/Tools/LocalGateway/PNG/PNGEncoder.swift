import Foundation

/// Writes a canvas as a PNG file (PNG specification, third edition): eight bits for each channel, no filter, no interlacing.
enum PNGEncoder {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func encode(_ canvas: borrowing Canvas, alpha: Bool) -> Data {
        var header = Data()
        header.append(bigEndian: UInt32(canvas.width))
        header.append(bigEndian: UInt32(canvas.height))
        header.append(contentsOf: [8, alpha ? 6 : 2, 0, 0, 0])

        var file = Data(signature)
        file.append(chunk: "IHDR", header)
        file.append(chunk: "sRGB", Data([0]))
        file.append(chunk: "IDAT", compressed(canvas, channels: alpha ? 4 : 3))
        file.append(chunk: "IEND", Data())
        return file
    }

    /// The pixels as a zlib stream (RFC 1950).
    private static func compressed(_ canvas: borrowing Canvas, channels: Int) -> Data {
        let stride = 1 + canvas.width * channels
        var deflater = Deflater(capacity: canvas.height * (stride * 9 / 8 + 1) + 16)
        let coder = RowCoder(width: canvas.width, channels: channels)
        var checksum = Adler32()
        var sums = Adler32.Sums()
        for row in 0..<canvas.height {
            let pixels = canvas.row(row)
            let above = row > 0 ? canvas.row(row - 1) : nil
            deflater.literal(0)  // no filter
            if let above, memcmp(pixels, above, canvas.width * 4) == 0 {
                coder.repeatPixels(canvas.width, distance: coder.above, in: &deflater)
            } else {
                coder.code(pixels, above: above, in: &deflater)
                sums = coder.sums(pixels)
            }
            checksum.add(sums)
        }
        deflater.finish()

        var stream = Data([0x78, 0x01])
        deflater.withBytes { stream.append(contentsOf: $0) }
        stream.append(bigEndian: checksum.value)
        return stream
    }
}

/// Codes the pixels of a row as repetitions of the pixel on the left, of the row above, or as they are.
private struct RowCoder {
    let width: Int
    let channels: Int
    let left: Deflater.Code
    let above: Deflater.Code
    /// The longest match that is a whole number of pixels.
    private let longest: Int

    init(width: Int, channels: Int) {
        self.width = width
        self.channels = channels
        left = Deflater.distance(channels)
        above = Deflater.distance(1 + width * channels)
        longest = 258 / channels * channels
    }

    func code(_ pixels: UnsafePointer<UInt32>, above row: UnsafePointer<UInt32>?, in deflater: inout Deflater) {
        var x = 0
        while x < width {
            var likeLeft = 0
            if x > 0 {
                let pixel = pixels[x - 1]
                while x + likeLeft < width && pixels[x + likeLeft] == pixel { likeLeft += 1 }
            }
            var likeAbove = 0
            if let row {
                while x + likeAbove < width && pixels[x + likeAbove] == row[x + likeAbove] { likeAbove += 1 }
            }
            if likeLeft == 0 && likeAbove == 0 {
                literal(pixels[x], in: &deflater)
                x += 1
            } else if likeLeft >= likeAbove {
                repeatPixels(likeLeft, distance: left, in: &deflater)
                x += likeLeft
            } else {
                repeatPixels(likeAbove, distance: above, in: &deflater)
                x += likeAbove
            }
        }
    }

    func repeatPixels(_ count: Int, distance: Deflater.Code, in deflater: inout Deflater) {
        var remaining = count * channels
        while remaining > 0 {
            let length = remaining < longest ? remaining : longest
            deflater.match(length: length, distance: distance)
            remaining -= length
        }
    }

    private func literal(_ pixel: UInt32, in deflater: inout Deflater) {
        var rest = pixel
        var channel = 0
        while channel < channels {
            deflater.literal(rest)
            rest >>= 8
            channel += 1
        }
    }

    func sums(_ pixels: UnsafePointer<UInt32>) -> Adler32.Sums {
        var sums = Adler32.Sums()
        sums.add(0)  // the filter byte
        var x = 0
        while x < width {
            let pixel = pixels[x]
            sums.add(pixel & 0xFF)
            sums.add(pixel >> 8 & 0xFF)
            sums.add(pixel >> 16 & 0xFF)
            if channels == 4 { sums.add(pixel >> 24) }
            x += 1
        }
        return sums
    }
}

extension Data {
    fileprivate mutating func append(bigEndian value: UInt32) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func append(chunk type: String, _ content: Data) {
        append(bigEndian: UInt32(content.count))
        let start = count
        append(contentsOf: type.utf8)
        append(content)
        let checksum = withUnsafeBytes { CRC32.checksum(UnsafeRawBufferPointer(rebasing: $0[start...])) }
        append(bigEndian: checksum)
    }
}
