import Foundation
import Hummingbird

/// A call of the two generation routes that is answered as a whole.
struct GenerationRoute {
    let family: APIFamily
    let pictures: PictureStore

    func respond(to request: GenerationRequest, _ call: Call) async throws -> Response {
        var items: [ImageItem] = []
        for index in 0..<request.count {
            let file = request.order.draw(index).file
            items.append(
                await ImageItem(file, as: request.responseFormat, pictures, call, revisedPrompt: request.revisedPrompt(index), index: index)
            )
            await Task.yield()  // other calls are drawn in turn
        }
        let isAzure = family == .azure
        return try Response(
            json: ImageAnswer(
                id: isAzure ? nil : call.id.replacing("req_", with: "img_"),
                created: Int(Date().timeIntervalSince1970),
                model: isAzure ? nil : request.model.requested,
                data: items,
                background: request.backgroundName,
                outputFormat: OutputFormat.png.rawValue,
                quality: request.qualityName(family),
                size: request.order.size.rawValue,
                usage: request.usage,
                extraFields: isAzure ? nil : call.extraFields(request.model)
            )
        )
    }
}

extension ImageItem {
    init(_ file: Data, as format: ResponseFormat, _ pictures: PictureStore, _ call: Call, revisedPrompt: String?, index: Int) async {
        self.init(revisedPrompt: revisedPrompt, index: index)
        switch format {
        case .url: url = await pictures.keep(file, for: call.authority)
        case .b64JSON: b64Json = file.base64EncodedString()
        }
    }
}
