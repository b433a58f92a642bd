/// A rule of a schema that a value breaks, before its place is put in words.
struct SchemaFinding: Hashable {
    /// Where the value is in its text.
    let position: Int
    let rule: Violation.Rule
    var limit: JSONValue?
    var value: JSONValue?
    var measured: Int?
    var detail: String?

    /// The finding in words, without the place.
    var message: String {
        Violation(pointer: "", rule: rule, limit: limit, value: value, measured: measured, detail: detail).message
    }
}

extension JSONTape {
    /// From this many words on a value is not quoted whole.
    private static let longestQuote = 64

    /// A value as it is quoted in a violation: long ones by their beginning.
    func quote(_ position: Int) -> JSONValue {
        if word(position).isContainer, next(after: position) - position > Self.longestQuote {
            let start = word(position).offset
            let end = min(start + Excerpt.limit * 4, bytes.count)
            return .string(Excerpt.of(String(decoding: bytes[start..<end], as: UTF8.self)))
        }
        return (try? JSONValue(json: JSONView(tape: self, position: position))) ?? .null
    }
}

extension Violation.Rule {
    /// A value is of the type that the description names.
    public static let type = Violation.Rule(rawValue: "type")
    /// A property is there.
    public static let required = Violation.Rule(rawValue: "required")
    /// A property is there because another one is.
    public static let dependentRequired = Violation.Rule(rawValue: "dependentRequired")
    /// The names of all properties meet a rule.
    public static let propertyNames = Violation.Rule(rawValue: "propertyNames")
    /// At least that many items of an array meet a rule.
    public static let contains = Violation.Rule(rawValue: "contains")
    /// At most that many items of an array meet a rule.
    public static let maxContains = Violation.Rule(rawValue: "maxContains")
    /// A value does not meet a rule.
    public static let not = Violation.Rule(rawValue: "not")
    /// A value is one that the description has a place for; nothing is, where it says `false`.
    public static let allowed = Violation.Rule(rawValue: "false")
}
