import Foundation
import GatewayImages

/// A call of the demo, and what is expected of it.
struct DemoCall: Sendable {
    enum Expectation: Sendable {
        /// So many pictures of this width and height, partial ones before the last counted apart.
        case pictures(Int, partial: Int = 0, width: Int, height: Int)
        /// The validators refuse the request for so many reasons, and nothing is sent.
        case violations(Int)
        /// The gateway answers this status with an error of this code.
        case failure(status: Int, code: String)
    }

    let path: String
    /// What is special about this call.
    let remark: String
    let prompt: String
    var hasWrongKey = false
    let expectation: Expectation
    let send: @Sendable (ImageGateway) async throws -> [AnsweredPicture]
}

/// A picture as the gateway answered it.
struct AnsweredPicture: Sendable {
    let data: Data?
    let url: String?
    var isPartial = false
}

extension [AnsweredPicture] {
    init(_ images: [GeneratedImage]?) {
        self = (images ?? []).map { AnsweredPicture(data: $0.b64JSON, url: $0.url) }
    }

    /// All pictures of a stream, in the order in which they come.
    init(_ events: EventStream<ImageEvent>) async throws {
        self = []
        for try await event in events {
            switch event {
            case .partialImage(let image): append(AnsweredPicture(data: image.b64JSON, url: image.url, isPartial: true))
            case .completed(let image): append(AnsweredPicture(data: image.b64JSON, url: image.url))
            case .unrecognized: break
            }
        }
    }
}
