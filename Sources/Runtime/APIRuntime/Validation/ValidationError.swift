/// All the rules that a value breaks, found in one go.
public struct ValidationError: Error, Hashable, Sendable {
    /// The violations in the order of the properties.
    public let violations: [Violation]

    /// An error of violations that were found.
    public init(_ violations: [Violation]) {
        self.violations = violations
    }
}

extension ValidationError {
    /// The error without secrets: a violation quotes the value at fault.
    func redacted(by redactor: Redactor) -> ValidationError {
        ValidationError(violations.map { $0.redacted(by: redactor) })
    }
}

extension ValidationError: CustomStringConvertible {
    /// One line for a person: `2 rules are broken: /n: must be at most 10, is 11; /model: must have …`.
    public var description: String {
        let count = violations.count == 1 ? "1 rule is broken" : "\(violations.count) rules are broken"
        return "\(count): \(violations.map(\.description).joined(separator: "; "))"
    }
}
