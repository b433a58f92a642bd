import Foundation

/// A color of the sRGB space with straight alpha, red in the lowest byte: the order of a PNG file's bytes.
struct Color: Equatable {
    let word: UInt32

    static let clear = Color(word: 0)
    static let white = Color(red: 255, green: 255, blue: 255)

    init(word: UInt32) { self.word = word }

    init(red: UInt32, green: UInt32, blue: UInt32, alpha: UInt32 = 255) {
        word = red | green << 8 | blue << 16 | alpha << 24
    }

    var red: UInt32 { word & 0xFF }
    var green: UInt32 { word >> 8 & 0xFF }
    var blue: UInt32 { word >> 16 & 0xFF }
    var alpha: UInt32 { word >> 24 }

    /// The same color with its alpha times `factor`, 0…1.
    func faded(_ factor: Double) -> Color {
        Color(red: red, green: green, blue: blue, alpha: UInt32(Double(alpha) * factor + 0.5))
    }

    /// This color laid over another one (Porter and Duff's "over").
    func over(_ below: Color) -> Color {
        let alpha = alpha
        if alpha == 255 || below.alpha == 0 { return self }
        if alpha == 0 { return below }
        let rest = below.alpha * (255 - alpha) / 255
        let sum = alpha + rest
        return Color(
            red: (red * alpha + below.red * rest) / sum,
            green: (green * alpha + below.green * rest) / sum,
            blue: (blue * alpha + below.blue * rest) / sum,
            alpha: sum
        )
    }

    /// The mixture of two colors: 0 is this one, 1 the other.
    func mixed(with other: Color, _ part: Double) -> Color {
        func channel(_ from: UInt32, _ to: UInt32) -> UInt32 {
            UInt32(Double(from) + (Double(to) - Double(from)) * min(max(part, 0), 1) + 0.5)
        }
        return Color(
            red: channel(red, other.red),
            green: channel(green, other.green),
            blue: channel(blue, other.blue),
            alpha: channel(alpha, other.alpha)
        )
    }
}

extension Color {
    /// A color by lightness (0…1), chroma (0 is grey, 0.3 is loud) and hue (degrees) of the OKLCH space, in which equal
    /// numbers look equal, so that any hue gives a palette that fits together. https://bottosson.github.io/posts/oklab/
    init(lightness: Double, chroma: Double, hue: Double) {
        let a = chroma * cos(hue * .pi / 180)
        let b = chroma * sin(hue * .pi / 180)
        let l = pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3)
        let m = pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3)
        let s = pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3)
        self.init(
            red: Self.channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            green: Self.channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            blue: Self.channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)
        )
    }

    /// The byte of a linear channel; what lies outside the space is clipped.
    private static func channel(_ linear: Double) -> UInt32 {
        let clipped = min(max(linear, 0), 1)
        let encoded = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * pow(clipped, 1 / 2.4) - 0.055
        return UInt32(encoded * 255 + 0.5)
    }
}
