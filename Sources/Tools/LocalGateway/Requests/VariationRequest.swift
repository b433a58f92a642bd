/// A checked request for variations of a picture.
struct VariationRequest {
    let count: Int
    let size: PictureSize
    let responseFormat: ResponseFormat
    let order: VariationOrder
    let usage: Usage

    init(_ form: FormContent) throws(GatewayFailure) {
        let fields = try form.fields()
        // image[] is read before image; of several files the first one is used.
        guard let image = form.files["image[]"] ?? form.files["image"] else {
            let advice = form.texts["image"] == nil ? "" : ": it came as text, send it as a file (with a filename)"
            throw .missing("image", advice)
        }
        if let count = form.fileCounts["image"], count > 1 {
            throw .invalid("image", "was given \(count) times: send one file as image, or several as image[]")
        }
        guard !image.isEmpty else { throw .invalid("image", "is an empty file") }
        count = try fields.integer("n", in: 1...10) ?? 1
        size = try (fields.choice("size", of: PictureSize.allCases) ?? .auto).chosen
        responseFormat = try fields.choice("response_format", of: ResponseFormat.allCases) ?? .url
        try RequestFields.checkFallbackObjects(form.fallbacks())
        order = VariationOrder(file: image, size: size)
        usage = Usage(input: Usage.Details(imageTokens: 1 + image.count / 1024), output: Usage.pictures(count, size))
    }
}
