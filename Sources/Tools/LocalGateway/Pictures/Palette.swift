/// The colors of a picture: a main hue, a second one that goes with it, and shades of both.
struct Palette {
    let main: Double
    let second: Double
    private let strength: Double

    /// `strength` is how loud the colors are: 1 is usual.
    init(hue: Double, strength: Double, _ random: inout SeededRandom) {
        main = hue + random.number(-12, 12)
        second = main + [-150, -60, 55, 150, 180][random.index(5)]
        self.strength = strength
    }

    func main(_ lightness: Double, _ chroma: Double = 0.12, turned: Double = 0) -> Color {
        Color(lightness: lightness, chroma: chroma * strength, hue: main + turned)
    }

    func second(_ lightness: Double, _ chroma: Double = 0.12, turned: Double = 0) -> Color {
        Color(lightness: lightness, chroma: chroma * strength, hue: second + turned)
    }
}

/// What a prompt's words say about the picture.
struct PromptHints {
    /// A hue in degrees of OKLCH, where a word names a color or a thing that has one.
    var hue: Double?
    var scene: Scene?

    init(prompt: String, avoiding negative: String) {
        let unwanted = Set(Self.words(negative))
        for word in Self.words(prompt) where !unwanted.contains(word) {
            hue = hue ?? Self.hues[word]
            scene = scene ?? Self.scenes[word]
        }
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter }.map(String.init)
    }

    private static let hues: [String: Double] = [
        "red": 27, "crimson": 20, "ruby": 20, "rose": 10, "pink": 355, "coral": 35, "orange": 55, "fox": 48, "autumn": 55, "copper": 50,
        "desert": 70, "gold": 88, "golden": 88, "amber": 75, "sunset": 45, "yellow": 100, "lemon": 105, "lime": 125, "green": 145,
        "forest": 150, "jungle": 145, "emerald": 160, "mint": 168, "teal": 190, "turquoise": 195, "cyan": 205, "ice": 220, "sky": 235,
        "blue": 255, "ocean": 245, "sea": 240, "navy": 265, "indigo": 280, "violet": 300, "purple": 308, "lavender": 300, "magenta": 330,
    ]

    private static let scenes: [String: Scene] = [
        "mountain": .hills, "mountains": .hills, "hill": .hills, "hills": .hills, "forest": .hills, "valley": .hills, "fox": .hills,
        "landscape": .hills, "tree": .hills, "trees": .hills, "sea": .sea, "ocean": .sea, "boat": .sea, "ship": .sea, "lake": .sea,
        "beach": .sea, "sunset": .sea, "island": .sea, "planet": .planets, "planets": .planets, "space": .planets, "star": .planets,
        "stars": .planets, "moon": .planets, "galaxy": .planets, "night": .planets, "pattern": .tiles, "tiles": .tiles, "abstract": .tiles,
        "geometric": .tiles, "poster": .tiles, "mosaic": .tiles,
    ]
}
