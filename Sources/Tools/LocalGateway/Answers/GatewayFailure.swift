import HTTPTypes

/// Why a request is refused; becomes an answer with the gateway's error object.
struct GatewayFailure: Error {
    var status: HTTPResponse.Status
    /// A word for the kind of error, as programs tell it.
    var code: String
    /// What is wrong and what to do, for a person.
    var message: String
    /// The field at fault: `size`, `fallbacks[1].provider`.
    var param: String?
    var headers = HTTPFields()

    /// The kind of error as the error object's `type` says it.
    var type: String {
        switch status {
        case .unauthorized: "authentication_error"
        case .internalServerError: "server_error"
        default: "invalid_request_error"
        }
    }
}

extension GatewayFailure {
    static func missing(_ field: String, _ advice: String = "") -> GatewayFailure {
        GatewayFailure(status: .badRequest, code: "missing_required_parameter", message: "\(field) is required\(advice)", param: field)
    }

    static func wrongType(_ field: String, expected: String, not value: String) -> GatewayFailure {
        GatewayFailure(status: .badRequest, code: "invalid_type", message: "\(field) must be \(expected), not \(value)", param: field)
    }

    static func invalid(_ field: String, _ rule: String) -> GatewayFailure {
        GatewayFailure(status: .badRequest, code: "invalid_value", message: "\(field) \(rule)", param: field)
    }

    /// The gateway's pages allow it, this gateway cannot do it.
    static func unsupported(_ field: String, _ reason: String) -> GatewayFailure {
        GatewayFailure(status: .badRequest, code: "unsupported_value", message: reason, param: field)
    }

    static func unauthorized(_ message: String) -> GatewayFailure {
        GatewayFailure(
            status: .unauthorized,
            code: "invalid_api_key",
            message: message,
            headers: [.wwwAuthenticate: "Bearer"]
        )
    }

    static let unknownPath = GatewayFailure(
        status: .notFound,
        code: "unknown_url",
        message: "the local gateway has no such path; it has POST /v1/images/generations, POST /v1/images/variations and "
            + "POST /openai/openai/deployments/{deployment-id}/images/generations"
    )
}
