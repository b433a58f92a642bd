/// A poster of square tiles with circles and parts of circles.
enum TilesScene {
    static func draw(on stage: inout Stage, _ palette: Palette, background: Bool, _ random: inout SeededRandom) {
        let across = 4 + random.index(3)
        let side = 1 / Double(across)
        let colors = [
            palette.main(0.93, 0.03), palette.main(0.62, 0.16), palette.main(0.38, 0.11), palette.second(0.75, 0.15),
            palette.second(0.48, 0.13),
            palette.main(0.82, 0.1, turned: 30),
        ]
        var top = 0.0
        while top < stage.height {
            var left = 0.0
            while left < stage.width {
                let paper = random.index(colors.count)
                let ink = (paper + 1 + random.index(colors.count - 1)) % colors.count
                let area = Area(left: left, top: top, right: left + side, bottom: top + side)
                if background { stage.rectangle(area, colors[paper]) }
                tile(on: &stage, area, colors[ink], colors[(ink + 2) % colors.count], &random)
                left += side
            }
            top += side
        }
    }

    private static func tile(on stage: inout Stage, _ area: Area, _ ink: Color, _ dot: Color, _ random: inout SeededRandom) {
        let side = area.right - area.left
        let middleX = (area.left + area.right) / 2
        let middleY = (area.top + area.bottom) / 2
        let corner = (x: random.chance(0.5) ? area.left : area.right, y: random.chance(0.5) ? area.top : area.bottom)
        switch random.index(6) {
        case 0, 1:
            stage.disc(x: corner.x, y: corner.y, radius: side, clip: area) { _ in ink }
            if random.chance(0.5) { stage.disc(x: corner.x, y: corner.y, radius: side * 0.45, clip: area) { _ in dot } }
        case 2:
            stage.disc(x: middleX, y: middleY, radius: side * 0.36, clip: area) { _ in ink }
            stage.disc(x: middleX, y: middleY, radius: side * 0.15, clip: area) { _ in dot }
        case 3:
            stage.disc(x: middleX, y: corner.y, radius: side / 2, clip: area) { _ in ink }
        case 4:
            stage.disc(x: area.left, y: corner.y, radius: side / 2, clip: area) { _ in ink }
            stage.disc(x: area.right, y: area.top + area.bottom - corner.y, radius: side / 2, clip: area) { _ in ink }
        default:
            for bar in 0..<4 {
                let y = area.top + side * (Double(bar) + 0.5) / 4
                stage.rectangle(Area(left: area.left, top: y - side / 16, right: area.right, bottom: y + side / 16), ink)
            }
        }
    }
}
