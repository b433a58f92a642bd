/// Hills one behind the other under a sun, paler the farther away; trees on the nearest.
enum HillsScene {
    static func draw(on stage: inout Stage, _ palette: Palette, background: Bool, _ random: inout SeededRandom) {
        let sunX = stage.width * random.number(0.22, 0.78)
        let sunY = stage.height * random.number(0.2, 0.36)
        let sunRadius = random.number(0.07, 0.12)
        let glow = Color(lightness: 0.95, chroma: 0.06, hue: 85)
        if background {
            let (high, low) = (palette.main(0.74, 0.1, turned: 35), palette.second(0.93, 0.06))
            stage.wash(from: 0, to: stage.height) { high.mixed(with: low, $0 * 1.45) }
            for ring in [3.1, 2.2, 1.5] {
                stage.disc(x: sunX, y: sunY, radius: sunRadius * ring) { _ in glow.faded(0.2) }
            }
        }
        stage.disc(x: sunX, y: sunY, radius: sunRadius) { Color(lightness: 0.98 - 0.06 * $0, chroma: 0.04 + 0.06 * $0, hue: 88) }
        clouds(on: &stage, &random)

        let count = 5
        var front = RidgeLine(base: 1, height: 0, waves: 0, &random)
        for layer in 0..<count {
            let near = Double(layer) / Double(count - 1)
            let line = RidgeLine(
                base: stage.height * (0.5 + 0.36 * near),
                height: 0.045 + 0.06 * (1 - near),
                waves: 4,
                &random
            )
            let top = palette.main(0.78 - 0.48 * near, 0.07 + 0.05 * near, turned: 30 * (1 - near))
            let foot = top.mixed(with: palette.second(0.9, 0.06), 0.45 * (1 - near))
            stage.ridge(line.y) { top.mixed(with: foot, ($0 * 1.6 * 48).rounded() / 48) }
            front = line
        }
        trees(on: &stage, along: front, palette, &random)
    }

    private static func clouds(on stage: inout Stage, _ random: inout SeededRandom) {
        for _ in 0..<(2 + random.index(3)) {
            let x = stage.width * random.number(0.05, 0.85)
            let y = stage.height * random.number(0.08, 0.42)
            let length = random.number(0.1, 0.22)
            for bar in 0..<3 {
                let start = x + random.number(-0.06, 0.08)
                stage.capsule(from: start, to: start + length * random.number(0.5, 1), y: y + Double(bar) * 0.021, radius: 0.013) { _ in
                    Color.white.faded(0.55)
                }
            }
        }
    }

    private static func trees(on stage: inout Stage, along line: RidgeLine, _ palette: Palette, _ random: inout SeededRandom) {
        let dark = palette.main(0.22, 0.07)
        let light = palette.main(0.27, 0.08)
        var x = random.number(0, 0.1)
        while x < stage.width {
            let height = random.number(0.06, 0.16)
            let foot = line.y(x) + 0.02
            for tier in 0..<3 {
                let part = Double(tier) / 3
                let top = foot - height * (1 - part * 0.75)
                let half = height * (0.13 + 0.07 * Double(tier))
                let bottom = min(top + height * 0.48, foot)
                stage.spire(x: x, top: top, bottom: bottom, left: half, right: half, dark)
                stage.spire(x: x, top: top, bottom: bottom, left: 0, right: half, light)
            }
            x += random.chance(0.2) ? random.number(0.12, 0.34) : random.number(0.03, 0.08)
        }
    }
}
