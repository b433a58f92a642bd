/// Draws a picture in square blocks of the mean color of what lies under them.
enum Mosaic {
    /// `across` is the number of blocks along the shorter side.
    static func coarse(_ picture: borrowing Canvas, across: Int) -> Canvas {
        let (sourceWidth, sourceHeight) = (Double(picture.width), Double(picture.height))
        return blocks(width: picture.width, height: picture.height, across: across) { left, top, right, bottom in
            mean(picture, Int(left * sourceWidth), Int(top * sourceHeight), Int(right * sourceWidth), Int(bottom * sourceHeight))
        }
    }

    /// `color` gets each block's place as parts of the picture's width and height, 0…1.
    static func blocks(
        width: Int,
        height: Int,
        across: Int,
        _ color: (_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) -> Color
    ) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let block = max(1, (min(width, height) + across - 1) / across)
        var top = 0
        while top < height {
            let bottom = min(height, top + block)
            var left = 0
            while left < width {
                let right = min(width, left + block)
                let place = (
                    Double(left) / Double(width), Double(top) / Double(height), Double(right) / Double(width),
                    Double(bottom) / Double(height)
                )
                canvas.fill(row: top, from: left, to: right, with: color(place.0, place.1, place.2, place.3))
                left = right
            }
            for row in top + 1..<max(top + 1, bottom) {
                canvas.copy(row: top, to: row)
            }
            top = bottom
        }
        return canvas
    }

    /// The mean of nine samples: enough to look right, and the same work for any size.
    static func mean(_ picture: borrowing Canvas, _ left: Int, _ top: Int, _ right: Int, _ bottom: Int) -> Color {
        var (red, green, blue, alpha): (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
        for sample in 0..<9 {
            let x = left + (right - left) * (2 * (sample % 3) + 1) / 6
            let y = top + (bottom - top) * (2 * (sample / 3) + 1) / 6
            let color = picture.color(x: min(x, picture.width - 1), y: min(y, picture.height - 1))
            red += color.red * color.alpha
            green += color.green * color.alpha
            blue += color.blue * color.alpha
            alpha += color.alpha
        }
        guard alpha > 0 else { return .clear }
        return Color(red: red / alpha, green: green / alpha, blue: blue / alpha, alpha: alpha / 9)
    }
}
