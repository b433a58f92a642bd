/// A checked request for pictures from a prompt.
struct GenerationRequest {
    let model: ModelName
    let prompt: String
    let count: Int
    let quality: Quality?
    let responseFormat: ResponseFormat
    let isStream: Bool
    let order: DrawingOrder

    /// Both families are read alike: what the Azure page does not name passes through the gateway to the model, and so
    /// works here too, under the rules that it has on the other page.
    init(_ fields: RequestFields, _ family: APIFamily, model: ModelName) throws(GatewayFailure) {
        self.model = model
        prompt = try fields.requiredText("prompt")
        count = try fields.integer("n", in: 1...10) ?? 1
        let size = try fields.choice("size", of: PictureSize.allCases) ?? .auto
        quality = try fields.choice("quality", of: family.qualities)
        let style = try fields.choice("style", of: PictureStyle.allCases)
        let responseFormat = try fields.choice("response_format", of: ResponseFormat.allCases)
        let background = try fields.choice("background", of: Background.allCases)
        _ = try fields.choice("moderation", of: Moderation.allCases)
        // The pages name no default; nobody who does not ask for partial pictures gets any.
        let partialImages = try fields.integer("partial_images", in: 0...3) ?? 0
        _ = try fields.integer("output_compression", in: 0...100)
        let outputFormat = try fields.choice("output_format", of: OutputFormat.allCases) ?? .png
        guard outputFormat == .png else {
            throw .unsupported("output_format", "the local gateway cannot make \(outputFormat.rawValue) pictures, only png")
        }
        _ = try fields.text("user")
        let seed = try fields.integer("seed")
        let negativePrompt = try fields.text("negative_prompt")
        _ = try fields.integer("num_inference_steps")
        isStream = try fields.flag("stream") ?? false
        let fallbacks = try fields.list("fallbacks")
        switch family {
        case .gateway: try RequestFields.checkFallbackObjects(fallbacks)
        case .azure: try RequestFields.checkFallbackNames(fallbacks)
        }
        if family == .azure, isStream, responseFormat != nil {
            throw .unsupported(
                "response_format", "response_format is not supported for streaming requests: leave it out, pictures come as b64_json")
        }
        // The default is "url"; but the pages describe a stream's events as base64 data, so there it takes the word "url" to get one.
        self.responseFormat = responseFormat ?? (isStream ? .b64JSON : .url)
        order = DrawingOrder(
            prompt: prompt,
            negativePrompt: negativePrompt ?? "",
            size: size.chosen,
            style: style,
            transparent: background == .transparent,
            partialImages: isStream ? partialImages : 0,
            seed: seed
        )
    }

    /// What the model says that it drew.
    func revisedPrompt(_ index: Int) -> String {
        let seed = order.seed.map { ", seed \($0)" } ?? ""
        return "\(prompt) (drawn by the local gateway: picture \(index + 1) of \(count)\(seed))"
    }

    var backgroundName: String { order.transparent ? Background.transparent.rawValue : Background.opaque.rawValue }

    func qualityName(_ family: APIFamily) -> String {
        (quality ?? (family == .azure ? .standard : .auto)).rawValue
    }

    /// The usage of one picture; the prompt is counted with the first, so that all together are the usage of the call.
    func usage(ofPicture index: Int) -> Usage {
        Usage(input: index == 0 ? promptTokens : Usage.Details(), output: Usage.pictures(1, order.size, quality))
    }

    var usage: Usage {
        Usage(input: promptTokens, output: Usage.pictures(count, order.size, quality))
    }

    private var promptTokens: Usage.Details { Usage.text(prompt + order.negativePrompt) }
}
