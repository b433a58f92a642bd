import Foundation

/// Pixels in memory, one `Color` word each, row by row from the top.
///
/// Plain memory and loops without iterators: this is what keeps a picture of a million pixels under a tenth of a second
/// in a debug build, where nothing is inlined.
///
/// Sendable although it holds a pointer: it has one owner, who alone can write.
struct Canvas: ~Copyable, @unchecked Sendable {
    let width: Int
    let height: Int
    private let pixels: UnsafeMutablePointer<UInt32>

    init(width: Int, height: Int, filledWith color: Color = .clear) {
        self.width = width
        self.height = height
        pixels = .allocate(capacity: width * height)
        pixels.initialize(repeating: color.word, count: width * height)
    }

    deinit { pixels.deallocate() }

    borrowing func row(_ y: Int) -> UnsafePointer<UInt32> { UnsafePointer(pixels + y * width) }

    /// The color at a place inside the canvas.
    borrowing func color(x: Int, y: Int) -> Color {
        precondition(x >= 0 && x < width && y >= 0 && y < height)
        return Color(word: pixels[y * width + x])
    }

    mutating func set(x: Int, y: Int, _ color: Color) {
        precondition(x >= 0 && x < width && y >= 0 && y < height)
        pixels[y * width + x] = color.word
    }

    /// Fills a stretch of a row; what lies outside the canvas is left out.
    mutating func fill(row y: Int, from start: Int, to end: Int, with color: Color) {
        guard y >= 0 && y < height else { return }
        let first = max(0, start)
        let last = min(width, end)
        guard first < last else { return }
        let line = pixels + (y * width + first)
        if color.alpha == 255 {
            fill(line, last - first, with: color.word)
        } else if color.alpha > 0 {
            blend(line, last - first, with: color)
        }
    }

    /// Lays a color over one pixel, `coverage` of 0…1 thick.
    mutating func blend(x: Int, y: Int, with color: Color, coverage: Double) {
        guard y >= 0 && y < height && x >= 0 && x < width && coverage > 0 else { return }
        let covering = coverage >= 1 ? color : color.faded(coverage)
        let pixel = pixels + (y * width + x)
        pixel.pointee = covering.over(Color(word: pixel.pointee)).word
    }

    /// Copies a row onto another one.
    mutating func copy(row source: Int, to destination: Int) {
        precondition(source >= 0 && source < height && destination >= 0 && destination < height)
        memcpy(pixels + destination * width, pixels + source * width, width * 4)
    }

    private func fill(_ line: UnsafeMutablePointer<UInt32>, _ count: Int, with word: UInt32) {
        line[0] = word
        var done = 1
        while done < count {  // doubling: memcpy is fast in every build
            let step = min(done, count - done)
            memcpy(line + done, line, step * 4)
            done += step
        }
    }

    private func blend(_ line: UnsafeMutablePointer<UInt32>, _ count: Int, with color: Color) {
        var x = 0
        while x < count {
            let below = line[x]
            var end = x + 1
            while end < count && line[end] == below { end += 1 }
            fill(line + x, end - x, with: color.over(Color(word: below)).word)
            x = end
        }
    }
}
