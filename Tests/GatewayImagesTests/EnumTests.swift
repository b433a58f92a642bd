import GatewayImages
import Testing

/// Each enum of the pages with its known values, an unknown one and an empty one.
@Suite struct EnumTests {
    /// An enum of a request, with its values as the pages list them.
    struct Choice: Sendable, CustomTestStringConvertible {
        let name: String
        let values: [String]
        let violations: @Sendable (String?) -> [String]

        var testDescription: String { name }
    }

    static let sizes = ["256x256", "512x512", "1024x1024", "1792x1024", "1024x1792", "1536x1024", "1024x1536", "auto"]
    static let formats = ["url", "b64_json"]
    static let styles = ["natural", "vivid"]

    static let generation: [Choice] = [
        Choice(name: "ImageGenerationRequest/size", values: sizes) {
            violations(ImageGenerationRequest(model: "m", prompt: "p", size: $0.map(ImageSize.init)))
        },
        Choice(name: "ImageGenerationRequest/quality", values: ["auto", "high", "medium", "low", "hd", "standard"]) {
            violations(ImageGenerationRequest(model: "m", prompt: "p", quality: $0.map(ImageQuality.init)))
        },
        Choice(name: "ImageGenerationRequest/style", values: styles) {
            violations(ImageGenerationRequest(model: "m", prompt: "p", style: $0.map(ImageStyle.init)))
        },
        Choice(name: "ImageGenerationRequest/response_format", values: formats) {
            violations(ImageGenerationRequest(model: "m", prompt: "p", responseFormat: $0.map(ImageResponseFormat.init)))
        },
        Choice(name: "ImageGenerationRequest/background", values: ["transparent", "opaque", "auto"]) {
            violations(ImageGenerationRequest(model: "m", prompt: "p", background: $0.map(ImageBackground.init)))
        },
        Choice(name: "ImageGenerationRequest/moderation", values: ["low", "auto"]) {
            violations(ImageGenerationRequest(model: "m", prompt: "p", moderation: $0.map(ImageModeration.init)))
        },
        Choice(name: "ImageGenerationRequest/output_format", values: ["png", "webp", "jpeg"]) {
            violations(ImageGenerationRequest(model: "m", prompt: "p", outputFormat: $0.map(ImageOutputFormat.init)))
        },
    ]

    static let azure: [Choice] = [
        Choice(name: "AzureImageRequest/size", values: sizes) {
            violations(AzureImageRequest(model: "m", prompt: "p", size: $0.map(ImageSize.init)))
        },
        Choice(name: "AzureImageRequest/quality", values: ["standard", "hd"]) {
            violations(AzureImageRequest(model: "m", prompt: "p", quality: $0.map(AzureImageQuality.init)))
        },
        Choice(name: "AzureImageRequest/style", values: styles) {
            violations(AzureImageRequest(model: "m", prompt: "p", style: $0.map(ImageStyle.init)))
        },
        Choice(name: "AzureImageRequest/response_format", values: formats) {
            violations(AzureImageRequest(model: "m", prompt: "p", responseFormat: $0.map(ImageResponseFormat.init)))
        },
    ]

    static let others: [Choice] = [
        Choice(name: "ImageVariationRequest/size", values: sizes) {
            violations(ImageVariationRequest(model: "m", image: .data(pngSignature), size: $0.map(ImageSize.init)))
        },
        Choice(name: "ImageVariationRequest/response_format", values: formats) {
            violations(
                ImageVariationRequest(model: "m", image: .data(pngSignature), responseFormat: $0.map(ImageResponseFormat.init)))
        },
        Choice(name: "ImageResponse/size", values: sizes) { violations(ImageResponse(size: $0.map(ImageSize.init))) },
        Choice(name: "ImageResponse/output_format", values: ["png", "webp", "jpeg"]) {
            violations(ImageResponse(outputFormat: $0.map(ImageOutputFormat.init)))
        },
    ]

    @Test("The values of the pages are taken, and only they", arguments: generation + azure + others)
    func values(_ choice: Choice) {
        let property = choice.name.split(separator: "/")[1]
        let quoted = choice.values.map { "\"\($0)\"" }
        let rule = "/\(property): must be one of \(quoted.dropLast().joined(separator: ", ")) or \(quoted.last ?? "")"
        for value in choice.values { #expect(choice.violations(value) == []) }
        #expect(choice.violations(nil) == [])
        #expect(choice.violations("unknown") == ["\(rule), is \"unknown\""])
        #expect(choice.violations("") == ["\(rule), is \"\""])
        // Values are compared as they are.
        let upper = choice.values[0].uppercased()
        if upper != choice.values[0] { #expect(choice.violations(upper) == ["\(rule), is \"\(upper)\""]) }
    }

    @Test("A type lists the values of the pages in their order")
    func allCases() {
        #expect(ImageSize.allCases.map(\.rawValue) == Self.sizes)
        #expect(ImageQuality.allCases == [.auto, .high, .medium, .low, .hd, .standard])
        #expect(AzureImageQuality.allCases == [.standard, .hd])
        #expect(ImageResponseFormat.allCases == [.url, .b64JSON])
    }

    @Test("The constant type of an event is checked")
    func eventType() {
        #expect(violations(PartialImageEvent(type: "image_generation.partial_image")) == [])
        #expect(violations(PartialImageEvent()) == [])
        #expect(
            violations(CompletedImageEvent(type: "image_generation.partial_image"))
                == [#"/type: must be "image_generation.completed", is "image_generation.partial_image""#])
    }
}
