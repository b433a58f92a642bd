/// The path of a request, percent-encoded.
///
/// Write it as a literal with the parameters in it. Text of the literal goes as it is; a value is percent-encoded down to the
/// unreserved characters of RFC 3986, so that it stays one segment whatever is in it:
/// ```swift
/// let path: RequestPath = "/deployments/\(deployment, name: "deployment-id")/images"
/// ```
/// A value that is empty, or that makes a segment `.` or `..`, is a violation: URL parsers remove such segments, and the request
/// would go to another operation.
public struct RequestPath: Sendable, ExpressibleByStringInterpolation {
    /// The path as it is sent.
    public let text: String
    /// What is wrong with the values.
    let violations: [Violation]

    /// A path without parameters.
    public init(stringLiteral text: String) {
        self.text = text
        violations = []
    }

    /// A path with parameters.
    public init(stringInterpolation: StringInterpolation) {
        var interpolation = stringInterpolation
        interpolation.endSegment()
        text = interpolation.text
        violations = interpolation.violations
    }

    /// Puts a path together.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""
        fileprivate var violations: [Violation] = []
        /// The parameter in the segment that is being written.
        private var parameter: String?

        /// An empty path.
        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        /// Text of the description, already percent-encoded.
        public mutating func appendLiteral(_ literal: String) {
            guard let slash = literal.firstIndex(of: "/") else {
                text += literal
                return
            }
            text += literal[..<slash]
            endSegment()
            text += literal[slash...]
        }

        /// A parameter's value.
        public mutating func appendInterpolation<Value: ParameterValue>(_ value: Value, name: String) {
            append([value.parameterText], name: name)
        }

        /// A parameter's values, separated by commas (style `simple` of OpenAPI).
        public mutating func appendInterpolation<Value: ParameterValue>(_ values: [Value], name: String) {
            append(values.map(\.parameterText), name: name)
        }

        private mutating func append(_ values: [String?], name: String) {
            if values.isEmpty || values.contains("") {
                violations.append(.parameter(name, "must not be empty in a path"))
            }
            if values.contains(nil) {
                violations.append(.parameter(name, "has no text form"))
            }
            text += values.map { PercentEncoding.component($0 ?? "") }.joined(separator: ",")
            parameter = name
        }

        fileprivate mutating func endSegment() {
            guard let name = parameter else { return }
            parameter = nil
            let segment = text.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
            if segment == "." || segment == ".." {
                violations.append(.parameter(name, "must not make the path segment \"\(segment)\""))
            }
        }
    }
}
