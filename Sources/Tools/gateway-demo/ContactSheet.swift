/// A page with every picture of the demo; it needs nothing but the files beside it.
enum ContactSheet {
    struct Section {
        let title: String
        let outcomes: [Outcome]
    }

    static func html(_ sections: [Section]) -> String {
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Pictures of the demo</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1.5rem; }
        h2 { margin: 3rem 0 0; }
        article { margin: 1.5rem 0; border-top: 1px solid #8886; padding-top: 1rem; }
        h3, p { margin: 0; }
        h3 { font: 600 0.95rem ui-monospace, monospace; }
        .pictures { display: flex; flex-wrap: wrap; gap: 1rem; margin-top: 0.75rem; }
        figure { margin: 0; }
        img { display: block; height: 14rem; max-width: 100%; border-radius: 4px; }
        .partial img { height: 9rem; }
        figcaption, .remark { color: #777; font-size: 0.85rem; }
        li { font: 0.85rem ui-monospace, monospace; }
        </style>
        <h1>Pictures of the demo</h1>
        \(sections.map(section).joined())</html>

        """
    }

    private static func section(_ section: Section) -> String {
        "<h2>\(escaped(section.title))</h2>\n" + section.outcomes.map(article).joined()
    }

    private static func article(_ outcome: Outcome) -> String {
        let status = outcome.status.map { "status \($0)" } ?? "not sent"
        var html = """
            <article>
            <h3>POST \(escaped(outcome.call.path))</h3>
            <p class="remark">\(escaped(outcome.call.remark)); \(status)</p>
            <p>\(escaped(outcome.call.prompt))</p>

            """
        if !outcome.pictures.isEmpty {
            html += "<div class=\"pictures\">\n" + outcome.pictures.map { figure($0, outcome.call.prompt) }.joined() + "</div>\n"
        }
        let notes = outcome.details + (outcome.problem.map { ["not as expected: \($0)"] } ?? [])
        if !notes.isEmpty { html += "<ul>\n" + notes.map { "<li>\(escaped($0))</li>\n" }.joined() + "</ul>\n" }
        return html + "</article>\n"
    }

    private static func figure(_ picture: Outcome.Picture, _ prompt: String) -> String {
        let name = picture.file.split(separator: "/").last.map(String.init) ?? picture.file
        return """
            <figure\(picture.isPartial ? " class=\"partial\"" : "")>
            <a href="\(escaped(picture.file))"><img src="\(escaped(picture.file))" alt="\(escaped(prompt))"></a>
            <figcaption>\(escaped(name)), \(picture.bytes) bytes</figcaption>
            </figure>

            """
    }

    /// Text that is nothing but text in an element or in a quoted attribute.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
