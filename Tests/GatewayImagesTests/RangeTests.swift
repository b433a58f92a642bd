import GatewayImages
import Testing

/// Each range of the pages at its limits and beside them, and in the middle of nothing: left out.
@Suite struct RangeTests {
    /// A number of a request with its range.
    struct Range: Sendable, CustomTestStringConvertible {
        let name: String
        let minimum: Int
        let maximum: Int
        let violations: @Sendable (Int?) -> [String]

        var testDescription: String { name }
    }

    static let ranges = [
        Range(name: "ImageGenerationRequest/n", minimum: 1, maximum: 10) { violations(generation(n: $0)) },
        Range(name: "ImageGenerationRequest/partial_images", minimum: 0, maximum: 3) { violations(generation(partialImages: $0)) },
        Range(name: "ImageGenerationRequest/output_compression", minimum: 0, maximum: 100) {
            violations(generation(outputCompression: $0))
        },
        Range(name: "AzureImageRequest/n", minimum: 1, maximum: 10) {
            violations(AzureImageRequest(model: "m", prompt: "p", n: $0))
        },
        Range(name: "ImageVariationRequest/n", minimum: 1, maximum: 10) {
            violations(ImageVariationRequest(model: "m", image: .data(pngSignature), n: $0))
        },
    ]

    static func generation(n: Int? = nil, partialImages: Int? = nil, outputCompression: Int? = nil) -> ImageGenerationRequest {
        ImageGenerationRequest(model: "m", prompt: "p", n: n, partialImages: partialImages, outputCompression: outputCompression)
    }

    @Test("A number is taken at its limits and inside them, and refused beside them", arguments: ranges)
    func limits(_ range: Range) {
        let property = range.name.split(separator: "/")[1]
        #expect(range.violations(range.minimum - 1) == ["/\(property): must be at least \(range.minimum), is \(range.minimum - 1)"])
        #expect(range.violations(range.minimum) == [])
        #expect(range.violations(range.minimum + 1) == [])
        #expect(range.violations(range.maximum - 1) == [])
        #expect(range.violations(range.maximum) == [])
        #expect(range.violations(range.maximum + 1) == ["/\(property): must be at most \(range.maximum), is \(range.maximum + 1)"])
    }

    @Test("A number that is left out breaks no rule", arguments: ranges)
    func leftOut(_ range: Range) {
        #expect(range.violations(nil) == [])
    }

    @Test("The ends of the integers are refused, not trapped on", arguments: ranges)
    func extremes(_ range: Range) {
        #expect(range.violations(.min).count == 1)
        #expect(range.violations(.max).count == 1)
    }
}
