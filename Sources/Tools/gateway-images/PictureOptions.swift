import ArgumentParser
import GatewayImages

/// What all three endpoints take.
struct PictureOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Number of pictures, 1 to 10.", valueName: "number"))
    var n: Int?

    @Option(help: ArgumentHelp("Width and height in pixels.", valueName: "size"))
    var size: ImageSize?

    @Option(help: ArgumentHelp("How the gateway answers; saved as a file either way.", valueName: "format"))
    var responseFormat: ImageResponseFormat?

    @Option(help: ArgumentHelp("Identifier of the user, for tracking.", valueName: "identifier"))
    var user: String?
}
