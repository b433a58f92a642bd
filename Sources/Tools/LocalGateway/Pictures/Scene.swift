import Foundation

/// The kinds of pictures that the gateway draws.
enum Scene: CaseIterable {
    case hills, sea, planets, tiles

    /// The main hue where the prompt names none: any, but water is blue or green.
    func hue(_ random: inout SeededRandom) -> Double {
        self == .sea ? random.number(180, 270) : random.number(0, 360)
    }

    /// Draws the scene on a clear stage; without `background`, what lies behind the things is left clear.
    func draw(on stage: inout Stage, _ palette: Palette, background: Bool, _ random: inout SeededRandom) {
        switch self {
        case .hills: HillsScene.draw(on: &stage, palette, background: background, &random)
        case .sea: SeaScene.draw(on: &stage, palette, background: background, &random)
        case .planets: PlanetsScene.draw(on: &stage, palette, background: background, &random)
        case .tiles: TilesScene.draw(on: &stage, palette, background: background, &random)
        }
    }
}

/// A line of hills: waves of different lengths on top of each other.
struct RidgeLine {
    private var waves: [(length: Double, height: Double, shift: Double)] = []
    private let base: Double

    init(base: Double, height: Double, waves count: Int, _ random: inout SeededRandom) {
        self.base = base
        var length = random.number(0.9, 1.5)
        var height = height
        for _ in 0..<count {
            waves.append((length, height, random.number(0, 7)))
            length *= random.number(0.4, 0.55)
            height *= random.number(0.3, 0.45)
        }
    }

    func y(_ x: Double) -> Double {
        var y = base
        for wave in waves {
            y += sin((x / wave.length + wave.shift) * 2 * .pi) * wave.height
        }
        return y
    }
}
