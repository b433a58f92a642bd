public import HTTPTypes

/// The status and the header fields of a response.
public struct ResponseHead: Sendable, Hashable {
    /// The status code.
    public let status: Int
    /// The header fields. In an error, values that may be secret read `<redacted>`.
    public let headers: HTTPFields

    /// The head of a response.
    public init(status: Int, headers: HTTPFields) {
        self.status = status
        self.headers = headers
    }

    /// The value of a header field by its name, in any case; several fields of the name are joined with commas.
    public subscript(name: String) -> String? {
        HTTPField.Name(name).flatMap { headers.value(of: $0) }
    }

    /// What the server calls this request: `x-request-id`, `request-id` or `apim-request-id`.
    public var requestID: String? {
        self["x-request-id"] ?? self["request-id"] ?? self["apim-request-id"]
    }

    /// The type of the body, without parameters.
    var mediaType: MediaType? {
        headers.value(of: .contentType).map(MediaType.init)
    }

    func redacted(by redactor: Redactor) -> ResponseHead {
        ResponseHead(status: status, headers: redactor.fields(headers))
    }
}

extension ResponseHead: CustomStringConvertible, CustomReflectable {
    /// The status, with the request id where there is one.
    public var description: String {
        requestID.map { "status \(status), request id \($0)" } ?? "status \(status)"
    }

    /// The status and the header fields, without secrets.
    public var customMirror: Mirror {
        Mirror(self, children: ["status": status, "headers": Redactor().fields(headers)])
    }
}
