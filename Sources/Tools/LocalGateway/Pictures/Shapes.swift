import Foundation

/// Where a scene draws: a canvas with a frame of reference of its own, so that one scene serves every size.
///
/// x goes from 0 to `width` (the picture's sides by its shorter one), y from 0 to `height`; a length of 1 is the shorter side.
struct Stage: ~Copyable {
    private(set) var canvas: Canvas
    let unit: Double
    let width: Double
    let height: Double

    init(_ canvas: consuming Canvas) {
        unit = Double(min(canvas.width, canvas.height))
        width = Double(canvas.width) / unit
        height = Double(canvas.height) / unit
        self.canvas = canvas
    }

    consuming func finished() -> Canvas { canvas }
}

/// A rectangle on the stage.
struct Area {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double
}

extension Stage {
    /// Fills rows from `top` to `bottom`; `color` gets the part of the way down, 0…1.
    ///
    /// Colors change by row alone, here and in the other shapes: equal neighbours are what makes the file small.
    mutating func wash(from top: Double, to bottom: Double, _ color: (Double) -> Color) {
        let first = max(0, Int(top * unit))
        let last = min(canvas.height, Int((bottom * unit).rounded(.up)))
        var y = first
        while y < last {
            canvas.fill(row: y, from: 0, to: canvas.width, with: color(Double(y - first) / Double(max(1, last - first - 1))))
            y += 1
        }
    }

    mutating func rectangle(_ area: Area, _ color: Color) {
        let left = Int((area.left * unit).rounded())
        let right = Int((area.right * unit).rounded())
        var y = Int((area.top * unit).rounded())
        let bottom = Int((area.bottom * unit).rounded())
        while y < bottom {
            canvas.fill(row: y, from: left, to: right, with: color)
            y += 1
        }
    }

    mutating func disc(x: Double, y: Double, radius: Double, clip: Area? = nil, _ color: (Double) -> Color) {
        capsule(from: x, to: x, y: y, radius: radius, clip: clip, color)
    }

    /// A bar with round ends; `color` gets the part of the way down, 0…1.
    mutating func capsule(from start: Double, to end: Double, y: Double, radius: Double, clip: Area? = nil, _ color: (Double) -> Color) {
        let radius = radius * unit
        let (left, right, middle) = (start * unit, end * unit, y * unit)
        let bounds = pixels(of: clip)
        var row = max(bounds.top, Int(middle - radius) - 1)
        let last = min(bounds.bottom, Int(middle + radius) + 2)
        while row < last {
            let dy = Double(row) + 0.5 - middle
            let outer = halfWidth(radius + 0.5, dy)
            if outer > 0 {
                let shade = color(min(max((dy + radius) / (2 * radius), 0), 1))
                let inner = halfWidth(radius - 0.5, dy)
                // Inside it is whole; on the rim the cover falls with the distance from the centre.
                let solidStart = max(bounds.left, inner > 0 ? Int((left - inner).rounded(.up)) : Int(left))
                let solidEnd = min(bounds.right, inner > 0 ? Int(right + inner) : Int(right))
                canvas.fill(row: row, from: solidStart, to: solidEnd, with: shade)
                var x = max(bounds.left, Int(left - outer) - 1)
                while x < min(solidStart, bounds.right) {
                    blendRim(x, row, left - Double(x) - 0.5, dy, radius, shade)
                    x += 1
                }
                x = max(bounds.left, max(solidStart, solidEnd))
                let rimEnd = min(bounds.right, Int(right + outer) + 2)
                while x < rimEnd {
                    blendRim(x, row, Double(x) + 0.5 - right, dy, radius, shade)
                    x += 1
                }
            }
            row += 1
        }
    }

    /// A triangle standing on `bottom`, its tip at `top` and `tip` to the side of the middle of its foot.
    mutating func spire(x: Double, top: Double, bottom: Double, left: Double, right: Double, _ color: Color) {
        let (first, last) = (top * unit, bottom * unit)
        var row = max(0, Int(first))
        while row < min(canvas.height, Int(last)) {
            let part = (Double(row) + 0.5 - first) / (last - first)
            if part > 0 {
                stretch(row: row, from: (x - left * part) * unit, to: (x + right * part) * unit, color)
            }
            row += 1
        }
    }

    /// Half of a flat ring around a place, as a planet has it: the half before the planet or the one behind.
    mutating func hoop(x: Double, y: Double, outer: Double, inner: Double, front: Bool, _ color: Color) {
        let flatness = 0.2
        let (middleX, middleY) = (x * unit, y * unit)
        var row = Int(front ? middleY : middleY - outer * unit * flatness)
        let last = Int(front ? middleY + outer * unit * flatness + 1 : middleY)
        while row < last {
            let dy = (Double(row) + 0.5 - middleY) / flatness
            let outside = halfWidth(outer * unit, dy)
            let inside = halfWidth(inner * unit, dy)
            for (start, end) in [(middleX - outside, middleX - inside), (middleX + inside, middleX + outside)] {
                stretch(row: row, from: start, to: end, color)
            }
            row += 1
        }
    }

    /// A stretch of a row whose ends need not fall between pixels.
    private mutating func stretch(row: Int, from start: Double, to end: Double, _ color: Color) {
        let solidStart = Int(start.rounded(.up))
        let solidEnd = Int(end.rounded(.down))
        if solidStart <= solidEnd {
            canvas.blend(x: solidStart - 1, y: row, with: color, coverage: Double(solidStart) - start)
            canvas.fill(row: row, from: solidStart, to: solidEnd, with: color)
            canvas.blend(x: solidEnd, y: row, with: color, coverage: end - Double(solidEnd))
        } else {
            canvas.blend(x: solidEnd, y: row, with: color, coverage: end - start)
        }
    }

    /// Everything under a line; `line` gives its y for an x, `color` gets the part of the way from the line's highest point down.
    mutating func ridge(_ line: (Double) -> Double, _ color: (Double) -> Color) {
        var heights: [Double] = []
        heights.reserveCapacity(canvas.width)
        for x in 0..<canvas.width {
            heights.append(line((Double(x) + 0.5) / unit) * unit)
        }
        guard let highest = heights.min(), let lowest = heights.max() else { return }
        heights.withUnsafeBufferPointer { heights in
            var row = max(0, Int(highest))
            while row < canvas.height {
                let shade = color((Double(row) - highest) / max(1, Double(canvas.height) - highest))
                if Double(row) >= lowest {
                    canvas.fill(row: row, from: 0, to: canvas.width, with: shade)
                } else {
                    ridgeRow(row, heights, shade)
                }
                row += 1
            }
        }
    }

    private mutating func ridgeRow(_ row: Int, _ heights: UnsafeBufferPointer<Double>, _ shade: Color) {
        let bottom = Double(row + 1)
        let top = Double(row)
        var x = 0
        while x < heights.count {
            let height = heights[x]
            if height >= bottom {
                x += 1
            } else if height > top {
                canvas.blend(x: x, y: row, with: shade, coverage: bottom - height)
                x += 1
            } else {
                let start = x
                while x < heights.count && heights[x] <= top { x += 1 }
                canvas.fill(row: row, from: start, to: x, with: shade)
            }
        }
    }

    private mutating func blendRim(_ x: Int, _ y: Int, _ dx: Double, _ dy: Double, _ radius: Double, _ color: Color) {
        let beside = max(0, dx)
        canvas.blend(x: x, y: y, with: color, coverage: radius + 0.5 - (beside * beside + dy * dy).squareRoot())
    }

    private func halfWidth(_ radius: Double, _ dy: Double) -> Double {
        radius > abs(dy) ? (radius * radius - dy * dy).squareRoot() : 0
    }

    private func pixels(of area: Area?) -> (left: Int, top: Int, right: Int, bottom: Int) {
        guard let area else { return (0, 0, canvas.width, canvas.height) }
        return (
            max(0, Int((area.left * unit).rounded())), max(0, Int((area.top * unit).rounded())),
            min(canvas.width, Int((area.right * unit).rounded())), min(canvas.height, Int((area.bottom * unit).rounded()))
        )
    }
}
