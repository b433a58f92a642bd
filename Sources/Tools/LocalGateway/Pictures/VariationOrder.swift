import Foundation

/// Pictures that derive from one that was sent.
struct VariationOrder {
    private let source: Source
    private let size: PictureSize

    private enum Source {
        case pixels(SourcePicture)
        /// A file that is no PNG that the gateway can read: its bytes choose what is drawn.
        case bytes(UInt64)
    }

    init(file: Data, size: PictureSize) {
        self.size = size
        if let canvas = PNGDecoder.decode(file) {
            source = .pixels(SourcePicture(canvas))
        } else {
            var hash = StableHash()
            hash.combine(file.count)
            // Both ends of a file tell it apart; reading a hundred megabytes would tell no more.
            hash.combine(file.prefix(32_768))
            hash.combine(file.suffix(32_768))
            source = .bytes(hash.value)
        }
    }

    /// Draws the variation number `index` as a PNG file.
    func draw(_ index: Int) -> Data {
        switch source {
        case .bytes(let seed):
            DrawingOrder(prompt: "", size: size, seed: Int(truncatingIfNeeded: seed)).draw(index).file
        case .pixels(let picture):
            picture.varied(index, size)
        }
    }
}

/// A decoded upload.
private final class SourcePicture: Sendable {
    private let canvas: Canvas

    init(_ canvas: consuming Canvas) { self.canvas = canvas }

    /// Mirrored or not, with its hues turned, in small tiles: each variation differs, all show where they come from.
    func varied(_ index: Int, _ size: PictureSize) -> Data {
        let turn = HueTurn(degrees: [40, -35, 150, -90, 80, 180, -140, 15, 110, -60][index % 10])
        let mirrored = index % 2 == 0
        // The middle of the upload fills the whole picture, whatever their shapes.
        let scale = min(Double(canvas.width) / Double(size.width), Double(canvas.height) / Double(size.height))
        let (spanX, spanY) = (scale * Double(size.width), scale * Double(size.height))
        let (shiftX, shiftY) = ((Double(canvas.width) - spanX) / 2, (Double(canvas.height) - spanY) / 2)
        var alpha = false
        let picture = Mosaic.blocks(width: size.width, height: size.height, across: 256) { left, top, right, bottom in
            let (startX, endX) = mirrored ? (1 - right, 1 - left) : (left, right)
            let mean = Mosaic.mean(
                canvas,
                Int(shiftX + startX * spanX),
                Int(shiftY + top * spanY),
                Int(shiftX + endX * spanX),
                Int(shiftY + bottom * spanY)
            )
            if mean.alpha < 255 { alpha = true }
            return turn.applied(to: mean)
        }
        return PNGEncoder.encode(picture, alpha: alpha)
    }
}

/// A turn of all hues that keeps how bright a color looks: a rotation of the YIQ color plane.
private struct HueTurn {
    private let rows: [(Double, Double, Double)]

    init(degrees: Double) {
        let (c, s) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
        rows = [
            (0.299 + 0.701 * c + 0.168 * s, 0.587 - 0.587 * c + 0.330 * s, 0.114 - 0.114 * c - 0.497 * s),
            (0.299 - 0.299 * c - 0.328 * s, 0.587 + 0.413 * c + 0.035 * s, 0.114 - 0.114 * c + 0.292 * s),
            (0.299 - 0.300 * c + 1.250 * s, 0.587 - 0.588 * c - 1.050 * s, 0.114 + 0.886 * c - 0.203 * s),
        ]
    }

    func applied(to color: Color) -> Color {
        let (red, green, blue) = (Double(color.red), Double(color.green), Double(color.blue))
        func channel(_ row: (Double, Double, Double)) -> UInt32 {
            UInt32(min(max(row.0 * red + row.1 * green + row.2 * blue, 0), 255) + 0.5)
        }
        return Color(red: channel(rows[0]), green: channel(rows[1]), blue: channel(rows[2]), alpha: color.alpha)
    }
}
