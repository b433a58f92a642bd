/// What `\p{…}` asks of a code point.
enum UnicodeProperty: Sendable {
    case category([Unicode.GeneralCategory])
    /// A script, or a property that is true or false, which only Swift's `Regex` knows all of.
    case named(String)

    /// Nil where there is no such property. Case, spaces and lines in a name mean nothing (Unicode, UAX #44, section 5.9.3).
    init?(_ name: String) {
        let parts = name.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(Self.loose)
        let isCategory = parts.count == 1 || ["gc", "generalcategory"].contains(parts[0])
        if isCategory, let categories = parts.last.flatMap({ Self.categories[$0] }) {
            self = .category(categories)
            return
        }
        let isScript = ["sc", "script", "scx", "scriptextensions"].contains(parts[0])
        // The name becomes part of another pattern.
        let isWord = parts.allSatisfy { $0.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789".utf8.contains($0) } }
        guard parts.count == 1 || isScript, isWord, (try? Regex("\\p{\(name)}")) != nil else { return nil }
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
