import Foundation

/// Reads PNG files: every color type and bit depth of the standard, not interlaced, up to 16 million pixels.
enum PNGDecoder {
    private static let maximumPixels = 1 << 24

    /// The picture, or nil where the bytes are no such file. Checksums are not looked at: a damaged picture still gives variations.
    static func decode(_ file: Data) -> Canvas? {
        guard let image = Header(file), let samples = image.samples() else { return nil }
        return image.canvas(samples)
    }

    private struct Header {
        var width = 0
        var height = 0
        var depth = 0
        var colorType = 0
        var palette: [Color] = []
        var data = Data()

        var channels: Int {
            switch colorType {
            case 2: 3
            case 4: 2
            case 6: 4
            default: 1
            }
        }

        var rowBytes: Int { (width * channels * depth + 7) / 8 }

        init?(_ file: Data) {
            guard file.starts(with: PNGEncoder.signature) else { return nil }
            let bytes = [UInt8](file)
            var position = 8
            while position + 12 <= bytes.count {
                let length = Self.number(bytes, position)
                let start = position + 8
                guard length <= bytes.count - start - 4 else { return nil }
                let content = bytes[start..<start + length]
                switch String(decoding: bytes[position + 4..<start], as: UTF8.self) {
                case "IHDR":
                    guard read(header: Array(content)) else { return nil }
                case "PLTE":
                    palette = stride(from: start, to: start + length - 2, by: 3).map {
                        Color(red: UInt32(bytes[$0]), green: UInt32(bytes[$0 + 1]), blue: UInt32(bytes[$0 + 2]))
                    }
                case "tRNS" where colorType == 3:
                    for (index, alpha) in content.enumerated() where index < palette.count {
                        palette[index] = palette[index].faded(Double(alpha) / 255)
                    }
                case "IDAT": data.append(contentsOf: content)
                default: break
                }
                position = start + length + 4
            }
            guard width > 0, data.count > 6 else { return nil }
        }

        private mutating func read(header: [UInt8]) -> Bool {
            guard header.count == 13 else { return false }
            width = Self.number(header, 0)
            height = Self.number(header, 4)
            (depth, colorType) = (Int(header[8]), Int(header[9]))
            let depths: [Int] =
                switch colorType {
                case 0: [1, 2, 4, 8, 16]
                case 3: [1, 2, 4, 8]
                case 2, 4, 6: [8, 16]
                default: []
                }
            return depths.contains(depth) && header[12] == 0 && width > 0 && height > 0 && width <= maximumPixels / height
        }

        private static func number(_ bytes: [UInt8], _ position: Int) -> Int {
            bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
        }

        /// The bytes of the rows, unfolded and with their filters undone.
        func samples() -> [UInt8]? {
            let size = (rowBytes + 1) * height
            let unfolded = data.withUnsafeBytes { bytes in
                try? Inflater.inflate(UnsafeRawBufferPointer(rebasing: bytes[2...]), limit: size)
            }
            guard var rows = unfolded, rows.count == size else { return nil }
            let valid = rows.withUnsafeMutableBufferPointer { rows in
                guard var row = rows.baseAddress else { return false }
                var above: UnsafeMutablePointer<UInt8>?
                for _ in 0..<height {
                    guard unfilter(row + 1, above: above, filter: row[0], count: rowBytes) else { return false }
                    above = row + 1
                    row += rowBytes + 1
                }
                return true
            }
            return valid ? rows : nil
        }

        /// Undoes a row's filter in place (PNG specification, section 9).
        private func unfilter(
            _ row: UnsafeMutablePointer<UInt8>,
            above: UnsafeMutablePointer<UInt8>?,
            filter: UInt8,
            count: Int
        ) -> Bool {
            guard filter <= 4 else { return false }
            if filter == 0 { return true }
            let step = max(1, channels * depth / 8)
            var index = 0
            while index < count {
                let left = index >= step ? Int(row[index - step]) : 0
                var (up, corner) = (0, 0)
                if let above {
                    up = Int(above[index])
                    if index >= step { corner = Int(above[index - step]) }
                }
                switch filter {
                case 1: row[index] &+= UInt8(left)
                case 2: row[index] &+= UInt8(up)
                case 3: row[index] &+= UInt8((left + up) / 2)
                default: row[index] &+= UInt8(paeth(left, up, corner))
                }
                index += 1
            }
            return true
        }

        private func paeth(_ left: Int, _ above: Int, _ corner: Int) -> Int {
            let (toLeft, toAbove, toCorner) = (abs(above - corner), abs(left - corner), abs(left + above - 2 * corner))
            if toLeft <= toAbove && toLeft <= toCorner { return left }
            return toAbove <= toCorner ? above : corner
        }

        func canvas(_ rows: [UInt8]) -> Canvas {
            var canvas = Canvas(width: width, height: height)
            let (stride, channels) = (rowBytes + 1, channels)
            let isPlain = depth == 8 && colorType != 3
            rows.withUnsafeBufferPointer { rows in
                var y = 0
                while y < height {
                    let start = y * stride + 1
                    var x = 0
                    while x < width {
                        canvas.set(x: x, y: y, isPlain ? plain(rows, start + x * channels, channels) : color(rows, start, x))
                        x += 1
                    }
                    y += 1
                }
            }
            return canvas
        }

        /// The color at a byte where each channel has one: nearly every file.
        private func plain(_ rows: UnsafeBufferPointer<UInt8>, _ at: Int, _ channels: Int) -> Color {
            let first = UInt32(rows[at])
            switch channels {
            case 3: return Color(red: first, green: UInt32(rows[at + 1]), blue: UInt32(rows[at + 2]))
            case 4: return Color(red: first, green: UInt32(rows[at + 1]), blue: UInt32(rows[at + 2]), alpha: UInt32(rows[at + 3]))
            default: return Color(red: first, green: first, blue: first, alpha: channels == 2 ? UInt32(rows[at + 1]) : 255)
            }
        }

        private func color(_ rows: UnsafeBufferPointer<UInt8>, _ start: Int, _ x: Int) -> Color {
            func sample(_ channel: Int) -> UInt32 {
                let bit = (x * channels + channel) * depth
                let byte = UInt32(rows[start + bit / 8])
                guard depth < 8 else { return byte }  // of 16 bits the higher byte
                return byte >> UInt32(8 - depth - bit % 8) & ((1 << UInt32(depth)) - 1)
            }
            switch colorType {
            case 3:
                let index = Int(sample(0))
                return index < palette.count ? palette[index] : .clear
            case 2: return Color(red: sample(0), green: sample(1), blue: sample(2))
            case 6: return Color(red: sample(0), green: sample(1), blue: sample(2), alpha: sample(3))
            default:
                let grey = depth < 8 ? sample(0) * 255 / ((1 << UInt32(depth)) - 1) : sample(0)
                return Color(red: grey, green: grey, blue: grey, alpha: colorType == 4 ? sample(1) : 255)
            }
        }
    }
}
