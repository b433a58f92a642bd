import Foundation
import GatewayImages

/// An answer with pictures.
protocol PictureAnswer: JSONEncodable {
    var data: [GeneratedImage]? { get set }
    /// The file format that the gateway says.
    var declaredFormat: String? { get }
}

extension ImageResponse: PictureAnswer {
    var declaredFormat: String? { outputFormat?.rawValue }
}

extension AzureImageResponse: PictureAnswer {
    var declaredFormat: String? { outputFormat }
}

/// A picture in an answer or an event: its bytes, or its address.
protocol AnsweredPicture: JSONEncodable {
    var b64JSON: Data? { get set }
    var url: String? { get }
}

extension GeneratedImage: AnsweredPicture {}
extension PartialImageEvent: AnsweredPicture {}
extension CompletedImageEvent: AnsweredPicture {}
