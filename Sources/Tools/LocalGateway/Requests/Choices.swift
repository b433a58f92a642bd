/// The values that the pages name for the fields of a request. ``PictureSize`` and ``PictureStyle`` belong to them.

enum Quality: String, CaseIterable {
    case auto, high, medium, low, hd, standard
}

enum ResponseFormat: String, CaseIterable {
    case url
    case b64JSON = "b64_json"
}

enum Background: String, CaseIterable {
    case transparent, opaque, auto
}

enum Moderation: String, CaseIterable {
    case low, auto
}

enum OutputFormat: String, CaseIterable {
    case png, webp, jpeg
}

/// The two families of routes, which differ in some rules and in the form of their answers.
enum APIFamily {
    /// `/v1/…`
    case gateway
    /// `/openai/openai/deployments/…`
    case azure

    var qualities: [Quality] { self == .azure ? [.standard, .hd] : Quality.allCases }
}
