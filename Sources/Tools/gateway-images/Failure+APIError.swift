import APIRuntime
import ToolSupport

extension Failure {
    /// As shells have it: 128 and the number of SIGINT.
    static let interrupted: Int32 = 130

    init(_ error: APIError) {
        switch error {
        case .invalidRequest(let error): self = .input(Self.text(error))
        case .cancelled: self.init(code: Self.interrupted, message: "interrupted")
        case .documentedStatus(let failure) where failure.head.status == 401:
            self = .input("\(error); is AI_GATEWAY_KEY right?")
        default: self = .input("\(error)")
        }
    }

    /// Every rule that is broken, in the words of the command line.
    private static func text(_ error: ValidationError) -> String {
        let places = error.violations.map { violation in
            let place = option(violation.pointer)
            return place.isEmpty ? violation.message : "\(place) \(violation.message)"
        }
        guard places.count > 1 else { return "nothing was sent: " + places.joined() }
        return "nothing was sent: \(places.count) rules are broken\n" + places.map { "  \($0)\n" }.joined()
    }

    /// The argument for a place in a request: `/output_compression` is `--output-compression`.
    private static func option(_ pointer: String) -> String {
        let name = pointer.split(separator: "/").first ?? ""
        return switch name {
        case "": ""
        case "prompt": "PROMPT"
        case "deployment-id": "DEPLOYMENT"
        case "image", "image[]": "FILE"
        case "fallbacks": "--fallbacks"
        case "server": "AI_GATEWAY_URL"
        case "authorization": "AI_GATEWAY_KEY"
        default: "--" + name.map { $0 == "_" ? "-" : String($0) }.joined()
        }
    }
}
