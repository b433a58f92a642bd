/// The JSON bodies that the gateway answers with. Names are written in snake case; what is nil is left out.

/// The answer to a call that is not a stream.
struct ImageAnswer: Encodable {
    /// `id`, `model` and `extraFields` are absent on the Azure route.
    var id: String?
    var created: Int
    var model: String?
    var data: [ImageItem]
    var background: String
    var outputFormat: String
    var quality: String?
    var size: String
    var usage: Usage
    var extraFields: ExtraFields?
}

struct ImageItem: Encodable {
    var url: String?
    var b64Json: String?
    var revisedPrompt: String?
    var index: Int
}

/// The `data` of an event. Numbers that are zero are left out, as the gateway does.
struct ImageEvent: Encodable {
    enum Kind: String, Encodable {
        case partialImage = "image_generation.partial_image"
        case completed = "image_generation.completed"
    }

    var type: Kind
    /// Absent on the Azure route, as are `extraFields`.
    var id: String?
    var sequenceNumber: Int?
    var partialImageIndex: Int?
    var b64Json: String?
    var url: String?
    var createdAt: Int
    var size: String
    var quality: String
    var background: String
    var outputFormat: String
    var revisedPrompt: String?
    var usage: Usage?
    var extraFields: ExtraFields?
}

struct ExtraFields: Encodable {
    var requestType: String
    var provider: String
    var modelRequested: String
    var modelDeployment: String
    /// Milliseconds since the request came.
    var latency: Int
    var chunkIndex: Int
}

/// The gateway's error object.
struct ErrorBody: Encodable {
    struct Details: Encodable {
        var type: String
        var code: String
        var message: String
        var param: String?
        var eventId: String
    }

    struct Context: Encodable {
        var provider: String?
        var modelRequested: String?
        var requestType: String?
    }

    var eventId: String
    var type: String
    var isBifrostError = true
    var statusCode: Int
    var error: Details
    var extraFields: Context
}
