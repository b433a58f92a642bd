import HTTPTypes

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// One call of an operation: where it goes, what it carries, what may come back. Generated methods fill it in; `APIClient` sends it.
public struct APIRequest: Sendable {
    /// A method of HTTP.
    public struct Method: RawRepresentable, Hashable, Sendable {
        /// The name as it is sent.
        public let rawValue: String
        /// A method by its name, in upper case.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// GET
        public static let get = Self(rawValue: "GET")
        /// PUT
        public static let put = Self(rawValue: "PUT")
        /// POST
        public static let post = Self(rawValue: "POST")
        /// DELETE
        public static let delete = Self(rawValue: "DELETE")
        /// OPTIONS
        public static let options = Self(rawValue: "OPTIONS")
        /// HEAD
        public static let head = Self(rawValue: "HEAD")
        /// PATCH
        public static let patch = Self(rawValue: "PATCH")
        /// TRACE
        public static let trace = Self(rawValue: "TRACE")
        /// QUERY
        public static let query = Self(rawValue: "QUERY")
    }

    /// The operation's name in the description.
    public let operationID: String
    /// The method.
    public let method: Method
    /// The path below the server's URL.
    public let path: RequestPath
    /// True where the description asks for no credential; then none is sent.
    public var isAnonymous = false

    /// The query without its question mark.
    var queryText = ""
    var headerFields = HTTPFields()
    /// Pairs of name and value, in order.
    var cookies: [String] = []
    private(set) var body = Body.none
    private(set) var expectations: [Expectation] = []
    private(set) var failures: [FailureExpectation] = []
    /// What cannot be sent, whatever the options say.
    var violations: [Violation]
    /// The rules of the description on the parameters and the body.
    private(set) var rules: [@Sendable (inout Validator) -> Void] = []

    /// A request of an operation.
    public init(_ operationID: String, _ method: Method, _ path: RequestPath) {
        self.operationID = operationID
        self.method = method
        self.path = path
        violations = path.violations
    }

    /// Checks rules of the description before the request is sent, unless the options switch that off.
    public mutating func validate(_ rules: @escaping @Sendable (inout Validator) -> Void) {
        self.rules.append(rules)
    }
}

// MARK: Body

extension APIRequest {
    /// What a request carries, made when it is sent.
    enum Body: Sendable {
        case none
        case encoded(contentType: String, @Sendable () throws(JSONError) -> [UInt8])
        case form(@Sendable (inout FormWriter) -> Void)
    }

    /// Sends a value as JSON, and checks its rules before.
    public mutating func body<Value: JSONEncodable & Validatable & Sendable>(json value: Value, contentType: String = "application/json") {
        rules.append { value.validate(&$0) }
        body = .encoded(contentType: contentType) { () throws(JSONError) in try JSONWriter.bytes(value) }
    }

    /// Sends a value without rules as JSON.
    public mutating func body<Value: JSONEncodable & Sendable>(json value: Value, contentType: String = "application/json") {
        body = .encoded(contentType: contentType) { () throws(JSONError) in try JSONWriter.bytes(value) }
    }

    /// Sends a form as `multipart/form-data`, and checks its rules before.
    public mutating func body<Form: FormEncodable>(multipart form: Form) {
        rules.append { form.validate(&$0) }
        body = .form { form.write(to: &$0) }
    }

    /// Sends text as UTF-8.
    public mutating func body(text: String, contentType: String = "text/plain; charset=utf-8") {
        body = .encoded(contentType: contentType) { () throws(JSONError) in Array(text.utf8) }
    }

    /// Sends bytes as they are.
    public mutating func body(data: Data, contentType: String = "application/octet-stream") {
        body = .encoded(contentType: contentType) { () throws(JSONError) in Array(data) }
    }
}

// MARK: Answers

extension APIRequest {
    struct Expectation: Sendable {
        let statuses: ClosedRange<Int>
        let contentType: String?
    }

    struct FailureExpectation: Sendable {
        let statuses: ClosedRange<Int>
        /// Reads the typed body; nil where the description has none for these statuses.
        let decode: (@Sendable (JSONDocument) throws -> any Sendable)?
    }

    /// A status that is a success, with the type of its body where it has one. The types, in the order given, are what `Accept` says.
    public mutating func expect(_ status: Int, _ contentType: String? = nil) {
        expect(status...status, contentType)
    }

    /// Statuses that are a success, with the type of their body where they have one.
    public mutating func expect(_ statuses: ClosedRange<Int>, _ contentType: String? = nil) {
        expectations.append(Expectation(statuses: statuses, contentType: contentType))
    }

    /// A documented failure with its typed JSON body. Failures are matched in the order given.
    public mutating func failure<Failure: JSONDecodable & Sendable>(_ status: Int, _ type: Failure.Type) {
        failure(status...status, type)
    }

    /// Documented failures with their typed JSON body. Failures are matched in the order given.
    public mutating func failure<Failure: JSONDecodable & Sendable>(_ statuses: ClosedRange<Int>, _ type: Failure.Type) {
        failures.append(FailureExpectation(statuses: statuses) { document in try document.decode(Failure.self) })
    }

    /// A documented failure without a typed body.
    public mutating func failure(_ status: Int) {
        failure(status...status)
    }

    /// Documented failures without a typed body.
    public mutating func failure(_ statuses: ClosedRange<Int>) {
        failures.append(FailureExpectation(statuses: statuses, decode: nil))
    }

    func expects(_ status: Int) -> Bool {
        expectations.contains { $0.statuses.contains(status) }
    }

    /// The media types of the successes, for `Accept`.
    var acceptedTypes: String? {
        var types: [String] = []
        for type in expectations.compactMap(\.contentType) where !types.contains(type) { types.append(type) }
        return types.isEmpty ? nil : types.joined(separator: ", ")
    }
}

extension APIRequest: CustomStringConvertible, CustomReflectable {
    /// The operation, the method and the path.
    public var description: String { "\(operationID): \(method.rawValue) \(path.text)" }

    /// What is sent, without secrets and without the body.
    public var customMirror: Mirror {
        let target = Redactor().target(path.text + (queryText.isEmpty ? "" : "?" + queryText))
        return Mirror(
            self,
            children: [
                "operationID": operationID, "method": method.rawValue, "target": target, "headers": Redactor().fields(headerFields),
            ]
        )
    }
}
