/// Answers for properties while one text is looked at. A `Regex` must not be used by two threads at once, so they are not
/// kept with the pattern.
struct NamedProperties {
    private var expressions: [String: Regex<AnyRegexOutput>] = [:]

    mutating func holds(_ property: UnicodeProperty, _ scalar: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(scalar) else { return false }
        switch property {
        case .category(let categories): return categories.contains(scalar.properties.generalCategory)
        case .named(let name):
            guard let expression = expressions[name] ?? (try? Regex("\\p{\(name)}").matchingSemantics(.unicodeScalar)) else { return false }
            expressions[name] = expression
            return (try? expression.wholeMatch(in: String(Character(scalar)))) != nil
        }
    }
}
