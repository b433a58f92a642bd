/// A low sun over the sea, its light on the water, islands and a sailing boat.
enum SeaScene {
    static func draw(on stage: inout Stage, _ palette: Palette, background: Bool, _ random: inout SeededRandom) {
        let horizon = stage.height * random.number(0.52, 0.62)
        let sunX = stage.width * random.number(0.3, 0.7)
        let sunRadius = random.number(0.13, 0.19)
        let sunY = horizon - sunRadius * random.number(0.1, 0.9)
        let light = Color(lightness: 0.93, chroma: 0.08, hue: 75)
        if background {
            let (high, low) = (palette.main(0.5, 0.12, turned: 30), palette.second(0.88, 0.1))
            stage.wash(from: 0, to: horizon) { high.mixed(with: low, $0) }
            for ring in [2.4, 1.8, 1.35] {
                stage.disc(x: sunX, y: sunY, radius: sunRadius * ring) { _ in light.faded(0.17) }
            }
        }
        stage.disc(x: sunX, y: sunY, radius: sunRadius) { Color(lightness: 0.97 - 0.12 * $0, chroma: 0.06 + 0.09 * $0, hue: 85 - 25 * $0) }
        islands(on: &stage, horizon, palette, &random)

        let (far, near) = (palette.main(0.6, 0.11), palette.main(0.3, 0.09, turned: -12))
        stage.wash(from: horizon, to: stage.height) { far.mixed(with: near, $0) }
        reflection(on: &stage, x: sunX, from: horizon, width: sunRadius, light, &random)
        boat(on: &stage, horizon, palette, &random)
    }

    private static func islands(on stage: inout Stage, _ horizon: Double, _ palette: Palette, _ random: inout SeededRandom) {
        for layer in 0..<2 {
            let near = Double(layer)
            let line = RidgeLine(base: horizon + 0.02 + 0.025 * near, height: 0.07 - 0.015 * near, waves: 4, &random)
            let shade = palette.main(0.66 - 0.2 * near, 0.08, turned: 20)
            stage.ridge(line.y) { _ in shade }
        }
    }

    private static func reflection(
        on stage: inout Stage,
        x: Double,
        from horizon: Double,
        width: Double,
        _ light: Color,
        _ random: inout SeededRandom
    ) {
        var y = horizon + 0.012
        var step = 0.014
        while y < stage.height {
            let depth = (y - horizon) / (stage.height - horizon)
            let half = width * (0.35 + 0.9 * depth) * random.number(0.35, 1)
            let middle = x + random.number(-0.05, 0.05) * (0.4 + depth)
            stage.capsule(from: middle - half, to: middle + half, y: y, radius: 0.002 + 0.006 * depth) { _ in
                light.faded(0.75 - 0.4 * depth)
            }
            for _ in 0..<2 {
                let start = random.number(-0.1, stage.width)
                let length = random.number(0.04, 0.2)
                stage.capsule(from: start, to: start + length, y: y + step / 2, radius: 0.0015 + 0.003 * depth) { _ in
                    Color.white.faded(0.16)
                }
            }
            step *= 1.13
            y += step
        }
    }

    private static func boat(on stage: inout Stage, _ horizon: Double, _ palette: Palette, _ random: inout SeededRandom) {
        let x = stage.width * random.number(0.18, 0.82)
        let y = horizon + (stage.height - horizon) * random.number(0.3, 0.5)
        let size = random.number(0.13, 0.19)
        stage.spire(x: x, top: y - size * 1.35, bottom: y - size * 0.1, left: 0, right: size * 0.62, .white)
        stage.spire(x: x - size * 0.06, top: y - size * 1.1, bottom: y - size * 0.1, left: size * 0.42, right: 0, palette.second(0.9, 0.06))
        let hull = Area(left: x - size * 2, top: y, right: x + size * 2, bottom: y + size)
        stage.capsule(from: x - size * 0.35, to: x + size * 0.4, y: y, radius: size * 0.24, clip: hull) { _ in palette.second(0.42, 0.13) }
        stage.capsule(from: x - size * 0.6, to: x + size * 0.65, y: y + size * 0.25, radius: 0.004) { _ in Color.white.faded(0.35) }
    }
}
