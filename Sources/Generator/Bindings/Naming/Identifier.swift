/// Makes Swift identifiers of a description's names.
enum Identifier {
    /// `deployment-id` → `deploymentID`.
    static func member(_ text: String, fallback: String = "value") -> String {
        usable(Words.lowerCamel(Words.split(text)), prefix: fallback)
    }

    /// `-created_at` → `minusCreatedAt`.
    static func value(_ text: String) -> String {
        usable(Words.lowerCamel(Words.splitValue(text)), prefix: "value")
    }

    /// `image_size` → `ImageSize`. It may be one of `Keywords.unusable`; what then, depends on where the type stands.
    static func type(_ text: String, fallback: String = "Value") -> String {
        startable(Words.upperCamel(Words.split(text)), prefix: fallback)
    }

    private static func usable(_ name: String, prefix: String) -> String {
        let named = startable(name, prefix: prefix)
        return Keywords.unusable.contains(named) ? named + "_" : named
    }

    /// An identifier cannot be empty or begin with a digit (or a mark).
    private static func startable(_ name: String, prefix: String) -> String {
        guard let first = name.unicodeScalars.first else { return prefix }
        return first.isLetter || first.properties.isXIDStart ? name : prefix + name
    }

    /// A name that a person wrote for Swift (`x-enum-varnames`, `bindings.yaml`), or nil if it is no identifier.
    static func checked(_ text: String) -> String? {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first, first == "_" || first.properties.isXIDStart else { return nil }
        let isValid = scalars.allSatisfy { ($0 == "_" || $0.properties.isXIDContinue) && !$0.properties.isDefaultIgnorableCodePoint }
        return isValid && text != "_" && !Keywords.unusable.contains(text) ? text : nil
    }
}

extension Unicode.Scalar {
    /// Of ASCII, where no table of Unicode is needed.
    fileprivate var isLetter: Bool { (65...90).contains(value & ~0x20) && isASCII }
}
