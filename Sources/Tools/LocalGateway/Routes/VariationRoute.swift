import Foundation
import Hummingbird

/// `POST /v1/images/variations`.
struct VariationRoute {
    let pictures: PictureStore

    func respond(to body: RequestBodyReader, _ call: inout Call) async throws -> Response {
        let form = try await body.form()
        call.requestType = "image_variation"
        let name = try form.fields().requiredText("model")
        call.modelRequested = name
        let model = try ModelName(gateway: name)
        call.provider = model.provider
        let request = try VariationRequest(form)

        var items: [ImageItem] = []
        for index in 0..<request.count {
            items.append(
                await ImageItem(request.order.draw(index), as: request.responseFormat, pictures, call, revisedPrompt: nil, index: index))
            await Task.yield()
        }
        return try Response(
            json: ImageAnswer(
                id: call.id.replacing("req_", with: "img_"),
                created: Int(Date().timeIntervalSince1970),
                model: model.requested,
                data: items,
                background: Background.opaque.rawValue,
                outputFormat: OutputFormat.png.rawValue,
                quality: nil,
                size: request.size.rawValue,
                usage: request.usage,
                extraFields: call.extraFields(model)
            )
        )
    }
}
