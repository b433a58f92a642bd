/// A type whose description states rules that go beyond what its Swift type says.
public protocol Validatable {
    /// Checks each rule. The default has none.
    func validate(_ check: inout Validator)
}

extension Validatable {
    /// Checks nothing.
    public func validate(_ check: inout Validator) {}

    /// Throws ``ValidationError`` with all violations, if there are any.
    public func validate() throws(ValidationError) {
        var check = Validator()
        validate(&check)
        try check.finish()
    }
}

extension Validatable {
    /// Throws ``ValidationError`` with all violations of a value that was read from `source`, if there are any.
    func validate(readFrom source: JSONView) throws(ValidationError) {
        var check = Validator(source: source)
        validate(&check)
        try check.finish()
    }
}

extension Array: Validatable where Element: Validatable {
    /// Checks each element.
    public func validate(_ check: inout Validator) {
        check.array(self) { check, element in element.validate(&check) }
    }
}

extension Dictionary: Validatable where Key == String, Value: Validatable {
    /// Checks each value.
    public func validate(_ check: inout Validator) {
        check.dictionary(self) { check, value in value.validate(&check) }
    }
}

extension Nullable: Validatable where Wrapped: Validatable {
    /// Checks the value; `null` breaks no rule.
    public func validate(_ check: inout Validator) {
        value?.validate(&check)
    }
}
