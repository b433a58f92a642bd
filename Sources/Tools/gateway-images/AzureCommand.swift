import ArgumentParser
import GatewayImages

struct AzureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "azure",
        abstract: "Makes pictures of what a text describes, with a deployment of Azure OpenAI."
    )

    @Argument(help: "The deployment.")
    var deployment: String

    @Argument(help: "What the pictures show.")
    var prompt: String

    @Option(help: ArgumentHelp("Version of the Azure API, as in 2024-10-21.", valueName: "version"))
    var apiVersion: String?

    @Option(help: ArgumentHelp("The model (default: the name of the deployment).", valueName: "model"))
    var model: String?

    @OptionGroup
    var pictures: PictureOptions

    @Option(help: ArgumentHelp("Quality of the pictures.", valueName: "quality"))
    var quality: AzureImageQuality?

    @Option(help: ArgumentHelp("Style of the pictures.", valueName: "style"))
    var style: ImageStyle?

    @Option(help: ArgumentHelp("A model to try when the first one fails; may be repeated.", valueName: "model"))
    var fallbacks: [String] = []

    @OptionGroup
    var stream: StreamOptions

    @OptionGroup
    var output: OutputOptions

    func run() async throws {
        try await Interruption.cancelling {
            var call = try Call(output, stream, name: prompt)
            if stream.stream {
                try await call.receive(call.gateway.streamAzureImage(deploymentID: deployment, apiVersion: apiVersion, body))
            } else {
                try await call.receive(
                    try await call.gateway.createAzureImage(deploymentID: deployment, apiVersion: apiVersion, body))
            }
        }
    }

    private var body: AzureImageRequest {
        AzureImageRequest(
            model: model ?? deployment, prompt: prompt, n: pictures.n, size: pictures.size, quality: quality, style: style,
            responseFormat: pictures.responseFormat, user: pictures.user, fallbacks: fallbacks.isEmpty ? nil : fallbacks
        )
    }
}
