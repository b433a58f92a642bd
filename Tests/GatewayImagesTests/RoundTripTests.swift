import Foundation
import GatewayImages
import Testing

/// Every example answer of the pages, and one of our own with unknown values, missing properties and nulls, survives its model.
@Suite struct RoundTripTests {
    /// An example and the way through its model and back.
    struct Example: Sendable, CustomTestStringConvertible {
        let name: String
        let throughRuntime: @Sendable (Data) throws -> [UInt8]
        let throughCodable: @Sendable (Data) throws -> Data

        init<Model: JSONCodable>(_ name: String, _ model: Model.Type) {
            self.name = name
            throughRuntime = { try JSONWriter.bytes(JSONDocument(parsing: $0).decode(Model.self)) }
            throughCodable = { try JSONEncoder().encode(JSONDecoder().decode(Model.self, from: $0)) }
        }

        var testDescription: String { name }
    }

    static let examples = [
        Example("generate-reference", ImageResponse.self), Example("generate-docs", ImageResponse.self),
        Example("variation-reference", ImageResponse.self), Example("azure-reference", AzureImageResponse.self),
        Example("azure-docs", AzureImageResponse.self), Example("error-reference", GatewayError.self),
        Example("unknown-and-null", ImageResponse.self),
    ]

    @Test("An example decodes and encodes to the same JSON through the runtime", arguments: examples)
    func runtime(_ example: Example) throws {
        let text = try GatewayImagesTests.example(example.name)
        let expected = try JSONDocument(parsing: text).decode(JSONValue.self)
        let result = try JSONDocument(parsing: example.throughRuntime(text)).decode(JSONValue.self)
        #expect(result == expected)
    }

    @Test("An example decodes and encodes to the same JSON through JSONDecoder and JSONEncoder", arguments: examples)
    func codable(_ example: Example) throws {
        let text = try GatewayImagesTests.example(example.name)
        let expected = try JSONDocument(parsing: text).decode(JSONValue.self)
        let result = try JSONDocument(parsing: example.throughCodable(text)).decode(JSONValue.self)
        #expect(result == expected)
    }

    @Test("Every example in the folder is tested")
    func allExamples() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Examples")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files == Self.examples.map { $0.name + ".json" }.sorted())
    }

    @Test("The reference's answer has the values that the page shows")
    func values() throws {
        let answer = try JSONDocument(parsing: example("generate-reference")).decode(ImageResponse.self)
        let details = ImageTokenDetails(imageTokens: 0, textTokens: 0)
        let expected = ImageResponse(
            id: "string", created: 0, model: "string",
            data: [GeneratedImage(url: "http://example.com", b64JSON: pngSignature, revisedPrompt: "string", index: 0)],
            background: "string", outputFormat: .png, quality: "string", size: .square256,
            usage: ImageUsage(
                inputTokens: 0, inputTokensDetails: details, totalTokens: 0, outputTokens: 0, outputTokensDetails: details),
            extraFields: ExtraFields(
                requestType: "string", provider: "openai", modelRequested: "string", modelDeployment: "string", latency: 0,
                chunkIndex: 0, rawRequest: [:], rawResponse: [:],
                cacheDebug: CacheDebug(
                    cacheHit: true, cacheID: "string", hitType: "string", requestedProvider: "string", requestedModel: "string",
                    providerUsed: "string", modelUsed: "string", inputTokens: 0, threshold: 0, similarity: 0))
        )
        #expect(answer == expected)
    }

    @Test("Unknown enum values, missing properties, nulls and large integers are kept")
    func unknown() throws {
        let answer = try JSONDocument(parsing: example("unknown-and-null")).decode(ImageResponse.self)
        #expect(answer.outputFormat == ImageOutputFormat(rawValue: "avif"))
        #expect(answer.outputFormat?.isKnown == false)
        #expect(answer.size == ImageSize(rawValue: "2048x2048"))
        #expect(answer.id == nil)
        #expect(answer.data?.map(\.b64JSON) == [pngSignature, nil, nil])
        #expect(answer.usage?.totalTokens == 9_007_199_254_740_993)
        #expect(answer.extraFields?.rawRequest == JSONValue.null)
        #expect(
            violations(answer) == [
                #"/output_format: must be one of "png", "webp" or "jpeg", is "avif""#,
                #"/size: must be one of "256x256", "512x512", "1024x1024", "1792x1024", "1024x1792", "1536x1024", "1024x1536" or "auto", is "2048x2048""#,
            ])
    }

    @Test("A request reads back as it was written")
    func request() throws {
        let request = ImageGenerationRequest(
            model: "openai/gpt-image-1", prompt: "ein Fuchs \u{1F98A}\n\"rot\"", n: 2, size: ImageSize(rawValue: "new"), quality: .hd,
            style: .vivid, responseFormat: .b64JSON, background: .opaque, moderation: .low, partialImages: 0, outputCompression: 100,
            outputFormat: .webp, user: "", seed: -1, negativePrompt: "x", numInferenceSteps: .max,
            fallbacks: [Fallback(provider: "p", model: "m")])
        #expect(try JSONDocument(parsing: JSONWriter.bytes(request)).decode() == request)
        #expect(try JSONDecoder().decode(ImageGenerationRequest.self, from: JSONEncoder().encode(request)) == request)
    }
}
