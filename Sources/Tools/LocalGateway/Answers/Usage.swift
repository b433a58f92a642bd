/// Tokens that a call used: invented, but as a bill has them. Every total is the sum of its parts.
struct Usage: Encodable, Equatable {
    struct Details: Encodable, Equatable {
        var imageTokens = 0
        var textTokens = 0
    }

    let inputTokens: Int
    let inputTokensDetails: Details
    let outputTokens: Int
    let outputTokensDetails: Details
    let totalTokens: Int

    init(input: Details, output: Details) {
        inputTokens = input.imageTokens + input.textTokens
        inputTokensDetails = input
        outputTokens = output.imageTokens + output.textTokens
        outputTokensDetails = output
        totalTokens = inputTokens + outputTokens
    }

    /// A text has a token for each four bytes.
    static func text(_ text: String) -> Details {
        Details(textTokens: (text.utf8.count + 3) / 4)
    }

    /// A picture has a token for each square of 32 by 32 pixels, and half or twice as many by its quality.
    static func pictures(_ count: Int, _ size: PictureSize, _ quality: Quality? = nil) -> Details {
        let tokens = size.width * size.height / 1024 * count
        return switch quality {
        case .low: Details(imageTokens: tokens / 2)
        case .high, .hd: Details(imageTokens: tokens * 2)
        default: Details(imageTokens: tokens)
        }
    }
}
