import Foundation
import HTTPTypes

/// The paths that the gateway has.
enum Route: Equatable {
    case generations
    case variations
    case azureGenerations
    /// A picture that was answered as a URL.
    case picture(name: String)

    init?(path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { $0.removingPercentEncoding ?? "" }
        switch parts.count {
        case 3 where parts == ["v1", "images", "generations"]: self = .generations
        case 3 where parts == ["v1", "images", "variations"]: self = .variations
        case 6 where parts[..<3] == ["openai", "openai", "deployments"] && !parts[3].isEmpty && parts[4...] == ["images", "generations"]:
            self = .azureGenerations
        case 2 where parts[0] == "pictures": self = .picture(name: parts[1])
        default: return nil
        }
    }

    var method: HTTPRequest.Method {
        if case .picture = self { .get } else { .post }
    }
}
