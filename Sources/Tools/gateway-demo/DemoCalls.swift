import Foundation
import GatewayImages

/// The calls of the demo: every endpoint in every form, and three requests that must fail.
enum DemoCalls {
    private static let generations = "/v1/images/generations"
    private static let variations = "/v1/images/variations"
    private static let azure = "/openai/openai/deployments/dalle3/images/generations"

    /// Texts that would break a page that does not escape them.
    private static let fox = #"A red fox in "deep" snow, <wide> & quiet"#
    private static let harbour = "A harbour at dawn, fishing boats, long shadows"
    private static let planets = "Two planets over a desert"

    /// Variations are made of the picture at `source`.
    static func all(source: URL) -> [DemoCall] { generate + vary(source) + azureCalls + refused }

    private static var generate: [DemoCall] {
        [
            DemoCall(
                path: generations, remark: "JSON with b64_json, seed, style", prompt: fox,
                expectation: .pictures(2, width: 512, height: 512)
            ) { gateway in
                let answer = try await gateway.generateImage(
                    ImageGenerationRequest(
                        model: "openai/gpt-image-1", prompt: fox, n: 2, size: .square512, style: .vivid, responseFormat: .b64JSON, seed: 7))
                return [AnsweredPicture](answer.data)
            },
            DemoCall(
                path: generations, remark: "JSON with url, quality, background, a fallback", prompt: harbour,
                expectation: .pictures(1, width: 1536, height: 1024)
            ) { gateway in
                let answer = try await gateway.generateImage(
                    ImageGenerationRequest(
                        model: "openai/gpt-image-1", prompt: harbour, size: .landscape1536, quality: .high, responseFormat: .url,
                        background: .opaque, moderation: .low, outputCompression: 90, outputFormat: .png, user: "demo",
                        negativePrompt: "people", fallbacks: [Fallback(provider: "openai", model: "dall-e-3")]))
                return [AnsweredPicture](answer.data)
            },
            DemoCall(
                path: generations, remark: "event stream with 3 partial pictures", prompt: planets,
                expectation: .pictures(1, partial: 3, width: 512, height: 512)
            ) { gateway in
                try await [AnsweredPicture](
                    gateway.streamImage(
                        ImageGenerationRequest(
                            model: "openai/gpt-image-1", prompt: planets, size: .square512, responseFormat: .b64JSON, partialImages: 3,
                            seed: 11)))
            },
        ]
    }

    private static func vary(_ source: URL) -> [DemoCall] {
        [
            DemoCall(
                path: variations, remark: "form with image, from a file", prompt: "a variation of the first picture",
                expectation: .pictures(2, width: 256, height: 256)
            ) { gateway in
                let answer = try await gateway.createVariation(
                    ImageVariationRequest(
                        model: "openai/dall-e-2", image: .file(at: source), n: 2, size: .square256, responseFormat: .b64JSON))
                return [AnsweredPicture](answer.data)
            },
            DemoCall(
                path: variations, remark: "form with image[] twice, from memory", prompt: "a variation of the first picture",
                expectation: .pictures(1, width: 512, height: 512)
            ) { gateway in
                let picture = try Data(contentsOf: source)
                let answer = try await gateway.createVariation(
                    ImageVariationRequest(
                        model: "openai/dall-e-2", images: [.data(picture, filename: "a.png"), .data(picture, filename: "b.png")],
                        size: .square512, fallbacks: [Fallback(provider: "openai", model: "gpt-image-1")]))
                return [AnsweredPicture](answer.data)
            },
        ]
    }

    private static var azureCalls: [DemoCall] {
        [
            DemoCall(
                path: azure, remark: "JSON with b64_json, api-version", prompt: fox,
                expectation: .pictures(1, width: 1024, height: 1024)
            ) { gateway in
                let answer = try await gateway.createAzureImage(
                    deploymentID: "dalle3", apiVersion: "2024-10-21",
                    AzureImageRequest(
                        model: "dall-e-3", prompt: fox, n: 1, size: .square1024, quality: .hd, style: .natural, responseFormat: .b64JSON,
                        fallbacks: ["gpt-image-1"]))
                return [AnsweredPicture](answer.data)
            },
            DemoCall(
                path: azure, remark: "event stream", prompt: harbour,
                expectation: .pictures(1, width: 512, height: 512)
            ) { gateway in
                try await [AnsweredPicture](
                    gateway.streamAzureImage(
                        deploymentID: "dalle3", apiVersion: "2024-10-21",
                        AzureImageRequest(model: "dall-e-3", prompt: harbour, size: .square512)))
            },
        ]
    }

    private static var refused: [DemoCall] {
        [
            DemoCall(
                path: generations, remark: "refused by the validators, nothing is sent", prompt: fox, expectation: .violations(4)
            ) { gateway in
                let answer = try await gateway.generateImage(
                    ImageGenerationRequest(
                        model: "openai/gpt-image-1", prompt: fox, n: 11, size: ImageSize(rawValue: "640x480"), partialImages: 4,
                        outputCompression: -1))
                return [AnsweredPicture](answer.data)
            },
            DemoCall(
                path: generations, remark: "refused by the gateway, wrong key", prompt: fox, hasWrongKey: true,
                expectation: .failure(status: 401, code: "invalid_api_key")
            ) { gateway in
                [AnsweredPicture](try await gateway.generateImage(ImageGenerationRequest(model: "openai/gpt-image-1", prompt: fox)).data)
            },
            DemoCall(
                path: generations, remark: "refused by the gateway, no webp here", prompt: fox,
                expectation: .failure(status: 400, code: "unsupported_value")
            ) { gateway in
                let answer = try await gateway.generateImage(
                    ImageGenerationRequest(model: "openai/gpt-image-1", prompt: fox, outputFormat: .webp))
                return [AnsweredPicture](answer.data)
            },
        ]
    }
}
