import HTTPTypes
import Hummingbird
import NIOCore

/// `GET /pictures/{name}.png`: the pictures behind the URLs of answers. No credential: who has the URL may have the picture.
struct PictureRoute {
    let pictures: PictureStore

    func respond(_ name: String) async throws -> Response {
        guard let file = await pictures.file(name) else {
            throw GatewayFailure(
                status: .notFound,
                code: "picture_not_found",
                message: "there is no such picture, or newer ones have taken its place"
            )
        }
        return Response(
            status: .ok,
            headers: [.contentType: "image/png", .cacheControl: "private, max-age=3600"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file))
        )
    }
}
