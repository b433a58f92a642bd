import APIRuntime
import Foundation
import GatewayImages
import ToolSupport

/// Where the gateway is and who is calling, from the environment.
struct Settings {
    let server: URL
    let credential: Credential

    init(environment: [String: String] = ProcessInfo.processInfo.environment) throws(Failure) {
        func value(_ name: String, _ meaning: String) throws(Failure) -> String {
            let value = environment[name]?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
            guard !value.isEmpty else { throw .usage("\(name) is not set: set it to \(meaning)") }
            return value
        }
        let address = try value("AI_GATEWAY_URL", "the gateway's address, as in export AI_GATEWAY_URL=https://gateway.example.com")
        credential = .bearer(try value("AI_GATEWAY_KEY", "your key for the gateway"))
        do throws(APIError) {
            server = try ImageGateway.server(aiGatewayURL: address)
        } catch {
            guard case .invalidRequest(let error) = error else { throw .usage("AI_GATEWAY_URL: \(error)") }
            throw .usage("AI_GATEWAY_URL " + error.violations.map(\.message).joined(separator: ", "))
        }
    }
}
