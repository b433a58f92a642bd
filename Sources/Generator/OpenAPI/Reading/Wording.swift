import YAMLDocument

/// A text of the description inside a message: in quotes, control characters made visible, not longer than a line.
package func quoted(_ text: some StringProtocol) -> String { "\"\(shortened(text))\"" }

/// A path inside a message. The end of a long one says which file it is.
package func quoted(path: String) -> String {
    let limit = 80
    guard path.unicodeScalars.count > limit else { return quoted(path) }
    return "\"…\(shortened(String(path.unicodeScalars.suffix(limit - 1))))\""
}

/// As much of a text as a message can hold.
package func shortened(_ text: some StringProtocol) -> String {
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
        count += 1
        if count > 80 {
            result += "…"
            break
        }
        result += visible(scalar)
    }
    return result
}

/// A text as JSON has it (RFC 8259, section 7), with what a terminal would act on escaped as well.
package func jsonText(_ text: some StringProtocol) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": result += "\\\(scalar)"
        case "\n": result += "\\n"
        case "\t": result += "\\t"
        case _ where visible(scalar).unicodeScalars.count == 1: result.unicodeScalars.append(scalar)
        default:
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            }
        }
    }
    return result + "\""
}

/// Control, format and separator characters would act on the terminal or hide in it, so they are spelled out.
package func visible(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse:
        "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    default:
        String(scalar)
    }
}

extension YAMLNode.Kind {
    /// With its article, for messages.
    var phrase: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .integer, .float: "a number"
        case .string: "a string"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

/// The candidate nearest to `word`, if it is near enough to be what was meant. Of more candidates than anybody writes none is.
func nearest(to word: String, in candidates: [String]) -> String? {
    guard candidates.count <= 10_000, word.utf8.count <= 200 else { return nil }
    let limit = word.utf8.count > 5 ? 2 : 1
    var best: (candidate: String, distance: Int)?
    for candidate in candidates where abs(candidate.utf8.count - word.utf8.count) <= limit {
        let distance = editDistance(Array(word.lowercased().utf8), Array(candidate.lowercased().utf8))
        if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate
}

/// Two neighbours that changed places are one slip.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var rows = [Array(0...right.count)]
    for (i, a) in left.enumerated() {
        var row = [i + 1]
        for (j, b) in right.enumerated() {
            var distance = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a == b ? 0 : 1))
            if i > 0, j > 0, a == right[j - 1], b == left[i - 1] { distance = min(distance, rows[i - 1][j - 1] + 1) }
            row.append(distance)
        }
        rows.append(row)
    }
    return rows[left.count][right.count]
}
