/// A night sky: stars, a banded planet, moons, and dunes in the foreground.
enum PlanetsScene {
    static func draw(on stage: inout Stage, _ palette: Palette, background: Bool, _ random: inout SeededRandom) {
        if background {
            let (high, low) = (palette.main(0.17, 0.06, turned: 25), palette.main(0.42, 0.13))
            stage.wash(from: 0, to: stage.height) { high.mixed(with: low, $0) }
        }
        stars(on: &stage, &random)

        let x = stage.width * random.number(0.3, 0.7)
        let y = stage.height * random.number(0.34, 0.48)
        let radius = random.number(0.2, 0.28)
        if background {
            for ring in [1.5, 1.25, 1.1] {
                stage.disc(x: x, y: y, radius: radius * ring) { _ in palette.second(0.8, 0.1).faded(0.09) }
            }
        }
        planet(on: &stage, x: x, y: y, radius: radius, palette, &random)

        let (moonX, moonY) = (stage.width * (x > stage.width / 2 ? random.number(0.1, 0.25) : random.number(0.75, 0.9)), y * 0.5)
        let moonRadius = random.number(0.04, 0.07)
        stage.disc(x: moonX, y: moonY, radius: moonRadius) { palette.second(0.93 - 0.2 * $0, 0.04, turned: 40) }
        stage.disc(x: moonX - moonRadius * 0.3, y: moonY - moonRadius * 0.2, radius: moonRadius * 0.2) { _ in
            palette.second(0.76, 0.04, turned: 40)
        }
        stage.disc(x: moonX + moonRadius * 0.3, y: moonY + moonRadius * 0.3, radius: moonRadius * 0.28) { _ in
            palette.second(0.72, 0.04, turned: 40)
        }

        for layer in 0..<3 {
            let near = Double(layer) / 2
            let line = RidgeLine(base: stage.height * (0.76 + 0.13 * near), height: 0.05, waves: 3, &random)
            let top = palette.main(0.46 - 0.26 * near, 0.11 - 0.04 * near, turned: -20 * near)
            let foot = palette.main(0.32 - 0.2 * near, 0.09 - 0.04 * near, turned: -20 * near)
            stage.ridge(line.y) { top.mixed(with: foot, ($0 * 40).rounded() / 40) }
        }
    }

    private static func stars(on stage: inout Stage, _ random: inout SeededRandom) {
        for _ in 0..<150 {
            let bright = random.number(0, 1)
            let radius = 0.0008 + 0.0026 * bright * bright
            stage.disc(x: random.number(0, stage.width), y: stage.height * random.number(0, 0.8), radius: radius) { _ in
                Color.white.faded(0.35 + 0.6 * bright)
            }
        }
    }

    /// Bands run along the rows, so the color of a band is the color of its rows.
    private static func planet(
        on stage: inout Stage, x: Double, y: Double, radius: Double, _ palette: Palette, _ random: inout SeededRandom
    ) {
        let ring = palette.main(0.84, 0.08, turned: 15).faded(0.85)
        stage.hoop(x: x, y: y, outer: radius * 1.75, inner: radius * 1.3, front: false, ring)
        var bands: [(end: Double, color: Color)] = []
        var end = 0.0
        while end < 1 {
            end += random.number(0.04, 0.16)
            bands.append((end, palette.second(random.number(0.66, 0.86), random.number(0.05, 0.11), turned: random.number(-18, 18))))
        }
        stage.disc(x: x, y: y, radius: radius) { part in
            bands.first { part < $0.end }?.color ?? palette.second(0.8)
        }
        stage.hoop(x: x, y: y, outer: radius * 1.75, inner: radius * 1.3, front: true, ring)
    }
}
