/// Makes Swift identifiers of a description's names.
enum Identifier {
    /// `deployment-id` → `deploymentID`, `price<` → `priceLess`.
    static func member(_ text: String, fallback: String = "value") -> String {
        usable(Words.lowerCamel(Words.splitMember(text)), prefix: fallback)
    }

    /// `@type` → `atType`, where something else is called `type`.
    static func memberWithSymbols(_ text: String, fallback: String = "value") -> String {
        usable(Words.lowerCamel(Words.splitWithSymbols(text)), prefix: fallback)
    }

    /// `-created_at` → `minusCreatedAt`.
    static func value(_ text: String) -> String {
        usable(Words.lowerCamel(Words.splitValue(text)), prefix: "value")
    }

    /// Of a name that somebody gave a case, perhaps for another language: `ONE_VALUE` → `oneValue`, and `b64JSON` as it is.
    static func caseName(_ text: String) -> String {
        let isCaseName = text.unicodeScalars.first?.properties.isLowercase == true && Words.isOneWord(text)
        return isCaseName ? text : value(text)
    }

    /// `image_size` → `ImageSize`. It may be one of `Keywords.unusable`; what then, depends on where the type stands.
    static func type(_ text: String, fallback: String = "Value") -> String {
        startable(Words.upperCamel(Words.split(text)), prefix: fallback)
    }

    /// `RGBA` → `RGBA`: a component that is called as types are keeps its capitals.
    static func componentType(_ text: String) -> String {
        let isTypeName = text.unicodeScalars.first?.properties.isUppercase == true && Words.isOneWord(text)
        return isTypeName ? Words.upperCamel(Words.split(text, keepsCapitals: true)) : type(text)
    }

    static func member(words: [String]) -> String { usable(Words.lowerCamel(words), prefix: "value") }

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
