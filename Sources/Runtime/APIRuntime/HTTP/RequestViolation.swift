extension Violation {
    /// A parameter, header field or form part that cannot be sent. These are found whether or not the rules of models are checked:
    /// they are what keeps a request the request that it was meant to be.
    static func parameter(_ name: String, _ message: String) -> Violation {
        var pointer = ""
        if !name.isEmpty { JSONPointer.append(name, to: &pointer) }
        return Violation(pointer: pointer, rule: .custom, detail: message)
    }
}
