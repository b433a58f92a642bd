import Bindings

extension Writer {
    mutating func payloads(_ payloads: PayloadNames) {
        doc(payloads.documentation)
        block("public enum \(payloads.name.last)") { out in
            for alias in payloads.aliases {
                out.gap()
                out.doc(alias.documentation)
                if alias.documentation.isDeprecated { out.line("@available(*, deprecated)") }
                out.line("public typealias \(alias.name) = \(alias.type, in: nil)")
            }
        }
    }
}
