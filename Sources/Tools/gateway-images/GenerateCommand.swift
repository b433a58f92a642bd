import ArgumentParser
import GatewayImages

struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Makes pictures of what a text describes."
    )

    @Argument(help: "What the pictures show.")
    var prompt: String

    @Option(help: ArgumentHelp("The model, as provider/model.", valueName: "model"))
    var model: String

    @OptionGroup
    var pictures: PictureOptions

    @Option(help: ArgumentHelp("Quality of the pictures.", valueName: "quality"))
    var quality: ImageQuality?

    @Option(help: ArgumentHelp("Style of the pictures.", valueName: "style"))
    var style: ImageStyle?

    @Option(help: ArgumentHelp("Background of the pictures.", valueName: "background"))
    var background: ImageBackground?

    @Option(help: ArgumentHelp("How strictly content is moderated.", valueName: "moderation"))
    var moderation: ImageModeration?

    @Option(help: ArgumentHelp("Number of partial pictures in a stream, 0 to 3.", valueName: "number"))
    var partialImages: Int?

    @Option(help: ArgumentHelp("Compression in percent.", valueName: "percent"))
    var outputCompression: Int?

    @Option(help: ArgumentHelp("File format of the pictures.", valueName: "format"))
    var outputFormat: ImageOutputFormat?

    @Option(help: "Seed, to make the same pictures again.")
    var seed: Int?

    @Option(help: ArgumentHelp("What to avoid in the pictures.", valueName: "text"))
    var negativePrompt: String?

    @Option(help: ArgumentHelp("Number of inference steps.", valueName: "number"))
    var numInferenceSteps: Int?

    @Option(help: ArgumentHelp("A model to try when the first one fails; may be repeated.", valueName: "provider/model"))
    var fallbacks: [Fallback] = []

    @OptionGroup
    var stream: StreamOptions

    @OptionGroup
    var output: OutputOptions

    func run() async throws {
        try await Interruption.cancelling {
            var call = try Call(output, stream, name: prompt)
            if stream.stream {
                try await call.receive(call.gateway.streamImage(body))
            } else {
                try await call.receive(try await call.gateway.generateImage(body))
            }
        }
    }

    private var body: ImageGenerationRequest {
        ImageGenerationRequest(
            model: model, prompt: prompt, n: pictures.n, size: pictures.size, quality: quality, style: style,
            responseFormat: pictures.responseFormat, background: background, moderation: moderation, partialImages: partialImages,
            outputCompression: outputCompression, outputFormat: outputFormat, user: pictures.user, seed: seed,
            negativePrompt: negativePrompt, numInferenceSteps: numInferenceSteps, fallbacks: fallbacks.isEmpty ? nil : fallbacks
        )
    }
}
