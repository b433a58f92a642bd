/// The path of a request, percent-encoded. A literal may end in a query that is always the same: `/messages?beta=true`.
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
            guard let end = literal.firstIndex(where: { $0 == "/" || $0 == "?" }) else {
                text += literal
                return
            }
            text += literal[..<end]
            endSegment()
            text += literal[end...]
        }

        /// A parameter's value.
        ///
        /// Apart from the function with a style: a default argument is one more call of a function for each parameter.
        public mutating func appendInterpolation<Value: ParameterValue>(_ value: Value, name: String) {
            appendInterpolation(value, name: name, .simple)
        }

        /// A parameter's value in a style.
        public mutating func appendInterpolation<Value: ParameterValue>(
            _ value: Value, name: String, _ style: ParameterStyle = .simple, allowReserved: Bool = false
        ) {
            append(name, style, explode: false, allowReserved) { () throws(ParameterFault) in try ParameterContent(value) }
        }

        /// A parameter's values.
        public mutating func appendInterpolation<Value: ParameterValue>(
            _ values: [Value], name: String, _ style: ParameterStyle = .simple, explode: Bool = false, allowReserved: Bool = false
        ) {
            append(name, style, explode: explode, allowReserved) { () throws(ParameterFault) in try ParameterContent(values) }
        }

        /// A parameter that is a model, a dictionary or any other value of JSON.
        public mutating func appendInterpolation<Value: JSONEncodable>(
            value: Value, name: String, _ style: ParameterStyle = .simple, explode: Bool = false, allowReserved: Bool = false
        ) {
            append(name, style, explode: explode, allowReserved) { () throws(ParameterFault) in try ParameterContent(encoding: value) }
        }

        /// A parameter that is JSON.
        public mutating func appendInterpolation<Value: JSONEncodable>(json value: Value, name: String) {
            append(name, .simple, explode: false, false) { () throws(ParameterFault) in .text(try ParameterJSON.text(value)) }
        }

        private mutating func append(
            _ name: String, _ style: ParameterStyle, explode: Bool, _ allowReserved: Bool,
            _ content: () throws(ParameterFault) -> ParameterContent
        ) {
            // A slash, a question mark or a number sign would end the segment or the path (OpenAPI 3.2, "Path Templating").
            let escaping: StyledParameter.Escaping = allowReserved ? .reserved(keeping: ":[]@!$&'()*+,;=") : .component
            let styled = StyledParameter(name: name, style: style, explode: explode, escaping: escaping)
            parameter = name
            do throws(ParameterFault) {
                let content = try content()
                let value = try styled.text(content)
                // Without any text the path would be another one.
                if value.isEmpty || style == .simple && content.isEmpty { throw ParameterFault("must not be empty in a path") }
                text += value
            } catch {
                violations.append(.parameter(name, error.message))
            }
        }

        fileprivate mutating func endSegment() {
            guard let name = parameter else { return }
            parameter = nil
            let segment = text.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
            // A value of `allowReserved` may bring its own escapes; URL parsers see through those of dots.
            if [".", ".."].contains(PercentEncoding.decoded(segment)) {
                violations.append(.parameter(name, "must not make the path segment \"\(segment)\""))
            }
        }
    }
}
