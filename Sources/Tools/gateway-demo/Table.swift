import ToolSupport

/// The lines that the demo prints.
enum Table {
    private static let hasColour = Terminal.showsOutput

    static func heading(_ title: String) -> String {
        line(bold(title), titleLength: title.count, "status", "pictures", "bytes", "ms", "")
    }

    static func row(_ outcome: Outcome) -> String {
        let partial = outcome.pictures.count { $0.isPartial }
        let pictures = "\(outcome.pictures.count - partial)" + (partial == 0 ? "" : " + \(partial)")
        let (seconds, attoseconds) = outcome.duration.components
        let tenths = (seconds * 10_000 + attoseconds / 100_000_000_000_000)
        var text = line(
            outcome.call.path, outcome.status.map { "\($0)" } ?? "-", pictures, outcome.bytes.map { "\($0)" } ?? "-",
            "\(tenths / 10).\(tenths % 10)", outcome.call.remark)
        for detail in outcome.details { text += "\n    " + detail }
        if let problem = outcome.problem { text += "\n    " + red("not as expected: \(problem)") }
        return text
    }

    private static func line(
        _ path: String, titleLength: Int? = nil, _ status: String, _ pictures: String, _ bytes: String, _ milliseconds: String,
        _ remark: String
    ) -> String {
        let padding = String(repeating: " ", count: max(0, 52 - (titleLength ?? path.count)))
        let line = path + padding + right(status, 8) + right(pictures, 10) + right(bytes, 10) + right(milliseconds, 8)
        return remark.isEmpty ? line : line + "  " + remark
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private static func bold(_ text: String) -> String { hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    private static func red(_ text: String) -> String { hasColour ? "\u{1B}[31m\(text)\u{1B}[0m" : text }
}
