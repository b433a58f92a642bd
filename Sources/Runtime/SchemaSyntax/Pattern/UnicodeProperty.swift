/// What `\p{…}` asks of a code point.
enum UnicodeProperty: Sendable {
    case category([Unicode.GeneralCategory])
    /// A script or another property that only Swift's `Regex` knows, as it writes it.
    case named(String)

    /// Nil where there is no such property. Case, spaces and lines in a name mean nothing (Unicode, UAX #44, section 5.9.3).
    init?(_ name: String) {
        let parts = name.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(Self.loose)
        let categoryName = parts.count == 1 ? parts[0] : ["gc", "generalcategory"].contains(parts[0]) ? parts[1] : nil
        if let categoryName, let categories = Self.categories[categoryName] {
            self = .category(categories)
            return
        }
        // The text becomes part of another pattern.
        let isName = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: "_"), UInt8(ascii: "="): true
            default: false
            }
        }
        guard isName, (try? Regex("\\p{\(name)}")) != nil else { return nil }
        self = .named(name)
    }

    private static func loose(_ name: Substring) -> String {
        String(name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " })
    }

    /// Unicode's names of the general categories, and of groups of them (PropertyValueAliases.txt).
    private static let categories: [String: [Unicode.GeneralCategory]] = {
        let letters: [(String, Unicode.GeneralCategory)] = [
            ("lu uppercaseletter", .uppercaseLetter), ("ll lowercaseletter", .lowercaseLetter), ("lt titlecaseletter", .titlecaseLetter),
            ("lm modifierletter", .modifierLetter), ("lo otherletter", .otherLetter),
        ]
        let marks: [(String, Unicode.GeneralCategory)] = [
            ("mn nonspacingmark", .nonspacingMark), ("mc spacingmark", .spacingMark), ("me enclosingmark", .enclosingMark),
        ]
        let numbers: [(String, Unicode.GeneralCategory)] = [
            ("nd decimalnumber digit", .decimalNumber), ("nl letternumber", .letterNumber), ("no othernumber", .otherNumber),
        ]
        let punctuation: [(String, Unicode.GeneralCategory)] = [
            ("pc connectorpunctuation", .connectorPunctuation), ("pd dashpunctuation", .dashPunctuation),
            ("ps openpunctuation", .openPunctuation), ("pe closepunctuation", .closePunctuation),
            ("pi initialpunctuation", .initialPunctuation), ("pf finalpunctuation", .finalPunctuation),
            ("po otherpunctuation", .otherPunctuation),
        ]
        let symbols: [(String, Unicode.GeneralCategory)] = [
            ("sm mathsymbol", .mathSymbol), ("sc currencysymbol", .currencySymbol), ("sk modifiersymbol", .modifierSymbol),
            ("so othersymbol", .otherSymbol),
        ]
        let separators: [(String, Unicode.GeneralCategory)] = [
            ("zs spaceseparator", .spaceSeparator), ("zl lineseparator", .lineSeparator), ("zp paragraphseparator", .paragraphSeparator),
        ]
        let others: [(String, Unicode.GeneralCategory)] = [
            ("cc control cntrl", .control), ("cf format", .format), ("cs surrogate", .surrogate), ("co privateuse", .privateUse),
            ("cn unassigned", .unassigned),
        ]
        let groups = [
            ("l letter", letters), ("lc casedletter", Array(letters[..<3])), ("m mark combiningmark", marks), ("n number", numbers),
            ("p punctuation punct", punctuation), ("s symbol", symbols), ("z separator", separators), ("c other", others),
        ]
        var categories: [String: [Unicode.GeneralCategory]] = [:]
        for (names, members) in groups {
            for name in names.split(separator: " ") { categories[String(name)] = members.map(\.1) }
            for (names, category) in members {
                for name in names.split(separator: " ") { categories[String(name)] = [category] }
            }
        }
        return categories
    }()
}

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
