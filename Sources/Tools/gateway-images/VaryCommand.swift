import ArgumentParser
import Foundation
import GatewayImages

struct VaryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vary",
        abstract: "Makes variations of a picture.",
        discussion: "One file goes as image, several go as image[], of which the gateway takes the first."
    )

    @Argument(help: ArgumentHelp("The picture to vary.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("The model, as provider/model.", valueName: "model"))
    var model: String

    @OptionGroup
    var pictures: PictureOptions

    @Option(help: ArgumentHelp("A model to try when the first one fails; may be repeated.", valueName: "provider/model"))
    var fallbacks: [Fallback] = []

    @OptionGroup
    var output: OutputOptions

    func run() async throws {
        try await Interruption.cancelling {
            let source = files.first.map { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent } ?? ""
            var call = try Call(output, name: source + " variation")
            try await call.receive(try await call.gateway.createVariation(body))
        }
    }

    private var body: ImageVariationRequest {
        let uploads = files.map { FileUpload.file(at: URL(fileURLWithPath: $0)) }
        return ImageVariationRequest(
            model: model, image: uploads.count == 1 ? uploads.first : nil, images: uploads.count == 1 ? nil : uploads, n: pictures.n,
            size: pictures.size, responseFormat: pictures.responseFormat, user: pictures.user,
            fallbacks: fallbacks.isEmpty ? nil : fallbacks
        )
    }
}
