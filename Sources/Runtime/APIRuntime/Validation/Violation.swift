/// A rule of the description, and a value that breaks it.
public struct Violation: Hashable, Sendable {
    /// JSON Pointer (RFC 6901) of the value in what was checked; the empty text for all of it.
    public let pointer: String
    /// The rule.
    public let rule: Rule
    /// What the rule allows: a number, a count, a pattern, the values known; nil where the rule needs none.
    public let limit: JSONValue?
    /// The value at fault, long ones cut; nil where ``measured`` says it all.
    public let value: JSONValue?
    /// The length or count that the rule limits, in Unicode code points, items or properties.
    public let measured: Int?
    /// What cannot be said by the rule and its limit alone.
    public let detail: String?

    init(
        pointer: String, rule: Rule, limit: JSONValue? = nil, value: JSONValue? = nil, measured: Int? = nil, detail: String? = nil
    ) {
        self.pointer = pointer
        self.rule = rule
        self.limit = limit
        self.value = value
        self.measured = measured
        self.detail = detail
    }

    /// The violation without secrets.
    func redacted(by redactor: Redactor) -> Violation {
        let value = value.map { value in
            if case .string(let text) = value { return JSONValue.string(redactor.text(text)) }
            let text = (try? JSONWriter.bytes(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            return redactor.text(text) == text ? value : .string(Redactor.mark)
        }
        return Violation(
            pointer: redactor.text(pointer), rule: rule, limit: limit, value: value, measured: measured,
            detail: detail.map { redactor.text($0) })
    }

    /// A kind of rule, named after its keyword of JSON Schema.
    public struct Rule: RawRepresentable, Hashable, Sendable {
        /// The keyword.
        public let rawValue: String
        /// A rule by its keyword.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A number is at least the limit.
        public static let minimum = Rule(rawValue: "minimum")
        /// A number is greater than the limit.
        public static let exclusiveMinimum = Rule(rawValue: "exclusiveMinimum")
        /// A number is at most the limit.
        public static let maximum = Rule(rawValue: "maximum")
        /// A number is less than the limit.
        public static let exclusiveMaximum = Rule(rawValue: "exclusiveMaximum")
        /// A number is an integer times the limit.
        public static let multipleOf = Rule(rawValue: "multipleOf")
        /// A string has at least that many Unicode code points.
        public static let minLength = Rule(rawValue: "minLength")
        /// A string has at most that many Unicode code points.
        public static let maxLength = Rule(rawValue: "maxLength")
        /// A part of a string matches a regular expression of ECMA-262.
        public static let pattern = Rule(rawValue: "pattern")
        /// An array has at least that many items.
        public static let minItems = Rule(rawValue: "minItems")
        /// An array has at most that many items.
        public static let maxItems = Rule(rawValue: "maxItems")
        /// No two items of an array are equal.
        public static let uniqueItems = Rule(rawValue: "uniqueItems")
        /// An object has at least that many properties.
        public static let minProperties = Rule(rawValue: "minProperties")
        /// An object has at most that many properties.
        public static let maxProperties = Rule(rawValue: "maxProperties")
        /// A value is one of those that the description names.
        public static let known = Rule(rawValue: "enum")
        /// A value is the one that the description names.
        public static let constant = Rule(rawValue: "const")
        /// Exactly one of several properties is there.
        public static let exactlyOne = Rule(rawValue: "oneOf")
        /// At least one of several properties is there.
        public static let atLeastOne = Rule(rawValue: "anyOf")
        /// A rule that has no keyword; ``Violation/detail`` says what it is.
        public static let custom = Rule(rawValue: "custom")
    }
}
