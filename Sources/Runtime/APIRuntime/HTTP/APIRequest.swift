import HTTPTypes

/// One call of an operation: where it goes, what it carries, what may come back. Generated methods fill it in; `APIClient` sends it.
public struct APIRequest: Sendable {
    /// A method of HTTP.
    public struct Method: RawRepresentable, Hashable, Sendable {
        /// The name as it is sent.
        public let rawValue: String
        /// A method by its name, in upper case.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// GET
        public static var get: Self { Self(rawValue: "GET") }
        /// PUT
        public static var put: Self { Self(rawValue: "PUT") }
        /// POST
        public static var post: Self { Self(rawValue: "POST") }
        /// DELETE
        public static var delete: Self { Self(rawValue: "DELETE") }
        /// OPTIONS
        public static var options: Self { Self(rawValue: "OPTIONS") }
        /// HEAD
        public static var head: Self { Self(rawValue: "HEAD") }
        /// PATCH
        public static var patch: Self { Self(rawValue: "PATCH") }
        /// TRACE
        public static var trace: Self { Self(rawValue: "TRACE") }
        /// QUERY
        public static var query: Self { Self(rawValue: "QUERY") }
    }

    /// The operation's name in the description.
    public let operationID: String
    /// The method.
    public let method: Method
    /// The path below the server's URL.
    public let path: RequestPath
    /// True where the description asks for no credential; then none is sent.
    public var isAnonymous = false

    /// The URL of the operation's own server, in place of the client's; nil for that.
    public var server: String?
    /// The security schemes that the operation takes; nil: whatever the client has.
    private(set) var securityAlternatives: [[SecurityScheme]]?

    /// The query without its question mark.
    var queryText = ""
    var headerFields = HTTPFields()
    /// Pairs of name and value, in order.
    var cookies: [String] = []
    var body = Body.none
    /// How the parts of a form are written.
    var encodings = FormEncodings()
    var expectations: [Expectation] = []
    var failures: [FailureExpectation] = []
    /// Is told the head of a success before its body is read.
    var receiveHead: (@Sendable (ResponseHead) -> Void)?
    /// What cannot be sent, whatever the options say.
    var violations: [Violation]
    /// The rules of the description on the parameters and the body.
    var rules: [@Sendable (inout Validator) -> Void] = []

    /// A request of an operation.
    public init(_ operationID: String, _ method: Method, _ path: RequestPath) {
        self.operationID = operationID
        self.method = method
        self.path = path
        violations = path.violations
    }

    /// What follows the path, which may have a query of its own.
    var query: String {
        queryText.isEmpty ? "" : (path.text.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + queryText
    }

    /// Says that the operation takes one security scheme.
    public mutating func security(_ scheme: SecurityScheme) {
        securityAlternatives = [[scheme]]
    }

    /// Says which security schemes the operation takes: each list is an alternative, whose schemes are needed together. An empty one
    /// says that a call without a credential will do.
    public mutating func security(_ alternatives: [SecurityScheme]...) {
        securityAlternatives = alternatives
    }

    /// Checks rules of the description before the request is sent, unless the options switch that off.
    public mutating func validate(_ rules: @escaping @Sendable (inout Validator) -> Void) {
        self.rules.append(rules)
    }
}

extension APIRequest: CustomStringConvertible, CustomReflectable {
    /// The operation, the method and the path.
    public var description: String { "\(operationID): \(method.rawValue) \(path.text)" }

    /// What is sent, without secrets and without the body.
    public var customMirror: Mirror {
        let target = Redactor().target(path.text + query)
        return Mirror(
            self,
            children: [
                "operationID": operationID, "method": method.rawValue, "target": target, "headers": Redactor().fields(headerFields),
            ]
        )
    }
}
