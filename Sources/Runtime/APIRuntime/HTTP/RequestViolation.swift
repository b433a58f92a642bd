extension Violation {
    /// A parameter, header or form part that cannot be sent. These are found whether or not the rules of models are checked: they are
    /// what keeps a request the request that it was meant to be.
    static func parameter(_ name: String, rule: String, _ message: String) -> Violation {
        Violation(pointer: name.isEmpty ? "" : "/" + name)
    }
}
