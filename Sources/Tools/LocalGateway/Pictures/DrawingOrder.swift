import Foundation

/// What a picture shall show.
struct DrawingOrder {
    var prompt: String
    var negativePrompt = ""
    var size: PictureSize
    var style: PictureStyle?
    var transparent = false
    var partialImages = 0
    /// Without a seed the prompt alone decides, so that the same call gives the same picture.
    var seed: Int?

    /// Draws the picture number `index` of the order.
    func draw(_ index: Int) -> DrawnPicture {
        var hash = StableHash()
        hash.combine(prompt.utf8)
        hash.combine(negativePrompt.utf8)
        if let seed { hash.combine(seed) }
        var start = SeededRandom(seed: hash.value)
        // Each picture of an order has numbers of its own, and the scenes go round.
        let firstScene = start.index(Scene.allCases.count)
        var random = SeededRandom(seed: start.next() &+ UInt64(index) &* 0x9E37_79B9_7F4A_7C15)
        let hints = PromptHints(prompt: prompt, avoiding: negativePrompt)
        let strength =
            switch style {
            case .vivid: 1.3
            case .natural: 0.7
            case nil: 1.0
            }
        let scene = hints.scene ?? Scene.allCases[(firstScene + index) % Scene.allCases.count]
        let palette = Palette(hue: hints.hue ?? scene.hue(&random), strength: strength, &random)

        var stage = Stage(Canvas(width: size.width, height: size.height))
        scene.draw(on: &stage, palette, background: !transparent, &random)
        let canvas = stage.finished()
        return DrawnPicture(
            partials: (0..<partialImages).map { step in
                // 64 blocks along the shorter side in the last one, half as many in the one before.
                PNGEncoder.encode(Mosaic.coarse(canvas, across: 64 >> (partialImages - 1 - step)), alpha: transparent)
            },
            file: PNGEncoder.encode(canvas, alpha: transparent)
        )
    }
}

/// A finished picture, with the coarse ones that come before it in a stream. All are PNG files.
struct DrawnPicture {
    var partials: [Data]
    var file: Data
}

/// The sizes that the pages name; `auto` is the gateway's choice.
enum PictureSize: String, CaseIterable {
    case square256 = "256x256"
    case square512 = "512x512"
    case square1024 = "1024x1024"
    case wide1792 = "1792x1024"
    case tall1792 = "1024x1792"
    case wide1536 = "1536x1024"
    case tall1536 = "1024x1536"
    case auto

    /// The size that is drawn and answered.
    var chosen: PictureSize { self == .auto ? .square1024 : self }

    var width: Int {
        switch self {
        case .square256: 256
        case .square512: 512
        case .square1024, .tall1792, .tall1536, .auto: 1024
        case .wide1536: 1536
        case .wide1792: 1792
        }
    }

    var height: Int {
        switch self {
        case .square256: 256
        case .square512: 512
        case .square1024, .wide1792, .wide1536, .auto: 1024
        case .tall1536: 1536
        case .tall1792: 1792
        }
    }
}

enum PictureStyle: String, CaseIterable {
    case natural, vivid
}
